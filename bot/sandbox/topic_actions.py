"""What people do with their topics; `NotPossibleError` where a client would not let them."""

from bot.sandbox import threads
from bot.sandbox.accounts import Person
from bot.sandbox.actions import NotPossibleError
from bot.sandbox.chats import Chat
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.topics import Topic, clean_name


def open_topic(sandbox: Sandbox, person: Person, chat: Chat, name: str) -> Topic:
    """Open a topic under a name, where the bot lets people do so."""
    bot = sandbox.bots[chat.bot_id]
    if not (bot.has_topics and bot.people_open_topics):
        raise NotPossibleError("the bot does not let people open topics")
    if chat.is_blocked:
        raise NotPossibleError("the bot is blocked")
    return threads.open_topic(sandbox, chat, person, _named(name))


def rename(sandbox: Sandbox, person: Person, chat: Chat, number: int, name: str) -> None:
    """Give a topic another name; the bot is told."""
    threads.change(sandbox, chat, person, _there(sandbox, chat, number), name=_named(name))


def delete(sandbox: Sandbox, person: Person, chat: Chat, number: int) -> None:
    """Delete a topic with all that was said in it, whoever opened it; the bot is not told."""
    threads.delete(sandbox, chat, person, _there(sandbox, chat, number))


def _there(sandbox: Sandbox, chat: Chat, number: int) -> Topic:
    topic = threads.there(sandbox, chat, number)
    if topic is None:
        raise NotPossibleError("the topic is not there (any more)")
    return topic


def _named(name: str) -> str:
    cleaned = clean_name(name)
    if not cleaned:
        raise NotPossibleError("a topic needs a name")
    return cleaned
