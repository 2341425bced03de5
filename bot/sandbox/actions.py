"""What people do in their chats, each with the updates Telegram would send to the bot.

Each raises `NotPossibleError` where a client would not let a person do it. Texts may carry entities in the
Bot API's shape; those that clients find by themselves (links, commands …) are added.
"""

import re
from urllib.parse import parse_qs, urlsplit

from bot.sandbox import threads
from bot.sandbox.accounts import Bot, Json, Person
from bot.sandbox.changes import ChangeKind
from bot.sandbox.chats import Chat, ChatKind, Tap
from bot.sandbox.entities import as_kept, finish
from bot.sandbox.messages import CAPTION_LIMIT, CAPTIONED, EDITABLE_SECONDS, TEXT_LIMIT, Message
from bot.sandbox.reactions import REACTIONS
from bot.sandbox.rendering import show_chat
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.utf16 import pieces, units

# A deep link's payload: https://core.telegram.org/bots/features#deep-linking
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}\Z")


class NotPossibleError(ValueError):
    """A client would not let a person do this."""


def press_start(sandbox: Sandbox, person: Person, bot: Bot, payload: str = "") -> Message:
    """Open the chat with the bot and press Start, with the payload of a deep link where there is one."""
    if not _PAYLOAD.match(payload):
        raise NotPossibleError("a deep link carries up to 64 of A-Z, a-z, 0-9, _ and -")
    chat = sandbox.private_chat(bot, person)
    if chat.is_blocked:
        unblock(sandbox, person, chat)
    return say(sandbox, person, chat, f"/start {payload}".strip())[0]


def open_link(sandbox: Sandbox, person: Person, url: str) -> Message:
    """Follow a link such as https://t.me/some_bot?start=payload, and press Start there."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    name = query.get("domain", [""])[0] if parts.scheme == "tg" else parts.path.strip("/")
    bot = next((bot for bot in sandbox.bots.values() if bot.username.lower() == name.lower()), None)
    if bot is None:
        raise NotPossibleError("the link leads to no bot here")
    return press_start(sandbox, person, bot, query.get("start", [""])[0])


def say(
    sandbox: Sandbox,
    person: Person,
    chat: Chat,
    text: str,
    entities: list[Json] | None = None,
    *,
    reply_to: Message | None = None,
    quote: str | None = None,
    thread: int = 0,
) -> list[Message]:
    """Send a text (into this topic); one over 4,096 units goes as several messages, as clients do it."""
    if entities and units(text) > TEXT_LIMIT:
        raise NotPossibleError("a text over the limit is sent without entities")
    contents = [_worded(sandbox, piece, entities) for piece in pieces(text, TEXT_LIMIT)]
    contents = [content for content in contents if content]
    if not contents:
        raise NotPossibleError("a message needs words")
    said = [send(sandbox, person, chat, contents[0], reply_to=reply_to, quote=quote, thread=thread)]
    for content in contents[1:]:
        said.append(send(sandbox, person, chat, content, thread=said[0].thread_id))
    return said


def send(
    sandbox: Sandbox,
    person: Person,
    chat: Chat,
    content: Json,
    *,
    reply_to: Message | None = None,
    quote: str | None = None,
    extra: Json | None = None,
    thread: int = 0,
) -> Message:
    """Send a message of any content (see sharing.py for those that are not text), into a topic or not.

    `extra` are the Bot API's fields that stand beside a content: where it was said first, its album.
    """
    if chat.is_blocked:
        raise NotPossibleError("the bot is blocked")
    if thread and threads.there(sandbox, chat, thread) is None:
        raise NotPossibleError("the topic is not there (any more)")
    answered = reply_to.id if reply_to else _asked_for(chat, thread)
    if reply_to is not None and reply_to.is_deleted:
        raise NotPossibleError("the message to reply to is gone")
    quoted = _quote(reply_to, quote) if reply_to and quote else None
    if chat.keyboard and chat.keyboard.get("one_time_keyboard"):
        chat.keyboard = None
    chat.force_reply = None
    chat.is_started = True
    thread = thread or threads.destination(sandbox, chat, person, answered, content)
    message = sandbox.post(chat, person, content, extra=extra, reply_to=answered, quote=quoted, thread=thread)
    sandbox.offer(chat.bot_id, "message", sandbox.show(message))
    return message


def edit(
    sandbox: Sandbox, person: Person, message: Message, text: str, entities: list[Json] | None = None
) -> None:
    """Change the words (or caption) of one's own message, within 48 hours; the same words change nothing."""
    _own(person, message)
    if sandbox.now().timestamp() - message.date > EDITABLE_SECONDS:
        raise NotPossibleError("a message can be edited for 48 hours")
    if "text" not in message.content and message.kind not in CAPTIONED:
        raise NotPossibleError("there are no words in it to edit")
    words, marks = ("text", "entities") if "text" in message.content else ("caption", "caption_entities")
    changed = _worded(sandbox, text, entities, words, marks)
    if words == "text" and (not changed or units(changed[words]) > TEXT_LIMIT):
        raise NotPossibleError("a text has 1 to 4,096 units")
    if words == "caption" and changed and units(changed[words]) > CAPTION_LIMIT:
        raise NotPossibleError("a caption has up to 1,024 units")
    content = {name: value for name, value in message.content.items() if name not in {words, marks}} | changed
    replace(sandbox, message, content)


