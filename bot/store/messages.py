"""Participants' messages, their earlier versions, and the copies that others hold of them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import Enum
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Table,
    UniqueConstraint,
    bindparam,
    func,
    insert,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.texts import Entity, Text
from bot.store.base import BigId, HasId, Sealed, UtcDateTime, id_of, word
from bot.store.people import Person


class MessageState(Enum):
    """What became of a message."""

    HELD = "held"  # the author is asked to whom, or whether to send it at all
    WAITING = "waiting"  # a supervisor decides
    UNSENT = "unsent"  # the author chose not to send it
    RELAYED = "relayed"  # in the outbox or beyond
    REFUSED = "refused"  # the author was told why it was not passed on


class Message(HasId):
    """What somebody wrote, and to which match it belongs."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("sender_id", "telegram_message_id"),
        Index(None, "match_id"),
        {"sqlite_autoincrement": True},  # an id is never used again: buttons carry it
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    match_id: Mapped[int | None] = mapped_column(ForeignKey("match.id"))
    sender_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    telegram_message_id: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[dict[str, Any]] = mapped_column(Sealed)
    quote: Mapped[str | None] = mapped_column(Sealed)
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    state: Mapped[MessageState] = mapped_column(word(MessageState))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def text(self) -> Text:
        return Text(
            self.content["words"], tuple(Entity(**entity) for entity in self.content.get("entities", ()))
        )

    @text.setter
    def text(self, text: Text) -> None:
        self.content = pack(text)


class MessageVersion(HasId):
    """What a message said before it was edited."""

    __tablename__ = "message_version"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(Sealed)
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Copy(HasId):
    """The link between a message and its copy in somebody's chat: what replies and edits go by."""

    __tablename__ = "copy"
    __table_args__ = (
        Index(None, "recipient_id", "telegram_message_id"),
        Index(None, "message_id", "recipient_id"),
        {"sqlite_autoincrement": True},  # an id is never used again: buttons carry it
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    telegram_message_id: Mapped[int] = mapped_column(BigInteger)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


# Done for every message: built once, and past the object layer.
_KEEP = insert(cast("Table", Message.__table__))


@dataclass(frozen=True, slots=True)
class NewMessage:
    """What somebody wrote, as it is kept; see Message for what the fields mean."""

    sender_id: int
    telegram_message_id: int
    text: Text
    state: MessageState
    match_id: int | None = None
    reply_to_id: int | None = None
    quote: str | None = None


def keep(session: Session, message: NewMessage, now: datetime) -> int:
    """Keep a message; returns its id."""
    session.flush()
    done = session.connection().execute(
        _KEEP,
        {
            "sender_id": message.sender_id,
            "telegram_message_id": message.telegram_message_id,
            "content": pack(message.text),
            "state": message.state,
            "match_id": message.match_id,
            "reply_to_id": message.reply_to_id,
            "quote": message.quote,
            "created_at": now,
        },
    )
    return id_of(done)


def is_relayed(message: Message) -> bool:
    """Whether it is on its way to the other side, or there."""
    return message.state is MessageState.RELAYED


def pack(text: Text) -> dict[str, Any]:
    """A text as it is sealed."""
    entities = [
        {key: value for key, value in asdict(entity).items() if value is not None} for entity in text.entities
    ]
    return {"words": text.words, "entities": entities} if entities else {"words": text.words}


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


# Asked for every message: built once.
_WRITTEN = select(Message).where(
    Message.sender_id == bindparam("sender"), Message.telegram_message_id == bindparam("bubble")
)


def written(session: Session, sender_id: int, telegram_message_id: int) -> Message | None:
    """The message that this is in its author's own chat."""
    return session.scalars(_WRITTEN, {"sender": sender_id, "bubble": telegram_message_id}).one_or_none()


_AFTER_ALL = 2**63 - 1  # no message has this id

# Asked for every message: built once.
_LATEST = (
    select(Message)
    .where(
        or_(
            Message.match_id == bindparam("match"),
            (Message.sender_id == bindparam("sender")) & Message.match_id.is_(None),
        ),
        Message.created_at >= bindparam("since"),
        Message.id < bindparam("before"),
    )
    .order_by(Message.id.desc())
    .limit(bindparam("most"))
)


def latest(
    session: Session,
    sender_id: int,
    match_id: int | None,
    since: datetime,
    most: int,
    *,
    before: int = _AFTER_ALL,
) -> Sequence[Message]:
    """The newest messages of a conversation, and the author's own that reached nobody; oldest first.

    `before` is the id of the message that they are wanted beside, where it is kept already.
    """
    found = session.scalars(
        _LATEST,
        {"sender": sender_id, "match": match_id, "since": since, "most": most, "before": before},
    ).all()
    return found[::-1]


def around(session: Session, message: Message, before: int, after: int) -> Sequence[Message]:
    """A message with so many before and after it in its conversation, or among what reached nobody."""
    same = (
        Message.match_id == message.match_id
        if message.match_id is not None
        else (Message.sender_id == message.sender_id) & Message.match_id.is_(None)
    )
    earlier = session.scalars(
        select(Message).where(same, Message.id <= message.id).order_by(Message.id.desc()).limit(before + 1)
    ).all()
    later = session.scalars(
        select(Message).where(same, Message.id > message.id).order_by(Message.id).limit(after)
    ).all()
    return [*earlier[::-1], *later]


def count_since(session: Session, programme_id: int, since: datetime) -> int:
    """How many messages people have written since a moment."""
    return session.scalars(
        select(func.count())
        .select_from(Message)
        .join(Person, Person.id == Message.sender_id)
        .where(Person.programme_id == programme_id, Message.created_at >= since)
    ).one()


def waits(session: Session, sender_id: int) -> Message | None:
    """The oldest message of somebody that waits for a supervisor."""
    return session.scalars(
        select(Message)
        .where(Message.sender_id == sender_id, Message.state == MessageState.WAITING)
        .order_by(Message.id)
    ).first()


def last_settled_at(session: Session, sender_id: int) -> datetime | None:
    """When this person last wrote something of which it is clear to whom it goes, or that it does not."""
    return session.scalars(
        select(Message.created_at)
        .where(
            Message.sender_id == sender_id,
            or_(Message.match_id.is_not(None), Message.state == MessageState.UNSENT),
        )
        .order_by(Message.id.desc())
        .limit(1)
    ).first()


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
