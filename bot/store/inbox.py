"""The inbox: each update as it came, until it is handled."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.inbox import InboxState, subject_of
from bot.store.base import BigId, HasId, Sealed, UtcDateTime, word
from bot.store.cipher import cipher_of


class InboxUpdate(HasId):
    """A raw update, sealed; its content goes once it is handled, its digest stays to know a duplicate."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("programme_id", "update_id", "digest"),
        Index(None, "programme_id", "state", "id"),
        {"sqlite_autoincrement": True},  # an id is never used again
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    update_id: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))
    subject: Mapped[int] = mapped_column(BigInteger)
    payload: Mapped[Any | None] = mapped_column(Sealed)
    state: Mapped[InboxState] = mapped_column(word(InboxState))
    attempts: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(String(80))


def keep(
    session: Session, programme_id: int, updates: Sequence[dict[str, Any]], now: datetime
) -> list[tuple[int, int, dict[str, Any]]]:
    """Store a batch in the order it came, leaving out what is stored already.

    Returns (row id, subject, update) for each that is new. A duplicate is the same `update_id` with the
    same content: after a quiet week Telegram's ids start anew at random, so an id alone says nothing.
    """
    if not updates:
        return []
    cipher = cipher_of(session.get_bind().dialect)
    known: set[tuple[int, str]] = set()
    for update_id, digest in session.execute(
        select(InboxUpdate.update_id, InboxUpdate.digest).where(
            InboxUpdate.programme_id == programme_id,
            InboxUpdate.update_id.in_({raw["update_id"] for raw in updates}),
        )
    ):
        known.add((update_id, digest))
    new: list[dict[str, Any]] = []
    fresh: list[dict[str, Any]] = []
    for raw in updates:
        content = json.dumps(raw, sort_keys=True, separators=(",", ":"))
        digests = [(raw["update_id"], digest) for digest in cipher.digests(content)]
        if not known.isdisjoint(digests):
            continue
        known.add(digests[0])
        fresh.append(raw)
        new.append(
            {
                "programme_id": programme_id,
                "update_id": raw["update_id"],
                "digest": digests[0][1],
                "subject": subject_of(raw),
                "payload": raw,
                "state": InboxState.PENDING,
                "attempts": 0,
                "received_at": now,
            }
        )
    if not new:
        return []
    ids = session.scalars(insert(InboxUpdate).returning(InboxUpdate.id, sort_by_parameter_order=True), new)
    return [(row_id, row["subject"], raw) for row_id, row, raw in zip(ids, new, fresh, strict=True)]


def pending(session: Session, programme_id: int) -> Sequence[tuple[int, int]]:
    """(row id, subject) of every update that is stored and not handled, in the order they came."""
    rows = session.execute(
        select(InboxUpdate.id, InboxUpdate.subject)
        .where(InboxUpdate.programme_id == programme_id, InboxUpdate.state == InboxState.PENDING)
        .order_by(InboxUpdate.id)
    )
    return [(row_id, subject) for row_id, subject in rows]


def payload(session: Session, inbox_id: int) -> dict[str, Any]:
    """The update as it came."""
    raw: dict[str, Any] = session.scalars(select(InboxUpdate.payload).where(InboxUpdate.id == inbox_id)).one()
    return raw


# Done for every update: built once, and past the object layer.
_INBOX = cast("Table", InboxUpdate.__table__)
_MARK_HANDLED = (
    update(_INBOX)
    .where(_INBOX.c.id == bindparam("row"), _INBOX.c.state == InboxState.PENDING)
    .values(state=InboxState.HANDLED, payload=None, settled_at=bindparam("now"), error=None)
)


def mark_handled(session: Session, inbox_id: int, now: datetime) -> None:
    """It has been handled: its content is not needed any more. Raises RuntimeError where it was already."""
    session.flush()
    done = session.connection().execute(_MARK_HANDLED, {"row": inbox_id, "now": now})
    if done.rowcount != 1:
        raise RuntimeError(f"update {inbox_id} is not pending")


def count(session: Session, programme_id: int, state: InboxState) -> int:
    """How many updates are in this state."""
    return session.scalars(
        select(func.count())
        .select_from(InboxUpdate)
        .where(InboxUpdate.programme_id == programme_id, InboxUpdate.state == state)
    ).one()


def forget_handled(session: Session, programme_id: int, now: datetime, keep_for: timedelta) -> int:
    """Remove what was handled longer ago than this; returns how many rows went."""
    gone = session.scalars(
        delete(InboxUpdate)
        .where(
            InboxUpdate.programme_id == programme_id,
            InboxUpdate.state == InboxState.HANDLED,
            InboxUpdate.settled_at < now - keep_for,
        )
        .returning(InboxUpdate.id)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())
