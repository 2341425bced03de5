"""What waits: messages kept until a pause ends or their reader is back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.messages import Message, MessageState


def was_kept_since(session: Session, match_id: int, sender_id: int, since: datetime) -> bool:
    """Whether an author has been told before, since this moment, that something waits in this match."""
    return (
        session.scalars(
            select(Message.id)
            .where(Message.match_id == match_id, Message.sender_id == sender_id, Message.kept_at >= since)
            .limit(1)
        ).first()
        is not None
    )


def kept(session: Session, match_id: int) -> Sequence[Message]:
    """What waits in a match, in the order in which it was written."""
    return session.scalars(
        select(Message)
        .where(Message.match_id == match_id, Message.state == MessageState.KEPT)
        .order_by(Message.id)
    ).all()


def reworded_while_kept(session: Session, match_id: int) -> Sequence[Message]:
    """What had gone to the other side before a pause and got new words during it."""
    return session.scalars(
        select(Message)
        .where(
            Message.match_id == match_id,
            Message.state == MessageState.RELAYED,
            Message.kept_at.is_not(None),
        )
        .order_by(Message.id)
    ).all()
