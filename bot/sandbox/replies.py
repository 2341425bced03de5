"""What a bot's message replies to, with the quotation Telegram checks word for word."""

from dataclasses import dataclass

from bot.sandbox import entities, threads, utf16
from bot.sandbox import params as given
from bot.sandbox.accounts import Json
from bot.sandbox.calls import Call
from bot.sandbox.chats import Chat
from bot.sandbox.messages import Message
from bot.sandbox.params import Params, known_only
from bot.sandbox.refusals import bad_request

QUOTE_LIMIT = 1024  # ReplyParameters.quote: 0-1024 characters after entities parsing
# Those that have to be the same in the quotation and in the message (Bot API, ReplyParameters.quote).
_COMPARED = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"}
)


@dataclass(frozen=True, slots=True)
class Reply:
    """The id of the message that is replied to (0 for none), its topic, and the Bot API's `TextQuote`."""

    message_id: int = 0
    thread_id: int = 0
    quote: Json | None = None


NONE = Reply()


def read(call: Call, chat: Chat) -> Reply:
    """The checked `reply_parameters` of a call; raises RefusalError.

    A message without a topic of its own goes to the topic of what it answers.
    """
    if "reply_parameters" not in call.params:
        return NONE
    asked = given.an_object(call.params, "reply_parameters", "object expected as reply parameters")
    if asked is None:
        return NONE
    known_only(asked, "ReplyParameters")
    if given.integer(asked, "chat_id", chat.id) != chat.id:
        raise bad_request("the local Telegram does not have replies to another chat")
    number = given.integer(asked, "message_id")
    if number <= 0:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(number)
    if message is None:
        if given.flag(asked, "allow_sending_without_reply"):
            return NONE
        raise bad_request("message to be replied not found")
    thread = message.thread_id if threads.there(call.sandbox, chat, message.thread_id) else 0
    return Reply(number, thread, _quote(call, message, asked) if asked.get("quote") else None)


def _quote(call: Call, message: Message, asked: Params) -> Json:
    complaint = "can't parse entities: Can't parse MessageEntity"
    marks = given.objects(asked, "quote_entities", "MessageEntity", complaint)
    words, quoted = entities.read(
        given.text(asked, "quote"), given.text(asked, "quote_parse_mode"), marks, call.sandbox.people
    )
    size = utf16.units(words)
    position = _position(message.text, words, given.integer(asked, "quote_position"))
    if not words or size > QUOTE_LIMIT or position < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    if _compared(quoted, 0, size) != _compared(message.entities, position, size):
        raise bad_request("QUOTE_TEXT_INVALID")
    quote: Json = {"text": words, "position": position, "is_manual": True}
    kept = [mark for mark in quoted if mark["type"] in _COMPARED]
    return quote | {"entities": kept} if kept else quote


def _position(text: str, words: str, near: int) -> int:
    """Where the words stand in the text, in UTF-16 units, nearest to where they should; -1: nowhere."""
    places = []
    found = text.find(words) if words else -1
    while found >= 0:
        places.append(utf16.units(text[:found]))
        found = text.find(words, found + 1)
    return min(places, key=lambda place: abs(place - near), default=-1)


def _compared(marks: list[Json], offset: int, length: int) -> set[tuple[str, int, int]]:
    """The marks within a stretch of text, cut to it, counted from its beginning."""
    within = set()
    for mark in marks:
        start = max(mark["offset"] - offset, 0)
        end = min(mark["offset"] + mark["length"] - offset, length)
        if mark["type"] in _COMPARED and end > start:
            within.add((mark["type"], start, end))
    return within
