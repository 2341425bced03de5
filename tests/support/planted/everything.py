"""A planted file of every type, as somebody sends it: what it is sent as by itself, and under which name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from bot.sandbox.accounts import Json
from bot.sandbox.files import FileKind
from tests.support.planted import odf, office, pdf, pictures, recordings, stickers


@dataclass(frozen=True, slots=True)
class Planted:
    """One type: `make` writes the file, `kind` is what clients send it as, `suffix` ends its name."""

    make: Callable[[], bytes]
    kind: FileKind
    suffix: str
    mime: str

    @property
    def data(self) -> bytes:
        return _made(self.make)


@cache
def _made(make: Callable[[], bytes]) -> bytes:
    return make()


def _office(name: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.{name}"


def _open(name: str) -> str:
    return f"application/vnd.oasis.opendocument.{name}"


_silent = partial(recordings.film, sound_codec=None)
_webm = partial(recordings.film, "webm", "libvpx-vp9", "libopus")

# To add a type: a line here; whoever sends planted files sends it from then on.
EVERYTHING: dict[str, Planted] = {
    "jpeg": Planted(pictures.jpeg, FileKind.PHOTO, ".jpg", "image/jpeg"),
    "png": Planted(pictures.png, FileKind.DOCUMENT, ".png", "image/png"),
    "webp": Planted(pictures.webp, FileKind.DOCUMENT, ".webp", "image/webp"),
    "gif": Planted(pictures.gif, FileKind.ANIMATION, ".gif", "image/gif"),
    "heic": Planted(pictures.heic, FileKind.DOCUMENT, ".heic", "image/heic"),
    "avif": Planted(pictures.avif, FileKind.DOCUMENT, ".avif", "image/avif"),
    "tiff": Planted(pictures.tiff, FileKind.DOCUMENT, ".tif", "image/tiff"),
    "bmp": Planted(pictures.bmp, FileKind.DOCUMENT, ".bmp", "image/bmp"),
    "pdf": Planted(pdf.pdf, FileKind.DOCUMENT, ".pdf", "application/pdf"),
    "docx": Planted(office.docx, FileKind.DOCUMENT, ".docx", _office("wordprocessingml.document")),
    "xlsx": Planted(office.xlsx, FileKind.DOCUMENT, ".xlsx", _office("spreadsheetml.sheet")),
    "pptx": Planted(office.pptx, FileKind.DOCUMENT, ".pptx", _office("presentationml.presentation")),
    "odt": Planted(odf.odt, FileKind.DOCUMENT, ".odt", _open("text")),
    "ods": Planted(partial(odf.odt, "spreadsheet"), FileKind.DOCUMENT, ".ods", _open("spreadsheet")),
    "odp": Planted(partial(odf.odt, "presentation"), FileKind.DOCUMENT, ".odp", _open("presentation")),
    "mp3": Planted(recordings.mp3, FileKind.AUDIO, ".mp3", "audio/mpeg"),
    "m4a": Planted(recordings.m4a, FileKind.AUDIO, ".m4a", "audio/mp4"),
    "flac": Planted(recordings.flac, FileKind.AUDIO, ".flac", "audio/flac"),
    "wav": Planted(recordings.wav, FileKind.AUDIO, ".wav", "audio/x-wav"),
    "voice note": Planted(recordings.voice, FileKind.VOICE, ".oga", "audio/ogg"),
    "video": Planted(recordings.film, FileKind.VIDEO, ".mp4", "video/mp4"),
    "webm": Planted(_webm, FileKind.VIDEO, ".webm", "video/webm"),
    "video note": Planted(recordings.film, FileKind.VIDEO_NOTE, ".mp4", "video/mp4"),
    "animation": Planted(_silent, FileKind.ANIMATION, ".mp4", "video/mp4"),
    "sticker": Planted(pictures.webp, FileKind.STICKER, ".webp", "image/webp"),
    "animated sticker": Planted(stickers.tgs, FileKind.STICKER, ".tgs", "application/x-tgsticker"),
    "video sticker": Planted(_webm, FileKind.STICKER, ".webm", "video/webm"),
}


_SIZE: Json = {"width": 96, "height": 64}  # pixels; sounds and films take two seconds
_MEASURES: dict[FileKind, Json] = {
    FileKind.VOICE: {"duration": 2},
    FileKind.AUDIO: {"duration": 2},
    FileKind.VIDEO: {"duration": 2, **_SIZE},
    FileKind.ANIMATION: {"duration": 2, **_SIZE},
    FileKind.VIDEO_NOTE: {"duration": 2, "length": 64},
    FileKind.STICKER: {"type": "regular", "is_animated": False, "is_video": False, "emoji": "🙂", **_SIZE},
}


def told_of(kind: FileKind) -> Json:
    """What Telegram tells of every file of a kind: the fields that are never missing."""
    return dict(_MEASURES.get(kind, {}))
