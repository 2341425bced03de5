"""A sandbox with its page's routes, driven over HTTP without a browser."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.sandbox import page
from bot.sandbox.clock import MovableClock
from bot.sandbox.sandbox import Sandbox

AS_JSON = {"Content-Type": "application/json"}
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


class World:
    """Rosa, who has started the bot, and Ben, who has not; the bot's tap, button and greeting are there."""

    def __init__(self) -> None:
        self.clock = MovableClock(START, running=False)
        self.sandbox = Sandbox(self.clock.now, seed=3)
        self.bot = self.sandbox.add_bot("quiet_demo_bot", "Alongside")
        self.sandbox.queues[self.bot.id].allow(
            ["message", "edited_message", "message_reaction", "callback_query"]
        )
        self.rosa = self.sandbox.add_person("Rosa")
        self.ben = self.sandbox.add_person("Ben", last_name="Holm")
        self.chat = self.sandbox.private_chat(self.bot, self.rosa)
        self.chat.is_started = True
        buttons = [[{"text": "Yes", "callback_data": "y"}, {"text": "Read", "url": "https://example.org"}]]
        self.greeting = self.sandbox.post(
            self.chat, self.bot, {"text": "Hello 👋 Rosa"}, keyboard={"inline_keyboard": buttons}
        )
        self.key = f"{self.bot.id}:{self.rosa.id}"
        self.labels = {self.rosa.id: "mentee"}
        self.due: datetime | None = None
        self.client: TestClient[web.Request, web.Application]

    async def act(self, act: str, **more: Any) -> tuple[int, Any]:
        answer = await self.client.post("/page/act", json={"act": act, **more})
        return answer.status, await answer.json()

    async def rosa_does(self, act: str, **more: Any) -> tuple[int, Any]:
        return await self.act(act, person=self.rosa.id, chat=self.key, **more)

    async def state(self) -> Any:
        return await (await self.client.get("/page/state")).json()

    def waiting(self) -> list[Any]:
        return [waiting.body for waiting in self.sandbox.queues[self.bot.id].pending]


def run(scene: Callable[[World], Awaitable[None]], *, with_clock: bool = True) -> None:
    async def play() -> None:
        world = World()
        app = web.Application(client_max_size=60 * 1024 * 1024)  # as the server has it
        page.add_routes(
            app,
            world.sandbox,
            clock=world.clock if with_clock else None,
            next_due=lambda: world.due,
            labels=world.labels,
            shown=(world.rosa.id,),
        )
        async with TestClient(TestServer(app, host="127.0.0.1")) as client:
            world.client = client
            await scene(world)

    asyncio.run(play())
