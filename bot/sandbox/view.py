"""The state as the page sees it: plain JSON values, no more than what a person's own client would show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from bot.sandbox import threads
from bot.sandbox.accounts import Bot, Json, Person
from bot.sandbox.chats import Chat, ChatKind, Tap
from bot.sandbox.commands import shown_to
from bot.sandbox.messages import Message
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.showing import card_of, media_of, origin_of


@dataclass(frozen=True, slots=True)
class View:
    """How the page sees a sandbox.

    `labels` says what a person is (by account id, "mentee" say) and may grow; `shown` are the people whose
    panes are open on a first visit, in order.
    """

    sandbox: Sandbox
    labels: Mapping[int, str] = field(default_factory=dict)
    shown: tuple[int, ...] = ()

    def accounts(self) -> Json:
        """Everybody there is."""
        return {
            "bots": [self._bot(bot) for bot in self.sandbox.bots.values()],
            "people": [self._person(person) for person in self.sandbox.people.values()],
        }

    def everything(self) -> Json:
        """Accounts and every chat with all its messages."""
        chats = [
            self.about(chat) | {"messages": [self.message(message) for message in chat.messages.values()]}
            for chat in self.sandbox.chats.values()
        ]
        return self.accounts() | {"chats": chats}

    def about(self, chat: Chat) -> Json:
        """A chat without its messages."""
        bot = self.sandbox.bots[chat.bot_id]
        person = self.sandbox.people.get(chat.id)
        action = {"kind": chat.action, "until": chat.action_until, "thread": chat.action_thread_id}
        has_action = bool(chat.action) and chat.action_until > self.sandbox.now().timestamp()
        return {
            "key": key_of(chat),
            "bot": bot.id,
            "title": bot.names.get("") or bot.first_name,
            "is_group": chat.kind is not ChatKind.PRIVATE,
            "members": [chat.id],
            "is_started": chat.is_started,
            "is_blocked": chat.is_blocked,
            "commands": shown_to(bot, chat.id, person.language_code if person else None),
            "keyboard": _keys(chat.keyboard),
            "force_reply": _asked(chat.force_reply),
            "pinned": list(chat.pinned),
            "action": action if has_action else None,
            "topics": self._topics(chat) if bot.has_topics else None,
            "can_open_topic": bot.has_topics and bot.people_open_topics,
        }

    def message(self, message: Message) -> Json:
        """One message; times are seconds since 1970, offsets of entities UTF-16 units as in the Bot API."""
        quote = message.quote or {}
        reply = {"to": message.reply_to_id, "quote": quote.get("text", "")} if message.reply_to_id else None
        return {
            "id": message.id,
            "from": message.sender_id,
            "at": message.date,
            "thread": message.thread_id,
            "edited": message.is_reworded,
            "kind": message.kind,
            "text": message.text,
            "entities": message.entities,
            "media": media_of(self.sandbox, message),
            "card": card_of(message),
            "album": message.album,
            "origin": origin_of(message),
            "reply": reply,
            "reactions": _reactions(message),
            "buttons": [
                [_button(button) for button in row]
                for row in (message.keyboard or {}).get("inline_keyboard", [])
            ],
            "service": _service(message) if message.is_service else None,
        }

    def tap(self, tap: Tap) -> Json:
        """What the bot answered to a tap on an inline button."""
        return {
            "id": tap.id,
            "person": tap.person_id,
            "text": tap.text,
            "is_alert": tap.is_alert,
            "url": tap.url,
        }

    def _topics(self, chat: Chat) -> list[Json]:
        there = [topic for topic in chat.topics.values() if threads.there(self.sandbox, chat, topic.id)]
        return [{"id": topic.id, "name": topic.name, "colour": topic.icon_color} for topic in there]

    def _person(self, person: Person) -> Json:
        return {
            "id": person.id,
            "name": " ".join(filter(None, (person.first_name, person.last_name))),
            "label": self.labels.get(person.id, ""),
            "is_shown": person.id in self.shown,
        }

    def _bot(self, bot: Bot) -> Json:
        return {"id": bot.id, "name": bot.names.get("") or bot.first_name, "username": bot.username}


def key_of(chat: Chat) -> str:
    """The page's name for a chat."""
    return f"{chat.bot_id}:{chat.id}"


def _reactions(message: Message) -> list[Json]:
    given = sorted(
        (str(each.get("emoji", "⭐")), who)
        for who, reactions in message.reactions.items()
        for each in reactions
    )
    return [
        {"emoji": emoji, "by": [who for _, who in group]}
        for emoji, group in groupby(given, key=lambda pair: pair[0])
    ]


def _button(button: Json) -> Json:
    if "callback_data" in button:
        return {"text": button["text"], "kind": "data"}
    if "url" in button:
        return {"text": button["text"], "kind": "url", "url": button["url"]}
    if "copy_text" in button:
        return {"text": button["text"], "kind": "copy", "copy": button["copy_text"]["text"]}
    return {"text": button["text"], "kind": "other"}


def _keys(keyboard: Json | None) -> Json | None:
    if keyboard is None:
        return None
    rows = [
        [
            {"text": key["text"], "is_plain": not any(name.startswith(("request_", "web_")) for name in key)}
            for key in row
        ]
        for row in keyboard["keyboard"]
    ]
    return {"rows": rows, "placeholder": keyboard.get("input_field_placeholder", "")}


def _asked(force_reply: Json | None) -> Json | None:
    if force_reply is None:
        return None
    return {"to": force_reply["message_id"], "placeholder": force_reply.get("input_field_placeholder", "")}


def _service(message: Message) -> Json:
    about = message.content[message.kind]
    return {"kind": message.kind, "to": int(about.get("message_id", 0)), "name": str(about.get("name", ""))}
