"""The two answers to a proposed match."""

from bot.domain import phrases
from bot.domain.matches import MatchState, move_match
from bot.services.commands import Tapped
from bot.services.introductions import carry_on
from bot.services.unit import Unit
from bot.store.matches import Match
from bot.store.people import Person


def accept(unit: Unit, actor: Person, command: Tapped) -> None:
    """One of the two says yes; when both have, they are introduced."""
    match = _answered(unit, actor, command)
    if match is None or match.has_accepted(actor):
        if match is not None:
            unit.say(actor, phrases.PROPOSAL_ACCEPTED, name=match.other(actor).called)
        return
    unit.clear_buttons(actor, command.message_id)
    match.accept(actor, unit.now)
    carry_on(unit, match)
    if match.state is MatchState.PROPOSED:
        unit.say(actor, phrases.PROPOSAL_ACCEPTED, name=match.other(actor).called)


def decline(unit: Unit, actor: Person, command: Tapped) -> None:
    """One of the two says no: nobody is blamed, the other side hears only that it did not come about."""
    match = _answered(unit, actor, command)
    if match is None:
        return
    unit.clear_buttons(actor, command.message_id)
    match.state = move_match(match.state, MatchState.DECLINED)
    match.closed_at = unit.now
    unit.say(actor, phrases.PROPOSAL_DECLINED)
    other = match.other(actor)
    if match.was_asked(other):
        unit.say(other, phrases.PROPOSAL_OVER, name=actor.called)
    unit.say_to_team(
        phrases.PROPOSAL_DECLINED_TO_TEAM, mentee=match.mentee.called, mentor=match.mentor.called
    )


def _answered(unit: Unit, actor: Person, command: Tapped) -> Match | None:
    """The open proposal that was pressed; says what is the case where there is none (any more)."""
    match = unit.session.get(Match, command.ids[0]) if command.ids else None
    if match is None or actor.id not in {match.mentee_id, match.mentor_id}:
        unit.say(actor, phrases.OLD_BUTTON)
        return None
    if match.state is not MatchState.PROPOSED:
        unit.say(actor, phrases.OLD_BUTTON)
        return None
    return match
