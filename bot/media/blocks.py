"""GIF, WebP and JPEG block by block: the blocks that draw are kept as they are, all others are left out.

For these no well-kept library takes out metadata without drawing every frame anew, which costs quality and,
for moving pictures, minutes. What is kept is listed; what is not known goes, and so does whatever stands
behind the picture's end. The caller has a decoder read the picture as well.

Sources: the GIF89a specification (W3C), RFC 9649 (WebP), ITU-T T.81 annex B (JPEG).
"""

from collections.abc import Callable, Iterator
from struct import pack, unpack_from

from bot.media.formats import Format


class UnreadableError(Exception):
    """A block does not begin or end where it should."""


def bare(data: bytes, kept: Format) -> bytes:
    """The picture with the blocks that draw it alone; an exception where it is broken."""
    return _BARE[kept](data)


# GIF

_CONTROL, _LINE_OF_TEXT, _APPLICATION = 0xF9, 0x01, 0xFF  # kinds of extensions
_CONTROL_SIZE, _LOOPS_SIZE = 4, 3
_GIF_LOOPS = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0"})  # how often it is played: all that crosses of them


def _bare_gif(data: bytes) -> bytes:
    at = 13 + _table_size(data[10])
    out = [data[:at]]
    control = b""  # how the next picture is shown; goes where that one goes
    while (label := data[at : at + 1]) not in {b";", b""}:
        if label == b",":
            body = at + 10 + _table_size(data[at + 9]) + 1
            end, _ = _blocks_from(data, body)
            out += [control, data[at:end]]
            control = b""
        elif label == b"!":
            kind, (end, first) = data[at + 1], _blocks_from(data, at + 2)
            if kind == _CONTROL and len(first[0]) == _CONTROL_SIZE:
                control = b"!\xf9\x04" + first[0] + b"\0"
            elif kind == _APPLICATION and first[0] in _GIF_LOOPS and len(first[1]) == _LOOPS_SIZE:
                out.append(b"!\xff\x0b" + first[0] + b"\x03" + first[1] + b"\0")
            elif kind == _LINE_OF_TEXT:
                control = b""  # it was for a line of text, which browsers do not show either
        else:
            raise UnreadableError
        at = end
    return b"".join([*out, b";"])


def _table_size(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_from(data: bytes, at: int) -> tuple[int, tuple[bytes, bytes]]:
    """Where a row of sub-blocks ends, and its first two."""
    first, second = b"", b""
    while size := data[at]:
        if not first:
            first = data[at + 1 : at + 1 + size]
        elif not second:
            second = data[at + 1 : at + 1 + size]
        at += 1 + size
    return at + 1, (first, second)


# WebP

_WEBP_PICTURE = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_ANIMATION, _ALPHA = 0x02, 0x10  # the flags of VP8X for what is kept


def _bare_webp(data: bytes) -> bytes:
    chunks = []
    for name, body in _chunks(data[12 : 8 + unpack_from("<I", data, 4)[0]]):
        if name == b"VP8X":
            chunks.append(_chunk(name, bytes([body[0] & (_ANIMATION | _ALPHA), 0, 0, 0]) + body[4:10]))
        elif name == b"ANIM":
            chunks.append(_chunk(name, body[:6]))
        elif name == b"ANMF":
            inner = [_chunk(*part) for part in _chunks(body[16:]) if part[0] in _WEBP_PICTURE]
            chunks.append(_chunk(name, body[:16] + b"".join(inner)))
        elif name in _WEBP_PICTURE:
            chunks.append(_chunk(name, body))
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + pack("<I", len(body)) + body


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        name, size = unpack_from("<4sI", data, at)
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


# JPEG

_MARK = 0xFF  # begins a marker; doubled, it only fills
_SOI, _EOI, _SOS, _APP0, _APP14 = b"\xff\xd8", 0xD9, 0xDA, 0xE0, 0xEE
_RESTARTS = range(0xD0, 0xD8)
_DRAWING = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD}) - {0xC8}  # frames, tables, scans
_JFIF = b"JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00"  # version 1.1, square pixels, no thumbnail
_ADOBE = 12  # bytes of Adobe's marker: its last one says what the colours mean


def _bare_jpeg(data: bytes) -> bytes:
    out, at = [_SOI], 2
    while True:
        while data[at] == _MARK and data[at + 1] == _MARK:
            at += 1
        if data[at] != _MARK:
            raise UnreadableError
        marker = data[at + 1]
        if marker == _EOI:
            return b"".join([*out, b"\xff\xd9"])
        size = int(unpack_from(">H", data, at + 2)[0])
        body, at = data[at + 4 : at + 2 + size], at + 2 + size
        if marker == _APP0 and body.startswith(b"JFIF\0"):
            out.append(_segment(marker, _JFIF))
        elif marker == _APP14 and body.startswith(b"Adobe"):
            out.append(_segment(marker, body[:_ADOBE]))
        elif marker in _DRAWING:
            out.append(_segment(marker, body))
        if marker == _SOS:
            end = _end_of_scan(data, at)
            out.append(data[at:end])
            at = end


def _segment(marker: int, body: bytes) -> bytes:
    return pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _end_of_scan(data: bytes, at: int) -> int:
    """Where a marker stands that is neither a stuffed byte nor a restart."""
    while (at := data.find(b"\xff", at)) >= 0:
        following = data[at + 1]
        if following == _MARK:
            at += 1
        elif following and following not in _RESTARTS:
            return at
        else:
            at += 2
    raise UnreadableError


# JPEG 2000, as documents hold it

_JP2_PICTURE = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_TO_THE_END = 0  # for a length: the box ends where the file does


def bare_jp2(data: bytes) -> bytes:
    """JPEG 2000 without its boxes for XML and makers; the bare stream of it is returned as it is."""
    if not data.startswith(b"\0\0\0\x0cjP  "):
        return data
    out, at = [], 0
    while at + 8 <= len(data):
        size, name = unpack_from(">I4s", data, at)
        if size == 1:
            size = unpack_from(">Q", data, at + 8)[0]
        end = len(data) if size == _TO_THE_END else at + size
        if name in _JP2_PICTURE:
            out.append(data[at:end])
        if end <= at:
            raise UnreadableError
        at = end
    return b"".join(out)


# Colour profiles

_PROFILE_HEAD, _PROFILE_TAG = 128, 12  # bytes of the header and of each entry of the table behind it
_NAMING = frozenset(
    {b"desc", b"cprt", b"dmnd", b"dmdd", b"vued", b"meta", b"targ", b"ndin", b"mmod", b"dscm"}
)


def bare_profile(data: bytes) -> bytes:
    """A colour profile whose words are gone: people name the profiles of their own screens (ISO 15076-1)."""
    bare = bytearray(data)
    for at in range(_PROFILE_HEAD + 4, _PROFILE_HEAD + 4 + _PROFILE_TAG * _tags(data), _PROFILE_TAG):
        name, start, size = unpack_from(">4sII", data, at)
        if name in _NAMING and size >= _PROFILE_TAG:
            kind = data[start : start + 4]
            bare[start : start + size] = kind + bytes(size - 4)
    bare[48:56] = bytes(8)  # maker and model of the device
    return bytes(bare)


def _tags(data: bytes) -> int:
    return int(unpack_from(">I", data, _PROFILE_HEAD)[0])


_BARE: dict[Format, Callable[[bytes], bytes]] = {
    Format.GIF: _bare_gif,
    Format.WEBP: _bare_webp,
    Format.JPEG: _bare_jpeg,
}
