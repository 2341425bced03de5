"""The agenda: everything that is to happen later. The due row is the truth; whatever ticks only looks."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.agenda import AgendaKind, AgendaState
from bot.store.base import BigId, HasId, UtcDateTime, word


class AgendaRow(HasId):
    """One thing to do at one moment. `subject_id` is the id of what it is about, by kind."""

    __tablename__ = "agenda"
    __table_args__ = (
        Index(None, "programme_id", "state", "due_at"),
        Index(None, "kind", "subject_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[AgendaKind] = mapped_column(word(AgendaKind))
    subject_id: Mapped[int | None]
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[AgendaState] = mapped_column(word(AgendaState), default=AgendaState.DUE)
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def due(session: Session, programme_id: int, now: datetime, at_most: int = 200) -> Sequence[int]:
    """The ids of what is due: the clocks of alerts before all else, then the longest overdue first."""
    return session.scalars(
        select(AgendaRow.id)
        .where(
            AgendaRow.programme_id == programme_id,
            AgendaRow.state == AgendaState.DUE,
            AgendaRow.due_at <= now,
        )
        .order_by(AgendaRow.kind != AgendaKind.ALERT_CLOCK, AgendaRow.due_at, AgendaRow.id)
        .limit(at_most)
    ).all()


def next_due(
    session: Session, programme_id: int, but: Collection[AgendaKind] = frozenset()
) -> datetime | None:
    """When the next thing is due, the kinds left out that nobody would notice."""
    return session.scalars(
        select(func.min(AgendaRow.due_at)).where(
            AgendaRow.programme_id == programme_id,
            AgendaRow.state == AgendaState.DUE,
            AgendaRow.kind.not_in(but),
        )
    ).one()


def waits(session: Session, programme_id: int, kind: AgendaKind, subject_id: int | None = None) -> bool:
    """Whether something of this kind is due for this subject, now or later."""
    return (
        session.scalars(
            select(AgendaRow.id).where(
                AgendaRow.programme_id == programme_id,
                AgendaRow.kind == kind,
                AgendaRow.subject_id.is_(None) if subject_id is None else AgendaRow.subject_id == subject_id,
                AgendaRow.state == AgendaState.DUE,
            )
        ).first()
        is not None
    )


def waits_for(session: Session, subject_id: int) -> Sequence[datetime]:
    """When what is about this subject is due, the soonest first."""
    return session.scalars(
        select(AgendaRow.due_at)
        .where(AgendaRow.subject_id == subject_id, AgendaRow.state == AgendaState.DUE)
        .order_by(AgendaRow.due_at)
    ).all()


def count_set_aside(session: Session, programme_id: int) -> int:
    """How many rows failed for good and wait for somebody to look."""
    return session.scalars(
        select(func.count())
        .select_from(AgendaRow)
        .where(AgendaRow.programme_id == programme_id, AgendaRow.state == AgendaState.SET_ASIDE)
    ).one()


def forget_done(session: Session, programme_id: int, now: datetime, keep_for: timedelta) -> None:
    """Remove what was done longer ago than this."""
    session.execute(
        delete(AgendaRow)
        .where(AgendaRow.programme_id == programme_id, AgendaRow.done_at < now - keep_for)
        .execution_options(synchronize_session=False)
    )
