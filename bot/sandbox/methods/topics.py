"""Methods about topics: in a private chat a bot may open, change, delete and unpin; others are refused."""

from bot.sandbox import params as given
from bot.sandbox import threads
from bot.sandbox.accounts import Json
from bot.sandbox.calls import Call
from bot.sandbox.changes import ChangeKind
from bot.sandbox.chats import Chat
from bot.sandbox.refusals import bad_request
from bot.sandbox.topics import COLOURS, Topic, clean_name

_NO_FORUM = "the chat is not a forum"
_NO_TOPIC = "TOPIC_ID_INVALID"
# Bot API 10.1 has these for forum supergroups alone, which are not built here.
SUPERGROUPS_ALONE = (
    "closeForumTopic",
    "reopenForumTopic",
    "closeGeneralForumTopic",
    "reopenGeneralForumTopic",
    "hideGeneralForumTopic",
    "unhideGeneralForumTopic",
    "unpinAllGeneralForumTopicMessages",
)


def create_forum_topic(call: Call) -> Json:
    chat = _forum(call)
    if call.bot.topics_are_refused:
        raise bad_request(_NO_FORUM)
    name = clean_name(given.text(call.params, "name"))
    if not name:
        raise bad_request("title must be non-empty")
    colour = given.integer(call.params, "icon_color") if "icon_color" in call.params else None
    if colour is not None and colour not in COLOURS:
        raise bad_request("invalid icon color specified")
    emoji = _emoji(call) or ""
    return threads.open_topic(call.sandbox, chat, call.bot, name, colour=colour, emoji=emoji).as_topic()


def edit_forum_topic(call: Call) -> bool:
    chat = _forum(call)
    name, emoji = clean_name(given.text(call.params, "name")), _emoji(call)
    topic = _topic(call, chat)
    if not name and emoji is None:
        return True
    if not threads.change(call.sandbox, chat, call.bot, topic, name=name, emoji=emoji):
        raise bad_request("TOPIC_NOT_MODIFIED")
    return True


def delete_forum_topic(call: Call) -> bool:
    chat = _forum(call)
    threads.delete(call.sandbox, chat, call.bot, _topic(call, chat))
    return True


def unpin_all_forum_topic_messages(call: Call) -> bool:
    chat = _forum(call)
    topic = _topic(call, chat)
    chat.pinned[:] = [number for number in chat.pinned if chat.messages[number].thread_id != topic.id]
    call.sandbox.tell(ChangeKind.PIN, chat.bot_id, chat.id)
    return True


def only_in_supergroups(call: Call) -> bool:
    """No topic of a private chat can be closed, and none is the General one."""
    call.chat()
    raise bad_request(_NO_FORUM)


def edit_general_forum_topic(call: Call) -> bool:
    """A private chat has no General topic (seen in August 2026)."""
    _forum(call)
    raise bad_request(_NO_TOPIC)


def _forum(call: Call) -> Chat:
    chat = call.writable_chat()
    if not call.bot.has_topics:
        raise bad_request(_NO_FORUM)
    return chat


def _topic(call: Call, chat: Chat) -> Topic:
    topic = threads.there(call.sandbox, chat, given.integer(call.params, "message_thread_id"))
    if topic is None:
        raise bad_request(_NO_TOPIC)
    return topic


def _emoji(call: Call) -> str | None:
    """The icon that is asked for, empty for none, None where nothing is said about it."""
    if call.params.get("icon_custom_emoji_id") is None:
        return None
    emoji = given.text(call.params, "icon_custom_emoji_id")
    if emoji and not (emoji.isascii() and emoji.isdigit()):
        raise bad_request("invalid custom emoji identifier specified")
    return emoji
