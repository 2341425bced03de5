"""Methods that send one file: uploaded with the call, or known by its id."""

import mimetypes
from functools import partial
from pathlib import PurePath
from typing import Any

from bot.sandbox import captions, keyboards, pictures
from bot.sandbox import params as given
from bot.sandbox.accounts import Json
from bot.sandbox.attachments import fields_of, sort_of_sticker
from bot.sandbox.calls import Call
from bot.sandbox.files import FileKind, StoredFile
from bot.sandbox.methods.sending import put
from bot.sandbox.params import Params
from bot.sandbox.refusals import bad_request
from bot.sandbox.uploads import Upload

_ATTACH = "attach://"
_PHOTO_LIMIT = 10 * 1024 * 1024  # bytes of a photo: "at most 10 MB" (Bot API, sendPhoto)
_SIDES, _RATIO = 10_000, 20  # "width and height must not exceed 10000 in total", "ratio must be at most 20"
_THUMBNAIL_LIMIT = 200_000  # "less than 200 kB in size"
_LONGEST = 86_400  # Telegram's server takes a duration for a day at most
_WIDEST = 10_000
_NOTE_LENGTH = 384  # pixels across a round video message that says nothing about it
_WITH_SPOILER = frozenset({FileKind.PHOTO, FileKind.VIDEO, FileKind.ANIMATION})
_WITH_CAPTION = frozenset(FileKind) - {FileKind.VIDEO_NOTE, FileKind.STICKER}
_VOICES = frozenset({"audio/ogg", "audio/mpeg", "audio/mp4"})
_WRONG_ID = "wrong file identifier/HTTP URL specified"


def send(kind: FileKind, call: Call) -> Json:
    """Any of the methods with a file of one kind."""
    caption = captions.read(call, call.params, kind.value) if kind in _WITH_CAPTION else {}
    keyboard = keyboards.read(call.params)
    chat = call.writable_chat()
    if not call.params.get(kind.value):
        raise bad_request(f"there is no {kind.value.replace('_', ' ')} in the request")
    content = content_of(call, kind, call.params, kind.value) | caption
    return call.sandbox.show(put(call, chat, content, keyboard))


def content_of(call: Call, kind: FileKind, asked: Params, name: str) -> Json:
    """What a message holds of the file that `asked` names in this field; raises RefusalError.

    `asked` are a call's parameters or an InputMedia. A file that is known keeps all that was said of it when
    it was sent first.
    """
    upload = upload_in(call, asked.get(name))
    if upload is None:
        file = _known(call, kind, given.text(asked, name))
    else:
        thumbnail = _thumbnail(call, asked)
        file = call.sandbox.files.keep(kind, upload.content, _about(kind, upload, asked), thumbnail)
    content = fields_of(kind, call.sandbox.files.shown(file))
    if kind is FileKind.VIDEO and given.integer(asked, "start_timestamp") > 0:
        content["video"] |= {"start_timestamp": given.integer(asked, "start_timestamp")}
    if kind in _WITH_SPOILER and given.flag(asked, "has_spoiler"):
        content["has_media_spoiler"] = True
    return content


def upload_in(call: Call, value: Any) -> Upload | None:
    """The part of the form that is meant: the value itself, or the one it names with attach://."""
    if isinstance(value, str) and value.startswith(_ATTACH):
        value = call.params.get(value.removeprefix(_ATTACH))
    return value if isinstance(value, Upload) else None


def _known(call: Call, kind: FileKind, file_id: str) -> StoredFile:
    """The file this bot knows by this id, of just this kind.

    Telegram leaves some mixtures of kinds to its servers, whose answer is not published; here all
    are refused.
    """
    if "." in file_id:
        raise bad_request("the local Telegram does not fetch files from the web")
    file = call.sandbox.files.named(call.bot.id, file_id)
    if file is None:
        raise bad_request(_WRONG_ID)
    if file.kind is not kind:
        raise bad_request(f"can't use file of type {file.kind.title} as {kind.title}")
    return file


