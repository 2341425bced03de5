"""Messages in private chats, and their edits."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.context import Context
from bot.services import inbound
from handlers.parse import PRIVATE, as_incoming


async def on_message(update: Update, context: Context) -> None:
    if update.message is not None:
        await context.run(inbound.receive, as_incoming(update.message))


async def on_edit(update: Update, context: Context) -> None:
    if update.edited_message is not None:
        await context.run(inbound.receive_edit, as_incoming(update.edited_message))


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """In the order in which they are asked. Service messages (a pin, a changed photo) are nobody's words."""
    said = PRIVATE & ~filters.StatusUpdate.ALL
    return [
        MessageHandler(said & filters.UpdateType.MESSAGE, on_message),
        MessageHandler(said & filters.UpdateType.EDITED_MESSAGE, on_edit),
    ]
