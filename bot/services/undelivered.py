"""Telling authors that the other side has not seen what they wrote: one floor below relay and delivery."""

from collections import Counter
from collections.abc import Sequence

from bot.domain import phrases
from bot.domain.outbox import Kind
from bot.services.unit import Unit
from bot.store.messages import Message
from bot.store.outbox import OutboxRow
from bot.store.people import Person


def report_undelivered(unit: Unit, rows: Sequence[OutboxRow], why: phrases.Phrase) -> None:
    """Tell each author, once for everything, that the other side has not seen what they wrote."""
    lost = Counter[tuple[int, int]]()
    for row in rows:
        message = unit.session.get(Message, row.message_id) if row.message_id else None
        if message is not None and row.kind is Kind.COPY and row.person_id is not None:
            lost[message.sender_id, row.person_id] += 1
    for (sender_id, recipient_id), count in lost.items():
        sender = unit.session.get_one(Person, sender_id)
        recipient = unit.session.get_one(Person, recipient_id)
        if sender.is_active:
            unit.say(sender, why, name=recipient.called, count=count)
