"""A conversation as one of its two sees it: where it stands, and what can be done about it in one tap."""

from zoneinfo import ZoneInfo

from bot.domain import relay_phrases
from bot.domain.buttons import Action, Button, Press, Rows
from bot.domain.matches import MatchKind, MatchState
from bot.services import duty
from bot.services.unit import Unit
from bot.store.matches import Match
from bot.store.people import Person


def show(unit: Unit, actor: Person, match: Match) -> None:
    """Where a conversation stands, with what can be done about it in one tap."""
    until = match.muted_until(actor)
    is_muted = until is not None and unit.now < until
    name = match.other(actor).called
    if match.state is MatchState.PAUSED:
        state = "paused_by_me" if match.is_paused_by(actor) else "paused"
    else:
        state = "muted" if is_muted else "open"
    unit.say(
        actor,
        relay_phrases.CONVERSATION,
        buttons=_offered(match, actor, is_muted=is_muted),
        name=name,
        team=match.team_side(actor),
        state=state,
        until=duty.local(until, ZoneInfo(actor.time_zone)) if until else "",
    )


def _offered(match: Match, actor: Person, *, is_muted: bool) -> Rows:
    name = (("name", match.other(actor).called),)
    goes_on = match.state is MatchState.PAUSED and match.is_paused_by(actor)
    first = (
        Button(relay_phrases.BUTTON_GO_ON, Press(Action.GO_ON, (match.id,)), args=name)
        if goes_on
        else Button(relay_phrases.BUTTON_PAUSE, Press(Action.PAUSE, (match.id,)), args=name)
    )
    second = (
        Button(relay_phrases.BUTTON_UNMUTE, Press(Action.UNMUTE, (match.id,)), args=name)
        if is_muted
        else Button(relay_phrases.BUTTON_MUTE, Press(Action.MUTE, (match.id,)), args=name)
    )
    if match.kind is MatchKind.SUPPORT:
        return ((second,),)  # a conversation with the team is not paused
    role = (("role", "mentor" if match.is_mentor(actor) else "mentee"),)
    change = Button(relay_phrases.BUTTON_CHANGE, Press(Action.CHANGE_MATCH, (match.id,)), args=role)
    return ((first,), (second,), (change,))
