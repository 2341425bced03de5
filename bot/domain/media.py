"""What people send beside text: kinds of files, what may be said of them, and why one is refused.

Limits: core.telegram.org/bots/api#getfile (a bot can download 20 MB), #sendphoto (10 MB, sides that add up to
10,000, at most 20 to 1) and #senddocument (uploads of 50 MB).
"""

from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

LARGEST_FILE = 20_000_000  # bytes that a bot may download
LARGEST_PHOTO = 10_000_000  # bytes that it may send as a photo
LARGEST_UPLOAD = 50_000_000  # bytes that it may send as anything else
LONGEST_SIDES = 10_000  # pixels: width and height of a photo added up
STEEPEST_RATIO = 20  # the longer side of a photo by the shorter one
LONGEST_CAPTION = 1024  # UTF-16 units, after entities are parsed


class MediaKind(Enum):
    """The kinds of files, by the Bot API's names of the fields they come in."""

    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    ANIMATION = "animation"
    STICKER = "sticker"
    DOCUMENT = "document"


WITHOUT_CAPTION = frozenset({MediaKind.STICKER, MediaKind.VIDEO_NOTE})


class FileRefusal(Enum):
    """Why a file is not passed on."""

    TOO_LARGE = "too_large"
    ARCHIVE = "archive"
    EXECUTABLE = "executable"
    UNKNOWN_TYPE = "unknown_type"
    BROKEN = "broken"
    PROTECTED = "protected"  # with a password
    HAS_MACROS = "has_macros"
    OLD_FORMAT = "old_format"  # RTF and Office before 2007: they keep names where nothing can take them out
    CONTACT = "contact"  # a business card or a calendar entry: nothing but who somebody is
    GONE = "gone"  # Telegram does not have it any more


class LeftOut(Enum):
    """What of a message does not cross, while the rest does."""

    QUOTE = "quote"  # of something from another chat
    ACCOUNT = "account"  # a mention or a link that opens somebody's account


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as the Bot API tells of it, without what could identify anyone (names, titles, sticker sets).

    `size` in bytes, `duration` in seconds, `width` and `height` in pixels, `suffix` of its name with the dot
    and in small letters.
    """

    kind: MediaKind
    file_id: str
    size: int | None = None
    mime: str | None = None
    suffix: str = ""
    duration: int | None = None
    width: int | None = None
    height: int | None = None
    emoji: str | None = None  # of a sticker
    is_read: bool = False  # it is a text, and its words have been scanned
    has_spoiler: bool = False
    caption_above: bool = False

    def as_dict(self) -> dict[str, Any]:
        """What is kept of it; what says nothing is left out."""
        given = asdict(self) | {"kind": self.kind.value}
        return {key: value for key, value in given.items() if value not in (None, "", False)}


@dataclass(frozen=True, slots=True)
class Die:
    """A die, a dart, a ball: the emoji that was thrown and what came of it."""

    emoji: str
    value: int

    @property
    def game(self) -> str:
        """In a word: core.telegram.org/bots/api#dice says what its values mean in each."""
        return _GAMES.get(self.emoji, "other")

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


_GAMES = {"🎲": "die", "🎯": "dart", "🎳": "bowling", "🏀": "basketball", "⚽": "football"}


def attachment_from(kept: dict[str, Any]) -> Attachment | Die:
    """What was kept of a file or a die."""
    if "value" in kept:
        return Die(**kept)
    return Attachment(**kept | {"kind": MediaKind(kept["kind"])})


# Recognised by name alone before anything is fetched; what hides under another name is found by its content.
_ARCHIVES = frozenset(
    {"zip", "zipx", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "zst", "lz", "lzma", "lzh", "arj", "ace"}
    | {"cab", "iso", "img", "dmg", "vhd", "epub"}
)
_PROGRAMS = frozenset(
    {"exe", "msi", "com", "scr", "pif", "cpl", "dll", "bat", "cmd", "ps1", "sh", "app", "deb", "rpm", "pkg"}
    | {"jar", "apk", "aab", "ipa", "xapk", "py", "pl", "rb", "php", "js", "mjs", "vbs", "vbe", "jse", "wsf"}
    | {"hta", "html", "htm", "xhtml", "mhtml", "svg", "lnk", "url", "desktop", "reg", "appimage", "run"}
)
_WITH_MACROS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm", "ppam"})
_OLD = frozenset({"doc", "dot", "xls", "xlt", "ppt", "pps", "pot", "rtf"})
_CONTACTS = frozenset({"vcf", "vcard", "ics", "ical"})
_ARCHIVE_MIMES = frozenset(
    {"application/zip", "application/x-zip-compressed", "application/gzip", "application/x-tar"}
    | {"application/vnd.rar", "application/x-rar-compressed", "application/x-7z-compressed"}
    | {"application/epub+zip"}
)
_PROGRAM_MIMES = frozenset(
    {"application/vnd.android.package-archive", "application/x-msdownload", "application/x-msdos-program"}
    | {"application/java-archive", "application/x-sh", "text/html", "image/svg+xml", "text/javascript"}
    | {"application/javascript", "application/x-executable"}
)
_CONTACT_MIMES = frozenset({"text/vcard", "text/x-vcard", "text/calendar"})
_BY_SUFFIX = (
    (_ARCHIVES, FileRefusal.ARCHIVE),
    (_PROGRAMS, FileRefusal.EXECUTABLE),
    (_WITH_MACROS, FileRefusal.HAS_MACROS),
    (_OLD, FileRefusal.OLD_FORMAT),
    (_CONTACTS, FileRefusal.CONTACT),
)
_BY_MIME = (
    (_ARCHIVE_MIMES, FileRefusal.ARCHIVE),
    (_PROGRAM_MIMES, FileRefusal.EXECUTABLE),
    (_CONTACT_MIMES, FileRefusal.CONTACT),
)


def refuse_before(attachment: Attachment) -> FileRefusal | None:
    """What can be said of a file without fetching it, by its size and by what it claims to be."""
    if attachment.size is not None and attachment.size > LARGEST_FILE:
        return FileRefusal.TOO_LARGE
    if attachment.kind is MediaKind.STICKER:
        return None  # an animated one is packed with gzip
    suffix, mime = attachment.suffix.removeprefix(".").lower(), (attachment.mime or "").lower()
    by_suffix = next((why for suffixes, why in _BY_SUFFIX if suffix in suffixes), None)
    return by_suffix or next((why for mimes, why in _BY_MIME if mime in mimes), None)
