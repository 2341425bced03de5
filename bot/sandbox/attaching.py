"""Files that a player of the page attaches: taken in first, then sent as one would on a phone."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.sandbox import attachments, pictures, sharing
from bot.sandbox.accounts import Json, Person
from bot.sandbox.asking import Ask, BadRequestError
from bot.sandbox.attachments import Media
from bot.sandbox.chats import Chat
from bot.sandbox.files import FileKind
from bot.sandbox.messages import Message
from bot.sandbox.sandbox import Sandbox

LARGEST = 50 * 1024 * 1024  # bytes of one file
_ROOM = 200 * 1024 * 1024  # bytes that may wait to be sent
_AT_ONCE = 30  # files in one go
_LONGEST, _WIDEST = 86_400, 10_000  # seconds, pixels
_PICTURED = frozenset({FileKind.PHOTO, FileKind.VIDEO})
_ALBUMS = (_PICTURED, frozenset({FileKind.AUDIO}), frozenset({FileKind.DOCUMENT}))


@dataclass(slots=True)
class Incoming:
    """Files that came from the page and are not sent yet; the oldest go where too many wait."""

    _waiting: dict[str, bytes] = field(default_factory=dict)

    def keep(self, content: bytes) -> str:
        """Returns the word by which it is asked for once."""
        word = secrets.token_urlsafe(12)
        self._waiting[word] = content
        while sum(map(len, self._waiting.values())) > _ROOM:
            del self._waiting[next(iter(self._waiting))]
        return word

    def take(self, word: str) -> bytes:
        content = self._waiting.pop(word, None)
        if content is None:
            raise BadRequestError("a file did not arrive: attach it again")
        return content


def attach(sandbox: Sandbox, incoming: Incoming, ask: Ask, person: Person, chat: Chat) -> Json:
    """Send the files, albums where they go together, the words as caption of the first fit for it."""
    files = ask.parts("files")
    if not 1 <= len(files) <= _AT_ONCE:
        raise BadRequestError(f"1 to {_AT_ONCE} files are sent in one go")
    text = ask.text("text", default="").strip()
    marks = ask.entities(text)
    way = ask.text("as", default="media")
    make = _WAYS.get(way)
    if make is None:
        raise BadRequestError("files are sent as “media”, as a “file” or as a “voice” message")
    answered = ask.message(chat, "reply_to") if "reply_to" in ask.body else None
    quote = ask.text("quote", default="") or None
    thread = ask.thread()
    media = [make(Attached.read(each, incoming)) for each in files]
    bearer = next((number for number, each in enumerate(media) if each.kind is not FileKind.STICKER), 0)
    media[bearer] = replace(media[bearer], caption=text, entities=marks)
    last: Message | None = None
    for group in _grouped(media):
        if len(group) > 1:
            last = sharing.share_album(sandbox, person, chat, group, reply_to=answered, thread=thread)[-1]
        else:
            last = sharing.share(
                sandbox, person, chat, group[0], reply_to=answered, quote=quote, thread=thread
            )
        answered = quote = None
        thread = last.thread_id
    return {"message": last.id if last else 0, "thread": thread}


@dataclass(frozen=True, slots=True)
class Attached:
    """One file with what the browser says of it."""

    content: bytes = field(repr=False)
    name: str
    type: str
    seconds: int
    size: tuple[int, int]

    @classmethod
    def read(cls, ask: Ask, incoming: Incoming) -> "Attached":
        width, height = (min(max(_number(ask, name), 0), _WIDEST) for name in ("width", "height"))
        seconds = min(max(_number(ask, "seconds"), 0), _LONGEST)
        name, kind = ask.text("name"), ask.text("type", default="").partition(";")[0].lower()
        return cls(incoming.take(ask.text("upload")), name, kind, seconds, (width, height))


def _number(ask: Ask, name: str) -> int:
    return ask.number(name) if ask.body.get(name) is not None else 0


def _as_media(file: Attached) -> Media:
    """A picture as a photo, a film as a video; what is neither goes as a file."""
    family = file.type.partition("/")[0]
    if file.type == "image/gif":
        size = pictures.size_of(file.content) or pictures.UNKNOWN
        return attachments.animation(file.content, file.name, size=size, mime_type=file.type)
    if family == "image" and pictures.size_of(file.content):
        return attachments.photo(file.content)
    if family == "video":
        size = file.size if all(file.size) else pictures.UNKNOWN
        return attachments.video(
            file.content, file.name, seconds=file.seconds, size=size, mime_type=file.type
        )
    if family == "audio":
        return attachments.audio(file.content, file.name, seconds=file.seconds, mime_type=file.type)
    return _as_file(file)


def _as_file(file: Attached) -> Media:
    return attachments.document(
        file.content, file.name or None, mime_type=file.type or "application/octet-stream"
    )


def _as_voice(file: Attached) -> Media:
    return attachments.voice(file.content, file.seconds, mime_type=file.type or "audio/ogg")


_WAYS: dict[str, Callable[[Attached], Media]] = {"media": _as_media, "file": _as_file, "voice": _as_voice}


def _grouped(media: list[Media]) -> list[list[Media]]:
    """In order, as many in one album as go together and fit into it."""
    groups: list[list[Media]] = []
    for each in media:
        last = groups[-1] if groups else []
        kinds = {each.kind, *(other.kind for other in last)}
        if last and len(last) < sharing.ALBUM_LIMIT and any(kinds <= sort for sort in _ALBUMS):
            last.append(each)
        else:
            groups.append([each])
    return groups
