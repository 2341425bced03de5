"""Taps: the same tap may come twice under two update ids, so buttons are told apart by what was pressed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ForeignKey, String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.store.base import Base, UtcDateTime

DOUBLE_WITHIN = timedelta(seconds=2)  # a trembling finger, not a second decision


class Tap(Base):
    """The last time one person pressed one button of one message."""

    __tablename__ = "tap"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    data: Mapped[str] = mapped_column(String(64), primary_key=True)
    query_id: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Pressed:
    """One press of one button: whose, under which message, what it carried, Telegram's id of the press."""

    telegram_id: int
    message_id: int
    data: str
    query_id: str


def is_new(session: Session, programme_id: int, pressed: Pressed, now: datetime) -> bool:
    """Whether this tap is one to act on: not the same query again, not the same button within two seconds."""
    tap = session.get(Tap, (programme_id, pressed.telegram_id, pressed.message_id, pressed.data))
    if tap is None:
        session.add(
            Tap(
                programme_id=programme_id,
                telegram_id=pressed.telegram_id,
                message_id=pressed.message_id,
                data=pressed.data,
                query_id=pressed.query_id,
                at=now,
            )
        )
        return True
    is_double = tap.query_id == pressed.query_id or abs(now - tap.at) < DOUBLE_WITHIN
    tap.query_id, tap.at = pressed.query_id, now
    return not is_double


def forget(session: Session, programme_id: int, before: datetime) -> None:
    """Remove taps older than this."""
    session.execute(
        delete(Tap)
        .where(Tap.programme_id == programme_id, Tap.at < before)
        .execution_options(synchronize_session=False)
    )
