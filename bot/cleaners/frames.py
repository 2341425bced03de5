"""What goes through the pipes: a few words about a file, as JSON, and the file.

No pickles: whatever a file makes of a decoder, its answer is only read, never run.
"""

import json
from struct import Struct
from typing import Any

from bot.domain.media import LARGEST_UPLOAD, FileRefusal
from bot.media import CleanFile

READY = b"R"  # said once, when a cleaner has loaded all it needs
HEAD = Struct(">II")  # bytes of the words, bytes of the file
_MOST_WORDS = 10_000  # bytes; ours are some hundred

About = dict[str, Any]


class OutOfStepError(Exception):
    """The other side says what it should not."""


def pack(about: About, data: bytes) -> tuple[bytes, bytes]:
    """What to write, in two parts, so that the file is not copied."""
    words = json.dumps(about).encode()
    return HEAD.pack(len(words), len(data)) + words, data


def lengths(head: bytes) -> tuple[int, int]:
    """Bytes of the words and of the file that follow; raises OutOfStepError where it is too much."""
    words, data = HEAD.unpack(head)
    if words > _MOST_WORDS or data > LARGEST_UPLOAD:
        raise OutOfStepError
    return words, data


def answer(done: CleanFile | FileRefusal) -> tuple[bytes, bytes]:
    """What became of a file, as the child writes it."""
    if isinstance(done, FileRefusal):
        return pack({"why": done.value}, b"")
    told = {"name": done.name, "mime": done.mime}
    sizes = {"width": done.width, "height": done.height, "duration": done.duration}
    return pack(told | sizes, done.data)


def read_answer(words: bytes, data: bytes) -> CleanFile | FileRefusal:
    """The same as the bot reads it; raises OutOfStepError where it is no answer."""
    try:
        match json.loads(words):
            case {"why": str(why)}:
                return FileRefusal(why)
            case {"name": str(name), "mime": str(mime), **sizes}:
                width, height, duration = (_number(sizes.get(key)) for key in ("width", "height", "duration"))
                return CleanFile(data, name, mime, width, height, duration)
    except ValueError:
        pass
    raise OutOfStepError


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
