"""People: everyone enrolled or imported, and strangers who came by."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    String,
    UniqueConstraint,
    bindparam,
    delete,
    false,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.people import Awaiting, PersonState, Role
from bot.store.base import Base, HasId, Roles, Sealed, UtcDateTime, word


class Person(HasId):
    """A participant. Their private chat's id is their Telegram id; names are sealed and found by digest."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("programme_id", "telegram_id"),
        UniqueConstraint("programme_id", "name_digest"),
        {"sqlite_autoincrement": True},  # an id is never used again: buttons carry it
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    telegram_id: Mapped[int] = mapped_column(BigInteger)
    roles: Mapped[Role] = mapped_column(Roles)
    state: Mapped[PersonState] = mapped_column(word(PersonState))
    awaiting: Mapped[Awaiting | None] = mapped_column(word(Awaiting))
    awaiting_id: Mapped[int | None]  # what it is about, by kind
    awaiting_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    name: Mapped[str | None] = mapped_column(Sealed)
    name_digest: Mapped[str | None] = mapped_column(String(64))
    account: Mapped[str | None] = mapped_column(Sealed)  # what Telegram called it last; by break-glass alone
    safety_plan: Mapped[str | None] = mapped_column(Sealed)  # in their own words; shown to them alone
    language: Mapped[str] = mapped_column(String(12))
    time_zone: Mapped[str] = mapped_column(String(64))
    country: Mapped[str | None] = mapped_column(String(2))
    focus: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    consented_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    consent_version: Mapped[int | None]
    unreachable_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    open_match_id: Mapped[int | None]  # whom somebody with several conversations writes to at the moment
    open_since: Mapped[datetime | None] = mapped_column(UtcDateTime)  # or when they last wrote there
    quick_words: Mapped[list[str] | None] = mapped_column(Sealed)  # their own, in place of the usual ones
    shows_quick_words: Mapped[bool] = mapped_column(default=False, server_default=false())

    def wait_for(self, awaiting: Awaiting | None, now: datetime, about: int | None = None) -> None:
        """Remember what this person's next text means, and the id of what it is about."""
        self.awaiting, self.awaiting_id, self.awaiting_since = awaiting, about, now if awaiting else None

    @property
    def is_active(self) -> bool:
        return self.state is PersonState.ACTIVE

    @property
    def called(self) -> str:
        """The preferred name; only for people who have one, which is everyone in a match."""
        if self.name is None:
            raise ValueError(f"person {self.id} has no name yet")
        return self.name


class Visitor(Base):
    """Somebody who is not enrolled and wrote to the bot: how often they were answered and guessed."""

    __tablename__ = "visitor"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    answers: Mapped[int] = mapped_column(default=0)
    counted_from: Mapped[datetime] = mapped_column(UtcDateTime)
    guesses: Mapped[int] = mapped_column(default=0)
    guessed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


# Asked for every update: built once, so that SQLAlchemy has its key for it once.
_BY_TELEGRAM_ID = select(Person).where(
    Person.programme_id == bindparam("programme"), Person.telegram_id == bindparam("account")
)


def by_telegram_id(session: Session, programme_id: int, telegram_id: int) -> Person | None:
    """Who has this account in this programme."""
    return session.scalars(_BY_TELEGRAM_ID, {"programme": programme_id, "account": telegram_id}).one_or_none()


def by_name_digests(session: Session, programme_id: int, digests: Sequence[str]) -> Person | None:
    """Who goes by a name, found by its digest with any of the keys."""
    return session.scalars(
        select(Person).where(Person.programme_id == programme_id, Person.name_digest.in_(digests))
    ).first()


def names(session: Session, programme_id: int, but: int | None = None) -> Sequence[str]:
    """The names that people of the programme go by, without that of the person with the id `but`."""
    found = select(Person.name).where(Person.programme_id == programme_id, Person.name_digest.is_not(None))
    if but is not None:
        found = found.where(Person.id != but)
    return [name for name in session.scalars(found) if name is not None]


def with_role(session: Session, programme_id: int, roles: Role) -> Sequence[Person]:
    """Everyone active who has any of these roles, in order of joining."""
    return session.scalars(
        select(Person)
        .where(
            Person.programme_id == programme_id,
            Person.state == PersonState.ACTIVE,
            Person.roles.op("&")(roles) != Role(0),
        )
        .order_by(Person.id)
    ).all()


def everyone(session: Session, programme_id: int) -> Sequence[Person]:
    """Everyone of the programme, in order of joining."""
    return session.scalars(
        select(Person).where(Person.programme_id == programme_id).order_by(Person.id)
    ).all()


def visitor(session: Session, programme_id: int, telegram_id: int) -> Visitor | None:
    """What is known of a stranger's earlier visits."""
    return session.get(Visitor, (programme_id, telegram_id))


def count_unreachable(session: Session, programme_id: int) -> int:
    """How many people have blocked the bot."""
    return session.scalars(
        select(func.count())
        .select_from(Person)
        .where(Person.programme_id == programme_id, Person.unreachable_since.is_not(None))
    ).one()


def forget_visitors(session: Session, programme_id: int, now: datetime, keep_for: timedelta) -> None:
    """Remove what is known of strangers who came by longer ago than this."""
    session.execute(
        delete(Visitor)
        .where(Visitor.programme_id == programme_id, Visitor.counted_from < now - keep_for)
        .execution_options(synchronize_session=False)
    )
