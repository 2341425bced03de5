"""Pausing, muting, and asking for a different match: from the conversation itself, and nobody is blamed."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.domain import phrases, relay_phrases
from bot.domain.agenda import AgendaKind
from bot.domain.buttons import Action, Button, Press, Rows
from bot.domain.matches import GOING_ON, MUTE_LENGTHS, MatchKind, MatchState, TellOther, move_match
from bot.domain.menus import leading_role
from bot.domain.rhythm import next_daily
from bot.services import duty, kept
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import keeping
from bot.store.agenda import AgendaRow
from bot.store.matches import Match
from bot.store.people import Person

REMINDED_AFTER = timedelta(days=7)  # of a pause
MORNING = time(8)  # in the person's own time zone: until then somebody who wants quiet has it


def pause(unit: Unit, actor: Person, command: Tapped) -> None:
    """Pause at once; then ask what the other side is to hear of it."""
    match = _match(unit, actor, command, between_peers=True)
    if match is None:
        return
    unit.clear_buttons(actor, command.message_id)
    if not match.is_paused_by(actor):
        match.set_paused(actor, unit.now)
        unit.later(AgendaKind.PAUSE_REMINDER, REMINDED_AFTER, match.id)
    if match.state is MatchState.ACTIVE:
        match.state = move_match(match.state, MatchState.PAUSED)
    name = match.other(actor).called
    told = (TellOther.REST, TellOther.PAUSE)
    unit.say(actor, relay_phrases.PAUSED, buttons=_tellings(match, name, told), name=name)


def go_on(unit: Unit, actor: Person, command: Tapped) -> None:
    """Whoever paused goes on; what waited is passed on in its order, unless the other side rests too."""
    match = _match(unit, actor, command)
    if match is None:
        return
    unit.clear_buttons(actor, command.message_id)
    match.set_paused(actor, None)
    other = match.other(actor)
    if match.is_paused_by(other):
        unit.say(actor, relay_phrases.STILL_PAUSED, name=other.called)
        return
    if match.state is MatchState.PAUSED:
        match.state = move_match(match.state, MatchState.ACTIVE)
        unit.say(other, relay_phrases.RESUMED_TO_OTHER, name=actor.called)
    unit.say(actor, relay_phrases.RESUMED, name=other.called, count=len(kept.pass_on(unit, match)))


def remind(unit: Unit, row: AgendaRow) -> None:
    """A pause has lasted a while: whoever paused is asked, once, whether to go on."""
    match = unit.session.get(Match, row.subject_id)
    if match is None or match.state is not MatchState.PAUSED:
        return
    for person in (match.mentee, match.mentor):
        since = match.paused_at(person)
        if since is not None and unit.now - since >= REMINDED_AFTER and person.is_active:
            name = match.other(person).called
            unit.say(
                person,
                relay_phrases.STILL_ON_A_BREAK,
                buttons=(
                    (
                        Button(
                            relay_phrases.BUTTON_GO_ON,
                            Press(Action.GO_ON, (match.id,)),
                            args=(("name", name),),
                        ),
                    ),
                ),
                name=name,
                count=len(keeping.kept(unit.session, match.id)),
            )


def ask_how_long(unit: Unit, actor: Person, command: Tapped) -> None:
    """Quiet for how long; messages still arrive, without a sound."""
    match = _match(unit, actor, command)
    if match is not None:
        unit.clear_buttons(actor, command.message_id)
        unit.say(
            actor,
            relay_phrases.MUTE_UNTIL_WHEN,
            buttons=tuple(
                (
                    Button(
                        relay_phrases.BUTTON_MUTE_FOR,
                        Press(Action.MUTE_FOR, (match.id, number)),
                        args=(("length", word),),
                    ),
                )
                for number, word in enumerate(MUTE_LENGTHS)
            ),
            name=match.other(actor).called,
        )


def mute(unit: Unit, actor: Person, command: Tapped) -> None:
    """No sound until a morning in the person's own time zone."""
    match = _match(unit, actor, command)
    number = _number(command)
    if match is None or number is None or number >= len(MUTE_LENGTHS):
        return
    unit.clear_buttons(actor, command.message_id)
    days = timedelta(days=list(MUTE_LENGTHS.values())[number] - 1)
    until = next_daily(unit.now + days, MORNING, ZoneInfo(actor.time_zone))
    match.mute(actor, until)
    name = match.other(actor).called
    unit.say(
        actor,
        relay_phrases.MUTED,
        buttons=_tellings(match, name, (TellOther.SLOW,)),
        name=name,
        until=duty.local(until, ZoneInfo(actor.time_zone)),
    )


