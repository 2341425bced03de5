"""What the handlers have in common: Telegram's objects become the commands that use cases take."""

from pathlib import PurePath
from typing import Any

from telegram import Message, MessageEntity
from telegram.constants import ChatType
from telegram.ext import filters

from bot.domain.media import Attachment, Die, LeftOut, MediaKind
from bot.domain.texts import Entity, Text
from bot.services.commands import Incoming

PRIVATE = filters.ChatType.PRIVATE
PRIVATE_TYPE = ChatType.PRIVATE

# By the Bot API's names. Each can tell who somebody is or where, or cannot be copied as it was meant.
_NOT_PASSED = (
    "contact",
    "venue",  # before the location that it also has
    "location",
    "poll",
    "game",
    "invoice",
    "story",
    "paid_media",
    "checklist",
    "giveaway",
    "giveaway_winners",
    "users_shared",
    "chat_shared",
    "gift",
    "unique_gift",
    "passport_data",
    "successful_payment",
    "web_app_data",
)


def as_incoming(message: Message) -> Incoming:
    """A message as the programme sees it: words with formatting, a file, and what it replies to."""
    attachment = _attachment(message)
    text = _text(message.text, message.entities)
    stays = _kind_that_stays(message) if text is None and attachment is None else None
    caption = _text(message.caption, message.caption_entities) or (_words_inside(message) if stays else None)
    return Incoming(
        message_id=message.message_id,
        text=text,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        quote=message.quote.text if message.quote and message.external_reply is None else None,
        caption=caption,
        attachment=attachment,
        album=message.media_group_id,
        thread=message.message_thread_id if message.is_topic_message else None,
        not_passed=stays,
        left_out=_left_out(message),
    )


_KINDS = sorted(MediaKind, key=lambda kind: kind is MediaKind.DOCUMENT)  # an animation is a document, too


def _text(words: str | None, entities: Any) -> Text | None:
    return Text(words, tuple(_entity(each) for each in entities)) if words else None


def _entity(entity: MessageEntity) -> Entity:
    return Entity(entity.type, entity.offset, entity.length, entity.url, entity.language)


def _attachment(message: Message) -> Attachment | Die | None:
    if message.dice is not None:
        return Die(message.dice.emoji, message.dice.value)
    kind = next((kind for kind in _KINDS if getattr(message, kind.value)), None)
    if kind is None:
        return None
    file: Any = message.photo[-1] if kind is MediaKind.PHOTO else getattr(message, kind.value)
    side = getattr(file, "length", None)
    seconds = getattr(file, "_duration", None)
    return Attachment(
        kind=kind,
        file_id=file.file_id,
        size=file.file_size,
        mime=getattr(file, "mime_type", None),
        suffix=PurePath(getattr(file, "file_name", None) or "").suffix.lower()[:16],
        duration=round(seconds.total_seconds()) if seconds is not None else None,
        width=getattr(file, "width", side),
        height=getattr(file, "height", side),
        emoji=getattr(file, "emoji", None),
        has_spoiler=bool(message.has_media_spoiler),
        caption_above=bool(message.show_caption_above_media),
    )


def _kind_that_stays(message: Message) -> str:
    """Which kind of message it is of those that do not cross; "other" for one nobody here has heard of."""
    return next((kind for kind in _NOT_PASSED if getattr(message, kind, None)), "other")


def _words_inside(message: Message) -> Text | None:
    """What somebody wrote into a kind of message that stays here: it is read for danger all the same."""
    lines: list[str] = []
    if message.poll is not None:
        lines += [message.poll.question, *(each.text for each in message.poll.options)]
    if message.checklist is not None:
        lines += [message.checklist.title, *(each.text for each in message.checklist.tasks)]
    return Text("\n".join(lines)) if lines else None


def _left_out(message: Message) -> frozenset[LeftOut]:
    left = set()
    if message.external_reply is not None or message.reply_to_story is not None:
        left.add(LeftOut.QUOTE)
    return frozenset(left)
