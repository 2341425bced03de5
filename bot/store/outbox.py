"""The outbox: everything the bot will say, written in the transaction that decided it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.outbox import Kind, Lane, OutboxState, when_uncertain
from bot.store.base import BigId, HasId, Sealed, UtcDateTime, id_of, word


class OutboxRow(HasId):
    """One thing to be done in one chat.

    `payload` holds the arguments of the words and the keyboard; `message_id` is the participant's message of
    a copy or an edit, `about_id` whom an alert is about, `alert_id` the alert whose card this is, `target_id`
    the Telegram message id of what is to be changed. `is_twin` says that Telegram may have carried it
    out already.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(None, "programme_id", "state", "id"),
        Index(None, "chat_id", "state"),
        Index(None, "message_id"),
        {"sqlite_autoincrement": True},  # an id is never used again: the sweep goes by it
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lane: Mapped[int] = mapped_column(Integer)
    kind: Mapped[Kind] = mapped_column(word(Kind))
    key: Mapped[str | None] = mapped_column(String(64))
    payload: Mapped[dict[str, Any] | None] = mapped_column(Sealed)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    alert_id: Mapped[int | None]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    target_id: Mapped[int | None] = mapped_column(BigInteger)
    not_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[OutboxState] = mapped_column(word(OutboxState))
    attempts: Mapped[int] = mapped_column(default=0)
    is_twin: Mapped[bool] = mapped_column(default=False)
    sent_message_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(String(80))


_OUTBOX = cast("Table", OutboxRow.__table__)


@dataclass(frozen=True, slots=True)
class Posted:
    """What delivery needs to know of a queued row to put it in its place."""

    id: int
    chat_id: int
    lane: Lane
    not_before: datetime | None
    is_retry: bool = False  # its chat waits for it, so that nothing overtakes; so it does for an album


def queued_after(session: Session, programme_id: int, last_id: int) -> list[Posted]:
    """Everything queued with a higher id than this, in order."""
    rows = session.execute(
        select(
            OutboxRow.id,
            OutboxRow.chat_id,
            OutboxRow.lane,
            OutboxRow.not_before,
            OutboxRow.attempts,
            OutboxRow.kind,
        )
        .where(
            OutboxRow.programme_id == programme_id,
            OutboxRow.state == OutboxState.QUEUED,
            OutboxRow.id > last_id,
        )
        .order_by(OutboxRow.id)
    )
    return [
        Posted(row_id, chat_id, Lane(lane), not_before, is_retry=attempts > 0 or kind is Kind.COPY)
        for row_id, chat_id, lane, not_before, attempts, kind in rows
    ]


def recover(session: Session, programme_id: int, now: datetime) -> tuple[int, int]:
    """After a start: what was being sent when the process ended is uncertain, and each lane has its rule.

    Returns how many are queued again and how many stay uncertain.
    """
    rows = session.scalars(
        select(OutboxRow).where(
            OutboxRow.programme_id == programme_id, OutboxRow.state == OutboxState.SENDING
        )
    ).all()
    again = 0
    for row in rows:
        row.state = when_uncertain(Lane(row.lane))
        if row.state is OutboxState.QUEUED:
            row.is_twin = True
            again += 1
        else:
            row.settled_at = now
    return again, len(rows) - again


