import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import samples
from bot.sandbox.pictures import size_of

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 31, 17)
VP8X = b"RIFF....WEBPVP8X" + struct.pack("<II", 10, 0) + b"\x1e\x00\x00\x10\x00\x00"
VP8 = b"RIFF....WEBPVP8 " + bytes(4) + b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 31, 17)


@pytest.mark.parametrize(
    "content",
    [
        samples.jpeg(31, 17),
        samples.webp(31, 17),
        PNG,
        VP8X,
        VP8,
        b"GIF89a" + struct.pack("<HH", 31, 17),
    ],
)
def test_a_picture_says_how_large_it_is(content: bytes) -> None:
    assert size_of(content) == (31, 17)


def test_a_jpeg_says_so_after_whatever_stands_before() -> None:
    content = samples.jpeg(31, 17)
    assert size_of(content[:2] + b"\xff\xe1\x00\x08secret" + content[2:]) == (31, 17)


BEGINNINGS = [b"", b"\xff\xd8", PNG[:16], b"GIF89a", b"RIFF....WEBPVP8L", VP8X[:20], VP8[:20]]


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=40))
def test_whatever_bytes_come_there_is_a_size_or_none(beginning: bytes, rest: bytes) -> None:
    found = size_of(beginning + rest)
    assert found is None or min(found) > 0
