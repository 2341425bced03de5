"""Alerts with their events, the cards that show them, and the flags that the scan left."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from bot.domain.alerts import AlertEventKind, AlertSource, AlertState, Disposition, HelpKind, Rung
from bot.domain.crisis import Danger
from bot.domain.findings import Family, Grade
from bot.store.base import BigId, HasId, Numbered, Sealed, UtcDateTime, word
from bot.store.people import Person


class Alert(HasId):
    """One person's matter for a supervisor.

    `excerpt` holds the words that caused it last and gravest; `clock_at` is when it rings next, None while
    nothing rings; `changed_at` is when its cards last had to be drawn anew.
    """

    __tablename__ = "alert"
    __table_args__ = (
        Index(None, "programme_id", "state"),
        Index(None, "person_id", "state"),
        {"sqlite_autoincrement": True},  # an id is never used again: buttons carry it
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    peer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    match_id: Mapped[int | None] = mapped_column(ForeignKey("match.id"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    source: Mapped[AlertSource] = mapped_column(word(AlertSource))
    grade: Mapped[int] = mapped_column(Integer)
    danger: Mapped[Danger] = mapped_column(word(Danger))
    help_kind: Mapped[HelpKind | None] = mapped_column(Numbered(HelpKind))
    category: Mapped[str] = mapped_column(String(64))
    rule: Mapped[str] = mapped_column(String(96))
    excerpt: Mapped[str | None] = mapped_column(Sealed)
    count: Mapped[int] = mapped_column(default=1)
    for_coordinators: Mapped[bool] = mapped_column(default=False)  # it is about the team
    state: Mapped[AlertState] = mapped_column(word(AlertState))
    rung: Mapped[int] = mapped_column(Integer, default=Rung.FIRST.value)
    clock_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    carded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when help was last shown to the person
    outside_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sentence: Mapped[str | None] = mapped_column(Sealed)  # what somebody who worries has added
    said_safe_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    peer_cannot: Mapped[bool] = mapped_column(default=False)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    disposition: Mapped[Disposition | None] = mapped_column(word(Disposition))
    note: Mapped[str | None] = mapped_column(Sealed)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    peer: Mapped[Person | None] = relationship(foreign_keys=[peer_id])
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])


class AlertEvent(HasId):
    """Something that happened to an alert. Only ever added; `actor_id` is None where the bot did it."""

    __tablename__ = "alert_event"
    __table_args__ = (Index(None, "alert_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[AlertEventKind] = mapped_column(word(AlertEventKind))
    detail: Mapped[dict[str, Any] | None] = mapped_column(Sealed)


class AlertCard(HasId):
    """An alert's card in one chat, so that it changes when somebody acts."""

    __tablename__ = "alert_card"
    __table_args__ = (Index(None, "alert_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    telegram_message_id: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Flag(HasId):
    """A finding's stored mark: which rule, how grave, of whose words, and the alert it belongs to."""

    __tablename__ = "flag"
    __table_args__ = (Index(None, "person_id", "at"), Index(None, "alert_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    alert_id: Mapped[int | None] = mapped_column(ForeignKey("alert.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    rule: Mapped[str] = mapped_column(String(96))
    category: Mapped[str] = mapped_column(String(64))
    family: Mapped[Family] = mapped_column(word(Family))
    grade: Mapped[int] = mapped_column(Integer)
    start: Mapped[int]
    end: Mapped[int]


def latest_of(
    session: Session, person_id: int, sources: Sequence[AlertSource], *, for_coordinators: bool = False
) -> Alert | None:
    """The newest alert of a person that came of one of these sources."""
    return session.scalars(
        select(Alert)
        .where(
            Alert.person_id == person_id,
            Alert.source.in_(sources),
            Alert.for_coordinators.is_(for_coordinators),
        )
        .order_by(Alert.id.desc())
        .limit(1)
    ).first()


def unresolved(session: Session, programme_id: int) -> Sequence[Alert]:
    """Every alert that is not over: the gravest first, then the oldest."""
    return session.scalars(
        select(Alert)
        .where(Alert.programme_id == programme_id, Alert.state != AlertState.RESOLVED)
        .order_by(Alert.grade.desc(), Alert.id)
    ).all()


def is_taken_on_elsewhere(session: Session, person_id: int, alert: Alert) -> bool:
    """Whether somebody has taken on another alert, not over yet, about a person or whom they write with."""
    return (
        session.scalars(
            select(Alert.id).where(
                or_(Alert.person_id == person_id, Alert.peer_id == person_id),
                Alert.id != alert.id,
                Alert.state != AlertState.RESOLVED,
                Alert.owner_id.is_not(None),
            )
        ).first()
        is not None
    )


def of_person(session: Session, person_id: int, most: int) -> Sequence[Alert]:
    """A person's alerts, the newest first."""
    return session.scalars(
        select(Alert).where(Alert.person_id == person_id).order_by(Alert.id.desc()).limit(most)
    ).all()


def flags_of(session: Session, person_id: int, most: int) -> Sequence[Flag]:
    """A person's flags, the newest first."""
    return session.scalars(
        select(Flag).where(Flag.person_id == person_id).order_by(Flag.id.desc()).limit(most)
    ).all()


def distress_in(session: Session, message_id: int) -> Flag | None:
    """The gravest that was found of its author's own distress in a message, the newest of two as grave."""
    return session.scalars(
        select(Flag)
        .where(Flag.message_id == message_id, Flag.family == Family.DISTRESS)
        .order_by(Flag.grade.desc(), Flag.id.desc())
        .limit(1)
    ).first()


def is_grave(session: Session, message_id: int) -> bool:
    """Whether its words tell of distress: then their author must know where nobody has seen them yet."""
    found = distress_in(session, message_id)
    return found is not None and found.grade >= Grade.CONCERN


def unresolved_of(session: Session, person_id: int) -> Sequence[Alert]:
    """A person's alerts that are not over."""
    return session.scalars(
        select(Alert)
        .where(Alert.person_id == person_id, Alert.state != AlertState.RESOLVED)
        .order_by(Alert.id)
    ).all()


def count_flags(
    session: Session, programme_id: int, category: str, since: datetime, person_id: int | None = None
) -> int:
    """How many flags of a category there are since a moment, of everyone or of one person."""
    wanted = (
        select(func.count())
        .select_from(Flag)
        .where(Flag.programme_id == programme_id, Flag.category == category, Flag.at >= since)
    )
    if person_id is not None:
        wanted = wanted.where(Flag.person_id == person_id)
    return session.scalars(wanted).one()


def opened_since(session: Session, programme_id: int, since: datetime) -> Sequence[Alert]:
    """Alerts that were opened since a moment, oldest first."""
    return session.scalars(
        select(Alert).where(Alert.programme_id == programme_id, Alert.opened_at >= since).order_by(Alert.id)
    ).all()


def count_unscanned(session: Session, programme_id: int, since: datetime) -> int:
    """How much could not be scanned since a moment: files, other languages, failures."""
    return session.scalars(
        select(func.count())
        .select_from(Flag)
        .where(Flag.programme_id == programme_id, Flag.at >= since, Flag.category.startswith("unscanned"))
    ).one()


def count_notes(session: Session, programme_id: int, since: datetime) -> int:
    """How many flags of the lowest grade there are since a moment: what was noted and raised no alert."""
    return session.scalars(
        select(func.count())
        .select_from(Flag)
        .where(
            Flag.programme_id == programme_id,
            Flag.at >= since,
            Flag.grade == Grade.NOTE.value,
            Flag.family != Family.SCAN,
        )
    ).one()


def owned_by(session: Session, person_id: int) -> Sequence[Alert]:
    """What somebody has taken on and is not over."""
    return session.scalars(
        select(Alert).where(Alert.owner_id == person_id, Alert.state != AlertState.RESOLVED)
    ).all()


def cards_of(session: Session, alert_id: int) -> Sequence[AlertCard]:
    """Each chat's newest card of an alert."""
    newest = (
        select(func.max(AlertCard.id)).where(AlertCard.alert_id == alert_id).group_by(AlertCard.person_id)
    )
    return session.scalars(select(AlertCard).where(AlertCard.id.in_(newest)).order_by(AlertCard.id)).all()


def events_of(session: Session, alert_id: int) -> Sequence[AlertEvent]:
    """Everything that has happened to an alert, in order."""
    return session.scalars(
        select(AlertEvent).where(AlertEvent.alert_id == alert_id).order_by(AlertEvent.id)
    ).all()


def holders(session: Session, alert_id: int) -> frozenset[int]:
    """The person ids of those whose chats show the alert."""
    return frozenset(
        session.scalars(select(AlertCard.person_id).where(AlertCard.alert_id == alert_id).distinct())
    )


def count_unacknowledged(session: Session, programme_id: int, before: datetime) -> int:
    """How many alerts ring since before this moment and nobody has acknowledged them."""
    return session.scalars(
        select(func.count())
        .select_from(Alert)
        .where(
            Alert.programme_id == programme_id,
            Alert.state == AlertState.OPEN,
            Alert.grade >= Grade.URGENT.value,
            Alert.opened_at < before,
        )
    ).one()
