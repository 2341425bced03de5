"""What waited for a pause to end or for its reader to be back: passed on in its order."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain import phrases, relay_phrases
from bot.domain.matches import MatchState
from bot.domain.outbox import Lane
from bot.services import deciding, duty, first_aid, passing, undelivered
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import keeping, matches, messages
from bot.store.agenda import AgendaRow
from bot.store.matches import Match
from bot.store.messages import Message, MessageState
from bot.store.people import Person

OLD_AFTER = timedelta(minutes=5)  # what waited longer comes with the time at which it was written


def show(unit: Unit, actor: Person, command: Tapped) -> None:
    """Somebody who is back wants to read what was written meanwhile; its authors hear that it went."""
    unit.clear_buttons(actor, command.message_id)
    passed_on = 0
    for match in matches.conversations_of(unit.session, actor, MatchState.ACTIVE):
        other = match.other(actor)
        count = sum(message.sender_id == other.id for message in pass_on(unit, match))
        passed_on += count
        if count:
            unit.say(other, relay_phrases.KEPT_PASSED_ON, name=actor.called, count=count)
    if not passed_on:
        unit.say(actor, phrases.OLD_BUTTON)


def remind(unit: Unit, row: AgendaRow) -> None:
    """They were offered what waits and have not asked for it: offered once more, and then it simply waits."""
    person = unit.session.get(Person, row.subject_id)
    if person is not None and person.is_active and person.unreachable_since is None:
        undelivered.offer_kept(unit, person)


def pass_on(unit: Unit, match: Match) -> Sequence[Message]:
    """Everything that waits in a match goes now, and new words of what had gone before; returns what went.

    What the two have been spared so far comes with it: help for who reads grave words, a note beside advice.
    """
    kept = keeping.kept(unit.session, match.id)
    reworded = keeping.reworded_while_kept(unit.session, match.id)
    written: dict[int, list[datetime]] = {}
    for message in kept:
        written.setdefault(message.sender_id, []).append(message.created_at)
    for author_id, times in written.items():
        _say_when(unit, match, unit.session.get_one(Person, author_id), times)
    for message in reworded:
        message.kept_at = None
    went: list[Message] = []
    for message in (*kept, *reworded):
        if message.state is MessageState.KEPT or message in reworded:  # else it has gone with its album
            went += _pass_on(unit, message, match)
    return went


def _say_when(unit: Unit, match: Match, author: Person, times: Sequence[datetime]) -> None:
    if unit.now - times[0] < OLD_AFTER:
        return
    reader = match.other(author)
    zone = ZoneInfo(reader.time_zone)
    unit.say(
        reader,
        relay_phrases.WRITTEN_THEN,
        lane=Lane.RELAY,
        within=match.id,
        name=author.called,
        count=len(times),
        first=duty.local(times[0], zone),
        last=duty.local(times[-1], zone),
    )


def _pass_on(unit: Unit, message: Message, match: Match) -> Sequence[Message]:
    """The message, or the parts of its album, that went."""
    author = unit.session.get_one(Person, message.sender_id)
    parts = messages.waiting_with(unit.session, message)
    verdict, _ = deciding.look_at_all(unit, message, match)
    if not passing.let_through(unit, message):
        return ()
    if verdict.advice:
        deciding.correct(unit, match, match.other(author), verdict.advice.category)
    for part in parts:
        first_aid.help_on_the_way(unit, part, match)
    return parts
