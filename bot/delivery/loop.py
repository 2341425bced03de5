"""The loop: claim what may go, send it, settle what became of it."""

import asyncio
import logging
import time
from collections.abc import Iterable
from functools import partial

from bot.delivery.voice import Voice
from bot.delivery.waiting import Waiting
from bot.domain.outbox import Lane
from bot.domain.pacing import Pacing
from bot.services import posting
from bot.services.envelopes import Envelope
from bot.services.posting import Fate, Outcome
from bot.services.units import Units
from bot.store import outbox
from bot.store.outbox import Posted
from bot.store.writer import StoreUnavailableError

LOG = logging.getLogger("alongside.delivery")

AT_ONCE = 48  # requests on their way at the same time, each to another chat
ALERTS_AT_ONCE = 12  # and so many alerts besides, so that none waits behind what Telegram is slow to take
SWEEP_SECONDS = 1.0  # how often to look for what other processes wrote
_GOODBYE_SECONDS = 6.0  # how long a request on its way may still take when we are asked to stop


class Delivery:
    """Says what the outbox holds: woken at once by our own units, once a second for everybody else's."""

    def __init__(self, units: Units, voice: Voice) -> None:
        self._units = units
        self._voice = voice
        self._pacing = Pacing()
        self._waiting = Waiting(self._pacing)
        self._wake = asyncio.Event()
        self._outcomes: list[Outcome] = []
        self._settle_wake = asyncio.Event()
        self._flying = 0
        self._sends: set[asyncio.Task[None]] = set()
        self._is_done = False
        self._last_id = 0
        self._is_stopping = False

    def offer(self, posted: Iterable[Posted]) -> None:
        """Take in what a unit has just posted."""
        now, moment = self._units.clock.now(), time.monotonic()
        for each in posted:
            self._waiting.offer(each, now, moment)
        self._wake.set()

    def wake(self) -> None:
        """Look again, for instance because the clock was moved."""
        self._wake.set()

    def stop(self) -> None:
        """Claim nothing more; `run` returns when what is on its way is settled."""
        self._is_stopping = True
        self._wake.set()

    @property
    def backlog(self) -> int:
        """How many things wait or are on their way."""
        return len(self._waiting) + self._flying

    async def run(self) -> None:
        """Say things until stopped."""
        again, uncertain = await self._units.run(
            lambda unit: outbox.recover(unit.session, unit.programme.id, unit.now)
        )
        if again or uncertain:
            LOG.warning("uncertain-after-start again=%d left=%d", again, uncertain)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._settle_forever())
            await self._claim_until_stopped(tasks)
            if self._sends:
                await asyncio.wait(self._sends, timeout=_GOODBYE_SECONDS)
            for late in self._sends:
                late.cancel()  # will be uncertain at the next start
            self._is_done = True
            self._settle_wake.set()

    async def _claim_until_stopped(self, tasks: asyncio.TaskGroup) -> None:
        swept = 0.0
        while not self._is_stopping:
            self._wake.clear()
            moment = time.monotonic()
            try:
                if moment - swept >= SWEEP_SECONDS:
                    swept = moment
                    await self._sweep()
                await self._claim(tasks)
            except Exception as error:  # noqa: BLE001 - the database may be full or locked: wait, try again
                LOG.error("outbox-unavailable error=%s", type(error).__name__)
                await asyncio.sleep(1.0)
            try:
                await asyncio.wait_for(self._wake.wait(), self._waiting.next_moment(time.monotonic()))
            except TimeoutError:
                continue

    async def _sweep(self) -> None:
        last = self._last_id
        found = await self._units.run(lambda unit: outbox.queued_after(unit.session, unit.programme.id, last))
        if found:
            self._last_id = found[-1].id
            self.offer(found)

    async def _claim(self, tasks: asyncio.TaskGroup) -> None:
        while True:
            free, up_to = AT_ONCE - self._flying, Lane.BROADCAST
            if free <= 0:
                free, up_to = free + ALERTS_AT_ONCE, Lane.SAFETY
            taken = self._waiting.take(max(0, free), self._units.clock.now(), time.monotonic(), up_to)
            if not taken:
                return
            self._flying += len(taken)
            try:
                envelopes = await self._claim_each([posted.id for posted in taken])
            except Exception:
                self._flying -= len(taken)
                for posted in taken:
                    self._waiting.release(posted.chat_id, posted.lane)
                self.offer(taken)
                raise
            ready = {envelope.id for envelope in envelopes}
            for posted in taken:
                if posted.id not in ready:
                    self._flying -= 1
                    self._waiting.release(posted.chat_id, posted.lane)
            for envelope in envelopes:
                send = tasks.create_task(self._send(envelope))
                self._sends.add(send)
                send.add_done_callback(self._sends.discard)

    async def _claim_each(self, ids: list[int]) -> list[Envelope]:
        """Claim rows together; where that fails, each by itself, and the one it lies at is given up."""
        try:
            return await self._units.run(partial(posting.claim, ids=ids))
        except StoreUnavailableError:
            raise
        except Exception:  # noqa: BLE001 - one row that cannot be read must not stop all others
            return [envelope for row_id in ids for envelope in await self._claim_alone(row_id)]

    async def _claim_alone(self, row_id: int) -> list[Envelope]:
        error = ""
        while not self._is_stopping:
            try:
                if error:
                    await self._units.run(partial(posting.give_up, row_id=row_id, error=error))
                    return []
                return await self._units.run(partial(posting.claim, ids=[row_id]))
            except StoreUnavailableError:
                await asyncio.sleep(1.0)
            except Exception as failure:  # noqa: BLE001 - whatever it is, it is this row's own
                error = type(failure).__name__
                LOG.error("cannot-be-claimed row=%d error=%s", row_id, error)
        return []

    async def _send(self, envelope: Envelope) -> None:
        outcome = await self._voice.carry_out(envelope)
        moment = time.monotonic()
        if outcome.error == "RetryAfter":
            self._pacing.refused(envelope.chat_id, outcome.wait, moment)
        elif outcome.fate is Fate.SENT:
            self._pacing.sent(envelope.chat_id, envelope.lane, moment)
        self._outcomes.append(outcome)
        self._settle_wake.set()

    async def _settle_forever(self) -> None:
        while not self._is_done or self._outcomes:
            await self._wait_for_outcomes()
            outcomes, self._outcomes = self._outcomes, []
            if outcomes:
                await self._settle(outcomes)

    async def _wait_for_outcomes(self) -> None:
        try:
            await asyncio.wait_for(self._settle_wake.wait(), 0.5)
        except TimeoutError:
            return
        self._settle_wake.clear()

    async def _settle(self, outcomes: list[Outcome]) -> None:
        while True:
            try:
                await self._units.run(lambda unit: posting.settle(unit, outcomes))
                break
            except Exception as error:  # noqa: BLE001 - what Telegram did must be written down: try until it is
                LOG.error("cannot-settle rows=%d error=%s", len(outcomes), type(error).__name__)
                if self._is_stopping:
                    break  # the rows stay "sending": uncertain at the next start
                await asyncio.sleep(1.0)
        self._flying -= len(outcomes)
        for outcome in outcomes:
            self._waiting.release(outcome.envelope.chat_id, outcome.envelope.lane)
        self._wake.set()
