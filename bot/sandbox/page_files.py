"""The page's way to files: those that reached a person are shown to them, and new ones are taken in.

Whatever the bytes are, a browser must never run them as a page of ours: they go out as one of a few types of
pictures, sound and film, else as a download; and nothing may guess another type (page.HEADERS).
"""

from aiohttp import web

from bot.sandbox.attaching import LARGEST, Incoming
from bot.sandbox.files import FileKind, StoredFile
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.view import key_of

_PICTURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)
_PLAYED = {
    FileKind.VOICE: "audio/ogg",
    FileKind.AUDIO: "audio/mpeg",
    FileKind.VIDEO: "video/mp4",
    FileKind.VIDEO_NOTE: "video/mp4",
    FileKind.ANIMATION: "video/mp4",
    FileKind.STICKER: "video/webm",
}
_PLAYABLE = frozenset(
    {
        "audio/ogg",
        "audio/mpeg",
        "audio/mp4",
        "audio/wav",
        "audio/webm",
        "video/mp4",
        "video/webm",
        "video/ogg",
    }
)
_SHOWN = frozenset({FileKind.PHOTO, FileKind.STICKER, FileKind.THUMBNAIL, FileKind.ANIMATION})
_OTHER = "application/octet-stream"


def found(sandbox: Sandbox, request: web.Request) -> StoredFile | None:
    """The file of the message in the path, or with `part=thumbnail` its thumbnail; None where none is.

    The path names chat and message, so that only what reached somebody is shown.
    """
    key, number = request.match_info["chat"], int(request.match_info["message"])
    chat = next((chat for chat in sandbox.chats.values() if key_of(chat) == key), None)
    message = chat.messages.get(number) if chat is not None else None
    files = sandbox.files_of(message) if message is not None else []
    if not files:
        return None
    if request.query.get("part") == "thumbnail":
        return sandbox.files.stored.get(files[0].thumbnail)
    return files[0]


def served(request: web.Request, file: StoredFile, headers: dict[str, str]) -> web.Response:
    """The bytes, or the part of them that a player asks for."""
    content = file.content or b""
    kind = type_of(file)
    told = headers | {"Content-Type": kind, "Accept-Ranges": "bytes"}
    if kind == _OTHER:
        told["Content-Disposition"] = "attachment"
    try:
        part = request.http_range
    except ValueError:
        part = slice(None)
    if part.start is None and part.stop is None:
        return web.Response(body=content, headers=told)
    start, stop, _ = part.indices(len(content))
    if start >= stop:
        told["Content-Range"] = f"bytes */{len(content)}"
        return web.Response(status=416, headers=told)
    told["Content-Range"] = f"bytes {start}-{stop - 1}/{len(content)}"
    return web.Response(status=206, body=content[start:stop], headers=told)


def type_of(file: StoredFile) -> str:
    """The type to serve it as: by its first bytes for a picture, by what its sender said for the rest."""
    content = file.content or b""
    if file.kind in _SHOWN:
        picture = next((kind for begin, kind in _PICTURES if content.startswith(begin)), None)
        if picture is not None:
            return picture
    usual = _PLAYED.get(file.kind)
    if usual is None or file.about.get("is_animated"):
        return _OTHER
    return file.mime_type if file.mime_type in _PLAYABLE else usual


async def taken_in(request: web.Request, incoming: Incoming) -> str | None:
    """Keep the body as a file to be sent; returns the word for it, None where it is too large."""
    if (request.content_length or 0) > LARGEST:
        return None
    content = bytearray()
    async for chunk in request.content.iter_chunked(64 * 1024):
        content += chunk
        if len(content) > LARGEST:
            return None
    return incoming.keep(bytes(content))
