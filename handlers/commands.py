"""What begins with a slash. Nobody has to know these: the large buttons do the same."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from bot.context import Context
from bot.services import inbound
from bot.services.commands import Nothing, Start, Unsend
from bot.services.enrolment import start
from handlers.parse import PRIVATE

_FRESH = PRIVATE & filters.UpdateType.MESSAGE


async def on_start(update: Update, context: Context) -> None:
    del update
    await context.run(start, Start(token=context.args[0] if context.args else ""))


async def on_help(update: Update, context: Context) -> None:
    del update
    await context.run(inbound.ask_for_help_text, Nothing())


async def on_me(update: Update, context: Context) -> None:
    del update
    await context.run(inbound.ask_about_me, Nothing())


async def on_unsend(update: Update, context: Context) -> None:
    message = update.message
    if message is not None:
        replied = message.reply_to_message
        await context.run(inbound.take_back, Unsend(replied.message_id if replied else None))


async def on_unknown(update: Update, context: Context) -> None:
    del update
    await context.run(inbound.unknown_command, Nothing())


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """In the order in which they are asked."""
    return [
        CommandHandler("start", on_start, _FRESH),
        CommandHandler("help", on_help, _FRESH),
        CommandHandler("me", on_me, _FRESH),
        CommandHandler("unsend", on_unsend, _FRESH),
        MessageHandler(_FRESH & filters.Regex(r"^/[A-Za-z0-9_]+(@\w+)?\s*$"), on_unknown),
    ]
