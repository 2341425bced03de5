"""Files with their contents: kept in memory, known to each bot by ids of its own, fetched by paths.

Contents stay just as they came: nothing is made into a JPEG, made smaller or looked into, as Telegram would.
A photo stands in several sizes all the same, each with ids of its own; the smaller ones hold the same bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePosixPath
from random import Random
from typing import Any

from bot.sandbox import pictures
from bot.sandbox.accounts import Json

PATH_SECONDS = 3600  # a download's path works for at least an hour (Bot API, getFile)
_ROOM = 512 * 1024 * 1024  # bytes of contents kept; the oldest go first
_SMALLER = (90, 320, 800)  # the longer side of a photo's smaller sizes, as Telegram makes them


class FileKind(Enum):
    """What a file was sent as; its value is the field of the Bot API that holds it."""

    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    ANIMATION = "animation"
    STICKER = "sticker"
    DOCUMENT = "document"
    THUMBNAIL = "thumbnail"

    @property
    def title(self) -> str:
        """What Telegram's refusals call it."""
        return _TRAITS[self][0]


# What refusals call it, how its ids begin, where it lies for download, the ending it has without a name.
_TRAITS = {
    FileKind.PHOTO: ("Photo", "AgACAgI", "photos", ".jpg"),
    FileKind.VOICE: ("VoiceNote", "AwACAgI", "voice", ".oga"),
    FileKind.AUDIO: ("Audio", "CQACAgI", "music", ".mp3"),
    FileKind.VIDEO: ("Video", "BAACAgI", "videos", ".mp4"),
    FileKind.VIDEO_NOTE: ("VideoNote", "DQACAgI", "video_notes", ".mp4"),
    FileKind.ANIMATION: ("Animation", "CgACAgI", "animations", ".mp4"),
    FileKind.STICKER: ("Sticker", "CAACAgI", "stickers", ".webp"),
    FileKind.DOCUMENT: ("Document", "BQACAgI", "documents", ""),
    FileKind.THUMBNAIL: ("Thumbnail", "AAMCAgI", "thumbnails", ".jpg"),
}


@dataclass(slots=True, eq=False)
class StoredFile:
    """One file; `about` are the Bot API's fields of it beside ids, size and thumbnail."""

    unique_id: str
    kind: FileKind
    size: int  # bytes
    about: Json
    content: bytes | None = field(repr=False)  # None: more came than there is room for, and it had to go
    thumbnail: str = ""  # the unique id of its thumbnail
    sizes: tuple[str, ...] = ()  # of a photo: the unique ids of all its sizes, the largest last
    is_lost: bool = False  # its ids work no longer

    @property
    def name(self) -> str:
        """The name it was given, empty where it has none."""
        return str(self.about.get("file_name", ""))

    @property
    def mime_type(self) -> str:
        return str(self.about.get("mime_type", ""))


