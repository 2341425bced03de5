"""Files on their way: fetched from Telegram and made safe to pass on, or refused with a reason."""

import asyncio
import logging

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.cleaners.pool import Cleaners, CleanersAwayError
from bot.domain.media import Attachment, FileRefusal, refuse_before
from bot.media import CleanFile
from bot.wire import NotSentError

LOG = logging.getLogger("alongside.delivery")

AT_ONCE = 4  # files in memory at the same time, each of 20 MB at most


class Files:
    """Fetches and has cleaned, a few at a time, so that memory stays bounded."""

    def __init__(self, bot: Bot, cleaners: Cleaners) -> None:
        self._bot = bot
        self._cleaners = cleaners
        self._room = asyncio.Semaphore(AT_ONCE)

    async def cleaned(self, attachment: Attachment, stem: str) -> CleanFile | FileRefusal:
        """The file without anything that tells of who made it, named `stem` and what fits its type.

        Raises TelegramError where Telegram cannot be asked, or nothing can be cleaned, at the moment.
        """
        refused = refuse_before(attachment)
        if refused is not None:
            return refused
        async with self._room:
            try:
                file = await self._bot.get_file(attachment.file_id)
                data = bytes(await file.download_as_bytearray())
            except BadRequest as error:
                too_large = "too big" in error.message.lower()
                LOG.info("file-not-fetched too_large=%s", too_large)
                return FileRefusal.TOO_LARGE if too_large else FileRefusal.GONE
            except (Forbidden, InvalidToken):  # 403 and 404 of the file itself, as the library tells them
                return FileRefusal.GONE
            try:
                return await self._cleaners.clean(attachment, data, stem)
            except CleanersAwayError as error:
                LOG.error("no-cleaner error=%s", error)
                raise NotSentError("no cleaner") from None
