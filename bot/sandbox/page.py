"""The page's routes: its files, the state, a stream of changes, and what people do.

A page anywhere on the web could make a browser speak to this machine, so that every request is looked at:
the host needs to be this machine's own name (a foreign name that leads here is refused), a request that a
browser sends for another site is refused, and acts need to be JSON, which no plain form can send.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox import page_files
from bot.sandbox.accounts import Json
from bot.sandbox.actions import NotPossibleError
from bot.sandbox.acts import NextDue, Stage
from bot.sandbox.asking import BadRequestError
from bot.sandbox.clock import MovableClock
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.stream import Stream
from bot.sandbox.view import View

logger = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_FILES = Path(__file__).parent / "static"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html"}
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_BEAT_SECONDS = 5.0
_ACT_LIMIT = 1024 * 1024  # bytes: room for a text of very many messages
_GATHER_SECONDS = 0.02  # changes that come together are told together
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "media-src 'self' blob:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def add_routes(
    app: web.Application,
    sandbox: Sandbox,
    *,
    clock: MovableClock | None = None,
    next_due: NextDue | None = None,
    labels: Mapping[int, str] | None = None,
    shown: tuple[int, ...] = (),
) -> None:
    """Serve the page at `/`, its files under `/static/` and its data under `/page/`.

    `clock` is the clock that the page may move (none: its buttons say why they do nothing) and `next_due`,
    plain or a coroutine function, says when something is due next. `labels` says by account id what a person
    is; `shown` are the people whose panes are open on a first visit, in order.
    """
    page = _Page(View(sandbox, {} if labels is None else labels, shown), Stage(sandbox, clock, next_due))
    app.router.add_get("/", _guarded(page.index))
    for path in _FILES.rglob("*"):
        if path.suffix in _TYPES and path.name != "index.html":
            app.router.add_get(f"/static/{path.relative_to(_FILES).as_posix()}", _guarded(_file(path)))
    app.router.add_get("/page/state", _guarded(page.state))
    app.router.add_get("/page/events", _guarded(page.events))
    app.router.add_post("/page/act", _guarded(page.act))
    app.router.add_get(r"/page/file/{chat:\d+:-?\d+}/{message:\d{1,9}}", _guarded(page.sent_file))
    app.router.add_post("/page/upload", _guarded(page.upload))
    app.on_shutdown.append(page.end)


class _Page:
    def __init__(self, view: View, stage: Stage) -> None:
        self.view = view
        self.stage = stage
        self.streams: set[Stream] = set()

    async def index(self, request: web.Request) -> web.StreamResponse:
        return await _file(_FILES / "index.html")(request)

    async def state(self, _request: web.Request) -> web.StreamResponse:
        return _json(self.view.everything() | {"clock": await self.stage.clock_face()})

    async def act(self, request: web.Request) -> web.StreamResponse:
        if request.content_type != "application/json":
            return _json({"error": "an act is sent as application/json"}, status=415)
        if request.content_length is None or request.content_length > _ACT_LIMIT:
            return _json({"error": "an act is a small thing of known length"}, status=413)
        try:
            body = json.loads(await request.read())
        except (ValueError, RecursionError):
            return _json({"error": "the request is not JSON"}, status=400)
        try:
            return _json(await self.stage.perform(body))
        except BadRequestError as refusal:
            return _json({"error": str(refusal)}, status=400)
        except NotPossibleError as refusal:
            return _json({"error": str(refusal)}, status=409)

    async def sent_file(self, request: web.Request) -> web.StreamResponse:
        """The file of one message, for as long as the message is there."""
        file = page_files.found(self.view.sandbox, request)
        if file is None or file.content is None:
            return _json({"error": "the file is not there (any more)"}, status=404)
        return page_files.served(request, file, _HEADERS)

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take in a file that an act will send; no plain form of another site can send this type."""
        if request.content_type != "application/octet-stream":
            return _json({"error": "a file is sent as application/octet-stream"}, status=415)
        word = await page_files.taken_in(request, self.stage.incoming)
        if word is None:
            return _json({"error": "a file may have up to 50 MB here"}, status=413)
        return _json({"upload": word})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Everything at first, then what changes, and a beat while nothing does."""
        response = web.StreamResponse(headers=_HEADERS | {"Content-Type": "text/event-stream"})
        await response.prepare(request)
        stream = Stream(self.view, asyncio.get_running_loop(), self.stage.clock)
        self.streams.add(stream)
        try:
            while not stream.is_ended:
                kind, news = stream.take()
                face = await self.stage.clock_face()
                await _write(response, kind, news | {"clock": face})
                await stream.wait(_BEAT_SECONDS)
                await asyncio.sleep(_GATHER_SECONDS)
        except ConnectionResetError:
            logger.debug("page_left")
        finally:
            self.streams.discard(stream)
            stream.end()
        return response

    async def end(self, _app: web.Application) -> None:
        for stream in list(self.streams):
            stream.end()


async def _write(response: web.StreamResponse, kind: str, data: Json) -> None:
    text = json.dumps(data, separators=(",", ":"))
    await response.write(f"event: {kind}\ndata: {text}\n\n".encode())


def _json(data: Json, *, status: int = 200) -> web.Response:
    return web.json_response(data, status=status, headers=_HEADERS)


def _file(path: Path) -> Handler:
    async def serve(_request: web.Request) -> web.StreamResponse:
        kind = f"{_TYPES[path.suffix]}; charset=utf-8"
        return web.FileResponse(path, headers=_HEADERS | {"Cache-Control": "no-cache", "Content-Type": kind})

    return serve


def _guarded(handler: Handler) -> Handler:
    async def guard(request: web.Request) -> web.StreamResponse:
        if not is_from_here(request):
            return _json({"error": "the sandbox answers its own page alone, on this machine"}, status=403)
        return await handler(request)

    return guard


def is_from_here(request: web.Request) -> bool:
    """Whether the request names this machine as its host and no other site as where it comes from."""
    host = request.host.lower()
    try:
        if urlsplit(f"//{host}").hostname not in _HERE:
            return False
    except ValueError:
        return False
    origin = request.headers.get("Origin")
    if origin is not None and origin.lower() != f"{request.scheme}://{host}":
        return False
    # Sent by every browser of today; following a link from elsewhere to the page itself is no harm.
    site = request.headers.get("Sec-Fetch-Site", "none")
    return site in {"same-origin", "none"} or (request.method == "GET" and request.path == "/")
