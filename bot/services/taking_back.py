"""Taking back what one has sent, and asking whether it has arrived."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import relay_phrases
from bot.domain.outbox import OutboxState
from bot.services import deciding, duty
from bot.services.commands import Tapped, Unsend
from bot.services.unit import Unit
from bot.store import copies, messages, outbox, versions
from bot.store.matches import Match
from bot.store.messages import Message, MessageState
from bot.store.outbox import OutboxRow
from bot.store.people import Person

_HELD_CHANGE = {MessageState.HELD, MessageState.WAITING}  # of what is there: its newest words are not


def take_back(unit: Unit, author: Person, command: Unsend) -> None:
    """/unsend, as a reply to one of one's own messages; says how where it is not."""
    message = messages.written(unit.session, author.id, command.reply_to) if command.reply_to else None
    if message is None:
        unit.say(author, relay_phrases.TAKE_BACK_HOW)
    else:
        _take_back(unit, author, message)


def take_back_last(unit: Unit, author: Person, command: Tapped) -> None:
    """The last message, whatever it was; the button goes, so that a second press takes back nothing more."""
    unit.clear_buttons(author, command.message_id)
    message = messages.newest_of(unit.session, author.id)
    if message is None:
        unit.say(author, relay_phrases.NOTHING_SENT)
    else:
        _take_back(unit, author, message)


def did_it_arrive(unit: Unit, author: Person, command: Tapped) -> None:
    """What has become of somebody's last message."""
    del command
    message = messages.newest_of(unit.session, author.id)
    if message is None:
        unit.say(author, relay_phrases.NOTHING_SENT)
        return
    if message.match_id is None:
        unit.say(author, relay_phrases.ARRIVED_NOWHERE_YET, reply_to=message.telegram_message_id)
        return
    match = unit.session.get_one(Match, message.match_id)
    row = outbox.carrying(unit.session, [each.id for each in messages.together(unit.session, message)])
    arrived_at = copies.arrived_at(unit.session, message.id)
    unit.say(
        author,
        relay_phrases.ARRIVED,
        reply_to=message.telegram_message_id,
        name=match.other(author).called,
        at=duty.local(arrived_at, ZoneInfo(author.time_zone)) if arrived_at else "",
        state=_stands(message, arrived_at, row),
    )


def _take_back(unit: Unit, author: Person, message: Message) -> None:
    """Remove it, with all of its album, wherever it shows; what has not gone yet simply stays here.

    Where a change was held or dropped, the other side still has the words that went before it.
    """
    parts = messages.together(unit.session, message)
    row = outbox.carrying(unit.session, [each.id for each in parts])
    match = unit.session.get(Match, message.match_id) if message.match_id else None
    was_waiting = any(part.state is MessageState.WAITING for part in parts)
    has_gone = False
    for part in parts:
        is_there = copies.is_there(unit.session, part.id)
        if is_there and part.state in _HELD_CHANGE:
            versions.drop_change(unit.session, part, unit.now)
        if match is not None and (is_there or part.state is MessageState.RELAYED):
            unit.take_back(part.id, match.other(author))
            has_gone = True
        part.state = MessageState.UNSENT
    if match is not None and was_waiting:
        deciding.tell_dropped(unit, match, author)
    if match is None or not has_gone:
        unit.say(author, relay_phrases.TAKEN_BACK_UNSENT, reply_to=message.telegram_message_id)
    elif row is not None and (row.is_twin or row.state is OutboxState.UNCERTAIN):
        name = match.other(author).called
        unit.say(author, relay_phrases.TWIN_MAY_REMAIN, name=name, reply_to=message.telegram_message_id)


def _stands(message: Message, arrived_at: datetime | None, row: OutboxRow | None) -> str:
    """In a word, for the words: arrived, on its way, failed, or why it waits."""
    if message.state is not MessageState.RELAYED:
        return str(message.state.value)
    if arrived_at is not None:
        return "arrived_at"
    is_on_its_way = row is not None and row.state in {OutboxState.QUEUED, OutboxState.SENDING}
    return "on_its_way" if is_on_its_way else "failed"
