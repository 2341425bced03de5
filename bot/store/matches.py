"""Matches, with the two people in them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, bindparam, or_, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from bot.domain.matches import OPEN_STATES, MatchKind, MatchState
from bot.store.base import HasId, Sealed, UtcDateTime, word
from bot.store.people import Person


class Match(HasId):
    """A mentor and a mentee (or carer) together; when each accepted, and a note where it was on paper."""

    __tablename__ = "match"
    __table_args__ = (
        Index(None, "mentee_id", "state"),
        Index(None, "mentor_id", "state"),
        {"sqlite_autoincrement": True},  # an id is never used again: buttons carry it
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    mentor_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[MatchKind] = mapped_column(
        word(MatchKind), default=MatchKind.PEER, server_default=MatchKind.PEER.value
    )
    state: Mapped[MatchState] = mapped_column(word(MatchState))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    mentee_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mentor_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mentee_accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mentor_accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_note: Mapped[str | None] = mapped_column(Sealed)
    began_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mentee_paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mentor_paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mentee_muted_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mentor_muted_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    change_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # one of them wants another match

    mentee: Mapped[Person] = relationship(foreign_keys=[mentee_id])
    mentor: Mapped[Person] = relationship(foreign_keys=[mentor_id])

    def is_mentor(self, person: Person) -> bool:
        """Whether this person is the mentor here; raises ValueError for somebody who is not in it."""
        if person.id not in {self.mentee_id, self.mentor_id}:
            raise ValueError(f"person {person.id} is not in match {self.id}")
        return person.id == self.mentor_id

    def is_supported(self, person: Person) -> bool:
        """Whether the other side is this person's mentor: a peer, not a professional."""
        return self.kind is MatchKind.PEER and not self.is_mentor(person)

    def team_side(self, person: Person) -> str:
        """Whether this is a conversation with the team, as words are told: no, them, or me."""
        if self.kind is MatchKind.PEER:
            return "no"
        return "me" if self.is_mentor(person) else "them"

    def other(self, person: Person) -> Person:
        """The other side."""
        return self.mentee if self.is_mentor(person) else self.mentor

    def has_accepted(self, person: Person) -> bool:
        accepted = self.mentor_accepted_at if self.is_mentor(person) else self.mentee_accepted_at
        return accepted is not None

    def accept(self, person: Person, now: datetime) -> None:
        if self.is_mentor(person):
            self.mentor_accepted_at = now
        else:
            self.mentee_accepted_at = now

    def is_paused_by(self, person: Person) -> bool:
        """Whether this side asked for the pause."""
        return self.paused_at(person) is not None

    def paused_at(self, person: Person) -> datetime | None:
        """Since when this side has paused."""
        return self.mentor_paused_at if self.is_mentor(person) else self.mentee_paused_at

    def set_paused(self, person: Person, at: datetime | None) -> None:
        """Note when this side paused, None once they go on."""
        if self.is_mentor(person):
            self.mentor_paused_at = at
        else:
            self.mentee_paused_at = at

    def muted_until(self, person: Person) -> datetime | None:
        """Until when this side wants to hear of new messages without a sound."""
        return self.mentor_muted_until if self.is_mentor(person) else self.mentee_muted_until

    def mute(self, person: Person, until: datetime | None) -> None:
        """Note until when this side wants no sound, None for no longer."""
        if self.is_mentor(person):
            self.mentor_muted_until = until
        else:
            self.mentee_muted_until = until

    def was_asked(self, person: Person) -> bool:
        asked = self.mentor_asked_at if self.is_mentor(person) else self.mentee_asked_at
        return asked is not None

    def mark_asked(self, person: Person, now: datetime) -> None:
        if self.is_mentor(person):
            self.mentor_asked_at = now
        else:
            self.mentee_asked_at = now


# Asked for every message: built once, and both people come with it.
_OF_PERSON = (
    select(Match)
    .where(
        or_(Match.mentee_id == bindparam("person"), Match.mentor_id == bindparam("person")),
        Match.state.in_(bindparam("states", expanding=True)),
        Match.kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(Match.id)
    .options(joinedload(Match.mentee), joinedload(Match.mentor))
)


def of_person(session: Session, person: Person, *states: MatchState) -> Sequence[Match]:
    """Matches of this person in these states, oldest first; what a supervisor opened is none."""
    given = {"person": person.id, "states": states, "kinds": (MatchKind.PEER,)}
    return session.scalars(_OF_PERSON, given).all()


def conversations_of(session: Session, person: Person, *states: MatchState) -> Sequence[Match]:
    """Every conversation this person is in, those with a supervisor included."""
    given = {"person": person.id, "states": states, "kinds": tuple(MatchKind)}
    return session.scalars(_OF_PERSON, given).all()


def support_between(session: Session, person_id: int, supervisor_id: int) -> Match | None:
    """The open conversation between somebody and a supervisor."""
    return session.scalars(
        select(Match).where(
            Match.mentee_id == person_id,
            Match.mentor_id == supervisor_id,
            Match.kind == MatchKind.SUPPORT,
            Match.state == MatchState.ACTIVE,
        )
    ).first()


def support_of(session: Session, person_id: int) -> Sequence[Match]:
    """The open conversations that supervisors have with this person."""
    return session.scalars(
        select(Match).where(
            Match.mentee_id == person_id, Match.kind == MatchKind.SUPPORT, Match.state == MatchState.ACTIVE
        )
    ).all()


def open_between(session: Session, mentee_id: int, mentor_id: int) -> Match | None:
    """The match these two have that is not over."""
    return session.scalars(
        select(Match).where(
            Match.mentee_id == mentee_id,
            Match.mentor_id == mentor_id,
            Match.kind == MatchKind.PEER,
            Match.state.in_(OPEN_STATES),
        )
    ).first()


def in_states(session: Session, programme_id: int, *states: MatchState) -> Sequence[Match]:
    """The programme's matches in these states, oldest first."""
    return session.scalars(
        select(Match)
        .where(Match.programme_id == programme_id, Match.kind == MatchKind.PEER, Match.state.in_(states))
        .order_by(Match.id)
    ).all()
