"""What the page asks for on behalf of a person: read strictly, then done by actions.py."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox import actions, topic_actions
from bot.sandbox.accounts import Bot, Json, Person
from bot.sandbox.asking import Ask, BadRequestError
from bot.sandbox.attaching import Incoming, attach
from bot.sandbox.chats import Chat
from bot.sandbox.clock import MovableClock
from bot.sandbox.messages import Message
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.view import key_of

NextDue = Callable[[], datetime | Awaitable[datetime | None] | None]

NAME_LIMIT = 64  # characters of a first name in Telegram's own apps
_STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the page acts: the sandbox and, where the bot follows it, the clock that can be moved.

    `next_due` says when the bot has something to do next (an aware datetime, None for nothing); it may be
    a coroutine function.
    """

    sandbox: Sandbox
    clock: MovableClock | None = None
    next_due: NextDue | None = None
    incoming: Incoming = field(default_factory=Incoming)

    async def clock_face(self) -> Json:
        """The clock as the page shows it, in seconds since 1970; `shift` is its distance from real time."""
        due = await self._due()
        return {
            "now": self.sandbox.now().timestamp(),
            "movable": self.clock is not None,
            "shift": self.clock.shift.total_seconds() if self.clock else 0.0,
            "knows_due": self.next_due is not None,
            "next_due": due.timestamp() if due else None,
        }

    async def perform(self, body: Any) -> Json:
        """Do what is asked; returns what the page needs to know of it.

        Raises BadRequestError for a request that makes no sense and actions.NotPossibleError for one that
        Telegram's own apps would not allow.
        """
        if not isinstance(body, dict):
            raise BadRequestError("a request is a JSON object")
        ask = Ask(body)
        name = ask.text("act")
        if name == "add":
            return self._add(ask)
        if name == "clock":
            return await self._move_clock(ask)
        person = self._person(ask)
        if name == "start":
            message = actions.press_start(
                self.sandbox, person, self._bot(ask), ask.text("payload", default="")
            )
            return {"message": message.id}
        if name == "attach":
            return attach(self.sandbox, self.incoming, ask, person, self._chat(ask, person))
        in_chat = _IN_CHAT.get(name)
        if in_chat is not None:
            return in_chat(self.sandbox, ask, person, self._chat(ask, person))
        with_message = _WITH_MESSAGE.get(name)
        if with_message is None:
            raise BadRequestError("there is no such act")
        return with_message(self.sandbox, ask, person, ask.message(self._chat(ask, person), "message"))

    def _add(self, ask: Ask) -> Json:
        name = " ".join(ask.text("name").split())
        if not 1 <= len(name) <= NAME_LIMIT:
            raise BadRequestError(f"a name has 1 to {NAME_LIMIT} characters")
        return {"person": self.sandbox.add_person(name).id}

    async def _move_clock(self, ask: Ask) -> Json:
        if self.clock is None:
            raise actions.NotPossibleError("this bot follows the real clock")
        move = ask.text("move")
        if move in _STEPS:
            self.clock.move(_STEPS[move])
        elif move == "now":
            self.clock.move(-self.clock.shift)
        elif move == "next":
            due = await self._due()
            if due is None:
                raise actions.NotPossibleError("nothing is due")
            if due > self.clock.now():
                self.clock.move_to(due)
        else:
            raise BadRequestError("the clock moves to “now”, by an “hour”, by a “day” or to the “next” due")
        return {"now": self.clock.now().timestamp()}

    async def _due(self) -> datetime | None:
        found = self.next_due() if self.next_due else None
        return await found if inspect.isawaitable(found) else found

    def _person(self, ask: Ask) -> Person:
        person = self.sandbox.people.get(ask.number("person"))
        if person is None:
            raise BadRequestError("there is no such person")
        return person

    def _bot(self, ask: Ask) -> Bot:
        bot = self.sandbox.bots.get(ask.number("bot"))
        if bot is None:
            raise BadRequestError("there is no such bot")
        return bot

    def _chat(self, ask: Ask, person: Person) -> Chat:
        key = ask.text("chat")
        found = next((chat for chat in self.sandbox.chats_of(person) if key_of(chat) == key), None)
        if found is None:
            raise BadRequestError("this person has no such chat")
        return found


def _say(sandbox: Sandbox, ask: Ask, person: Person, chat: Chat) -> Json:
    text = ask.text("text").strip()
    marks = ask.entities(text)
    answered = ask.message(chat, "reply_to") if "reply_to" in ask.body else None
    quote = ask.text("quote", default="") or None
    said = actions.say(
        sandbox, person, chat, text, marks, reply_to=answered, quote=quote, thread=ask.thread()
    )
    return {"message": said[-1].id, "thread": said[-1].thread_id}


def _key(sandbox: Sandbox, ask: Ask, person: Person, chat: Chat) -> Json:
    said = actions.tap_key(sandbox, person, chat, ask.text("label"), ask.thread())
    return {"message": said.id, "thread": said.thread_id}


def _open_topic(sandbox: Sandbox, ask: Ask, person: Person, chat: Chat) -> Json:
    return {"thread": topic_actions.open_topic(sandbox, person, chat, ask.text("name")).id}


def _rename_topic(sandbox: Sandbox, ask: Ask, person: Person, chat: Chat) -> Json:
    topic_actions.rename(sandbox, person, chat, ask.number("thread"), ask.text("name"))
    return {}


def _delete_topic(sandbox: Sandbox, ask: Ask, person: Person, chat: Chat) -> Json:
    topic_actions.delete(sandbox, person, chat, ask.number("thread"))
    return {}


def _block(sandbox: Sandbox, _ask: Ask, person: Person, chat: Chat) -> Json:
    actions.block(sandbox, person, chat)
    return {}


def _unblock(sandbox: Sandbox, _ask: Ask, person: Person, chat: Chat) -> Json:
    actions.unblock(sandbox, person, chat)
    return {}


def _edit(sandbox: Sandbox, ask: Ask, person: Person, message: Message) -> Json:
    text = ask.text("text").strip()
    actions.edit(sandbox, person, message, text, ask.entities(text))
    return {}


def _delete(sandbox: Sandbox, _ask: Ask, person: Person, message: Message) -> Json:
    if message.sender_id != person.id:
        raise actions.NotPossibleError("only one's own message can be deleted here")
    actions.delete(sandbox, person, message)
    return {}


def _react(sandbox: Sandbox, ask: Ask, person: Person, message: Message) -> Json:
    emoji = None if ask.body.get("emoji") is None else ask.text("emoji")
    actions.react(sandbox, person, message, emoji)
    return {}


def _tap(sandbox: Sandbox, ask: Ask, person: Person, message: Message) -> Json:
    row, column = ask.number("row"), ask.number("column")
    if row < 0 or column < 0:
        raise BadRequestError("rows and columns count from 0")
    tapped = actions.tap(sandbox, person, message, row, column)
    return {"tap": tapped.id if tapped else None}


# Each reads what it needs from the request and answers with JSON.
_IN_CHAT: dict[str, Callable[[Sandbox, Ask, Person, Chat], Json]] = {
    "say": _say,
    "key": _key,
    "block": _block,
    "unblock": _unblock,
    "open_topic": _open_topic,
    "rename_topic": _rename_topic,
    "delete_topic": _delete_topic,
}
_WITH_MESSAGE: dict[str, Callable[[Sandbox, Ask, Person, Message], Json]] = {
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "tap": _tap,
}
