"""The bot's side: a few cleaners, each started when it is needed, ended when it fails or has done enough."""

import asyncio
import logging
import math
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from pathlib import Path

from bot.cleaners import frames
from bot.domain.media import Attachment, FileRefusal
from bot.media import CleanFile

LOG = logging.getLogger("alongside.cleaners")

CHILD = ("-m", "bot.cleaners.child")
AT_WORK = 2  # cleaners; each takes some 60 MB beside its file
FILES_EACH = 500  # after which a cleaner is replaced, with whatever its libraries have let lie about
SECONDS = 60  # for one file; a photo of 50 megapixels takes two on a small machine
_START_SECONDS = 30
_GRACE_SECONDS = 5  # after which a cleaner ends by itself, where nobody has ended it
_ROOT = Path(__file__).parents[2]
_INHERITED = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONHOME")  # no settings, no keys


class CleanersAwayError(Exception):
    """No cleaner can be started at the moment; nothing is known about the file."""


class Cleaners:
    """Cleans files in other processes, at most `AT_WORK` at a time."""

    def __init__(self, child: Sequence[str] = CHILD, seconds: float = SECONDS) -> None:
        self._child = child
        self._seconds = seconds
        self._room = asyncio.Semaphore(AT_WORK)
        self._idle: list[_Cleaner] = []

    async def clean(self, attachment: Attachment, data: bytes, stem: str) -> CleanFile | FileRefusal:
        """What `media.cleaning.clean` makes of it; a file that breaks or outstays its cleaner is refused.

        Raises CleanersAwayError where none can be started.
        """
        async with self._room:
            cleaner = await self._take()
            is_well = False
            try:
                async with asyncio.timeout(self._seconds):
                    done = await cleaner.clean(attachment, data, stem, self._seconds)
                is_well = cleaner.done < FILES_EACH
            except TimeoutError:
                LOG.warning("cleaning-too-long kind=%s bytes=%d", attachment.kind.value, len(data))
                return FileRefusal.TOO_LARGE
            except (OSError, EOFError, frames.OutOfStepError) as error:
                name = type(error).__name__
                LOG.warning(
                    "cleaner-broken kind=%s bytes=%d error=%s", attachment.kind.value, len(data), name
                )
                return FileRefusal.BROKEN
            finally:
                if is_well:
                    self._idle.append(cleaner)
                else:
                    await cleaner.end()
            return done

    async def close(self) -> None:
        """End those that wait for work; the others are ended by whoever asked them."""
        while self._idle:
            await self._idle.pop().end()

    async def _take(self) -> "_Cleaner":
        while self._idle:
            cleaner = self._idle.pop()  # the latest, so that no more are kept busy than are needed
            if cleaner.is_alive:
                return cleaner
            await cleaner.end()
        return await _start(self._child)


class _Cleaner:
    """One process, asked one thing at a time."""

    def __init__(self, process: Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self._to, self._from = process.stdin, process.stdout
        self.done = 0

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None

    async def ready(self) -> None:
        """Wait until it has loaded everything; raises EOFError where it ends instead."""
        await self._from.readexactly(len(frames.READY))

    async def clean(
        self, attachment: Attachment, data: bytes, stem: str, seconds: float
    ) -> CleanFile | FileRefusal:
        about = {
            "attachment": attachment.as_dict(),
            "stem": stem,
            "seconds": math.ceil(seconds) + _GRACE_SECONDS,
        }
        self._to.writelines(frames.pack(about, data))
        await self._to.drain()
        words, size = frames.lengths(await self._from.readexactly(frames.HEAD.size))
        told = await self._from.readexactly(words)
        done = frames.read_answer(told, await self._from.readexactly(size))
        self.done += 1
        return done

    async def end(self) -> None:
        """End it at once: it keeps nothing that could be lost."""
        if self.is_alive:
            self._process.kill()
        self._to.close()
        await self._process.communicate()


async def _start(child: Sequence[str]) -> _Cleaner:
    """A new cleaner, ready for work: a fresh interpreter, as a copy of a process with threads may hang."""
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    level = str(LOG.getEffectiveLevel())
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", *child, level),
            stdin=PIPE,
            stdout=PIPE,
            env=inherited | {"PYTHONPATH": str(_ROOT)},
            start_new_session=True,  # Ctrl-C is for the bot
            limit=1 << 20,
        )
    except OSError as error:
        raise CleanersAwayError(type(error).__name__) from None
    cleaner = _Cleaner(process)
    try:
        async with asyncio.timeout(_START_SECONDS):
            await cleaner.ready()
    except BaseException as error:
        await cleaner.end()
        if isinstance(error, EOFError | TimeoutError | OSError):
            raise CleanersAwayError(type(error).__name__) from None
        raise
    return cleaner
