"""How large a picture is, read from its first bytes: JPEG, PNG, GIF and WebP."""

import struct

UNKNOWN = (1280, 960)  # pixels: what a photo counts as where its bytes do not say
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # markers with a size: ITU T.81, table B.1
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, None for what is no such picture."""
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return _read(">II", content, 16)
    if content[:6] in {b"GIF87a", b"GIF89a"}:
        return _read("<HH", content, 6)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp(content)
    return None


def _read(shape: str, content: bytes, at: int) -> tuple[int, int] | None:
    try:
        first, second = struct.unpack_from(shape, content, at)
    except struct.error:
        return None
    return (first, second) if first and second else None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - where every marker begins
        marker = content[at + 1]
        if marker in _FRAMES:
            found = _read(">HH", content, at + 5)
            return (found[1], found[0]) if found else None
        at += 2 if marker in _ALONE else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    """The size in the first chunk: https://developers.google.com/speed/webp/docs/riff_container."""
    kind, body = content[12:16], content[20:]
    if kind == b"VP8X":
        width, height = int.from_bytes(body[4:7], "little"), int.from_bytes(body[7:10], "little")
        return (width + 1, height + 1) if len(body) >= 10 else None  # noqa: PLR2004 - the chunk's length
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1) if len(body) >= 5 else None  # noqa: PLR2004
    found = _read("<HH", body, 6) if kind == b"VP8 " else None
    return (found[0] & 0x3FFF, found[1] & 0x3FFF) if found else None
