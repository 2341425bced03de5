"""A cleaner: reads files, cleans one after another, and ends with the pipe. `python -m bot.cleaners.child`.

It can read no setting and no key from its environment, keeps within its memory, and the kernel ends it where
a file takes too long, whoever is still there to notice.
"""

import json
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from bot.cleaners import frames
from bot.domain.media import Attachment, FileRefusal, attachment_from
from bot.media import CleanFile
from bot.media.cleaning import clean

MEMORY = 2 << 30  # bytes of address space: a picture of 50 megapixels takes half of it at most

Clean = Callable[[Attachment, bytes, str], CleanFile | FileRefusal]


def serve(clean: Clean) -> None:
    """Clean whatever comes, until nothing comes any more."""
    _keep_within_bounds()
    inward, outward = _take_pipes()
    outward.write(frames.READY)
    outward.flush()
    while head := inward.read(frames.HEAD.size):
        words, data = (inward.read(length) for length in frames.lengths(head))
        asked = json.loads(words)
        attachment = attachment_from(asked["attachment"])
        assert isinstance(attachment, Attachment)
        signal.alarm(asked["seconds"])  # nobody catches it: the kernel ends us, whatever we are in
        answer = frames.answer(clean(attachment, data, asked["stem"]))
        signal.alarm(0)
        outward.writelines(answer)
        outward.flush()


def _keep_within_bounds() -> None:
    """Take no more memory than one file may; die before the bot does; leave no core with people's files."""
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # there are tighter bounds already, or none can be set (macOS)
            resource.setrlimit(what, (most, most))
    with suppress(OSError):  # Linux alone: whom to end where the whole machine has no memory left
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # meant for the bot, which lets us finish what we are at


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, out of reach of libraries that print; only our own log reaches standard error."""
    inward, outward, log = (os.dup(number) for number in (0, 1, 2))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    logging.basicConfig(
        stream=os.fdopen(log, "w"),
        level=int(sys.argv[1]),
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
    )
    return os.fdopen(inward, "rb"), os.fdopen(outward, "wb")


if __name__ == "__main__":
    serve(clean)
