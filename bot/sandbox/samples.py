"""Small files that are real ones of their kind, for whoever sends something without saying what.

They are made here, bit by bit: pictures of one colour, silence, a film that has no pictures in it.
"""

import gzip
import json
import struct
from collections.abc import Iterable

_MARK = b"\xff"


def jpeg(width: int = 1280, height: int = 960, colour: tuple[int, int, int] = (150, 110, 140)) -> bytes:
    """A picture of one colour, given as brightness, blueness and redness (1-255); baseline JPEG, ITU T.81."""
    steps = bytes([8] + [1] * 63)  # the first one makes a block's level just its brightness less 128
    frame = struct.pack(">BHHB", 8, height, width, 3) + b"".join(bytes([n, 0x11, 0]) for n in (1, 2, 3))
    # Levels: "0" is no change, one of one to seven bits a code of four; all else in a block is nothing, "0".
    levels = bytes([0, 1, 0, 0, 7, *[0] * 12, *range(8)])
    nothing = bytes([0x10, 1, *[0] * 15, 0])
    begin = bytes([3, 1, 0, 2, 0, 3, 0, 0, 63, 0])
    blocks = -(-width // 8) * -(-height // 8)
    first = "".join(_level(value - 128) + "0" for value in colour)
    return b"".join(
        (
            _MARK + b"\xd8",
            _segment(0xDB, b"\x00" + steps),
            _segment(0xC0, frame),
            _segment(0xC4, levels + nothing),
            _segment(0xDA, begin),
            _bits(first + "00" * 3 * (blocks - 1)),
            _MARK + b"\xd9",
        )
    )


def _segment(marker: int, body: bytes) -> bytes:
    return _MARK + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def _level(value: int) -> str:
    """A level's code and bits; JPEG writes a negative one as its complement."""
    count = abs(value).bit_length()
    written = value if value > 0 else value + 2**count - 1
    return f"{7 + count:04b}{written:0{count}b}" if count else "0"


def _bits(row: str) -> bytes:
    row += "1" * (-len(row) % 8)
    whole = int(row, 2).to_bytes(len(row) // 8, "big")
    return whole.replace(_MARK, _MARK + b"\x00")


def ogg(seconds: int = 7) -> bytes:
    """Silence as a voice note has it: Opus in Ogg (RFC 7845), a packet each 20 milliseconds."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48_000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 9) + b"invented!" + struct.pack("<I", 0)
    pages = [_page(0, 2, 0, [head]), _page(1, 0, 0, [tags])]
    pages += [_page(2 + n, 0, 48_000 * (n + 1), [b"\xf8\xff\xfe"] * 50) for n in range(seconds)]
    pages.append(_page(2 + seconds, 4, 48_000 * seconds, []))
    return b"".join(pages)


def _page(number: int, flags: int, place: int, packets: list[bytes]) -> bytes:
    head = b"OggS" + struct.pack("<BBqII", 0, flags, place, 1, number)
    tail = bytes([len(packets), *map(len, packets)]) + b"".join(packets)
    return head + struct.pack("<I", _checksum(head + bytes(4) + tail)) + tail


def _checksum(page: bytes) -> int:
    value = 0
    for byte in page:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ (0x104C11DB7 if value >> 31 else 0)) & 0xFFFFFFFF
    return value


def mp3(seconds: int = 7) -> bytes:
    """Silence as music: MPEG-1 layer III, 32 kbit/s at 32 kHz, frames of 144 bytes and 36 milliseconds."""
    return (b"\xff\xfb\x18\xc0" + bytes(140)) * (seconds * 1000 // 36)


def mp4(seconds: int = 7, width: int = 640, height: int = 360) -> bytes:
    """A film with a length and a size, but no pictures (ISO/IEC 14496-12)."""
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    begin = struct.pack(">IIIIIIHH8x", 0, 0, 0, 1000, seconds * 1000, 0x10000, 0x100, 0) + matrix
    track = struct.pack(">IIIIII8xHHHH", 7, 0, 0, 1, 0, seconds * 1000, 0, 0, 0, 0) + matrix
    track += struct.pack(">II", width << 16, height << 16)
    moov = _box(b"mvhd", begin + bytes(24) + struct.pack(">I", 2)) + _box(b"trak", _box(b"tkhd", track))
    return _box(b"ftyp", b"isom" + bytes(4) + b"isommp42") + _box(b"moov", moov) + _box(b"mdat", b"")


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


def webp(width: int = 512, height: int = 512, green: int = 150) -> bytes:
    """A picture of one colour without loss: WebP, whose codes of one sign take no bits at all."""
    codes: Iterable[str] = ("101" + _low(value, 8) for value in (green, 80, 120, 255))
    row = _low(width - 1, 14) + _low(height - 1, 14) + "1000" + "000" + "".join(codes) + "1000"
    row += "0" * (-len(row) % 8)
    body = b"\x2f" + int(row[::-1], 2).to_bytes(len(row) // 8, "little")
    chunk = b"VP8L" + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk


def _low(value: int, count: int) -> str:
    """The bits of a number, the lowest first."""
    return f"{value:0{count}b}"[::-1]


def tgs() -> bytes:
    """An animated sticker in which nothing moves: Lottie, packed."""
    shape = {"tgs": 1, "v": "5.5.2", "fr": 60, "ip": 0, "op": 60, "w": 512, "h": 512, "layers": []}
    return gzip.compress(json.dumps(shape).encode(), mtime=0)


def webm() -> bytes:
    """The head of a WebM file (EBML), with nothing after it."""
    inner = b"\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm"
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(inner)]) + inner


def pdf() -> bytes:
    """One empty page."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 4\n" + table + end