# Done for everything that is said: built once, and past the object layer where that is the slow part.
_POST = insert(_OUTBOX)
_CLAIM = (
    update(_OUTBOX)
    .where(_OUTBOX.c.id.in_(bindparam("ids", expanding=True)), _OUTBOX.c.state == OutboxState.QUEUED)
    .values(state=OutboxState.SENDING, attempts=_OUTBOX.c.attempts + 1)
    .returning(_OUTBOX.c.id)
)
_CLAIMED = (
    select(OutboxRow)
    .where(OutboxRow.id.in_(bindparam("ids", expanding=True)))
    .execution_options(populate_existing=True)
)
_SETTLE_SENT = (
    update(_OUTBOX)
    .where(_OUTBOX.c.id == bindparam("row"))
    .values(state=OutboxState.SENT, sent_message_id=bindparam("bubble"), settled_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class NewRow:
    """Something to say, as it goes into the outbox; see OutboxRow for what the fields mean."""

    chat_id: int
    person_id: int | None
    lane: Lane
    kind: Kind
    key: str | None = None
    payload: dict[str, Any] | None = None
    about_id: int | None = None
    alert_id: int | None = None
    message_id: int | None = None
    target_id: int | None = None
    not_before: datetime | None = None


def post(session: Session, programme_id: int, row: NewRow, now: datetime) -> Posted:
    """Queue something to say."""
    session.flush()
    done = session.connection().execute(
        _POST,
        {
            "programme_id": programme_id,
            "chat_id": row.chat_id,
            "person_id": row.person_id,
            "lane": row.lane.value,
            "kind": row.kind,
            "key": row.key,
            "payload": row.payload,
            "about_id": row.about_id,
            "alert_id": row.alert_id,
            "message_id": row.message_id,
            "target_id": row.target_id,
            "not_before": row.not_before,
            "state": OutboxState.QUEUED,
            "attempts": 0,
            "is_twin": False,
            "created_at": now,
        },
    )
    return Posted(id_of(done), row.chat_id, row.lane, row.not_before, is_retry=row.kind is Kind.COPY)


def claim(session: Session, ids: Sequence[int]) -> Sequence[OutboxRow]:
    """These rows, where they are still queued, now being sent."""
    session.flush()
    claimed = session.connection().execute(_CLAIM, {"ids": ids}).scalars().all()
    return session.scalars(_CLAIMED, {"ids": claimed}).all()


def waiting_for_chat(session: Session, programme_id: int, chat_id: int) -> Sequence[OutboxRow]:
    """What is still queued for this chat, in order."""
    return session.scalars(
        select(OutboxRow)
        .where(
            OutboxRow.programme_id == programme_id,
            OutboxRow.chat_id == chat_id,
            OutboxRow.state == OutboxState.QUEUED,
        )
        .order_by(OutboxRow.id)
    ).all()


def all_carrying(session: Session, message_ids: Sequence[int]) -> Sequence[OutboxRow]:
    """The rows that carry these messages to the other side, as long as they are remembered; newest first."""
    return session.scalars(
        select(OutboxRow)
        .where(OutboxRow.message_id.in_(message_ids), OutboxRow.kind == Kind.COPY)
        .order_by(OutboxRow.id.desc())
    ).all()


def carrying(session: Session, message_ids: Sequence[int]) -> OutboxRow | None:
    """The newest of them."""
    return next(iter(all_carrying(session, message_ids)), None)


def count_said(session: Session, person_id: int, key: str, about_id: int, since: datetime) -> int:
    """How often somebody has been told this about a person since a moment."""
    return session.scalars(
        select(func.count())
        .select_from(OutboxRow)
        .where(
            OutboxRow.person_id == person_id,
            OutboxRow.key == key,
            OutboxRow.about_id == about_id,
            OutboxRow.created_at > since,
        )
    ).one()


def settle_sent(session: Session, sent: Mapping[int, int | None], now: datetime) -> None:
    """Telegram has carried these out: row ids, each with the Telegram message id that came of it."""
    session.connection().execute(
        _SETTLE_SENT,
        [{"row": row_id, "bubble": message_id, "now": now} for row_id, message_id in sent.items()],
    )


def count_queued_since(session: Session, programme_id: int, before: datetime) -> int:
    """How many rows have been queued since before this moment."""
    return session.scalars(
        select(func.count())
        .select_from(OutboxRow)
        .where(
            OutboxRow.programme_id == programme_id,
            OutboxRow.state == OutboxState.QUEUED,
            OutboxRow.created_at < before,
        )
    ).one()


def counts(session: Session, programme_id: int) -> dict[OutboxState, int]:
    """How many rows are in each state."""
    rows = session.execute(
        select(OutboxRow.state, func.count())
        .where(OutboxRow.programme_id == programme_id)
        .group_by(OutboxRow.state)
    )
    return {row[0]: row[1] for row in rows}


def fail(session: Session, row_id: int, error: str, now: datetime) -> None:
    """Note that a row will never be said, without opening what it holds."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == row_id)
        .values(state=OutboxState.FAILED, settled_at=now, error=error[:80])
        .execution_options(synchronize_session=False)
    )


def forget_settled(session: Session, programme_id: int, now: datetime, keep_for: timedelta) -> int:
    """Remove what was settled longer ago than this; returns how many rows went."""
    gone = session.scalars(
        delete(OutboxRow)
        .where(OutboxRow.programme_id == programme_id, OutboxRow.settled_at < now - keep_for)
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())
