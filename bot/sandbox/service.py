"""One call over HTTP, from its token to its answer, with the faults that tests ask for on the way."""

import asyncio
import json
import logging
import re
import traceback
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import PurePath
from typing import Any

from aiohttp import web

from bot.sandbox import bodies, fields
from bot.sandbox import params as given
from bot.sandbox.accounts import Bot, Json
from bot.sandbox.calls import Call
from bot.sandbox.faults import Fault, FaultKind, Faults
from bot.sandbox.methods import METHODS
from bot.sandbox.pacing import Pacing
from bot.sandbox.params import Params
from bot.sandbox.polling import Polling
from bot.sandbox.recording import DOWNLOAD, Recording
from bot.sandbox.refusals import RefusalError, bad_request, conflict, too_many, unauthorized
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.uploads import Upload
from bot.sandbox.webhooks import Webhooks

logger = logging.getLogger(__name__)

Work = Callable[[], Awaitable[web.Response]]

_TOKEN = re.compile(r"\d{1,16}:[A-Za-z0-9_-]+\Z")
_OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
_BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>"


class Described:
    """A result of True with Telegram's remark on it."""

    __slots__ = ("remark",)

    def __init__(self, remark: str) -> None:
        self.remark = remark


class Service:
    """Answers calls for one sandbox; what may go wrong on the way is in `faults` and `pacing`."""

    def __init__(
        self,
        sandbox: Sandbox,
        faults: Faults,
        pacing: Pacing | None,
        recording: Recording,
        *,
        is_patient: bool,
    ) -> None:
        self.sandbox = sandbox
        self.faults = faults
        self.pacing = pacing
        self.recording = recording
        self.polling = Polling(is_patient=is_patient)
        self.webhooks = Webhooks(sandbox, self.polling, self._reply)
        self.is_over = asyncio.Event()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call over HTTP."""
        token, asked = request.match_info["token"], request.match_info["method"]
        name = fields.CANONICAL.get(asked.lower(), "")
        record = None
        try:
            bot = self._bot(token)
            params = await bodies.read(request)
            record = self.recording.add(name or asked, params, bot.id)
            check_names(name, params)
        except RefusalError as refusal:
            answer: web.StreamResponse = reply_with(refusal.as_json(), refusal.code)
        else:
            chat_id = given.integer(params, "chat_id")
            answer = await self._on_the_way(
                request, bot, name, chat_id, partial(self._answered, bot, name, params)
            )
        if record is not None:
            record.status = answer.status
        return answer

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file over HTTP, by the path that getFile gave; faults know it as `recording.DOWNLOAD`."""
        path = request.match_info["path"]
        try:
            bot = self._bot(request.match_info["token"])
        except RefusalError as refusal:
            return reply_with(refusal.as_json(), refusal.code)
        record = self.recording.add(DOWNLOAD, {"file_path": path}, bot.id)
        answer = await self._on_the_way(request, bot, DOWNLOAD, 0, partial(self._fetched, bot, path))
        if record is not None:
            record.status = answer.status
        return answer

    def _bot(self, token: str) -> Bot:
        bot = self.sandbox.bot_by_token(token)
        if bot is None:
            raise unauthorized() if _TOKEN.match(token) else RefusalError(404, "Not Found")
        return bot

    async def _fetched(self, bot: Bot, path: str) -> web.Response:
        file = self.sandbox.files.at(bot.id, path, self.sandbox.now().timestamp())
        if file is None:
            return reply_with(RefusalError(404, "Not Found").as_json(), 404)
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def _on_the_way(
        self, request: web.Request, bot: Bot, name: str, chat_id: int, work: Work
    ) -> web.StreamResponse:
        faults = self.faults.draw(name, chat_id) if self.faults.waiting else []
        return await (self._with_faults(request, bot, faults, work) if faults else work())

    async def run(self, bot: Bot, name: str, params: Params) -> Any:
        """The result of a call, as plain values; raises RefusalError."""
        call = Call(self.sandbox, bot, params)
        if self.pacing is not None:
            wait = self.pacing.wait(name, bot.id, given.integer(params, "chat_id"))
            if wait:
                raise too_many(wait)
        method = METHODS.get(name)
        if method is not None:
            return method(call)
        if name == "getUpdates":
            return await self.polling.get_updates(call)
        if name == "getWebhookInfo":
            return self.webhooks.info(call)
        return Described(self.webhooks.set(call) if name == "setWebhook" else self.webhooks.delete(call))

    async def close(self) -> None:
        self.is_over.set()
        self.polling.release()
        await self.webhooks.close()

    async def _answered(self, bot: Bot, name: str, params: Params) -> web.Response:
        try:
            result = await self.run(bot, name, params)
        except RefusalError as refusal:
            return reply_with(refusal.as_json(), refusal.code)
        except Exception as error:  # noqa: BLE001 - a fault of ours is answered as Telegram would answer one of its
            return _broken(name, error)
        if isinstance(result, Described):
            return reply_with({"ok": True, "result": True, "description": result.remark})
        return reply_with({"ok": True, "result": result})

    async def _with_faults(
        self, request: web.Request, bot: Bot, faults: list[Fault], work: Work
    ) -> web.StreamResponse:
        delay = sum(fault.seconds for fault in faults if fault.kind is FaultKind.SLOW)
        spoilt = next((fault for fault in faults if fault.kind is not FaultKind.SLOW), None)
        await asyncio.sleep(delay / 2)
        if spoilt is None:
            answer: web.StreamResponse = await work()
        else:
            answer = await self._spoilt(request, bot, spoilt, work)
        await asyncio.sleep(delay / 2)
        return answer

    async def _spoilt(self, request: web.Request, bot: Bot, fault: Fault, work: Work) -> web.StreamResponse:
        kind = fault.kind
        if kind in _REFUSING:
            refusal = _REFUSING[kind](fault)
            return reply_with(refusal.as_json(), refusal.code)
        before = list(self.polling.last_batch(bot.id))
        takes_effect = fault.took_effect or kind in _ANSWERED
        answer = await work() if takes_effect else web.Response()
        if kind is FaultKind.SERVER_ERROR:
            return web.Response(status=502, text=_BAD_GATEWAY, content_type="text/html")
        if kind is FaultKind.EMPTY:
            return web.Response(content_type="application/json")
        if kind is FaultKind.TRUNCATED:
            return await _truncated(request, answer)
        if kind in {FaultKind.DUPLICATE, FaultKind.REPEAT, FaultKind.SHUFFLE}:
            return self._rearranged(answer, kind, before)
        if kind is FaultKind.HANG:
            await self._hang(fault.seconds)
        if request.transport is not None:
            request.transport.abort()
        return answer

    def _rearranged(self, answer: web.Response, kind: FaultKind, before: list[Json]) -> web.Response:
        told = json.loads(answer.body if isinstance(answer.body, bytes) else b"{}")
        batch = told.get("result")
        if not isinstance(batch, list):
            return answer
        if kind is FaultKind.DUPLICATE:
            batch = [update for update in batch for _ in range(2)]
        elif kind is FaultKind.REPEAT:
            batch = before + batch
        else:
            batch = [batch[number] for number in self.faults.shuffled(len(batch))]
        return reply_with({"ok": True, "result": batch})

    async def _hang(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self.is_over.wait()
        except TimeoutError:
            return

    def _reply(self, bot: Bot, asked: Json) -> None:
        """Run the method that a webhook's answer asks for; Telegram tells nobody how that went."""
        params = {name: value for name, value in asked.items() if name != "method"}
        name = fields.CANONICAL.get(str(asked["method"]).lower(), "")
        self.recording.add(name, params, bot.id)
        try:
            check_names(name, params)
            if name in METHODS:
                METHODS[name](Call(self.sandbox, bot, params))
        except RefusalError as refusal:
            logger.warning("webhook_reply_refused", extra={"method": name, "code": refusal.code})


_ANSWERED = frozenset(
    {FaultKind.TRUNCATED, FaultKind.EMPTY, FaultKind.DUPLICATE, FaultKind.REPEAT, FaultKind.SHUFFLE}
)
_REFUSING: dict[FaultKind, Callable[[Fault], RefusalError]] = {
    FaultKind.TOO_MANY: lambda fault: too_many(fault.seconds_left()),
    FaultKind.CONFLICT: lambda _: conflict(_OTHER_POLLER),
    FaultKind.UNAUTHORIZED: lambda _: unauthorized(),
}


def check_names(name: str, params: Params) -> None:
    """Raises RefusalError for a method or field that the Bot API does not know, or that is not built here."""
    known = fields.METHODS.get(name)
    if known is None:
        if not name:
            raise RefusalError(404, "Not Found: method not found")
        raise bad_request(f"the local Telegram does not have {name} yet")
    unknown = min((key for key in params.keys() - known if not _is_attached(key, params)), default=None)
    if unknown is not None:
        raise bad_request(f'{name} has no field "{unknown}" in the Bot API')


def _is_attached(name: str, params: Params) -> bool:
    """Whether this is a part of the form that another parameter names."""
    mark = f"attach://{name}"
    return isinstance(params[name], Upload) and any(mark in str(value) for value in params.values())


async def _truncated(request: web.Request, whole: web.Response) -> web.StreamResponse:
    """Two thirds of an answer; a download breaks off there, though all of it was announced."""
    body = whole.body if isinstance(whole.body, bytes) else b""
    head = body[: len(body) * 2 // 3]
    if whole.content_type == "application/json":
        return web.Response(body=head, content_type="application/json")
    answer = web.StreamResponse(headers={"Content-Type": whole.content_type})
    answer.content_length = len(body)
    await answer.prepare(request)
    await answer.write(head)
    if request.transport is not None:
        request.transport.close()
    return answer


def _broken(name: str, error: Exception) -> web.Response:
    """500 with the place in the code: never with what the call carried."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} at {PurePath(last.filename).name}:{last.lineno}"
    logger.error("method_failed", extra={"method": name, "error": where})
    return reply_with({"ok": False, "error_code": 500, "description": f"Internal Server Error: {where}"}, 500)


def reply_with(told: Json, status: int = 200) -> web.Response:
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return web.Response(body=body, status=status, content_type="application/json")
