"""The weekly rota, and what was changed by hand."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import ForeignKey, Index, Time, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.duty import Change, Hours, Shift
from bot.store.base import HasId, UtcDateTime


class ShiftRow(HasId):
    """Somebody's hours on one day of every week, in the programme's time zone; `weekday` is 0 for Monday."""

    __tablename__ = "shift"
    __table_args__ = (Index(None, "programme_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    weekday: Mapped[int]
    start: Mapped[time] = mapped_column(Time)
    end: Mapped[time] = mapped_column(Time)
    is_on_call: Mapped[bool] = mapped_column(default=False)


class DutyChange(HasId):
    """On duty, or off, from one moment to another, whatever the rota says."""

    __tablename__ = "duty_change"
    __table_args__ = (
        Index(None, "programme_id", "until"),
        {"sqlite_autoincrement": True},  # the newest counts
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    is_on: Mapped[bool]


def shifts(session: Session, programme_id: int) -> tuple[Shift, ...]:
    """The weekly rota."""
    rows = session.scalars(
        select(ShiftRow).where(ShiftRow.programme_id == programme_id).order_by(ShiftRow.id)
    )
    return tuple(Shift(row.person_id, Hours(row.weekday, row.start, row.end), row.is_on_call) for row in rows)


def changes(session: Session, programme_id: int, now: datetime) -> tuple[Change, ...]:
    """What was changed by hand and is not over, oldest first."""
    rows = session.scalars(
        select(DutyChange)
        .where(DutyChange.programme_id == programme_id, DutyChange.until > now)
        .order_by(DutyChange.id)
    )
    return tuple(Change(row.person_id, row.since, row.until, row.is_on) for row in rows)


def replace_shifts(session: Session, programme_id: int, new: Sequence[Shift]) -> None:
    """Put a whole rota in place of the old one."""
    session.execute(delete(ShiftRow).where(ShiftRow.programme_id == programme_id))
    session.add_all(
        ShiftRow(
            programme_id=programme_id,
            person_id=shift.person_id,
            weekday=shift.hours.weekday,
            start=shift.hours.start,
            end=shift.hours.end,
            is_on_call=shift.is_on_call,
        )
        for shift in new
    )


def forget_changes(session: Session, programme_id: int, now: datetime, keep_for: timedelta) -> None:
    """Remove changes that ended longer ago than this."""
    session.execute(
        delete(DutyChange)
        .where(DutyChange.programme_id == programme_id, DutyChange.until < now - keep_for)
        .execution_options(synchronize_session=False)
    )
