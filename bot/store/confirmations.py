"""That a country's crisis lines were checked by somebody of the programme."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.store.base import HasId, UtcDateTime


class Confirmation(HasId):
    """A coordinator has looked at a country's lines and stands by them."""

    __tablename__ = "confirmation"
    __table_args__ = (UniqueConstraint("programme_id", "country"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    country: Mapped[str] = mapped_column(String(2))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def of(session: Session, programme_id: int, country: str) -> Confirmation | None:
    """The confirmation of a country's lines, if there is one."""
    return session.scalars(
        select(Confirmation).where(Confirmation.programme_id == programme_id, Confirmation.country == country)
    ).one_or_none()
