"""What a file is, by its content: its name and its MIME type are only what somebody says of it."""

import re

from bot.domain.media import FileRefusal
from bot.media.formats import TEXTS, Format
from bot.media.results import RefusedError

_BEGINNINGS: tuple[tuple[bytes, Format | FileRefusal], ...] = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"BM", Format.BMP),
    (b"II*\0", Format.TIFF),
    (b"MM\0*", Format.TIFF),
    (b"%PDF-", Format.PDF),
    (b"OggS", Format.OGG),
    (b"fLaC", Format.FLAC),
    (b"\x1a\x45\xdf\xa3", Format.WEBM),
    (b"Rar!", FileRefusal.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileRefusal.ARCHIVE),
    (b"BZh", FileRefusal.ARCHIVE),
    (b"\xfd7zXZ\0", FileRefusal.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", FileRefusal.ARCHIVE),  # zstd
    (b"\x04\x22\x4d\x18", FileRefusal.ARCHIVE),  # lz4
    (b"\x1f\x9d", FileRefusal.ARCHIVE),  # compress
    (b"LZIP", FileRefusal.ARCHIVE),
    (b"MSCF", FileRefusal.ARCHIVE),
    (b"\x60\xea", FileRefusal.ARCHIVE),  # arj
    (b"!<arch>\n", FileRefusal.EXECUTABLE),  # deb and libraries
    (b"xar!", FileRefusal.EXECUTABLE),  # macOS installers
    (b"\xed\xab\xee\xdb", FileRefusal.EXECUTABLE),  # rpm
    (b"MZ", FileRefusal.EXECUTABLE),
    (b"\x7fELF", FileRefusal.EXECUTABLE),
    (b"\xfe\xed\xfa\xce", FileRefusal.EXECUTABLE),  # Mach-O, four ways
    (b"\xfe\xed\xfa\xcf", FileRefusal.EXECUTABLE),
    (b"\xce\xfa\xed\xfe", FileRefusal.EXECUTABLE),
    (b"\xcf\xfa\xed\xfe", FileRefusal.EXECUTABLE),
    (b"\xca\xfe\xba\xbe", FileRefusal.EXECUTABLE),  # Mach-O for several processors, Java classes
    (b"\x4c\0\0\0\x01\x14\x02\0", FileRefusal.EXECUTABLE),  # a shortcut of Windows
    (b"dex\n", FileRefusal.EXECUTABLE),
    (b"\0asm", FileRefusal.EXECUTABLE),
    (b"#!", FileRefusal.EXECUTABLE),
    (b"@echo off", FileRefusal.EXECUTABLE),
    (b"{\\rtf", FileRefusal.OLD_FORMAT),
)
_RIFF = {b"WEBP": Format.WEBP, b"WAVE": Format.WAV}
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis"), Format.HEIC),
    b"avif": Format.AVIF,
    **dict.fromkeys((b"M4A ", b"M4B "), Format.M4A),
    **dict.fromkeys((b"qt  ", b"M4V ", b"MSNV", b"dash", b"avc1", b"hvc1", b"av01", b"XAVC"), Format.MP4),
}
_BRAND_FAMILIES = (b"iso", b"mp4", b"3gp", b"3g2", b"3gs")  # all of them films
_ANY_PICTURE = b"mif1"  # the following brands say which
_BARE_MOVIE = frozenset({b"moov", b"mdat", b"wide"})  # QuickTime before it named its type
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_DOCUMENTS = tuple(
    name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "PowerPoint Document")
)
_MPEG, _MPEG_BITS = 0xE2, 0xE6  # the second byte of an MPEG audio frame of layer III
_ADTS, _ADTS_BITS = 0xF0, 0xF6  # and of AAC
_ISO_AT, _TAR_AT = 0x8001, 257

