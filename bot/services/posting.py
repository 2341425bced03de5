"""The outbox's side of a unit: what may go now, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

from bot.domain import phrases
from bot.domain.matches import MatchKind, MatchState
from bot.domain.outbox import (
    Kind,
    Lane,
    OutboxState,
    Recipient,
    Verdict,
    may_still_be_said,
    when_uncertain,
)
from bot.domain.people import Role
from bot.domain.texts import Text
from bot.services import alert_cards
from bot.services.undelivered import note_unreachable, report_unalerted, report_undelivered
from bot.services.unit import Unit
from bot.store import messages, outbox
from bot.store.alerts import Alert, AlertCard
from bot.store.base import by_ids
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.outbox import OutboxRow, Posted
from bot.store.people import Person


@dataclass(frozen=True, slots=True)
class Envelope:
    """One thing to do in one chat, with everything that doing it needs.

    `target_id` and `reply_to` are Telegram message ids in the recipient's chat.
    """

    id: int
    chat_id: int
    lane: Lane
    kind: Kind
    language: str
    attempts: int
    key: str | None = None
    args: dict[str, Any] | None = None
    lines: list[tuple[str, dict[str, Any]]] | None = None
    buttons: list[list[tuple[str, dict[str, Any], str]]] | None = None
    menu: Role | None = None
    message_id: int | None = None
    person_id: int | None = None
    sender_name: str | None = None
    sender_is_team: bool = False  # a supervisor writes, not a peer
    text: Text | None = None
    target_id: int | None = None
    reply_to: int | None = None
    quote: str | None = None
    alert_id: int | None = None
    is_pinned: bool = False  # to stay at the top of the chat


class Fate(Enum):
    """What became of an attempt."""

    SENT = "sent"
    BLOCKED = "blocked"  # 403, or a chat that is not there: nobody can be reached in it
    REJECTED = "rejected"  # Telegram will never take it
    NOT_SENT = "not_sent"  # surely not carried out: try again
    UNCERTAIN = "uncertain"  # nobody knows


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one envelope; `wait` in seconds before another try, `sent_id` the new message's id."""

    envelope: Envelope
    fate: Fate
    sent_id: int | None = None
    wait: float = 0.0
    error: str | None = None


def claim(unit: Unit, ids: Sequence[int]) -> list[Envelope]:
    """Mark these rows as being sent and return what to send.

    What may not be said any more is dropped here, and authors are told.
    """
    rows = outbox.claim(unit.session, ids)
    originals = by_ids(unit.session, Message, {row.message_id for row in rows})
    persons = by_ids(
        unit.session,
        Person,
        {row.person_id for row in rows} | {message.sender_id for message in originals.values()},
    )
    pairs = by_ids(unit.session, Match, {message.match_id for message in originals.values()})
    bubbles = messages.bubbles(unit.session, _wanted_bubbles(rows, originals))
    ready: list[Envelope] = []
    left: list[OutboxRow] = []
    for row in rows:
        person = persons.get(row.person_id or 0)
        message = originals.get(row.message_id or 0)
        match = pairs.get(message.match_id or 0) if message else None
        verdict = may_still_be_said(
            Lane(row.lane),
            Recipient(person.state if person else None, bool(person and person.unreachable_since)),
            match_is_open=match is None or match.state is MatchState.ACTIVE,
        )
        target = bubbles.get((message.id, row.person_id or 0)) if message else row.target_id
        if verdict is Verdict.UNREACHABLE:
            _give_up_chat(unit, row)
        elif verdict is Verdict.DROP or (row.kind is Kind.EDIT and target is None):
            left += [row, *(_also_dropped(unit, row, person) if verdict is Verdict.DROP else ())]
        else:
            ready.append(
                _envelope(
                    unit,
                    row,
                    person=person,
                    message=message,
                    match=match,
                    persons=persons,
                    bubbles=bubbles,
                    target=target,
                )
            )
    for row in left:
        row.state, row.settled_at = OutboxState.DROPPED, unit.now
    report_undelivered(unit, left, phrases.NOT_DELIVERED_LEFT)
    return ready


def give_up(unit: Unit, row_id: int, error: str) -> None:
    """A row that cannot even be read (its key is lost): it must not hold up all others."""
    outbox.fail(unit.session, row_id, error, unit.now)


def settle(unit: Unit, outcomes: Sequence[Outcome]) -> None:
    """Write down what became of what was sent; links between originals and copies are kept for replies."""
    sent = [outcome for outcome in outcomes if outcome.fate is Fate.SENT]
    if sent:
        outbox.settle_sent(unit.session, {outcome.envelope.id: outcome.sent_id for outcome in sent}, unit.now)
    copies = [
        (outcome.envelope.message_id, outcome.envelope.person_id, outcome.sent_id)
        for outcome in sent
        if outcome.envelope.kind is Kind.COPY
    ]
    if copies:
        messages.keep_copies(unit.session, copies, unit.now)
    _keep_cards(unit, [outcome for outcome in sent if outcome.envelope.alert_id is not None])
    for outcome in outcomes:
        if outcome.fate is not Fate.SENT:
            _settle_other(unit, outcome)


