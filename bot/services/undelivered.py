"""Telling authors that the other side has not seen what they wrote: one floor below relay and delivery."""

from collections import Counter
from collections.abc import Sequence

from bot.domain import phrases
from bot.domain.outbox import Kind, OutboxState
from bot.services.unit import Unit
from bot.store import outbox
from bot.store.messages import Message
from bot.store.outbox import OutboxRow
from bot.store.people import Person


def report_undelivered(unit: Unit, rows: Sequence[OutboxRow], why: phrases.Phrase) -> None:
    """Tell each author, once for everything, that the other side has not seen what they wrote.

    Of a message that arrived but whose change did not, its author is told that the old words stand there.
    """
    lost = Counter[tuple[int, int]]()
    unchanged: dict[tuple[int, int], None] = {}
    for row in rows:
        message = unit.session.get(Message, row.message_id) if row.message_id else None
        if message is None or row.person_id is None:
            continue
        if row.kind is Kind.COPY:
            lost[message.sender_id, row.person_id] += 1
        elif row.kind is Kind.EDIT and _has_arrived(unit, message):
            unchanged[message.sender_id, row.person_id] = None
    for (sender_id, recipient_id), count in lost.items():
        sender = unit.session.get_one(Person, sender_id)
        recipient = unit.session.get_one(Person, recipient_id)
        if sender.is_active:
            unit.say(sender, why, name=recipient.called, count=count)
    for sender_id, recipient_id in unchanged:
        sender = unit.session.get_one(Person, sender_id)
        if sender.is_active:
            unit.say(sender, phrases.EDIT_TOO_LATE, name=unit.session.get_one(Person, recipient_id).called)


def _has_arrived(unit: Unit, message: Message) -> bool:
    copy = outbox.copy_of(unit.session, message.id)
    return copy is None or copy.state is OutboxState.SENT  # a settled row is forgotten after a while
