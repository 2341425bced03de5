"""Topics of private chats: which one shows which conversation to whom."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.topics import TopicState
from bot.store.base import HasId, UtcDateTime, word


class Topic(HasId):
    """One conversation's topic in one person's private chat; `thread_id` is Telegram's, once there is one."""

    __tablename__ = "topic"
    __table_args__ = (UniqueConstraint("match_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    match_id: Mapped[int] = mapped_column(ForeignKey("match.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    thread_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[TopicState] = mapped_column(word(TopicState))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lost_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when it was last found to be gone


def of_match(session: Session, match_id: int, person_id: int) -> Topic | None:
    """The topic in which this person sees a conversation."""
    return session.scalars(
        select(Topic).where(Topic.match_id == match_id, Topic.person_id == person_id)
    ).one_or_none()


def by_thread(session: Session, person_id: int, thread_id: int) -> Topic | None:
    """The topic of this person's chat that Telegram knows by this number."""
    return session.scalars(
        select(Topic).where(Topic.person_id == person_id, Topic.thread_id == thread_id)
    ).first()


def threads(session: Session, person_ids: Collection[int]) -> dict[tuple[int, int], int]:
    """For (match id, person id): the topic in which this person sees that conversation, where it is open."""
    rows = session.execute(
        select(Topic.match_id, Topic.person_id, Topic.thread_id).where(
            Topic.person_id.in_(person_ids), Topic.state == TopicState.OPEN
        )
    )
    return {(match_id, person_id): thread for match_id, person_id, thread in rows if thread is not None}
