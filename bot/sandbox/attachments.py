"""Media as people send it: the bytes, with the Bot API's fields beside them.

Whatever bytes are given stand in for the file, looked into only for the size of a picture and the sort of a
sticker. Telegram's own clients make a JPEG of a photo; here the bot gets just the bytes that were sent.
"""

from dataclasses import dataclass, field
from functools import cache

from bot.sandbox import samples
from bot.sandbox.accounts import Json
from bot.sandbox.entities import as_kept, finish
from bot.sandbox.files import FileKind
from bot.sandbox.sandbox import Sandbox


@dataclass(frozen=True, slots=True)
class Media:
    """A file to be sent; `about` holds the Bot API's fields of its kind, `entities` the caption's marks."""

    kind: FileKind
    content: bytes = field(repr=False)
    about: Json = field(default_factory=dict)
    caption: str = ""
    entities: list[Json] | None = None
    thumbnail: bytes = field(default=b"", repr=False)
    has_spoiler: bool = False
    is_caption_above: bool = False


def content_of(sandbox: Sandbox, media: Media) -> Json:
    """Keep the file; returns what a message with it holds."""
    file = sandbox.files.keep(media.kind, media.content, media.about, media.thumbnail)
    content = fields_of(media.kind, sandbox.files.shown(file))
    caption, marks = finish(media.caption, as_kept(media.entities), sandbox.people)
    if caption:
        content["caption"] = caption
    if marks:
        content["caption_entities"] = marks
    if caption and media.is_caption_above:
        content["show_caption_above_media"] = True
    if media.has_spoiler:
        content["has_media_spoiler"] = True
    return content


def fields_of(kind: FileKind, shown: object) -> Json:
    """The field of a message that holds such a file, and the second one that an animation has."""
    if kind is FileKind.ANIMATION and isinstance(shown, dict):
        plain = {name: value for name, value in shown.items() if name not in {"width", "height", "duration"}}
        return {"animation": shown, "document": plain}
    return {kind.value: shown}


def photo(
    content: bytes | None = None,
    caption: str = "",
    entities: list[Json] | None = None,
    *,
    has_spoiler: bool = False,
    is_caption_above: bool = False,
) -> Media:
    """A photo."""
    return Media(
        FileKind.PHOTO,
        _a_photo() if content is None else content,
        caption=caption,
        entities=entities,
        has_spoiler=has_spoiler,
        is_caption_above=is_caption_above,
    )


def voice(
    content: bytes | None = None,
    seconds: int = 7,
    caption: str = "",
    entities: list[Json] | None = None,
    mime_type: str = "audio/ogg",
) -> Media:
    """A voice note."""
    about = {"duration": seconds, "mime_type": mime_type}
    return Media(
        FileKind.VOICE, samples.ogg(seconds) if content is None else content, about, caption, entities
    )


def audio(
    content: bytes | None = None,
    name: str | None = "song.mp3",
    caption: str = "",
    entities: list[Json] | None = None,
    *,
    performer: str | None = None,
    title: str | None = None,
    seconds: int = 7,
    mime_type: str = "audio/mpeg",
    thumbnail: bytes = b"",
) -> Media:
    """A piece of music."""
    about = _given(duration=seconds, performer=performer, title=title, file_name=name, mime_type=mime_type)
    sound = samples.mp3(seconds) if content is None else content
    return Media(FileKind.AUDIO, sound, about, caption, entities, thumbnail)


def video(
    content: bytes | None = None,
    name: str | None = "film.mp4",
    caption: str = "",
    entities: list[Json] | None = None,
    *,
    seconds: int = 7,
    size: tuple[int, int] = (640, 360),
    mime_type: str = "video/mp4",
    thumbnail: bytes = b"",
    has_spoiler: bool = False,
    is_caption_above: bool = False,
) -> Media:
    """A video; `size` is its width and height."""
    about = _given(width=size[0], height=size[1], duration=seconds, file_name=name, mime_type=mime_type)
    film = samples.mp4(seconds, *size) if content is None else content
    return Media(FileKind.VIDEO, film, about, caption, entities, thumbnail, has_spoiler, is_caption_above)


def video_note(
    content: bytes | None = None, seconds: int = 7, length: int = 384, thumbnail: bytes = b""
) -> Media:
    """A round video message."""
    film = samples.mp4(seconds, length, length) if content is None else content
    return Media(FileKind.VIDEO_NOTE, film, {"length": length, "duration": seconds}, thumbnail=thumbnail)


def animation(
    content: bytes | None = None,
    name: str | None = "wave.mp4",
    caption: str = "",
    entities: list[Json] | None = None,
    *,
    seconds: int = 2,
    size: tuple[int, int] = (320, 240),
    mime_type: str = "video/mp4",
    thumbnail: bytes = b"",
    has_spoiler: bool = False,
) -> Media:
    """A GIF, which Telegram's clients send as a silent video."""
    about = _given(width=size[0], height=size[1], duration=seconds, file_name=name, mime_type=mime_type)
    film = samples.mp4(seconds, *size) if content is None else content
    return Media(FileKind.ANIMATION, film, about, caption, entities, thumbnail, has_spoiler)


def sticker(
    content: bytes | None = None,
    emoji: str | None = "🙂",
    *,
    set_name: str | None = None,
    custom_emoji_id: str | None = None,
    thumbnail: bytes = b"",
) -> Media:
    """A sticker: a WebP picture, an animated .TGS or a .WEBM video, as its bytes say."""
    picture = samples.webp() if content is None else content
    about = {
        "type": "custom_emoji" if custom_emoji_id else "regular",
        "width": 512,
        "height": 512,
        **sort_of_sticker(picture),
    }
    about |= _given(emoji=emoji, set_name=set_name, custom_emoji_id=custom_emoji_id)
    return Media(FileKind.STICKER, picture, about, thumbnail=thumbnail)


def document(
    content: bytes | None = None,
    name: str | None = "plan.pdf",
    caption: str = "",
    entities: list[Json] | None = None,
    *,
    mime_type: str | None = "application/pdf",
    thumbnail: bytes = b"",
) -> Media:
    """A file under this name (a name and a type that are None are not told)."""
    about = _given(file_name=name, mime_type=mime_type)
    return Media(
        FileKind.DOCUMENT,
        samples.pdf() if content is None else content,
        about,
        caption,
        entities,
        thumbnail,
    )


def sort_of_sticker(content: bytes) -> Json:
    """Whether a sticker moves, and how: .TGS is packed with gzip, .WEBM begins with an EBML head."""
    return {
        "is_animated": content.startswith(b"\x1f\x8b"),
        "is_video": content.startswith(b"\x1a\x45\xdf\xa3"),
    }


def _given(**about: object) -> Json:
    """What is told of the fields, without those that are None."""
    return {name: value for name, value in about.items() if value is not None}


@cache
def _a_photo() -> bytes:
    return samples.jpeg()
