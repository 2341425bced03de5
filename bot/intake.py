"""Intake: what Telegram has for us is committed to the inbox before it is confirmed, then handled in order.

python-telegram-bot's own updater confirms updates that sit only in memory, so intake asks `getUpdates`
itself and keeps the raw JSON. Each update is parsed on its own; handling is serial within a chat and
concurrent between chats.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from enum import Enum
from functools import partial
from typing import Any
from urllib.parse import urlencode

from telegram import Update
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application

from bot.context import CURRENT, Receipt
from bot.services import updates
from bot.services.units import Units
from bot.store import inbox
from bot.store.writer import StoreUnavailableError

LOG = logging.getLogger("alongside.intake")

ALLOWED_UPDATES = ["message", "edited_message", "message_reaction", "callback_query", "my_chat_member"]
POLL_SECONDS = 25
_LONGEST_PAUSE = 30.0
_REVOKED_PAUSE = 60.0
_STORE_PAUSE = 1.0
_GOODBYE_SECONDS = 1.0  # how long an answer to a tap may still take when we are asked to stop
MOST_IN_MEMORY = 2000  # updates; above it nothing more is asked for until some are handled


class IntakeState(Enum):
    """How it stands between Telegram and us."""

    STARTING = "starting"
    POLLING = "polling"
    NO_ANSWER = "no_answer"  # the network, or Telegram, is away
    SECOND_POLLER = "second_poller"  # another process asks with the same token
    TOKEN_REFUSED = "token_refused"  # noqa: S105 - a state, not a secret
    NO_STORE = "no_store"  # the database does not take updates: nothing is confirmed


class Intake:
    """Asks Telegram for updates, keeps them, hands each to the handlers, one chat after its own order."""

    def __init__(self, application: "Application[Any, Any, Any, Any, Any, Any]", units: Units) -> None:
        self._application = application
        self._units = units
        self._lanes: dict[int, deque[tuple[int, dict[str, Any] | None]]] = {}
        self._tasks: asyncio.TaskGroup | None = None
        self._answers: set[asyncio.Task[None]] = set()
        self._in_memory = 0
        self._room = asyncio.Event()
        self._is_stopping = False
        self._stopped = asyncio.Event()
        self._pause = 0.0
        self.state = IntakeState.STARTING
        application.add_error_handler(_note_error)

    async def run(self) -> None:
        """Handle what is left from before, then whatever comes, until stopped."""
        await self._units.run(lambda unit: updates.note_outage(unit, unit.now))
        async with asyncio.TaskGroup() as self._tasks:
            for inbox_id, subject in await self._units.run(
                lambda unit: inbox.pending(unit.session, unit.programme.id)
            ):
                self._line_up(inbox_id, subject, None)
            poll = self._tasks.create_task(self._poll_until_stopped())
            await self._stopped.wait()
            poll.cancel()
            if self._answers:
                await asyncio.wait(self._answers, timeout=_GOODBYE_SECONDS)
            for late in self._answers:
                late.cancel()  # the clock on a button is not worth waiting for

    @property
    def backlog(self) -> int:
        """How many updates are kept and not yet handled."""
        return self._in_memory

    def stop(self) -> None:
        """Ask for nothing more and begin nothing more; what is being handled is finished."""
        self._is_stopping = True
        self._stopped.set()

    async def _poll_until_stopped(self) -> None:
        offset: int | None = None
        while await self._guarded(self._stop_webhook) is None:
            continue
        while True:
            batch = await self._guarded(partial(self._ask, offset))
            if batch is None:
                continue
            offset = None  # that call has confirmed the last batch
            if await self._keep(batch) and batch:
                # Telegram numbers a queue upwards; after a quiet week it starts anew at random, so an
                # offset is sent once, to confirm what is stored by now, and then forgotten.
                offset = batch[-1]["update_id"] + 1

    async def _stop_webhook(self) -> list[dict[str, Any]]:
        """A webhook left on this token would keep us from asking; what waits for it is kept."""
        await self._application.bot.delete_webhook(drop_pending_updates=False)
        return []

    async def _ask(self, offset: int | None) -> list[dict[str, Any]]:
        while self._in_memory >= MOST_IN_MEMORY:
            self._room.clear()
            await self._room.wait()
        bot = self._application.bot
        asked = {"timeout": POLL_SECONDS, "allowed_updates": json.dumps(ALLOWED_UPDATES), "limit": 100}
        if offset is not None:
            asked["offset"] = offset
        # Past the library's own method, which would parse and so lose what it does not know.
        answer: Any = await bot.request.post(
            f"{bot.base_url}/getUpdates?{urlencode(asked)}", read_timeout=POLL_SECONDS + 10
        )
        if self.state not in {IntakeState.POLLING, IntakeState.STARTING}:
            # Back again: it may have been away for longer than Telegram keeps what people write.
            await self._units.run(lambda unit: updates.note_outage(unit, unit.now))
        self._enter(IntakeState.POLLING)
        if not isinstance(answer, list) or not all(
            isinstance(raw, dict) and isinstance(raw.get("update_id"), int) for raw in answer
        ):
            raise TelegramError("an answer to getUpdates that is none")
        return sorted(answer, key=lambda raw: raw["update_id"])

    async def _keep(self, batch: list[dict[str, Any]]) -> bool:
        """Commit a batch to the inbox; False where that failed, and then it is not confirmed."""
        try:
            new = await self._units.run(partial(updates.keep, updates=batch))
        except Exception as error:  # noqa: BLE001 - full disk, lock: Telegram keeps it, we ask again
            LOG.error("inbox-unavailable error=%s", type(error).__name__)
            await self._rest(IntakeState.NO_STORE)
            return False
        for inbox_id, subject, raw in new:
            self._line_up(inbox_id, subject, raw)
        return True

    async def _guarded(
        self, ask: Callable[[], Coroutine[Any, Any, list[dict[str, Any]]]]
    ) -> list[dict[str, Any]] | None:
        """One call; None where it failed, after a pause that fits the failure."""
        try:
            return await ask()
        except Conflict:
            await self._rest(IntakeState.SECOND_POLLER)
        except InvalidToken:
            await self._rest(IntakeState.TOKEN_REFUSED, at_least=_REVOKED_PAUSE)
        except RetryAfter as error:
            seconds = error._retry_after.total_seconds()  # noqa: SLF001 - the public one warns of its future type
            await self._rest(IntakeState.NO_ANSWER, at_least=seconds)
        except TelegramError:
            await self._rest(IntakeState.NO_ANSWER)
        except Exception as error:  # noqa: BLE001 - whatever an answer does to us, we ask again
            LOG.error("poll-failed error=%s", type(error).__name__)
            await self._rest(IntakeState.NO_ANSWER)
        return None

    async def _rest(self, state: IntakeState, at_least: float = 0.0) -> None:
        if self.state is not state:
            LOG.warning("intake-%s", state.value.replace("_", "-"))
        self.state = state
        self._pause = min(_LONGEST_PAUSE, max(0.5, self._pause * 2))
        await asyncio.sleep(max(at_least, self._pause))

    def _enter(self, state: IntakeState) -> None:
        if self.state is not state:
            LOG.info("intake-%s", state.value.replace("_", "-"))
        self.state, self._pause = state, 0.0

    def _line_up(self, inbox_id: int, subject: int, raw: dict[str, Any] | None) -> None:
        if self._tasks is None:
            raise RuntimeError("intake is not running")
        self._in_memory += 1
        lane = self._lanes.get(subject)
        if lane is None:
            self._lanes[subject] = deque([(inbox_id, raw)])
            self._tasks.create_task(self._work_through(subject))
        else:
            lane.append((inbox_id, raw))

    async def _work_through(self, subject: int) -> None:
        """Handle one chat's updates one after another."""
        lane = self._lanes[subject]
        while lane and not self._is_stopping:
            inbox_id, raw = lane.popleft()
            await self._handle_until_settled(inbox_id, raw)
            self._in_memory -= 1
            self._room.set()
        del self._lanes[subject]

    async def _handle_until_settled(self, inbox_id: int, raw: dict[str, Any] | None) -> None:
        wait: float | None = 0.0
        while wait is not None and not self._is_stopping:
            if wait:
                await self._unless_stopped(wait)
            try:
                wait = await self._handle(inbox_id, raw)
            except Exception as error:  # noqa: BLE001 - the store is away: the update stays pending until it is back
                LOG.error("update-waits inbox=%d error=%s", inbox_id, type(error).__name__)
                wait = _STORE_PAUSE

    async def _unless_stopped(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopped.wait(), seconds)
        except TimeoutError:
            return

    async def _handle(self, inbox_id: int, raw: dict[str, Any] | None) -> float | None:
        """One attempt. Returns None when nothing more is to be done, else the seconds before the next."""
        receipt = Receipt(inbox_id)
        try:
            if raw is None:
                raw = await self._units.run(lambda unit: inbox.payload(unit.session, inbox_id))
            update = Update.de_json(raw, self._application.bot)
        except StoreUnavailableError:
            raise
        except Exception as error:  # noqa: BLE001 - no key opens it, or no parser understands it
            return await self._failed(receipt, error, is_hopeless=True)
        CURRENT.set(receipt)
        await self._application.process_update(update)
        if receipt.is_handled:
            if update.callback_query is not None and self._tasks is not None and not self._is_stopping:
                answer = self._tasks.create_task(self._answer(update.callback_query.id))
                self._answers.add(answer)
                answer.add_done_callback(self._answers.discard)
            return None
        if isinstance(receipt.error, StoreUnavailableError):
            raise receipt.error  # not the update's fault: this attempt does not count
        if receipt.error is not None:
            return await self._failed(receipt, receipt.error)
        await self._units.run(partial(updates.pass_over, inbox_id=inbox_id))
        return None

    async def _failed(
        self, receipt: Receipt, error: BaseException, *, is_hopeless: bool = False
    ) -> float | None:
        name = type(error).__name__
        wait = await self._units.run(
            partial(updates.note_failure, inbox_id=receipt.inbox_id, error=name, is_hopeless=is_hopeless)
        )
        LOG.error(
            "update-%s inbox=%d error=%s", "set-aside" if wait is None else "failed", receipt.inbox_id, name
        )
        return wait

    async def _answer(self, query_id: str) -> None:
        """Take the clock off the button. It may be too late for that, and then nothing is lost."""
        try:
            await self._application.bot.answer_callback_query(query_id)
        except BadRequest:
            LOG.debug("tap-answered-too-late")
        except TelegramError as error:
            LOG.info("tap-not-answered error=%s", type(error).__name__)


async def _note_error(update: object, context: Any) -> None:
    """python-telegram-bot swallows what a handler raises; the receipt remembers it."""
    del update
    CURRENT.get().error = context.error