def _about(kind: FileKind, upload: Upload, asked: Params) -> Json:
    """The Bot API's fields of an uploaded file; raises RefusalError for one that Telegram does not take."""
    if not upload.content:
        raise bad_request("file must be non-empty")
    if given.text(asked, "cover"):
        raise bad_request("the local Telegram does not have covers of videos yet")
    if kind is FileKind.PHOTO:
        _check_photo(upload.content)
        return {}
    if kind is FileKind.STICKER:
        return _sticker(upload.content, given.text(asked, "emoji"))
    about: Json = {}
    if kind in {FileKind.VIDEO, FileKind.ANIMATION}:
        about |= {name: _clamped(asked, name, _WIDEST) for name in ("width", "height")}
    if kind is FileKind.VIDEO_NOTE:
        about["length"] = _clamped(asked, "length", _WIDEST) or _NOTE_LENGTH
    if kind is not FileKind.DOCUMENT:
        about["duration"] = _clamped(asked, "duration", _LONGEST)
    if kind is FileKind.AUDIO:
        about |= {
            name: words for name in ("performer", "title") if (words := given.text(asked, name).strip())
        }
    if kind is not FileKind.VIDEO_NOTE:
        about |= _named(kind, upload.filename)
    return about


def _named(kind: FileKind, filename: str) -> Json:
    """A name (voice notes have none) and the type that goes with its ending."""
    name = PurePath(filename).name
    guessed = mimetypes.guess_type(name)[0] or ""
    if kind is FileKind.VOICE:
        return {"mime_type": guessed if guessed in _VOICES else "audio/ogg"}
    usual = {
        FileKind.AUDIO: ("audio/", "audio/mpeg"),
        FileKind.VIDEO: ("video/", "video/mp4"),
        FileKind.ANIMATION: ("", "video/mp4"),
    }
    family, otherwise = usual.get(kind, ("", "application/octet-stream"))
    mime_type = guessed if guessed.startswith(family) and guessed else otherwise
    return ({"file_name": name} if name else {}) | {"mime_type": mime_type}


def _sticker(content: bytes, emoji: str) -> Json:
    sort = sort_of_sticker(content)
    size = pictures.size_of(content)
    if not any(sort.values()) and (size is None or not content.startswith(b"RIFF")):
        raise bad_request("the local Telegram takes .WEBP, .TGS and .WEBM stickers alone")
    width, height = size or (512, 512)
    about: Json = {"type": "regular", "width": width, "height": height, **sort}
    return about | ({"emoji": emoji} if emoji else {})


def _check_photo(content: bytes) -> None:
    if len(content) > _PHOTO_LIMIT:
        size = f"file of size {len(content)} bytes is too big for a photo"
        raise bad_request(f"{size}; the maximum size is {_PHOTO_LIMIT} bytes")
    found = pictures.size_of(content)
    if found is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(found) > _SIDES or max(found) > min(found) * _RATIO:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _thumbnail(call: Call, asked: Params) -> bytes:
    """The uploaded thumbnail; one that is too large or no picture is passed over, as Telegram does."""
    upload = upload_in(call, asked.get("thumbnail"))
    if upload is None or len(upload.content) >= _THUMBNAIL_LIMIT:
        return b""
    return upload.content if pictures.size_of(upload.content) else b""


def _clamped(asked: Params, name: str, limit: int) -> int:
    return min(max(given.integer(asked, name), 0), limit)


METHODS = {
    "sendPhoto": partial(send, FileKind.PHOTO),
    "sendVoice": partial(send, FileKind.VOICE),
    "sendAudio": partial(send, FileKind.AUDIO),
    "sendVideo": partial(send, FileKind.VIDEO),
    "sendVideoNote": partial(send, FileKind.VIDEO_NOTE),
    "sendAnimation": partial(send, FileKind.ANIMATION),
    "sendSticker": partial(send, FileKind.STICKER),
    "sendDocument": partial(send, FileKind.DOCUMENT),
}
