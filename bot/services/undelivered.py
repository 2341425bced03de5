"""Saying that something has not arrived: one floor below relay and delivery."""

from collections import Counter
from collections.abc import Sequence

from bot.domain import phrases
from bot.domain.menus import leading_role
from bot.domain.outbox import Kind
from bot.services.alerts import climb_at_once, graver, pass_on_owned
from bot.services.unit import Unit
from bot.store.alerts import Alert
from bot.store.messages import Message
from bot.store.outbox import OutboxRow
from bot.store.people import Person


def report_undelivered(unit: Unit, rows: Sequence[OutboxRow], why: phrases.Phrase) -> None:
    """Tell each author, once for everything, that the other side has not seen what they wrote or changed."""
    lost = Counter[tuple[int, int]]()
    unchanged = set[tuple[int, int]]()
    for row in rows:
        message = unit.session.get(Message, row.message_id) if row.message_id else None
        if message is None or row.person_id is None:
            continue
        if row.kind is Kind.COPY:
            lost[message.sender_id, row.person_id] += 1
        elif row.kind is Kind.EDIT:
            unchanged.add((message.sender_id, row.person_id))
    for (sender_id, recipient_id), count in lost.items():
        sender, recipient = _both(unit, sender_id, recipient_id)
        if sender.is_active:
            unit.say(sender, why, name=recipient.called, count=count)
    for sender_id, recipient_id in unchanged - lost.keys():
        sender, recipient = _both(unit, sender_id, recipient_id)
        if sender.is_active:
            unit.say(sender, phrases.EDIT_TOO_LATE, name=recipient.called)


def report_unalerted(unit: Unit, row: OutboxRow) -> None:
    """An alert's card has not reached somebody of the team: it climbs at once."""
    if row.alert_id is not None:
        climb_at_once(unit, unit.session.get_one(Alert, row.alert_id))


def note_unreachable(unit: Unit, person: Person) -> None:
    """Somebody has blocked the bot: the team is told, once."""
    if person.unreachable_since is not None:
        return
    person.unreachable_since = unit.now
    graver(unit, person, "blocked the bot")
    pass_on_owned(unit, person)
    if person.is_active and person.name is not None:
        unit.say_to_team(
            phrases.UNREACHABLE_TO_TEAM,
            about=person,
            name=person.called,
            role=leading_role(person.roles).word,
        )


def _both(unit: Unit, sender_id: int, recipient_id: int) -> tuple[Person, Person]:
    return unit.session.get_one(Person, sender_id), unit.session.get_one(Person, recipient_id)
