"""Captions that a bot gives to media."""

from bot.sandbox import entities, utf16
from bot.sandbox import params as given
from bot.sandbox.accounts import Json
from bot.sandbox.calls import Call
from bot.sandbox.messages import CAPTION_ABOVE, CAPTION_LIMIT
from bot.sandbox.params import Params
from bot.sandbox.refusals import bad_request

BAD_MARKS = "can't parse entities: Can't parse MessageEntity"
FIELDS = frozenset({"caption", "caption_entities", "show_caption_above_media"})


def read(call: Call, asked: Params, kind: str) -> Json:
    """The caption in `asked` (a call's parameters or an InputMedia) as a message of this kind keeps it.

    Empty where there is none; raises RefusalError.
    """
    marks = given.objects(asked, "caption_entities", "MessageEntity", BAD_MARKS)
    mode = given.text(asked, "parse_mode")
    caption, found = entities.read(given.text(asked, "caption"), mode, marks, call.sandbox.people)
    if utf16.units(caption) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not caption:
        return {}
    content: Json = {"caption": caption}
    if found:
        content["caption_entities"] = found
    if kind in CAPTION_ABOVE and given.flag(asked, "show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content


def without(content: Json) -> Json:
    """The content of a message with its caption left out."""
    return {name: value for name, value in content.items() if name not in FIELDS}
