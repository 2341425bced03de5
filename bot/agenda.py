"""The agenda's one ticker: APScheduler only ticks; the due rows in the database are the truth."""

import asyncio
import logging
from datetime import UTC, datetime
from functools import partial
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.services import timed
from bot.services.units import Units
from bot.store import agenda
from bot.store.writer import StoreUnavailableError

LOG = logging.getLogger("alongside.agenda")

TICK_SECONDS = 1


class Agenda:
    """Once a second: what is due, the longest overdue first, each in its own unit."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._stopped = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._job: Any = None

    async def run(self) -> None:
        """Tick until stopped."""
        await self._units.run(timed.begin)
        scheduler = AsyncIOScheduler(timezone="UTC")
        job = scheduler.add_job(
            self.tick,
            "interval",
            seconds=TICK_SECONDS,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
        self._job = job
        scheduler.start()
        try:
            await self._stopped.wait()
        finally:
            async with self._one_at_a_time:  # what has begun is done first: a shutdown would cancel it
                scheduler.shutdown(wait=False)

    def stop(self) -> None:
        """Begin nothing more; `run` returns once what has begun is done."""
        self._stopped.set()

    def wake(self) -> None:
        """Tick at once, for instance because the clock was moved."""
        if self._job is not None:
            self._job.modify(next_run_time=datetime.now(UTC))

    async def tick(self) -> None:
        """Do everything that is due now."""
        async with self._one_at_a_time:
            try:
                while not self._stopped.is_set() and await self._do_some():
                    continue
            except Exception as error:  # noqa: BLE001 - the store is away: the rows stay due, the next tick comes
                LOG.error("agenda-unavailable error=%s", type(error).__name__)

    async def _do_some(self) -> bool:
        ids = await self._units.run(lambda unit: agenda.due(unit.session, unit.programme.id, unit.now))
        for row_id in ids:
            try:
                await self._units.run(partial(timed.carry_out, row_id=row_id))
            except StoreUnavailableError:
                raise  # not the row's fault: this attempt does not count
            except Exception as error:  # noqa: BLE001 - one row's fault must not stop the others
                state = await self._units.run(partial(timed.note_failure, row_id=row_id))
                LOG.error("due-failed row=%d error=%s state=%s", row_id, type(error).__name__, state.value)
        return bool(ids)
