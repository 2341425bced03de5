"""The copies that others hold of participants' messages: what replies, edits and reactions go by."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, insert, select, tuple_
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.store.base import BigId, HasId, UtcDateTime
from bot.store.messages import Message, MessageState, written


class Copy(HasId):
    """The link between a message and its copy in somebody's chat: what replies and edits go by."""

    __tablename__ = "copy"
    __table_args__ = (
        Index(None, "recipient_id", "telegram_message_id"),
        Index(None, "message_id", "recipient_id"),
        Index(None, "recipient_id", "sent_at"),
        {"sqlite_autoincrement": True},  # an id is never used again: buttons carry it
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    telegram_message_id: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


def keep_copies(
    session: Session, copies: Sequence[tuple[int | None, int | None, int | None]], now: datetime
) -> None:
    """Remember copies that have arrived: (message id, recipient's person id, Telegram message id) each."""
    session.execute(
        insert(Copy),
        [
            {
                "message_id": message_id,
                "recipient_id": recipient_id,
                "telegram_message_id": telegram_message_id,
                "sent_at": now,
            }
            for message_id, recipient_id, telegram_message_id in copies
        ],
    )


def shown(session: Session, person_id: int, telegram_message_id: int) -> Message | None:
    """The message that a bubble in somebody's chat stands for: their own, or the original of a copy."""
    own = written(session, person_id, telegram_message_id)
    if own is not None:
        return own
    return session.scalars(
        select(Message)
        .join(Copy, Copy.message_id == Message.id)
        .where(Copy.recipient_id == person_id, Copy.telegram_message_id == telegram_message_id)
        .order_by(Copy.id.desc())
    ).first()


def bubbles(session: Session, wanted: Sequence[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """For (message id, person id): the Telegram message id by which that person's chat shows the message."""
    if not wanted:
        return {}
    found = {
        (message_id, person_id): telegram_message_id
        for message_id, person_id, telegram_message_id in session.execute(
            select(Message.id, Message.sender_id, Message.telegram_message_id).where(
                tuple_(Message.id, Message.sender_id).in_(wanted)
            )
        )
    }
    copies = session.execute(
        select(Copy.message_id, Copy.recipient_id, Copy.telegram_message_id)
        .where(tuple_(Copy.message_id, Copy.recipient_id).in_(wanted))
        .order_by(Copy.id)
    )
    return found | {
        (message_id, person_id): telegram_message_id for message_id, person_id, telegram_message_id in copies
    }


def all_of(session: Session, message_id: int, recipient_id: int) -> tuple[int, ...]:
    """Everything in the recipient's chat that shows this message, twins and name lines included."""
    return tuple(
        session.scalars(
            select(Copy.telegram_message_id)
            .where(Copy.message_id == message_id, Copy.recipient_id == recipient_id)
            .order_by(Copy.id)
        )
    )


def is_there(session: Session, message_id: int) -> bool:
    """Whether a copy of this message has arrived, in whatever words it then had."""
    return arrived_at(session, message_id) is not None


def arrived_at(session: Session, message_id: int) -> datetime | None:
    """When a message first arrived; unlike the outbox, copies are remembered for good."""
    return session.scalars(
        select(Copy.sent_at).where(Copy.message_id == message_id).order_by(Copy.id).limit(1)
    ).first()


def have_come_since(session: Session, match_ids: Sequence[int], reader_id: int, since: datetime) -> bool:
    """Whether the other side of one of these matches has written since a moment, or its words come."""
    of_others = Message.match_id.in_(match_ids) & (Message.sender_id != reader_id)
    written_since = (
        select(Message.id)
        .where(of_others, Message.created_at > since, Message.state == MessageState.RELAYED)
        .limit(1)
    )
    come_since = (
        select(Copy.id)
        .join(Message, Message.id == Copy.message_id)
        .where(of_others, Copy.recipient_id == reader_id, Copy.sent_at > since)
        .limit(1)
    )
    return any(session.scalars(asked).first() is not None for asked in (written_since, come_since))
