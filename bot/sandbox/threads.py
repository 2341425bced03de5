"""What happens to topics, whoever does it, and what the chat and the bot see of it."""

from bot.sandbox.accounts import Bot, Json, Person
from bot.sandbox.changes import ChangeKind
from bot.sandbox.chats import Chat
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.topics import COLOURS, AfterDeletion, Topic, clean_name

_UNNAMED = "New Thread"  # what a topic is called whose first message has no words: our own guess


def configure(
    sandbox: Sandbox,
    bot: Bot,
    *,
    is_on: bool = True,
    people_may_open: bool = False,
    is_refused: bool = False,
    after_deletion: AfterDeletion = AfterDeletion.REFUSED,
) -> None:
    """Set the bot's topic mode, as its owner does with BotFather, and how Telegram behaves about it.

    `people_may_open` is BotFather's second switch: with it, whatever a person writes outside the topics opens
    one. `is_refused` lets createForumTopic fail although getMe says that topics are on. What stands in topics
    stays there when they are switched off.
    """
    bot.has_topics = is_on
    bot.people_open_topics = people_may_open
    bot.topics_are_refused = is_refused
    bot.after_deletion = after_deletion
    for chat in sandbox.chats.values():
        if chat.bot_id == bot.id:
            sandbox.tell(ChangeKind.CHAT, bot.id, chat.id)


def there(sandbox: Sandbox, chat: Chat, number: int) -> Topic | None:
    """The topic with this number, None where there is none (any more) or topics are off."""
    topic = chat.topics.get(number)
    has_topics = sandbox.bots[chat.bot_id].has_topics
    return topic if topic is not None and has_topics and not topic.deleted_by else None


def open_topic(
    sandbox: Sandbox,
    chat: Chat,
    creator: Bot | Person,
    name: str,
    *,
    colour: int | None = None,
    emoji: str = "",
    is_implicit: bool = False,
) -> Topic:
    """A new topic, with the service message about it; the bot hears of its own topics too."""
    before = max(chat.topics, default=sandbox.random.randrange(1_000, 90_000))
    topic = Topic(
        id=before + sandbox.random.randrange(1, 40),
        name=name,
        icon_color=sandbox.random.choice(COLOURS) if colour is None else colour,
        creator_id=creator.id,
        icon_custom_emoji_id=emoji,
        is_name_implicit=is_implicit,
    )
    chat.topics[topic.id] = topic
    _say(sandbox, chat, creator, topic, {"forum_topic_created": topic.as_created()})
    return topic


def change(
    sandbox: Sandbox, chat: Chat, by: Bot | Person, topic: Topic, *, name: str = "", emoji: str | None = None
) -> bool:
    """Another name (empty: the same) or icon (None: the same, empty: none); False where nothing is new."""
    edited: Json = {}
    if name and name != topic.name:
        edited["name"] = topic.name = name
        topic.is_name_implicit = False
    if emoji is not None and emoji != topic.icon_custom_emoji_id:
        edited["icon_custom_emoji_id"] = topic.icon_custom_emoji_id = emoji
    if not edited:
        return False
    _say(sandbox, chat, by, topic, {"forum_topic_edited": edited})
    return True


def delete(sandbox: Sandbox, chat: Chat, by: Bot | Person, topic: Topic) -> None:
    """The topic goes with all that was said in it; Telegram tells the bot nothing."""
    topic.deleted_by = by.id
    for message in [each for each in chat.messages.values() if each.thread_id == topic.id]:
        sandbox.delete(message)
    sandbox.tell(ChangeKind.CHAT, chat.bot_id, chat.id)


def reach(sandbox: Sandbox, chat: Chat, number: int) -> int | None:
    """Where a bot's message for this topic goes: its number, 0 for outside the topics, None for nowhere."""
    if there(sandbox, chat, number):
        return number
    bot, topic = sandbox.bots[chat.bot_id], chat.topics.get(number)
    if topic is None or not bot.has_topics or topic.deleted_by == bot.id:
        return None
    if bot.after_deletion == AfterDeletion.ASTRAY:
        return 0
    if bot.after_deletion == AfterDeletion.REVIVED and topic.creator_id == bot.id:
        topic.deleted_by = 0
        sandbox.tell(ChangeKind.CHAT, chat.bot_id, chat.id)
        return number
    return None


def destination(sandbox: Sandbox, chat: Chat, person: Person, answered: int, content: Json) -> int:
    """Where a message goes that a person writes outside the topics.

    An answer goes to where the answered message stands. Anything else (but the Start button's) opens a topic,
    named after its words, where the bot lets people open topics.
    """
    bot, replied = sandbox.bots[chat.bot_id], chat.messages.get(answered)
    if replied is not None:
        return replied.thread_id if there(sandbox, chat, replied.thread_id) else 0
    words = str(content.get("text") or content.get("caption") or "")
    if not (bot.has_topics and bot.people_open_topics) or words.partition(" ")[0] == "/start":
        return 0
    return open_topic(sandbox, chat, person, clean_name(words) or _UNNAMED, is_implicit=True).id


def _say(sandbox: Sandbox, chat: Chat, by: Bot | Person, topic: Topic, content: Json) -> None:
    notice = sandbox.post(chat, by, content, thread=topic.id, is_service=True, is_silent=True)
    sandbox.offer(chat.bot_id, "message", sandbox.show(notice))
