"""Pausing, muting, and asking for a different match: from the conversation itself, and nobody is blamed."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.domain import phrases, relay_phrases
from bot.domain.buttons import Action, Button, Press, Rows
from bot.domain.matches import GOING_ON, MUTE_LENGTHS, MatchState, TellOther, move_match
from bot.domain.menus import leading_role
from bot.domain.rhythm import next_daily
from bot.services import duty, passing
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import keeping, matches
from bot.store.matches import Match
from bot.store.messages import MessageState
from bot.store.people import Person

MORNING = time(8)  # in the person's own time zone: until then somebody who wants quiet has it


def pause(unit: Unit, actor: Person, command: Tapped) -> None:
    """Pause at once; then ask what the other side is to hear of it."""
    match = _match(unit, actor, command)
    if match is None:
        return
    unit.clear_buttons(actor, command.message_id)
    if not match.is_paused_by(actor):
        match.set_paused(actor, unit.now)
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
    unit.say(actor, relay_phrases.RESUMED, name=other.called, count=_pass_on_kept(unit, match))


def show_kept(unit: Unit, actor: Person, command: Tapped) -> None:
    """Somebody who is back wants to read what was written meanwhile; its authors hear that it went."""
    unit.clear_buttons(actor, command.message_id)
    passed_on = 0
    for match in matches.conversations_of(unit.session, actor, MatchState.ACTIVE):
        count = _pass_on_kept(unit, match)
        passed_on += count
        if count:
            unit.say(match.other(actor), relay_phrases.KEPT_PASSED_ON, name=actor.called, count=count)
    if not passed_on:
        unit.say(actor, phrases.OLD_BUTTON)


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
    """The other side hears just what was chosen."""
    match = _match(unit, actor, command)
    what = TellOther.numbered(_number(command) or 0)
    if match is None or what is None:
        return
    unit.clear_buttons(actor, command.message_id)
    other = match.other(actor)
    if what is not TellOther.NOTHING:
        unit.say(other, relay_phrases.TOLD_BY_OTHER, name=actor.called, what=what.value)
    unit.say(
        actor, relay_phrases.OTHER_TOLD, name=other.called, told=phrases.yes_or_no(what.value != "nothing")
    )


def ask_to_change(unit: Unit, actor: Person, command: Tapped) -> None:
    """Make sure, once, and say what happens."""
    match = _match(unit, actor, command)
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
    """The team is asked to find somebody else; until then the two may go on, or pause."""
    match = _match(unit, actor, command)
    if match is None:
        return
    unit.clear_buttons(actor, command.message_id)
    other = match.other(actor)
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


def _pass_on_kept(unit: Unit, match: Match) -> int:
    """Everything that waits in a match goes now, and new words of what had gone before; returns how many."""
    paused = keeping.reworded_while_kept(unit.session, match.id)
    kept = keeping.kept(unit.session, match.id)
    for message in (*kept, *paused):
        if message not in paused and message.state is not MessageState.KEPT:
            continue  # gone with the album it is part of
        passing.let_through(unit, message)
        message.kept_at = None
    return len(kept)


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


def _match(unit: Unit, actor: Person, command: Tapped) -> Match | None:
    """The conversation that was pressed; they are told where it is not theirs, or over."""
    match = unit.session.get(Match, command.ids[0]) if command.ids else None
    is_theirs = match is not None and actor.id in {match.mentee_id, match.mentor_id}
    if match is None or not is_theirs or match.state not in GOING_ON:
        unit.say(actor, phrases.OLD_BUTTON)
        return None
    return match
