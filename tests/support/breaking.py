"""A cleaner whose decoders do what a text file tells them: `-m tests.support.breaking`, for `Cleaners`."""

import json
import os
import re
import signal
import sys

from bot.cleaners import child
from bot.domain.media import MediaKind
from bot.media import cleaning
from bot.media.formats import Format
from bot.media.results import Cleaned

CHILD = ("-m", "tests.support.breaking")


def obey(kind: MediaKind, data: bytes, found: Format | None) -> Cleaned:
    """Break in the way that stands in the file; others go the usual way."""
    match data:
        case b"crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case b"leave":
            os._exit(0)
        case b"loop":
            re.match(r"(a+)+$", "a" * 64 + "b")  # for ever, and no other thread gets its turn
        case b"bomb":
            return Cleaned(bytes(3 << 30)[:1], Format.TEXT)
        case b"print":
            os.write(1, b"noise")
            sys.stdout.write("more of it")
            sys.stdout.flush()
        case b"pid":
            return Cleaned(str(os.getpid()).encode(), Format.TEXT)
        case b"environment":
            return Cleaned(json.dumps(dict(os.environ)).encode(), Format.TEXT)
    return usual(kind, data, found)


usual = cleaning._by_type

if __name__ == "__main__":
    cleaning._by_type = obey
    child.serve(cleaning.clean)
