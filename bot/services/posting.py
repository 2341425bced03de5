"""The outbox's side of a unit: what may go now, and what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from bot.domain import phrases
from bot.domain.matches import MatchState
from bot.domain.media import FileRefusal
from bot.domain.outbox import (
    Kind,
    Lane,
    OutboxState,
    Recipient,
    Verdict,
    may_still_be_said,
    when_uncertain,
)
from bot.services import alert_cards, topics, undelivered
from bot.services.envelopes import Context, Envelope, envelope_of, read_context
from bot.services.unit import Unit
from bot.store import copies, outbox
from bot.store.alerts import Alert, AlertCard
from bot.store.messages import MessageState
from bot.store.outbox import OutboxRow, Posted
from bot.store.people import Person


class Fate(Enum):
    """What became of an attempt."""

    SENT = "sent"
    BLOCKED = "blocked"  # 403, or a chat that is not there: nobody can be reached in it
    REJECTED = "rejected"  # Telegram will never take it
    NO_TOPIC = "no_topic"  # the topic it was to go to is not there
    NOT_SENT = "not_sent"  # surely not carried out: try again
    UNCERTAIN = "uncertain"  # nobody knows


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one envelope; `wait` in seconds before another try, `sent_id` the new message's id.

    `copies` pairs each message of a participant with a Telegram message id that shows it now; `refused` says
    which of them were not passed on because their files cannot be.
    """

    envelope: Envelope
    fate: Fate
    sent_id: int | None = None
    copies: tuple[tuple[int, int], ...] = ()
    refused: tuple[tuple[int, FileRefusal], ...] = ()
    wait: float = 0.0
    error: str | None = None

    @property
    def links(self) -> tuple[tuple[int, int], ...]:
        """Each message with what shows it now; the one that was copied, where no more is said."""
        if self.envelope.kind is not Kind.COPY or self.envelope.message_id is None or self.sent_id is None:
            return ()
        return self.copies or ((self.envelope.message_id, self.sent_id),)


def claim(unit: Unit, ids: Sequence[int]) -> list[Envelope]:
    """Mark these rows as being sent and return what to send.

    What may not be said any more is dropped here, and authors are told.
    """
    rows = outbox.claim(unit.session, ids)
    context = read_context(unit, rows)
    ready: list[Envelope] = []
    left: list[OutboxRow] = []
    for row in rows:
        _leave_out(row, context)
        verdict = _may_be_said(row, context)
        if verdict is Verdict.SAY and row.kind is Kind.COPY and row.not_before and row.not_before > unit.now:
            _put_back(unit, row)  # an album of which another part has come
        elif verdict is Verdict.UNREACHABLE:
            _give_up_chat(unit, row)
        elif verdict is Verdict.KEEP:
            row.state, row.settled_at = OutboxState.DROPPED, unit.now
            undelivered.keep_for_later(unit, [row])
        elif verdict is Verdict.DROP or (row.kind in _CHANGES and context.target(row) is None):
            left += [row, *(_also_dropped(unit, row, context) if verdict is Verdict.DROP else ())]
        else:
            ready.append(envelope_of(unit, row, context))
    for row in left:
        row.state, row.settled_at = OutboxState.DROPPED, unit.now
        _hold_together(row, context)
        if row.is_twin and row.kind is Kind.COPY and _is_taken_back(row, context):
            undelivered.report_twin(unit, row)
    unwilling = [row for row in left if not _stays_here(row, context)]
    undelivered.report(unit, unwilling, phrases.NOT_DELIVERED_LEFT)
    return ready


_CHANGES = frozenset({Kind.EDIT, Kind.REACT})


def give_up(unit: Unit, row_id: int, error: str) -> None:
    """A row that cannot even be read (its key is lost): it must not hold up all others."""
    outbox.fail(unit.session, row_id, error, unit.now)


def settle(unit: Unit, outcomes: Sequence[Outcome]) -> None:
    """Write down what became of what was sent; links between originals and copies are kept for replies."""
    sent = [outcome for outcome in outcomes if outcome.fate is Fate.SENT]
    if sent:
        outbox.settle_sent(unit.session, {outcome.envelope.id: outcome.sent_id for outcome in sent}, unit.now)
    links = [
        (message_id, outcome.envelope.person_id, telegram_id)
        for outcome in sent
        for message_id, telegram_id in outcome.links
    ]
    if links:
        copies.keep_copies(unit.session, links, unit.now)
    for outcome in outcomes:
        if outcome.refused:
            undelivered.refuse_files(unit, outcome.refused)
    for outcome in sent:
        envelope = outcome.envelope
        if envelope.kind is Kind.DELETE:
            undelivered.report_taken_back(unit, envelope)
        elif envelope.kind is Kind.TOPIC and envelope.topic_id is not None and outcome.sent_id is not None:
            topics.note_made(unit, envelope.topic_id, outcome.sent_id)
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
            undelivered.note_unreachable(unit, person)
            _give_up_chat(unit, row)
    elif outcome.fate is Fate.NO_TOPIC and row.kind is not Kind.TOPIC:
        if row.person_id is not None and outcome.envelope.thread_id is not None:
            topics.note_gone(unit, row.person_id, outcome.envelope.thread_id)
        _put_back(unit, row)
    elif outcome.fate in {Fate.REJECTED, Fate.NO_TOPIC}:
        row.state, row.settled_at = OutboxState.FAILED, unit.now
        if not outcome.refused:
            _report_rejected(unit, row)
    else:
        is_uncertain = outcome.fate is Fate.UNCERTAIN
        row.state = when_uncertain(Lane(row.lane)) if is_uncertain else OutboxState.QUEUED
        if row.state is OutboxState.QUEUED:
            row.is_twin = row.is_twin or is_uncertain
            row.not_before = unit.now + timedelta(seconds=outcome.wait)
            _put_back(unit, row)
        else:
            row.settled_at = unit.now