def unmute(unit: Unit, actor: Person, command: Tapped) -> None:
    """With sound again."""
    match = _match(unit, actor, command)
    if match is not None:
        unit.clear_buttons(actor, command.message_id)
        match.mute(actor, None)
        unit.say(actor, relay_phrases.UNMUTED, name=match.other(actor).called)


def tell_other(unit: Unit, actor: Person, command: Tapped) -> None:
    """The other side hears just what was chosen, as long as it is still so."""
    match = _match(unit, actor, command)
    what = TellOther.numbered(_number(command) or 0)
    if match is None or what is None:
        return
    unit.clear_buttons(actor, command.message_id)
    if not _is_still_so(unit, match, actor, what):
        unit.say(actor, phrases.OLD_BUTTON)
        return
    other = match.other(actor)
    if what is not TellOther.NOTHING:
        unit.say(other, relay_phrases.TOLD_BY_OTHER, name=actor.called, what=what.value)
    unit.say(
        actor, relay_phrases.OTHER_TOLD, name=other.called, told=phrases.yes_or_no(what.value != "nothing")
    )


def _is_still_so(unit: Unit, match: Match, actor: Person, what: TellOther) -> bool:
    """Whether what a button offers to tell is true now: it may be of an earlier time."""
    if what in {TellOther.REST, TellOther.PAUSE}:
        return match.is_paused_by(actor)
    if what is TellOther.SLOW:
        until = match.muted_until(actor)
        return until is not None and unit.now < until
    return what is TellOther.NOTHING or match.change_asked_at is not None


def ask_to_change(unit: Unit, actor: Person, command: Tapped) -> None:
    """Make sure, once, and say what happens."""
    match = _match(unit, actor, command, between_peers=True)
    if match is None:
        return
    unit.clear_buttons(actor, command.message_id)
    unit.say(
        actor,
        relay_phrases.CHANGE_SURE,
        buttons=(
            (Button(relay_phrases.BUTTON_CHANGE_FOR_SURE, Press(Action.CHANGE_FOR_SURE, (match.id,))),),
            (Button(phrases.BUTTON_NEVER_MIND, Press(Action.STAY)),),
        ),
        name=match.other(actor).called,
        role="mentor" if match.is_mentor(actor) else "mentee",
    )


def change(unit: Unit, actor: Person, command: Tapped) -> None:
    """The team is asked to find somebody else; until then the two may go on, or pause.

    It stands in the team's list of matches as well, for whoever could not be reached.
    """
    match = _match(unit, actor, command, between_peers=True)
    if match is None:
        return
    unit.clear_buttons(actor, command.message_id)
    other = match.other(actor)
    match.change_asked_at = unit.now
    unit.say_to_team(
        relay_phrases.CHANGE_TO_TEAM,
        about=actor,
        name=actor.called,
        role=leading_role(actor.roles).word,
        other=other.called,
    )
    told = (TellOther.CHANGE,)
    unit.say(
        actor, relay_phrases.CHANGE_ASKED, buttons=_tellings(match, other.called, told), name=other.called
    )


def _tellings(match: Match, name: str, offered: tuple[TellOther, ...]) -> Rows:
    return tuple(
        (
            Button(
                relay_phrases.BUTTON_TELL,
                Press(Action.TELL_OTHER, (match.id, what.number)),
                args=(("name", name), ("what", what.value)),
            ),
        )
        for what in (*offered, TellOther.NOTHING)
    )


def _number(command: Tapped) -> int | None:
    """What a button carries beside its match."""
    return command.ids[1] if len(command.ids) > 1 else None


def _match(unit: Unit, actor: Person, command: Tapped, *, between_peers: bool = False) -> Match | None:
    """The conversation that was pressed; they are told where it is not theirs, or over.

    One with the team is neither paused nor changed.
    """
    match = unit.session.get(Match, command.ids[0]) if command.ids else None
    is_theirs = match is not None and actor.id in {match.mentee_id, match.mentor_id}
    is_fit = match is not None and (match.kind is MatchKind.PEER or not between_peers)
    if match is None or not is_theirs or not is_fit or match.state not in GOING_ON:
        unit.say(actor, phrases.OLD_BUTTON)
        return None
    return match
