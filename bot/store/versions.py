"""What messages said before they were edited, and which of it the other side has."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, func, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.store.base import BigId, HasId, Sealed, UtcDateTime
from bot.store.messages import Message, MessageState, together


class MessageVersion(HasId):
    """What a message said before it was edited."""

    __tablename__ = "message_version"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(Sealed)
    attachment: Mapped[dict[str, Any] | None] = mapped_column(Sealed)
    was_passed_on: Mapped[bool] = mapped_column(default=True, server_default=true())  # False: held itself
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)


def wording(session: Session, message: Message) -> int:
    """A number that is another one once words of a message, or of its album, have changed or come."""
    parts = together(session, message)
    changes = select(func.count()).where(MessageVersion.message_id.in_([part.id for part in parts]))
    return session.scalars(changes).one() + sum(bool(part.content["words"]) for part in parts)


def last_passed_on(session: Session, message: Message) -> MessageVersion | None:
    """What the other side has of a message in newer words; None where it has not been changed."""
    return session.scalars(
        select(MessageVersion)
        .where(MessageVersion.message_id == message.id, MessageVersion.was_passed_on)
        .order_by(MessageVersion.id.desc())
        .limit(1)
    ).first()


def has_new_file(session: Session, message: Message) -> bool:
    """Whether its file is another one than the other side has."""
    before = last_passed_on(session, message)
    return before is not None and file_of(before.attachment) != file_of(message.attachment)


def file_of(attachment: dict[str, Any] | None) -> str | None:
    """What Telegram calls the file of an attachment."""
    return attachment.get("file_id") if attachment else None


def drop_change(session: Session, message: Message, now: datetime) -> None:
    """Its newest words are not passed on: it is again what the other side has of it."""
    before = last_passed_on(session, message)
    if before is not None:
        session.add(
            MessageVersion(
                message_id=message.id,
                content=message.content,
                attachment=message.attachment,
                was_passed_on=False,
                replaced_at=now,
            )
        )
        message.content, message.attachment = before.content, before.attachment
    message.state = MessageState.RELAYED