_REJECTED: dict[Kind, Callable[[Unit, OutboxRow], None]] = {
    Kind.REACT: undelivered.tell_reaction,
    Kind.DELETE: undelivered.report_not_taken_back,
    Kind.TOPIC: lambda unit, row: _note_topic(unit, row, topics.note_refused),
}


def _report_rejected(unit: Unit, row: OutboxRow) -> None:
    if row.kind in _REJECTED:
        _REJECTED[row.kind](unit, row)
    else:
        undelivered.report(unit, [row], phrases.NOT_DELIVERED_FAULT)
        undelivered.report_unalerted(unit, row)


def _note_topic(unit: Unit, row: OutboxRow, note: Callable[[Unit, int], None]) -> None:
    """What follows where a topic is not made; where only its name could not be changed, nothing."""
    payload = row.payload or {}
    if "thread" not in payload:
        note(unit, payload["topic"])


def _put_back(unit: Unit, row: OutboxRow) -> None:
    row.state = OutboxState.QUEUED
    unit.posted.append(Posted(row.id, row.chat_id, Lane(row.lane), row.not_before, is_retry=True))


def _may_be_said(row: OutboxRow, context: Context) -> Verdict:
    person, match = context.persons.get(row.person_id or 0), context.match(row)
    return may_still_be_said(
        Lane(row.lane),
        Recipient(person.state if person else None, bool(person and person.unreachable_since)),
        match.state if match else MatchState.ACTIVE,
        is_unsent=_stays_here(row, context),
    )


def _leave_out(row: OutboxRow, context: Context) -> None:
    """Parts of an album that were refused or dropped stay here; the others go without them."""
    parts = context.carried(row) if row.kind is Kind.COPY else []
    left = [part.id for part in parts if part.state not in _FOR_GOOD]
    if left and len(left) < len(parts):
        row.message_id, row.payload = left[0], {"parts": left}


def _is_taken_back(row: OutboxRow, context: Context) -> bool:
    return any(message.state is MessageState.UNSENT for message in context.carried(row))


def _stays_here(row: OutboxRow, context: Context) -> bool:
    """Whether its author has taken it back, or somebody decides yet whether its newest words may go."""
    kept_back = _KEPT_BACK if row.kind in {Kind.COPY, Kind.EDIT} else {MessageState.UNSENT}
    return any(message.state in kept_back for message in context.carried(row))


def _hold_together(row: OutboxRow, context: Context) -> None:
    """An album of which a part is held waits as a whole: one answer is for all of it."""
    parts = context.carried(row)
    held = next((part.state for part in parts if part.state in _HELD), None)
    for part in parts:
        if held is not None and part.state is MessageState.RELAYED:
            part.state = held


_HELD = frozenset({MessageState.HELD, MessageState.WAITING})
_FOR_GOOD = frozenset({MessageState.UNSENT, MessageState.REFUSED})
_KEPT_BACK = _HELD | _FOR_GOOD


def _also_dropped(unit: Unit, row: OutboxRow, context: Context) -> list[OutboxRow]:
    """What waits behind a row that is dropped and will not be said either: told to its authors together."""
    waiting = outbox.waiting_for_chat(unit.session, unit.programme.id, row.chat_id)
    behind = read_context(unit, waiting)
    person = context.persons.get(row.person_id or 0)
    if person is not None:
        behind.persons[person.id] = person
    return [other for other in waiting if _may_be_said(other, behind) is Verdict.DROP]


def _give_up_chat(unit: Unit, row: OutboxRow) -> None:
    """Nobody can be reached here now: whatever waits for this chat fails together, its authors told once."""
    queued = outbox.waiting_for_chat(unit.session, unit.programme.id, row.chat_id)
    failed = [row, *(other for other in queued if other.lane > Lane.ANSWER)]
    for each in failed:
        each.state, each.settled_at = OutboxState.FAILED, unit.now
        each.error = each.error or "unreachable"
        undelivered.report_unalerted(unit, each)
        if each.kind is Kind.TOPIC:
            _note_topic(unit, each, topics.note_unreachable)
    undelivered.keep_for_later(unit, failed)
