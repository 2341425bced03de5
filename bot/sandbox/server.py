"""The local Telegram's server: started, listening, stopped."""

from collections.abc import Callable

from aiohttp import web

from bot.sandbox import control
from bot.sandbox.faults import Faults
from bot.sandbox.pacing import Pacing
from bot.sandbox.recording import Recording
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.service import Service

_LARGEST = 60 * 1024 * 1024  # bytes of a request; Telegram takes files of up to 50 MB


class Server:
    """A running local Telegram: `url` is where a bot finds it."""

    def __init__(self, service: Service, runner: web.AppRunner, url: str) -> None:
        self.service = service
        self.url = url
        self._runner = runner

    async def close(self) -> None:
        """Stop listening; polls that wait are answered with nothing."""
        await self.service.close()
        await self._runner.cleanup()


async def serve(
    sandbox: Sandbox,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    faults: Faults | None = None,
    pacing: Pacing | None = None,
    recording: Recording | None = None,
    extra_routes: Callable[[web.Application], None] | None = None,
    is_patient: bool = True,
) -> Server:
    """Listen (on this machine alone, on any free port, where not told otherwise) until closed.

    `extra_routes` may add pages of its own to the application. `is_patient=False` leaves out how Telegram
    slows down a bot that asks for the same updates again within seconds.
    """
    service = Service(sandbox, faults or Faults(), pacing, recording or Recording(), is_patient=is_patient)
    app = web.Application(client_max_size=_LARGEST)
    app.router.add_route("*", "/bot{token}/{method}", service.handle)
    app.router.add_get("/file/bot{token}/{path:.+}", service.download)
    control.add_routes(app, service.faults)
    if extra_routes is not None:
        extra_routes(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    for bot in sandbox.bots.values():
        service.webhooks.start(bot)
    actual = runner.addresses[0][1]
    shown = f"[{host}]" if ":" in host else host
    return Server(service, runner, f"http://{shown}:{actual}")
