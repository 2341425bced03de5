"""Files on their way: fetched from Telegram, made safe to pass on and read, or refused with a reason."""

import asyncio
import logging
from functools import partial

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.cleaners.pool import Cleaners, CleanersAwayError
from bot.domain.media import Attachment, FileRefusal, refuse_before
from bot.media import CleanFile, text_of
from bot.services import reading
from bot.services.units import Units
from bot.store.writer import StoreUnavailableError
from bot.wire import NotSentError

LOG = logging.getLogger("alongside.delivery")

AT_ONCE = 4  # files in memory at the same time, each of 20 MB at most


class Files:
    """Fetches and has cleaned, a few at a time, so that memory stays bounded; has texts scanned."""

    def __init__(self, bot: Bot, cleaners: Cleaners, units: Units) -> None:
        self._bot = bot
        self._cleaners = cleaners
        self._units = units
        self._room = asyncio.Semaphore(AT_ONCE)

    async def cleaned(self, attachment: Attachment, stem: str, message_id: int) -> CleanFile | FileRefusal:
        """The file without anything that tells of who made it, named `stem` and what fits its type.

        The words of a plain text are scanned before it is returned. Raises TelegramError where Telegram
        cannot be asked, nothing can be cleaned or nothing written down at the moment.
        """
        file = await self._fetched(attachment, stem)
        words = text_of(file, reading.LONGEST) if isinstance(file, CleanFile) else None
        if words is not None and not attachment.is_read:
            await self._read(message_id, attachment.file_id, words)
        return file

    async def _read(self, message_id: int, file_id: str, words: str) -> None:
        """Have a text scanned; where that fails for a fault of ours it goes its way, as a message does."""
        read = partial(reading.read_file, message_id=message_id, file_id=file_id, words=words)
        try:
            await self._units.run(read)
        except StoreUnavailableError:
            raise NotSentError("the text was not scanned yet") from None
        except Exception as error:  # noqa: BLE001 - it was counted as unscanned when it came
            LOG.error("file-not-scanned message=%d error=%s", message_id, type(error).__name__)

    async def _fetched(self, attachment: Attachment, stem: str) -> CleanFile | FileRefusal:
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
