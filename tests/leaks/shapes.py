"""Telegram's types with a mark in every field that can hold one, from python-telegram-bot's own classes."""

import datetime as dt
import inspect
import json
import sys
import types
import typing
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import telegram
from telegram import Message, TelegramObject
from telegram._utils import types as shorthands
from telegram.warnings import PTBDeprecationWarning

from bot.sandbox.accounts import Json
from tests.leaks.marking import Marks

# One of a few words that Telegram knows: such a field says nothing of anybody, and no mark fits into it.
_KNOWN_WORDS = {
    "Chat.type": "channel",
    "MessageEntity.type": "text_mention",
    "MessageEntity.language": "python",
    "Sticker.type": "regular",
    "Poll.type": "regular",
    "MaskPosition.point": "eyes",
    "emoji": "🙂",
}
# Of a message within a message: the rest would only be the same again.
_WITHIN_A_MESSAGE = frozenset(
    {"message_id", "date", "chat", "from_user", "sender_chat", "text", "entities", "caption", "photo"}
    | {"document", "contact", "forward_origin", "via_bot", "author_signature", "quote", "reply_markup"}
)
_NAMES = {"from_user": "from"}  # python-telegram-bot's names for the Bot API's


def fields_of(kind: type[TelegramObject]) -> Iterator[tuple[str, Any]]:
    """Each field with the type it has."""
    hints = _hints(kind)  # type: ignore[arg-type]  # a class has a hash, whatever its instances have
    for name in inspect.signature(kind).parameters:
        if name != "api_kwargs":
            yield name, hints[name]


def everything(
    kind: type[TelegramObject], marks: Marks, path: str, turn: int = 0, *, in_short: bool = False
) -> Json:
    """One of this type with all its fields; where there are several sorts, `turn` says which comes.

    `in_short` takes of messages only what a message within a message has.
    """
    around = (Message,) if in_short else ()
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", PTBDeprecationWarning
        )  # fields that will go are marked while they come
        shape: Json = json.loads(_made(kind, marks, path, turn, around).to_json())
    return shape


def _made(
    kind: type[TelegramObject], marks: Marks, path: str, turn: int, within: tuple[type, ...]
) -> TelegramObject:
    sorts = kind.__subclasses__()
    if sorts:
        return _made(sorts[turn % len(sorts)], marks, path, turn // len(sorts), within)
    given = {}
    for name, hint in fields_of(kind):
        if kind is Message and Message in within and name not in _WITHIN_A_MESSAGE:
            continue
        value = _value(hint, marks, f"{path}.{_NAMES.get(name, name)}", turn, (*within, kind))
        if value is not None:
            given[name] = value
    return kind(**given)


def _value(hint: Any, marks: Marks, path: str, turn: int, within: tuple[type, ...]) -> Any:
    """Something for this field; None where it would be the same thing in itself without an end."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        hint = next(each for each in typing.get_args(hint) if each is not type(None))
    if typing.get_origin(hint) is typing.Literal:
        return typing.get_args(hint)[0]
    if typing.get_origin(hint) is not None:
        (inner,) = [each for each in typing.get_args(hint) if each is not Ellipsis]
        return _several(inner, marks, path, turn, within)
    if hint is bool or _known_word(within, path) is not None:
        return _known_word(within, path) or True
    if isinstance(hint, type) and issubclass(hint, TelegramObject):
        too_deep = hint in within and (hint is not Message or within.count(Message) > 1)
        return None if too_deep else _made(hint, marks, path, turn, within)
    return _marked(hint, marks, path)


def _several(inner: Any, marks: Marks, path: str, turn: int, within: tuple[type, ...]) -> list[Any]:
    """A list with one of each sort there is."""
    sorts = inner.__subclasses__() if isinstance(inner, type) and issubclass(inner, TelegramObject) else ()
    made = [_value(each, marks, path, turn, within) for each in sorts or (inner,)]
    return [each for each in made if each is not None]


def _marked(hint: Any, marks: Marks, path: str) -> Any:
    if hint is str or hint is object:
        return marks.link(path) if path.endswith("url") else marks.word(path)
    if hint is int:
        return marks.number(path)
    if hint is float:
        return marks.fraction(path)
    if hint is dt.datetime:
        return marks.moment(path)
    if hint is dt.timedelta:
        return marks.span(path)
    raise AssertionError(f"no mark is known for {path}, which is a {hint}")


def _known_word(within: tuple[type, ...], path: str) -> str | None:
    name = path.rsplit(".", 1)[-1]
    return _KNOWN_WORDS.get(f"{within[-1].__name__}.{name}") or _KNOWN_WORDS.get(name)


@cache
def _hints(kind: type[TelegramObject]) -> dict[str, Any]:
    known = {**vars(telegram), **vars(shorthands), **vars(typing), **vars(sys.modules[kind.__module__])}
    return typing.get_type_hints(kind.__init__, known | {"Sequence": Sequence, "dtm": dt})
