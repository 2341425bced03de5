"""Reactions in private chats."""

from typing import Any

from telegram import MessageReactionUpdated, ReactionTypeEmoji, Update
from telegram.ext import BaseHandler, MessageReactionHandler

from bot.context import Context
from bot.services import reacting
from bot.services.commands import Reacted
from handlers.parse import PRIVATE_TYPE


async def on_reaction(update: Update, context: Context) -> None:
    change = update.message_reaction
    if change is not None and change.chat.type == PRIVATE_TYPE:
        await context.run(reacting.react, as_reacted(change))


def as_reacted(change: MessageReactionUpdated) -> Reacted:
    """What somebody feels about a message now: emoji that everyone has, and how many others."""
    now = change.new_reaction
    emoji = tuple(each.emoji for each in now if isinstance(each, ReactionTypeEmoji))
    return Reacted(change.message_id, emoji, others=len(now) - len(emoji))


def handlers() -> list[BaseHandler[Any, Any, Any]]:
    """In the order in which they are asked."""
    return [
        MessageReactionHandler(
            on_reaction, message_reaction_types=MessageReactionHandler.MESSAGE_REACTION_UPDATED
        )
    ]
