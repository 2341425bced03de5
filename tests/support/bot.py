"""The real bot, in a thread of its own, talking to a local Telegram."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from bot.app import RunningBot, open_house, run_bot
from bot.domain.clock import Clock
from bot.services.unit import Unit
from bot.settings import Settings, read_settings
from bot.store.cipher import Cipher

T = TypeVar("T")
KEY = Cipher.new_key()


def settings_for(token: str, url: str, folder: Path, **given: str) -> Settings:
    """Settings of an invented programme whose database is a real file; what is given takes their place."""
    usual = {
        "telegram_token": token,
        "telegram_api_url": url,
        "database_url": f"sqlite:///{folder}/alongside.sqlite",
        "encryption_keys": KEY,
        "programme_name": "Backs Together",
        "time_zone": "Europe/London",
        "country": "GB",
        "cover": "office_hours",
        "duty_hours": "Mon-Sun 00:00-24:00",
    }
    return read_settings(env_file=None, **(usual | given))


class BotThread:
    """Starts the bot on entering and stops it, cleanly, on leaving."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.claim_link: str | None = None
        self.error: BaseException | None = None
        self._clock = clock
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bot", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self.parts: RunningBot | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        self._thread.start()
        if not self._started.wait(60) or self.error is not None:
            raise AssertionError("the bot did not start") from self.error

    def stop(self) -> None:
        if self._loop is not None and self._stop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)
        assert not self._thread.is_alive(), "the bot did not stop within 20 seconds"
        if self.error is not None:
            raise AssertionError("the bot ended with an error") from self.error

    @property
    def is_running(self) -> bool:
        return self._thread.is_alive()

    @property
    def has_handled_all(self) -> bool:
        return self.parts is not None and self.parts.intake.backlog == 0

    @property
    def is_idle(self) -> bool:
        """Whether nothing is kept that was not handled, and nothing waits to be said."""
        return self.parts is not None and self.parts.intake.backlog == 0 and self.parts.delivery.backlog == 0

    def wake(self) -> None:
        """Tell the bot that its clock was moved."""
        assert self._loop is not None
        assert self.parts is not None
        self._loop.call_soon_threadsafe(self.parts.wake)

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:  # noqa: BLE001 - handed to the test's own thread
            self.error = error
            self._started.set()

    async def _main(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        house = open_house(self.settings, self._clock)
        try:
            await run_bot(house, self._stop, self._note_start)
        finally:
            house.close()

    def _note_start(self, parts: RunningBot, claim_link: str | None) -> None:
        self.parts, self.claim_link = parts, claim_link
        self._started.set()


def in_unit(settings: Settings, work: Callable[[Unit], T], clock: Clock | None = None) -> T:
    """Do something in a unit of a second process's kind: what it sees is what is really kept."""
    house = open_house(settings, clock)
    try:
        return house.units.run_now(work)
    finally:
        house.close()