def replace(sandbox: Sandbox, message: Message, content: Json) -> None:
    """Let a person's message hold something else, and tell the bot of the edit."""
    if content == message.content:
        return
    message.content = sandbox.files.issued(content, message.bot_id)
    message.is_reworded = True
    message.edit_date = int(sandbox.now().timestamp())
    sandbox.tell(ChangeKind.EDIT, message.bot_id, message.chat_id, message.id)
    sandbox.offer(message.bot_id, "edited_message", sandbox.show(message))


def delete(sandbox: Sandbox, person: Person, message: Message) -> None:
    """Delete a message for both sides; Telegram does not tell the bot."""
    if message.is_deleted or message.chat_id != person.id:
        raise NotPossibleError("the message is gone")
    sandbox.delete(message)


def react(sandbox: Sandbox, person: Person, message: Message, emoji: str | None) -> None:
    """React with an emoji, or take the reaction back with None."""
    if emoji is not None and emoji not in REACTIONS:
        raise NotPossibleError("Telegram does not offer this reaction")
    react_with(sandbox, person, message, [] if emoji is None else [{"type": "emoji", "emoji": emoji}])


def react_with(sandbox: Sandbox, person: Person, message: Message, after: list[Json]) -> None:
    """React with these and no others, each a ReactionType; one to an album stands on its first message."""
    if message.is_deleted:
        raise NotPossibleError("the message is gone")
    message = sandbox.album_of(message)[0]
    before = message.reactions.get(person.id, [])
    if before == after:
        return
    if after:
        message.reactions[person.id] = after
    else:
        del message.reactions[person.id]
    sandbox.tell(ChangeKind.REACTION, message.bot_id, message.chat_id, message.id)
    update: Json = {
        "chat": show_chat(sandbox, message.chat_id),
        "message_id": message.id,
        "user": person.as_user(),
        "date": int(sandbox.now().timestamp()),
        "old_reaction": before,
        "new_reaction": after,
    }
    sandbox.offer(message.bot_id, "message_reaction", update)


def tap(sandbox: Sandbox, person: Person, message: Message, row: int, column: int) -> Tap | None:
    """Tap an inline button; None for one that asks nothing of the bot (a link, a text to copy)."""
    if message.is_deleted:
        raise NotPossibleError("the message is gone")
    try:
        button = (message.keyboard or {})["inline_keyboard"][row][column]
    except (KeyError, IndexError):
        raise NotPossibleError("there is no such button") from None
    return tap_data(sandbox, person, message, button["callback_data"]) if "callback_data" in button else None


