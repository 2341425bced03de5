"""sendMediaGroup, and the InputMedia that editMessageMedia takes as well."""

from typing import Any

from bot.sandbox import captions
from bot.sandbox import params as given
from bot.sandbox.accounts import Json
from bot.sandbox.calls import Call
from bot.sandbox.files import FileKind
from bot.sandbox.messages import Message
from bot.sandbox.methods.media import content_of
from bot.sandbox.methods.sending import put
from bot.sandbox.params import known_only
from bot.sandbox.refusals import bad_request

FEWEST, MOST = 2, 10  # "must include 2-10 items" (Bot API, sendMediaGroup)
_TYPES = {
    FileKind.PHOTO: "InputMediaPhoto",
    FileKind.VIDEO: "InputMediaVideo",
    FileKind.AUDIO: "InputMediaAudio",
    FileKind.DOCUMENT: "InputMediaDocument",
    FileKind.ANIMATION: "InputMediaAnimation",
}
_ALONE = (FileKind.DOCUMENT, FileKind.AUDIO)  # grouped only with messages of the same type


def send_media_group(call: Call) -> list[Json]:
    """All of the items are looked at before the first is sent; every message replies to the same one."""
    items = given.structure(call.params, "media", "can't parse media JSON object")
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    kinds = [_kind(item, for_album=True) for item in items]
    told = [captions.read(call, item, kind.value) for item, kind in zip(items, kinds, strict=True)]
    chat = call.writable_chat()
    _check_number(len(items))
    _check_mixture(kinds, items)
    contents = [_content(call, item, kind) for item, kind in zip(items, kinds, strict=True)]
    album = {"media_group_id": call.sandbox.new_id()}
    sent = [
        put(call, chat, content | words, extra=album) for content, words in zip(contents, told, strict=True)
    ]
    return [call.sandbox.show(message) for message in sent]


def input_media(call: Call) -> tuple[FileKind, Json]:
    """What a message will hold instead, as the `media` of a call says; raises RefusalError."""
    item = given.structure(call.params, "media", "can't parse input media JSON object")
    kind = _kind(item, for_album=False)
    words = captions.read(call, item, kind.value)
    return kind, _content(call, item, kind) | words


def changes_sort(message: Message, kind: FileKind) -> bool:
    """Whether this kind cannot take the place of a message in its album."""
    if not message.album:
        return False
    pictures = {FileKind.PHOTO.value, FileKind.VIDEO.value, "live_photo"}
    return kind.value not in (pictures if message.kind in pictures else {message.kind})


def _kind(item: Any, *, for_album: bool) -> FileKind:
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    name = item.get("type")
    if name == "live_photo":
        raise bad_request("the local Telegram does not have live photos from bots yet")
    kind = next((each for each in _TYPES if each.value == name), None)
    if kind is None:
        raise bad_request(f'can\'t parse InputMedia: type "{name}" is unsupported')
    if for_album and kind is FileKind.ANIMATION:
        raise bad_request(f"can't parse InputMedia: type \"{name}\" can't be used in sendMediaGroup")
    known_only(item, _TYPES[kind])
    return kind


def _content(call: Call, item: Json, kind: FileKind) -> Json:
    media = item.get("media")
    attached = str(media).removeprefix("attach://")
    if not media or not isinstance(media, str) or (attached != media and attached not in call.params):
        raise bad_request("can't parse InputMedia: media not found")
    return content_of(call, kind, item, "media")


def _check_number(count: int) -> None:
    if not count:
        raise bad_request("there are no messages to send")
    if count > MOST:
        raise bad_request("too many messages to send as an album")
    if count < FEWEST:
        # Telegram sends a single item as a message outside any album; its documentation asks for two.
        raise bad_request("an album has 2 to 10 items")


def _check_mixture(kinds: list[FileKind], items: list[Json]) -> None:
    for kind in _ALONE:
        if kind in kinds and len(set(kinds)) > 1:
            raise bad_request(f"{kind.title.lower()} can't be mixed with other media types")
    if len({given.flag(item, "show_caption_above_media") for item in items}) > 1 and not set(kinds) & set(
        _ALONE
    ):
        raise bad_request("parameter show_caption_above_media must be the same for all messages")
