"""getUpdates: long polling with the rules of Telegram's own Bot API server."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import params as given
from bot.sandbox.accounts import Json
from bot.sandbox.calls import Call
from bot.sandbox.refusals import conflict
from bot.sandbox.updates import UpdateQueue

LONGEST = 50  # seconds a poll may wait
BATCH = 100
_OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
# Telegram slows down a bot that asks for the same again and again, and one whose pollers fight.
_SAME_SECONDS, _SAME_LIMIT_SECONDS, _CONFLICT_SECONDS = 3.0, 0.5, 3.0


@dataclass(slots=True)
class _Line:
    """What one bot's pollers need to know of each other."""

    waiting: asyncio.Future[None] | None = None
    offset: int | None = None
    asked_at: float = 0.0
    next_conflict_at: float = 0.0
    last_batch: list[Json] = field(default_factory=list)


class Polling:
    """Answers getUpdates for every bot; `is_patient=False` leaves out Telegram's slowing down."""

    def __init__(self, *, is_patient: bool = True) -> None:
        self._lines: dict[int, _Line] = {}
        self._is_patient = is_patient

    async def get_updates(self, call: Call) -> list[Json]:
        """A batch of updates, empty when none came within the time-out; raises RefusalError (409)."""
        if call.bot.webhook is not None:
            raise conflict(_WEBHOOK)
        params, queue = call.params, call.sandbox.queues[call.bot.id]
        offset = given.integer(params, "offset")
        limit = min(max(given.integer(params, "limit", BATCH), 1), BATCH)
        timeout = min(max(given.integer(params, "timeout"), 0), LONGEST)
        if "allowed_updates" in params:
            allow(queue, params["allowed_updates"])
        line = self._lines.setdefault(call.bot.id, _Line())
        limit, timeout = self._slowed(line, offset, limit, timeout)
        queue.forget_old(call.sandbox.now().timestamp())
        queue.confirm(offset)
        if not queue.pending and timeout:
            await self._wait(line, queue, timeout)
            if call.bot.webhook is not None:
                raise conflict(_WEBHOOK)
        line.last_batch = queue.first(limit)
        return line.last_batch

    def last_batch(self, bot_id: int) -> list[Json]:
        """What the bot was given last."""
        return self._lines.setdefault(bot_id, _Line()).last_batch

    def release(self, bot_id: int | None = None, reason: str = "") -> None:
        """End the waiting polls of one bot (or of all): with a 409 where a reason is given, else empty."""
        for number, line in self._lines.items():
            waiting = line.waiting
            if bot_id in {None, number} and waiting is not None and not waiting.done():
                if reason:
                    waiting.set_exception(conflict(reason))
                else:
                    waiting.set_result(None)

    def _slowed(self, line: _Line, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        now = time.monotonic()
        if self._is_patient and offset == line.offset:
            if timeout < _SAME_SECONDS and now < line.asked_at + _SAME_SECONDS:
                timeout = int(_SAME_SECONDS)
            if now < line.asked_at + _SAME_LIMIT_SECONDS:
                limit = 1
        line.offset, line.asked_at = offset, now
        return limit, timeout

    async def _wait(self, line: _Line, queue: UpdateQueue, seconds: float) -> None:
        """Until something comes, the time is over, or another poll takes this one's place."""
        if line.waiting is not None and not line.waiting.done():
            line.waiting.set_exception(conflict(_OTHER))
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        line.waiting = mine

        def wake() -> None:
            if not mine.done():
                mine.set_result(None)

        queue.on_arrival.append(wake)
        try:
            async with asyncio.timeout(seconds):
                await mine
        except TimeoutError:
            return
        except Exception:
            await self._hold_back(line)
            raise
        finally:
            queue.on_arrival.remove(wake)
            if line.waiting is mine:
                line.waiting = None

    async def _hold_back(self, line: _Line) -> None:
        """The first conflict is told at once; those within three seconds of it are told late."""
        now = time.monotonic()
        if self._is_patient and now < line.next_conflict_at:
            await asyncio.sleep(_CONFLICT_SECONDS)
        else:
            line.next_conflict_at = now + _CONFLICT_SECONDS


def allow(queue: UpdateQueue, value: Any) -> None:
    """Remember `allowed_updates`; what is no list of names is passed over, as Telegram does."""
    kinds = given.structure({"kinds": value}, "kinds", "can't parse allowed_updates")
    if isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds):
        queue.allow([kind.lower() for kind in kinds])
