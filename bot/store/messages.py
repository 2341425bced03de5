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
    String,
    Table,
    UniqueConstraint,
    bindparam,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.texts import Entity, Text
from bot.store.base import BigId, HasId, Sealed, UtcDateTime, id_of, word
from bot.store.people import Person


class MessageState(Enum):
    """What became of a message."""

    HELD = "held"  # the author is asked to whom, or whether to send it at all
    WAITING = "waiting"  # a supervisor decides
    KEPT = "kept"  # until a pause ends or the other side is back; its author has been told
    UNSENT = "unsent"  # the author chose not to send it, or took it back
    RELAYED = "relayed"  # in the outbox or beyond
    REFUSED = "refused"  # the author was told why it was not passed on


class Message(HasId):
    """What somebody wrote, and to which match it belongs.

    `content` is its text or caption, `attachment` the file with it or the die that was thrown (a value of
    `bot.domain.media`), `album` what Telegram gives the parts of an album in common.
    """

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("sender_id", "telegram_message_id"),
        Index(None, "match_id"),
        Index(None, "match_id", "created_at"),
        Index(None, "sender_id", "album"),
        {"sqlite_autoincrement": True},  # an id is never used again: buttons carry it
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    match_id: Mapped[int | None] = mapped_column(ForeignKey("match.id"))
    sender_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    telegram_message_id: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[dict[str, Any]] = mapped_column(Sealed)
    attachment: Mapped[dict[str, Any] | None] = mapped_column(Sealed)
    album: Mapped[str | None] = mapped_column(String(64))
    quote: Mapped[str | None] = mapped_column(Sealed)
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    state: Mapped[MessageState] = mapped_column(word(MessageState))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    kept_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # since when it waits; see KEPT
    settled_by: Mapped[int] = mapped_column(default=0, server_default="0")  # a bot.domain.risk.SettledBy,
    settled_wording: Mapped[int | None]  # of the advice in these words; see bot.store.versions.wording

    @property
    def text(self) -> Text:
        return Text(
            self.content["words"], tuple(Entity(**entity) for entity in self.content.get("entities", ()))
        )

    @text.setter
    def text(self, text: Text) -> None:
        self.content = pack(text)


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
    attachment: dict[str, Any] | None = None
    album: str | None = None


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
            "attachment": message.attachment,
            "album": message.album,
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


def part_of(session: Session, sender_id: int, album: str) -> Message | None:
    """The first part of an album that has come."""
    return session.scalars(
        select(Message)
        .where(Message.sender_id == sender_id, Message.album == album)
        .order_by(Message.id)
        .limit(1)
    ).first()


def newest_of(session: Session, sender_id: int) -> Message | None:
    """What somebody wrote last of what went somewhere or still may."""
    return session.scalars(
        select(Message)
        .where(
            Message.sender_id == sender_id,
            Message.state.not_in({MessageState.UNSENT, MessageState.REFUSED}),
        )
        .order_by(Message.id.desc())
        .limit(1)
    ).first()


def together(session: Session, message: Message) -> Sequence[Message]:
    """The parts of the album that a message belongs to, in their order; alone where it belongs to none."""
    if message.album is None:
        return (message,)
    return session.scalars(
        select(Message)
        .where(Message.sender_id == message.sender_id, Message.album == message.album)
        .order_by(Message.telegram_message_id)
    ).all()


_NOT_GONE = frozenset({MessageState.HELD, MessageState.WAITING, MessageState.KEPT})


def waiting_with(session: Session, message: Message) -> Sequence[Message]:
    """A message that waits, with the parts of its album that wait for the same; else itself alone."""
    if message.state not in _NOT_GONE:
        return (message,)
    return [part for part in together(session, message) if part.state is message.state]


def unclear(session: Session, sender_id: int) -> Sequence[Message]:
    """What somebody wrote of which they have not said to whom it goes, oldest first."""
    return session.scalars(
        select(Message)
        .where(Message.sender_id == sender_id, Message.state == MessageState.HELD, Message.match_id.is_(None))
        .order_by(Message.id)
    ).all()


def waiting_of(session: Session, sender_id: int) -> Sequence[Message]:
    """What of somebody's waits for a supervisor, oldest first."""
    return session.scalars(
        select(Message)
        .where(Message.sender_id == sender_id, Message.state == MessageState.WAITING)
        .order_by(Message.id)
    ).all()


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
