"""A programme: one bot, one database row."""

from datetime import datetime

from sqlalchemy import BigInteger, String, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.store.base import HasId, UtcDateTime


class Programme(HasId):
    """One programme. `bot_id` is the number before the colon of the bot's token."""

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    bot_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    bot_username: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    polled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    gap_warned_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    scan_warned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    has_topics: Mapped[bool] = mapped_column(default=False, server_default=false())  # says Telegram
    topics_refused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def of_bot(session: Session, bot_id: int) -> Programme | None:
    """The programme that this bot serves."""
    return session.scalars(select(Programme).where(Programme.bot_id == bot_id)).one_or_none()


def found(session: Session, bot_id: int, now: datetime) -> Programme:
    """The programme that this bot serves, made when there is none."""
    programme = of_bot(session, bot_id)
    if programme is None:
        programme = Programme(bot_id=bot_id, created_at=now)
        session.add(programme)
        session.flush()
    return programme