_BY_SUFFIX: dict[str, Format | FileRefusal] = {
    "": Format.TEXT,
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".log": Format.TEXT,
    ".csv": Format.CSV,
    ".tsv": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
}
_TEXT_REFUSED = (
    (re.compile(r"\s*BEGIN:(VCARD|VCALENDAR)", re.IGNORECASE), FileRefusal.CONTACT),
    (re.compile(r"\s*<(?!\?xml)[!a-z].*?>", re.IGNORECASE | re.DOTALL), FileRefusal.EXECUTABLE),  # a web page
    (re.compile(r"\s*\[(InternetShortcut|Desktop Entry)\]", re.IGNORECASE), FileRefusal.EXECUTABLE),
    (re.compile(r"\s*<\?xml", re.IGNORECASE), FileRefusal.UNKNOWN_TYPE),  # tracks with places, among others
    (
        re.compile(r"(Received|Return-Path|Delivered-To|Message-ID|MIME-Version|X-[\w-]+): ", re.IGNORECASE),
        FileRefusal.UNKNOWN_TYPE,  # a letter from a mail program
    ),
)
_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1a\x1c-\x1f]"
)  # none of them in a text; tabs, line ends, colours may be


def recognise(data: bytes, suffix: str, *, is_sticker: bool = False) -> Format | None:
    """What `data` is; None for a ZIP, in which one has to look. `suffix` only tells one text from another.

    Raises RefusedError at archives, programs, contact cards and whatever is not known.
    """
    if data.startswith(b"PK\x03\x04"):
        return None
    if data.startswith((b"\x1f\x8b", b"PK")):
        if data.startswith(b"PK") or not (is_sticker or suffix == ".tgs"):
            raise RefusedError(FileRefusal.ARCHIVE)
        return Format.TGS
    found = next((what for beginning, what in _BEGINNINGS if data.startswith(beginning)), None)
    found = found or _boxed(data) or _sound(data) or _later_mark(data) or _text(data, suffix)
    if isinstance(found, FileRefusal):
        raise RefusedError(found)
    return found


def _boxed(data: bytes) -> Format | FileRefusal | None:
    if data.startswith(b"RIFF"):
        return _RIFF.get(data[8:12], FileRefusal.UNKNOWN_TYPE)
    if data[4:8] == b"ftyp":
        return _branded(data[8:12], data[16 : int.from_bytes(data[:4], "big")])
    return Format.MP4 if data[4:8] in _BARE_MOVIE else None


def _branded(brand: bytes, others: bytes) -> Format | FileRefusal:
    """By the brand of an ISO media file (ISO/IEC 14496-12, 4.3) and those it is compatible with."""
    if brand == _ANY_PICTURE:
        return Format.AVIF if b"avif" in others else Format.HEIC
    if brand.startswith(_BRAND_FAMILIES):
        return Format.MP4
    return _BRANDS.get(brand, FileRefusal.UNKNOWN_TYPE)


def _sound(data: bytes) -> Format | None:
    at = 0
    if data.startswith(b"ID3"):
        at = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
        at += data[at : at + 4096].find(b"\xff") if data[at : at + 1] == b"\0" else 0  # padding
    first, second = data[at : at + 1], data[at + 1 : at + 2]
    if first != b"\xff" or not second:
        return Format.FLAC if data[at : at + 4] == b"fLaC" else None
    if second[0] & _ADTS_BITS == _ADTS:
        return Format.AAC
    return Format.MP3 if second[0] & _MPEG_BITS == _MPEG else None


def _later_mark(data: bytes) -> FileRefusal | None:
    """What shows itself only further behind."""
    if data[_TAR_AT : _TAR_AT + 5] == b"ustar" or data[_ISO_AT : _ISO_AT + 5] == b"CD001":
        return FileRefusal.ARCHIVE
    if data[-512:-508] == b"koly":  # a disk image of macOS
        return FileRefusal.ARCHIVE
    if not data.startswith(_OLE):
        return None
    if "EncryptedPackage".encode("utf-16-le") in data:
        return FileRefusal.PROTECTED
    is_office = any(name in data for name in _OLE_DOCUMENTS)
    return FileRefusal.OLD_FORMAT if is_office else FileRefusal.UNKNOWN_TYPE


def _text(data: bytes, suffix: str) -> Format | FileRefusal:
    """A text in UTF-8, or in UTF-16 that says so."""
    text = decoded(data)
    if text is None or not text.strip():
        return FileRefusal.UNKNOWN_TYPE if data else FileRefusal.BROKEN
    beginning = text[:4096]
    refused = next((why for pattern, why in _TEXT_REFUSED if pattern.match(beginning)), None)
    return refused or _BY_SUFFIX.get(suffix.lower(), FileRefusal.UNKNOWN_TYPE)


def decoded(data: bytes) -> str | None:
    """The text in `data`, None where it is none."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


assert set(_BY_SUFFIX.values()) == TEXTS