def _keep_cards(unit: Unit, sent: Sequence[Outcome]) -> None:
    """Remember where an alert's cards are; one that is out of date by now is drawn anew."""
    for outcome in sent:
        row = unit.session.get_one(OutboxRow, outcome.envelope.id)
        if row.alert_id is None or row.person_id is None or outcome.sent_id is None:
            continue
        unit.session.add(
            AlertCard(
                alert_id=row.alert_id,
                person_id=row.person_id,
                telegram_message_id=outcome.sent_id,
                sent_at=unit.now,
            )
        )
        alert = unit.session.get_one(Alert, row.alert_id)
        if alert.changed_at > row.created_at:
            alert_cards.redraw_card(unit, alert, unit.session.get_one(Person, row.person_id), outcome.sent_id)


def _settle_other(unit: Unit, outcome: Outcome) -> None:
    row = unit.session.get_one(OutboxRow, outcome.envelope.id)
    row.error = outcome.error
    if outcome.fate is Fate.BLOCKED:
        person = unit.session.get(Person, row.person_id) if row.person_id else None
        if person is None:
            row.state, row.settled_at = OutboxState.FAILED, unit.now
        else:
            note_unreachable(unit, person)
            _give_up_chat(unit, row)
    elif outcome.fate is Fate.REJECTED:
        row.state, row.settled_at = OutboxState.FAILED, unit.now
        report_undelivered(unit, [row], phrases.NOT_DELIVERED_FAULT)
        report_unalerted(unit, row)
    else:
        is_uncertain = outcome.fate is Fate.UNCERTAIN
        row.state = when_uncertain(Lane(row.lane)) if is_uncertain else OutboxState.QUEUED
        if row.state is OutboxState.QUEUED:
            row.is_twin = row.is_twin or is_uncertain
            row.not_before = unit.now + timedelta(seconds=outcome.wait)
            unit.posted.append(Posted(row.id, row.chat_id, Lane(row.lane), row.not_before, is_retry=True))
        else:
            row.settled_at = unit.now


def _also_dropped(unit: Unit, row: OutboxRow, person: Person | None) -> list[OutboxRow]:
    """What waits behind a row that is dropped and will not be said either: told to its authors together."""
    dropped = []
    for other in outbox.waiting_for_chat(unit.session, unit.programme.id, row.chat_id):
        message = unit.session.get(Message, other.message_id) if other.message_id else None
        match = unit.session.get(Match, message.match_id) if message and message.match_id else None
        is_open = match is None or match.state is MatchState.ACTIVE
        state = person.state if person else None
        if may_still_be_said(Lane(other.lane), Recipient(state), match_is_open=is_open) is Verdict.DROP:
            dropped.append(other)
    return dropped


def _give_up_chat(unit: Unit, row: OutboxRow) -> None:
    """Nobody can be reached here now: whatever waits for this chat fails together, its authors told once."""
    queued = outbox.waiting_for_chat(unit.session, unit.programme.id, row.chat_id)
    failed = [row, *(other for other in queued if other.lane > Lane.ANSWER)]
    for each in failed:
        each.state, each.settled_at = OutboxState.FAILED, unit.now
        each.error = each.error or "unreachable"
        report_unalerted(unit, each)
    report_undelivered(unit, failed, phrases.NOT_DELIVERED_BLOCKED)


def _wanted_bubbles(rows: Sequence[OutboxRow], originals: dict[int, Message]) -> list[tuple[int, int]]:
    wanted = set()
    for row in rows:
        message = originals.get(row.message_id or 0)
        if message is None or row.person_id is None:
            continue
        if row.kind is Kind.EDIT:
            wanted.add((message.id, row.person_id))
        elif message.reply_to_id is not None:
            wanted.add((message.reply_to_id, row.person_id))
    return sorted(wanted)


def _envelope(
    unit: Unit,
    row: OutboxRow,
    *,
    person: Person | None,
    message: Message | None,
    match: Match | None,
    persons: dict[int, Person],
    bubbles: dict[tuple[int, int], int],
    target: int | None,
) -> Envelope:
    payload = row.payload or {}
    replied = message.reply_to_id if message else None
    return Envelope(
        id=row.id,
        chat_id=row.chat_id,
        lane=Lane(row.lane),
        kind=row.kind,
        language=person.language if person else unit.policy.language,
        attempts=row.attempts,
        key=row.key,
        args=payload.get("args"),
        lines=payload.get("lines"),
        buttons=payload.get("buttons"),
        menu=Role(payload["menu"]) if "menu" in payload else None,
        message_id=row.message_id,
        person_id=row.person_id,
        sender_name=persons[message.sender_id].name if message else None,
        sender_is_team=bool(
            match and match.kind is MatchKind.SUPPORT and match.mentor_id == message.sender_id
        )
        if message
        else False,
        text=message.text if message else None,
        target_id=target,
        reply_to=bubbles.get((replied, row.person_id or 0)) if replied else payload.get("reply_to"),
        quote=message.quote if message else None,
        alert_id=row.alert_id,
        is_pinned=bool(payload.get("pinned")),
    )
