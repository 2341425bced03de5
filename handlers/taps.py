"""Buttons under messages, and people blocking the bot or letting it back in."""

from typing import Any

from telegram import ChatMember, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler

from bot.context import Context
from bot.domain.buttons import decode
from bot.services import inbound, presses
from bot.services.commands import Reachability, Tapped
from handlers.parse import PRIVATE_TYPE


async def on_tap(update: Update, context: Context) -> None:
    query = update.callback_query
    if query is not None and query.message is not None and query.message.chat.type == PRIVATE_TYPE:
        data = query.data or ""
        await context.run(presses.tap, Tapped(query.id, query.message.message_id, data, decode(data)))


async def on_reachability(update: Update, context: Context) -> None:
    change = update.my_chat_member
    if change is not None and change.chat.type == PRIVATE_TYPE:
        has_blocked = change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
        await context.run(inbound.change_reachability, Reachability(has_blocked=has_blocked))


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """In the order in which they are asked."""
    return [
        CallbackQueryHandler(on_tap),
        ChatMemberHandler(on_reachability, ChatMemberHandler.MY_CHAT_MEMBER),
    ]
