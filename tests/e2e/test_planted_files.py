"""A file of every type, with marks wherever a maker can write: searched byte by byte where it arrives."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.sandbox.accounts import Json
from bot.sandbox.attachments import Media
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.files import FileKind
from bot.sandbox.messages import Message
from tests.support.planted import office, pdf, pictures, recordings
from tests.support.planted.everything import EVERYTHING, told_of
from tests.support.planted.marks import MARK, mark, traces
from tests.support.programme import Programme

NEUTRAL = {"picture", "voice note", "recording", "video", "video message", "moving picture", "sticker"}
NEUTRAL |= {"document"}

REFUSED: dict[str, tuple[bytes, str, str]] = {
    "zip": (pictures.a_zip(), ".zip", "it packs other files"),
    "zip under another name": (pictures.a_zip(), ".jpg", "it packs other files"),
    "business card": (f"BEGIN:VCARD\r\nFN:{MARK}\r\nEND:VCARD".encode(), ".vcf", "it holds contact details"),
    "business card as a text": (f"BEGIN:VCARD\nFN:{MARK}".encode(), ".txt", "it holds contact details"),
    "appointment": (f"BEGIN:VCALENDAR\nORGANIZER:{MARK}".encode(), ".ics", "it holds contact details"),
    "rtf": (rb"{\rtf1{\info{\author " + MARK.encode() + b"}}}", ".rtf", "this older kind keeps names"),
    "track": (
        f"<?xml version='1.0'?><gpx><name>{MARK}</name></gpx>".encode(),
        ".gpx",
        "I do not know this kind",
    ),
    "locked pdf": (pdf.locked("secret"), ".pdf", "it has a password"),
    "locked film": (recordings.locked_film(), ".mp4", "I could not pass this file on"),
    "macros": (office.docx(), ".docm", "it holds small programmes"),
    "broken photo": (pictures.jpeg()[:700], ".jpg", "it seems to be damaged"),
}


@dataclass(frozen=True, slots=True)
class Pair:
    programme: Programme
    rosa: Talker
    ben: Talker

    def sends(self, media: Media) -> tuple[list[Message], bytes, list[str]]:
        """What Ben sees of it, everything that was asked of Telegram for it, and the files' names."""
        telegram = self.programme.telegram
        seen = {bubble.id for bubble in self.ben.bubbles}
        telegram.call(lambda _: telegram.recording.clear())
        self.rosa.sends(media)
        self.programme.settles(30)
        asked = [each for each in telegram.requests() if str(each.params.get("chat_id")) == str(self.ben.id)]
        names = [upload.filename for each in asked for upload in each.uploads]
        new = [bubble for bubble in self.ben.bubbles if bubble.id not in seen]
        return new, b"\n".join(each.as_bytes() for each in asked), names


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("pair")
    with LocalTelegram() as telegram, Programme(telegram, folder) as programme:
        yield Pair(programme, *programme.pair())


def named(kind: FileKind, suffix: str) -> Json:
    """A name and what else its sender's client says of a file."""
    about = {"file_name": mark("Name") + suffix} if kind in _NAMED else {}
    titles = {"title": mark("Title"), "performer": mark("Performer")} if kind is FileKind.AUDIO else {}
    return about | titles | ({"set_name": mark("Set")} if kind is FileKind.STICKER else {})


_NAMED = {FileKind.DOCUMENT, FileKind.AUDIO, FileKind.VIDEO, FileKind.ANIMATION}
_PICTURED = _NAMED | {FileKind.VIDEO_NOTE, FileKind.STICKER}
WAYS = [
    (name, kind)
    for name, planted in EVERYTHING.items()
    for kind in dict.fromkeys((planted.kind, FileKind.DOCUMENT))
]


@pytest.mark.parametrize(("name", "kind"), WAYS, ids=[f"{name} as {kind.value}" for name, kind in WAYS])
def test_a_file_of_each_type_crosses_without_a_trace_of_its_maker(
    pair: Pair, name: str, kind: FileKind
) -> None:
    planted = EVERYTHING[name]
    assert traces(planted.data), "nothing was planted"
    thumbnail = pictures.jpeg() if kind in _PICTURED else b""
    about = told_of(kind) | named(kind, planted.suffix)
    new, asked, names = pair.sends(Media(kind, planted.data, about, thumbnail=thumbnail))
    (copy,) = [bubble for bubble in new if bubble.kind != "text"]
    assert copy.kind == kind.value
    content = pair.programme.telegram.bytes_of(copy)
    assert content
    assert traces(content) == []
    assert traces(asked) == []
    assert len(names) == 1
    assert names[0].rpartition(".")[0] in NEUTRAL


@pytest.mark.parametrize(("data", "suffix", "says"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_keeps_its_maker_stays_here_and_is_told(
    pair: Pair, data: bytes, suffix: str, says: str
) -> None:
    about = named(FileKind.DOCUMENT, suffix)
    new, asked, names = pair.sends(Media(FileKind.DOCUMENT, data, about))
    pair.rosa.sees(says)
    assert (new, asked, names) == ([], b"", [])


def test_a_photo_cannot_be_swapped_for_one_that_tells_more(pair: Pair) -> None:
    said = pair.rosa.sends_photo("my walk")
    pair.programme.settles(30)
    (copy,) = [bubble for bubble in pair.ben.bubbles if "my walk" in bubble.text]
    before = pair.programme.telegram.bytes_of(copy)
    about = named(FileKind.DOCUMENT, ".pdf")
    pair.rosa.edits_media(said, Media(FileKind.DOCUMENT, pdf.pdf(), about, "my walk"))
    pair.programme.settles(30)
    content = pair.programme.telegram.bytes_of(copy)
    assert content != before
    assert traces(content) == []
    assert traces(b"\n".join(each.as_bytes() for each in pair.programme.telegram.requests())) == []
