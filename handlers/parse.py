"""What the handlers have in common: Telegram's objects become the commands that use cases take."""

from telegram import Message, MessageEntity
from telegram.constants import ChatType
from telegram.ext import filters

from bot.domain.texts import Entity, Text
from bot.services.commands import Incoming

PRIVATE = filters.ChatType.PRIVATE
PRIVATE_TYPE = ChatType.PRIVATE


def as_incoming(message: Message) -> Incoming:
    """A message as the programme sees it: its text with formatting, and what it replies to."""
    return Incoming(
        message_id=message.message_id,
        text=Text(message.text, tuple(_entity(each) for each in message.entities)) if message.text else None,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        quote=message.quote.text if message.quote else None,
        caption=Text(message.caption) if message.caption else None,
    )


def _entity(entity: MessageEntity) -> Entity:
    return Entity(entity.type, entity.offset, entity.length, entity.url, entity.language)
