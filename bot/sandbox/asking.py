"""What the page asks for, read strictly."""

import re
from dataclasses import dataclass

from bot.sandbox.accounts import Json
from bot.sandbox.chats import Chat
from bot.sandbox.messages import Message
from bot.sandbox.utf16 import units

_HALF = re.compile("[\ud800-\udfff]")  # half of a pair is not a character (Unicode 3.8)
_TYPED = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote"})


class BadRequestError(ValueError):
    """The page asked for something that makes no sense; the text says what."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, whose parts are checked as they are read."""

    body: Json

    def text(self, name: str, *, default: str | None = None) -> str:
        value = self.body.get(name, default)
        if not isinstance(value, str):
            raise BadRequestError(f"“{name}” needs to be a text")
        if _HALF.search(value):
            raise BadRequestError(f"“{name}” holds half a character")
        return value

    def number(self, name: str) -> int:
        value = self.body.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadRequestError(f"“{name}” needs to be a whole number")
        return value

    def parts(self, name: str) -> list["Ask"]:
        """A list of objects."""
        value = self.body.get(name)
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise BadRequestError(f"“{name}” needs to be a list of objects")
        return [Ask(each) for each in value]

    def message(self, chat: Chat, name: str) -> Message:
        """The message of the chat whose number stands there."""
        found = chat.messages.get(self.number(name))
        if found is None:
            raise BadRequestError("the message is not there (any more)")
        return found

    def thread(self) -> int:
        """The topic that is looked at, 0 where none is named."""
        return self.number("thread") if "thread" in self.body else 0

    def entities(self, text: str) -> list[Json] | None:
        """Formatting that a person can give their own words."""
        if self.body.get("entities") is None:
            return None
        return [_entity(each, units(text)) for each in self.parts("entities")]


def _entity(ask: Ask, length: int) -> Json:
    kind, start, size = ask.text("type"), ask.number("offset"), ask.number("length")
    if kind not in _TYPED:
        raise BadRequestError("people cannot type this kind of entity")
    if start < 0 or size < 1 or start + size > length:
        raise BadRequestError("an entity reaches outside its text")
    return {"type": kind, "offset": start, "length": size}
