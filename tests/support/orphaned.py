"""A bot's side that waits to be killed: `-m tests.support.orphaned FILE`. Says the number of its cleaner."""

import asyncio
import sys

from bot.cleaners.pool import Cleaners
from bot.domain.media import Attachment, MediaKind
from bot.media import CleanFile
from tests.support.breaking import CHILD

TEXT = Attachment(MediaKind.DOCUMENT, "file-id", suffix=".txt")


async def main(then: bytes) -> None:
    cleaners = Cleaners(CHILD, seconds=1 if then == b"loop" else 60)
    file = await cleaners.clean(TEXT, b"pid", "stem")
    assert isinstance(file, CleanFile)
    sys.stdout.write(file.data.decode() + "\n")
    sys.stdout.flush()
    await cleaners.clean(TEXT, then, "stem")
    await asyncio.sleep(60)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1].encode()))