class Files:
    """Every file there is, by its unique id."""

    def __init__(self, random: Random, *, room: int = _ROOM) -> None:
        self.stored: dict[str, StoredFile] = {}
        self.issued_ids: dict[str, tuple[int, str]] = {}  # file_id -> (bot, unique id)
        self._ids: dict[tuple[int, str], str] = {}
        self._paths: dict[tuple[int, str], tuple[str, float]] = {}  # (bot, path) -> (unique id, until)
        self._random = random
        self._room = room
        self._taken = 0

    # taking in

    def keep(self, kind: FileKind, content: bytes, about: Json, thumbnail: bytes = b"") -> StoredFile:
        """Keep a new file; of a photo its largest size comes back."""
        if kind is FileKind.PHOTO:
            return self._keep_photo(content)
        small = self.keep(FileKind.THUMBNAIL, thumbnail, _measured(thumbnail)) if thumbnail else None
        file = StoredFile(self._new_id(), kind, len(content), dict(about), content)
        file.thumbnail = small.unique_id if small else ""
        self.put(file)
        return file

    def put(self, file: StoredFile) -> None:
        """Take in a file as it is; the oldest contents go where there is no room for all."""
        self.stored[file.unique_id] = file
        self._taken += len(file.content or b"")
        for old in self.stored.values():
            if self._taken <= self._room or old is file:
                break
            self._taken -= len(old.content or b"")
            old.content = None

    def _keep_photo(self, content: bytes) -> StoredFile:
        width, height = pictures.size_of(content) or pictures.UNKNOWN
        longer = max(width, height)
        shapes = [(width * side // longer, height * side // longer) for side in _SMALLER if side < longer]
        photo = [
            StoredFile(self._new_id(), FileKind.PHOTO, len(content), {"width": w, "height": h}, content)
            for w, h in [*((max(w, 1), max(h, 1)) for w, h in shapes), (width, height)]
        ]
        sizes = tuple(each.unique_id for each in photo)
        for each in photo:
            each.sizes = sizes
            self.put(each)
        return photo[-1]

    def _new_id(self) -> str:
        return f"AQAD{self._random.getrandbits(64):016x}"

    # showing

    def shown(self, file: StoredFile) -> Any:
        """The file as the Bot API shows it (a photo: all its sizes), still without the id of any bot."""
        if file.sizes:
            return [self._shown(self.stored[each]) for each in file.sizes]
        return self._shown(file)

    def _shown(self, file: StoredFile) -> Json:
        shape: Json = {"file_unique_id": file.unique_id, "file_size": file.size, **file.about}
        return shape | {"thumbnail": self._shown(self.stored[file.thumbnail])} if file.thumbnail else shape

    def issued(self, value: Any, bot_id: int) -> Any:
        """The same with every file in it under the id that this bot knows it by."""
        if isinstance(value, list):
            return [self.issued(each, bot_id) for each in value]
        if not isinstance(value, dict):
            return value
        shape = {name: self.issued(each, bot_id) for name, each in value.items() if name != "file_id"}
        unique_id = value.get("file_unique_id")
        return {"file_id": self.id_for(bot_id, unique_id), **shape} if unique_id in self.stored else shape

    def id_for(self, bot_id: int, unique_id: str) -> str:
        """The id by which a bot knows a file, the same each time."""
        known = self._ids.get((bot_id, unique_id))
        if known is None:
            prefix = _TRAITS[self.stored[unique_id].kind][1]
            known = f"{prefix}{self._random.getrandbits(160):040x}"
            self.know(known, bot_id, unique_id)
        return known

    def know(self, file_id: str, bot_id: int, unique_id: str) -> None:
        """A bot knows this file by this id."""
        self.issued_ids[file_id] = (bot_id, unique_id)
        self._ids[bot_id, unique_id] = file_id

    # finding

    def named(self, bot_id: int, file_id: str) -> StoredFile | None:
        """The file that this bot knows by this id; None for another bot's id and for one that is lost."""
        owner, unique_id = self.issued_ids.get(file_id, (0, ""))
        file = self.stored.get(unique_id) if owner == bot_id else None
        return None if file is None or file.is_lost or file.content is None else file

    def within(self, value: Any) -> Iterator[StoredFile]:
        """Every file that stands somewhere in these values of the Bot API, as often as it does."""
        if isinstance(value, list):
            for each in value:
                yield from self.within(each)
        elif isinstance(value, dict):
            if value.get("file_unique_id") in self.stored:
                yield self.stored[value["file_unique_id"]]
            yield from self.within(list(value.values()))

    def lose(self, file: StoredFile) -> None:
        """Let the ids of a file (of a photo: of all its sizes) and the paths to it stop working."""
        for unique_id in file.sizes or (file.unique_id,):
            self.stored[unique_id].is_lost = True

    # downloads

    def path_to(self, bot_id: int, file: StoredFile, now: float) -> str:
        """Where the bot can fetch the file for an hour from now (in seconds since 1970)."""
        for (owner, path), (unique_id, until) in self._paths.items():
            if (owner, unique_id) == (bot_id, file.unique_id) and until > now:
                self._paths[owner, path] = (unique_id, now + PATH_SECONDS)
                return path
        _, _, folder, ending = _TRAITS[file.kind]
        number = sum(owner == bot_id for owner, _ in self._paths)
        path = f"{folder}/file_{number}{PurePosixPath(file.name).suffix or ending}"
        self._paths[bot_id, path] = (file.unique_id, now + PATH_SECONDS)
        return path

    def at(self, bot_id: int, path: str, now: float) -> StoredFile | None:
        """What this bot finds there; None for another bot's path, for an old one and for a lost file."""
        unique_id, until = self._paths.get((bot_id, path), ("", 0.0))
        file = self.stored.get(unique_id)
        return None if file is None or until <= now or file.is_lost or file.content is None else file


def _measured(content: bytes) -> Json:
    width, height = pictures.size_of(content) or (320, 320)
    return {"width": width, "height": height}
