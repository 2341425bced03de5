"""What is passed on, what is refused, and that nothing a file holds can do more than that."""

import io
import logging
import pickle
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.media import LARGEST_FILE, LARGEST_UPLOAD, Attachment, FileRefusal, MediaKind
from bot.media import CleanFile, sniffing, text_of
from bot.media import pictures as room
from bot.media.cleaning import clean
from bot.media.formats import FITTING, Format
from bot.media.results import Cleaned
from tests.support.cleaning import cleaned, sent
from tests.support.planted import odf, office, pdf, pictures, recordings
from tests.support.planted.marks import MARK
from tests.unit.media.test_stickers import sticker

REFUSED: dict[str, tuple[bytes, FileRefusal]] = {
    "zip": (pictures.a_zip(), FileRefusal.ARCHIVE),
    "empty zip": (b"PK\x05\x06" + bytes(18), FileRefusal.ARCHIVE),
    "rar": (b"Rar!\x1a\x07\x01\x00", FileRefusal.ARCHIVE),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00\x04", FileRefusal.ARCHIVE),
    "gzip": (b"\x1f\x8b\x08\x00", FileRefusal.ARCHIVE),
    "xz": (b"\xfd7zXZ\x00", FileRefusal.ARCHIVE),
    "tar": (b"name".ljust(257, b"\0") + b"ustar\x0000", FileRefusal.ARCHIVE),
    "iso": (bytes(0x8001) + b"CD001", FileRefusal.ARCHIVE),
    "cab": (b"MSCF\0\0\0\0", FileRefusal.ARCHIVE),
    "dmg": (bytes(600) + b"koly" + bytes(508), FileRefusal.ARCHIVE),
    "exe": (b"MZ\x90\x00", FileRefusal.EXECUTABLE),
    "elf": (b"\x7fELF\x02\x01", FileRefusal.EXECUTABLE),
    "mach-o": (b"\xcf\xfa\xed\xfe", FileRefusal.EXECUTABLE),
    "class": (b"\xca\xfe\xba\xbe\0\0", FileRefusal.EXECUTABLE),
    "shortcut": (b"\x4c\0\0\0\x01\x14\x02\0", FileRefusal.EXECUTABLE),
    "deb": (b"!<arch>\ndebian-binary", FileRefusal.EXECUTABLE),
    "script": (b"#!/bin/sh\nrm -rf /\n", FileRefusal.EXECUTABLE),
    "batch": (b"@echo off\r\ndel *.*", FileRefusal.EXECUTABLE),
    "web page": (b"  <!DOCTYPE html><script>alert(1)</script>", FileRefusal.EXECUTABLE),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", FileRefusal.EXECUTABLE),
    "address": (b"[InternetShortcut]\nURL=https://example.org", FileRefusal.EXECUTABLE),
    "old Word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        FileRefusal.OLD_FORMAT,
    ),
    "rtf": (rb"{\rtf1{\info{\author Rosa}}}", FileRefusal.OLD_FORMAT),
    "business card": (b"BEGIN:VCARD\r\nFN:Rosa\r\nEND:VCARD", FileRefusal.CONTACT),
    "appointment": (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", FileRefusal.CONTACT),
    "track": (b"<?xml version='1.0'?><gpx></gpx>", FileRefusal.UNKNOWN_TYPE),
    "letter": (b"Received: from here\nFrom: rosa@example.org\n\nhello", FileRefusal.UNKNOWN_TYPE),
    "avi": (b"RIFF\0\0\0\0AVI LIST", FileRefusal.UNKNOWN_TYPE),
    "raw photo": (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", FileRefusal.UNKNOWN_TYPE),
    "anything": (bytes(range(256)), FileRefusal.UNKNOWN_TYPE),
    "nothing": (b"", FileRefusal.BROKEN),
}


@pytest.mark.parametrize(("data", "why"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("suffix", ["", ".jpg", ".txt"])
def test_what_cannot_be_cleaned_is_refused_whatever_it_calls_itself(
    data: bytes, why: FileRefusal, suffix: str
) -> None:
    assert sent(data, suffix=suffix) is why


def test_a_program_in_java_is_no_archive() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("META-INF/MANIFEST.MF", "Main-Class: A")
    assert sent(out.getvalue()) is FileRefusal.EXECUTABLE


def test_a_book_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/epub+zip")
    assert sent(out.getvalue()) is FileRefusal.ARCHIVE


@pytest.mark.parametrize(
    ("data", "suffix", "name", "words"),
    [
        ("A tree is häppy \N{DECIDUOUS TREE}\n\tand green".encode(), ".txt", "stem.txt", None),
        (b"no suffix", "", "stem.txt", None),
        (b"day,mood\nMonday,7\n", ".csv", "stem.csv", None),
        (b"# Title\n\n- point\n", ".MD", "stem.md", None),
        ("\ufeffwith a mark".encode(), ".txt", "stem.txt", "with a mark"),
        ("Grüße".encode("utf-16"), ".txt", "stem.txt", "Grüße"),
        (b"1 < 2 and 3 > 2", ".txt", "stem.txt", None),
    ],
)
def test_a_text_crosses_as_it_is_and_can_be_scanned(
    data: bytes, suffix: str, name: str, words: str | None
) -> None:
    file = cleaned(data, suffix=suffix)
    assert file.name == name
    assert text_of(file, 100) == (words or data.decode())
    assert file.data == (words or data.decode()).encode()


def test_of_a_long_text_only_the_beginning_is_scanned() -> None:
    assert text_of(cleaned("Grüße".encode(), suffix=".txt"), 3) == "Grü"


def test_only_texts_are_scanned() -> None:
    assert text_of(cleaned(pictures.bmp()), 100) is None


def test_texts_of_other_suffixes_and_other_alphabets_are_not_guessed() -> None:
    assert sent(b"print('hello')", suffix=".ini") is FileRefusal.UNKNOWN_TYPE
    assert sent("Grüße".encode("latin-1"), suffix=".txt") is FileRefusal.UNKNOWN_TYPE
    assert sent(b"bell \x07", suffix=".txt") is FileRefusal.UNKNOWN_TYPE


def test_a_name_does_not_make_a_picture_of_a_program() -> None:
    assert sent(b"MZ" + pictures.jpeg(), MediaKind.PHOTO, ".jpg") is FileRefusal.EXECUTABLE
    assert cleaned(pictures.jpeg(), suffix=".png").name == "stem.jpg"


def test_a_picture_with_the_name_of_a_program_is_refused() -> None:
    assert sent(pictures.jpeg(), suffix=".exe") is FileRefusal.EXECUTABLE


@pytest.mark.parametrize(
    ("brand", "found"),
    [
        (b"heic\0\0\0\0mif1heic", Format.HEIC),
        (b"mif1\0\0\0\0mif1heic", Format.HEIC),
        (b"mif1\0\0\0\0mif1avif", Format.AVIF),
        (b"avif\0\0\0\0avifmif1", Format.AVIF),
        (b"3gp6\0\0\0\0isom3gp6", Format.MP4),
        (b"iso8\0\0\0\0iso8mp41", Format.MP4),
        (b"qt  \0\0\0\0qt      ", Format.MP4),
        (b"M4A \0\0\0\0M4A mp42", Format.M4A),
    ],
)
def test_what_telephones_make_is_recognised(brand: bytes, found: Format) -> None:
    assert sniffing.recognise(b"\0\0\0\x18ftyp" + brand, "") is found


def test_a_file_larger_than_it_said_is_refused() -> None:
    lying = Attachment(MediaKind.DOCUMENT, "id", 10)
    assert clean(lying, b"a" * (LARGEST_FILE + 1), "stem") is FileRefusal.TOO_LARGE


def test_a_file_that_grew_beyond_what_telegram_takes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    grown = Cleaned(bytes(LARGEST_UPLOAD + 1), Format.PNG)
    monkeypatch.setattr(room, "clean_picture", lambda *_, **__: grown)
    assert sent(pictures.bmp()) is FileRefusal.TOO_LARGE


def test_each_kind_fits_something() -> None:
    assert set(FITTING) == set(MediaKind)


def test_nothing_of_a_file_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for made in (pictures.tiff, pictures.png, pictures.jpeg, pdf.pdf, office.docx, recordings.mp3):
        sent(made())
        sent(made()[:900])
    ours = [record for record in caplog.records if record.name == "alongside.media"]
    assert ours
    assert MARK not in caplog.text


def test_a_file_can_be_cleaned_in_another_process() -> None:
    given = Attachment(MediaKind.DOCUMENT, "id")
    assert pickle.loads(pickle.dumps((clean, given)))[1] == given
    file = cleaned(pictures.bmp())
    assert pickle.loads(pickle.dumps(file)) == file
    assert pickle.loads(pickle.dumps(FileRefusal.GONE)) is FileRefusal.GONE


MADE: dict[str, tuple[Callable[[], bytes], MediaKind]] = {
    "jpeg": (pictures.jpeg, MediaKind.PHOTO),
    "png": (pictures.png, MediaKind.DOCUMENT),
    "webp": (lambda: pictures.webp(moves=True), MediaKind.STICKER),
    "gif": (pictures.gif, MediaKind.ANIMATION),
    "heic": (pictures.heic, MediaKind.DOCUMENT),
    "tiff": (pictures.tiff, MediaKind.DOCUMENT),
    "mp3": (recordings.mp3, MediaKind.AUDIO),
    "m4a": (recordings.m4a, MediaKind.AUDIO),
    "voice": (recordings.voice, MediaKind.VOICE),
    "flac": (recordings.flac, MediaKind.AUDIO),
    "wav": (recordings.wav, MediaKind.DOCUMENT),
    "mp4": (recordings.film, MediaKind.VIDEO),
    "webm": (lambda: recordings.film("webm", "libvpx", "vorbis"), MediaKind.VIDEO),
    "pdf": (pdf.pdf, MediaKind.DOCUMENT),
    "docx": (office.docx, MediaKind.DOCUMENT),
    "odt": (odf.odt, MediaKind.DOCUMENT),
    "tgs": (sticker, MediaKind.STICKER),
}
CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 3), st.binary(max_size=9)),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("name", MADE)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES)
def test_a_damaged_file_is_cleaned_or_refused_and_never_more(
    name: str, changes: list[tuple[float, int, bytes]]
) -> None:
    made, kind = MADE[name]
    assert isinstance(sent(changed(original(name, made), changes), kind), CleanFile | FileRefusal)


@given(
    data=st.binary(max_size=300),
    kind=st.sampled_from(MediaKind),
    suffix=st.sampled_from(["", ".txt", ".pdf"]),
)
def test_any_bytes_are_cleaned_or_refused(data: bytes, kind: MediaKind, suffix: str) -> None:
    assert isinstance(sent(data, kind, suffix), CleanFile | FileRefusal)


ORIGINALS: dict[str, bytes] = {}


def original(name: str, made: Callable[[], bytes]) -> bytes:
    if name not in ORIGINALS:
        ORIGINALS[name] = made()
    return ORIGINALS[name]


def changed(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """With bytes overwritten, put in, taken out, or all cut off behind."""
    for where, how, some in changes:
        at = int(where * len(data))
        if how == 0:
            data = data[:at] + some + data[at + len(some) :]
        elif how == 1:
            data = data[:at] + some + data[at:]
        elif how == 2:
            data = data[:at] + data[at + 7 * len(some) :]
        elif len(some) > 6:
            data = data[:at]
    return data
