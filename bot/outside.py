"""The outside channel: e-mail, SMS and whatever else apprise speaks, for alerts that nobody has answered."""

import logging
from collections.abc import Sequence

from apprise import Apprise

from bot.wire import NotSentError

LOG = logging.getLogger("alongside.outside")


class Outside:
    """Sends a line of text to every address the operator has named, in the forms that apprise knows.

    The text holds an alert's number and grade, never a name or a participant's words.
    """

    def __init__(self, addresses: Sequence[str]) -> None:
        self._apprise = Apprise()
        for address in addresses:
            self._apprise.add(address)

    async def send(self, words: str) -> None:
        """Send it everywhere; raises NotSentError where an address did not take it, to be tried again."""
        if not await self._apprise.async_notify(body=words):
            LOG.error("outside-not-sent addresses=%d", len(self._apprise))
            raise NotSentError("outside")


def is_address(address: str) -> bool:
    """Whether apprise knows what to do with it."""
    return bool(Apprise().add(address))