def tap_data(sandbox: Sandbox, person: Person, message: Message, data: str) -> Tap:
    """Tap a button with this data, even one that the message no longer shows (an old client may)."""
    chat = sandbox.chats[message.bot_id, message.chat_id]
    if chat.is_blocked:
        raise NotPossibleError("the bot is blocked")
    at = int(sandbox.now().timestamp())
    pressed = Tap(sandbox.new_id(), chat.bot_id, chat.id, message.id, person.id, data, at)
    sandbox.keep_tap(pressed)
    sandbox.tell(ChangeKind.TAP, chat.bot_id, chat.id, message.id)
    update: Json = {
        "id": pressed.id,
        "from": person.as_user(),
        "message": sandbox.show(message),
        "chat_instance": str(chat.bot_id * 31 + chat.id),
        "data": data,
    }
    sandbox.offer(chat.bot_id, "callback_query", update)
    return pressed


def tap_key(sandbox: Sandbox, person: Person, chat: Chat, label: str, thread: int = 0) -> Message:
    """Tap a button of the reply keyboard: its label is sent as a message."""
    rows = (chat.keyboard or {}).get("keyboard", [])
    if not any(key["text"] == label for row in rows for key in row):
        raise NotPossibleError("there is no such button")
    return say(sandbox, person, chat, label, thread=thread)[0]


def block(sandbox: Sandbox, person: Person, chat: Chat) -> None:
    """Block the bot: it is told, and can send nothing any more."""
    _membership(sandbox, person, chat, is_blocked=True)


def unblock(sandbox: Sandbox, person: Person, chat: Chat) -> None:
    _membership(sandbox, person, chat, is_blocked=False)


def inject(sandbox: Sandbox, bot: Bot, update: Json) -> int:
    """Put an update of any shape into the bot's queue; it gets the next identifier where it has none."""
    queue = sandbox.queues[bot.id]
    body = update if "update_id" in update else {"update_id": queue.next_id, **update}
    return queue.put(body, sandbox.now().timestamp())


def _membership(sandbox: Sandbox, person: Person, chat: Chat, *, is_blocked: bool) -> None:
    if chat.kind is not ChatKind.PRIVATE or chat.is_blocked == is_blocked:
        return
    chat.is_blocked = is_blocked
    sandbox.tell(ChangeKind.CHAT, chat.bot_id, chat.id)
    user = sandbox.bots[chat.bot_id].as_user()
    member: Json = {"user": user, "status": "member"}
    blocked: Json = {"user": user, "status": "kicked", "until_date": 0}
    update: Json = {
        "chat": show_chat(sandbox, chat.id),
        "from": person.as_user(),
        "date": int(sandbox.now().timestamp()),
        "old_chat_member": member if is_blocked else blocked,
        "new_chat_member": blocked if is_blocked else member,
    }
    sandbox.offer(chat.bot_id, "my_chat_member", update)


def _worded(
    sandbox: Sandbox, text: str, entities: list[Json] | None, words: str = "text", marks: str = "entities"
) -> Json:
    """The content of a text (or a caption) as Telegram keeps it, empty where nothing is left of it."""
    text, found = finish(text, as_kept(entities), sandbox.people)
    if not text:
        return {}
    return {words: text, marks: found} if found else {words: text}


def _own(person: Person, message: Message) -> None:
    if message.is_deleted or message.sender_id != person.id:
        raise NotPossibleError("only one's own message can be edited")


def _asked_for(chat: Chat, thread: int) -> int:
    """The message that a bot asks to be answered; 0 where there is none, or it stands in another topic."""
    number = int(chat.force_reply["message_id"]) if chat.force_reply else 0
    asked = chat.messages.get(number)
    return number if asked is None or thread in {0, asked.thread_id} else 0


def _quote(answered: Message, words: str) -> Json:
    place = answered.text.find(words)
    if place < 0:
        raise NotPossibleError("the quoted words do not stand in that message")
    return {"text": words, "position": units(answered.text[:place]), "is_manual": True}
