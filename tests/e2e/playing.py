"""A sandbox with its page in a real browser, and a bot that does as it is told."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from playwright.async_api import Browser, Locator, Page, async_playwright

from bot.sandbox import page as sandbox_page
from bot.sandbox.accounts import Bot, Person
from bot.sandbox.changes import ChangeKind
from bot.sandbox.chats import Chat
from bot.sandbox.clock import MovableClock
from bot.sandbox.messages import Message
from bot.sandbox.sandbox import Sandbox

CHROMIUM = Path("/usr/bin/chromium")
SCREENSHOTS = Path(__file__).parents[2] / "var" / "screenshots"
_SWITCHES = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]


def needs_chromium() -> None:
    """Skip where there is no Chromium; in CI that is a failure, so that it cannot go unnoticed."""
    if CHROMIUM.exists():
        return
    if os.environ.get("CI") == "true":
        pytest.fail("there is no /usr/bin/chromium, and in CI this test is not skipped")
    pytest.skip("there is no /usr/bin/chromium")


@dataclass
class Play:
    """A sandbox of one bot and two people, Rosa and Ben, served on a port of its own."""

    clock: MovableClock
    sandbox: Sandbox
    bot: Bot
    rosa: Person
    ben: Person
    due: timedelta | None = timedelta(hours=5)
    port: int = 0
    runner: web.AppRunner | None = None
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, *, with_clock: bool = True) -> None:
        app = web.Application()
        sandbox_page.add_routes(
            app,
            self.sandbox,
            clock=self.clock if with_clock else None,
            next_due=lambda: None if self.due is None else self.clock.now() + self.due,
            labels={self.rosa.id: "mentee", self.ben.id: "mentor"},
        )
        self.runner = web.AppRunner(app)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self.runner.addresses[0][1]

    async def stop(self) -> None:
        assert self.runner is not None
        await self.runner.cleanup()

    def chat(self, person: Person) -> Chat:
        return self.sandbox.private_chat(self.bot, person)

    def started(self) -> None:
        for person in (self.rosa, self.ben):
            self.chat(person).is_started = True

    def tells(self, person: Person, text: str, **more: Any) -> Message:
        """The bot says something, with what else `Sandbox.post` takes."""
        content = {"text": text} | ({"entities": more.pop("entities")} if "entities" in more else {})
        return self.sandbox.post(self.chat(person), self.bot, content, **more)

    def shows_keys(self, person: Person, *rows: list[str]) -> None:
        self.chat(person).keyboard = {"keyboard": [[{"text": label} for label in row] for row in rows]}
        self.sandbox.tell(ChangeKind.CHAT, self.bot.id, person.id)

    def answers_tap(self, text: str, *, is_alert: bool = False) -> str:
        """Answer the last tap; returns its data."""
        tap = list(self.sandbox.taps.values())[-1]
        tap.text, tap.is_alert, tap.is_answered = text, is_alert, True
        self.sandbox.tell(ChangeKind.TAP, tap.bot_id, tap.chat_id, tap.message_id)
        return tap.data

    def updates(self, kind: str) -> list[Any]:
        """What of this kind waits for the bot."""
        return [
            waiting.body[kind] for waiting in self.sandbox.queues[self.bot.id].pending if kind in waiting.body
        ]

    def last(self, person: Person) -> Message:
        found = self.chat(person).last_message
        assert found is not None
        return found

    async def open(self, browser: Browser, **options: Any) -> Page:
        context = await browser.new_context(
            base_url=self.url, **{"viewport": {"width": 1280, "height": 860}, **options}
        )
        context.on("request", lambda request: self.note(request.url))
        page = await context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complain(said.text) if said.type == "error" else None)
        await page.goto("/")
        await pane(page, self.rosa).wait_for()
        return page

    def complain(self, text: str) -> None:
        # The browser reports every refusal (409) and every lost line by itself; the page deals with those.
        if not text.startswith("Failed to load resource"):
            self.complaints.append(text)

    def note(self, url: str) -> None:
        if not url.startswith((self.url + "/", "data:", "blob:")):
            self.foreign.append(url)


def pane(page: Page, person: Person | str) -> Locator:
    """The phone of one person."""
    name = person if isinstance(person, str) else person.first_name
    return page.get_by_role("region", name=f"{name}\N{RIGHT SINGLE QUOTATION MARK}s phone")


def bubble(page: Page, person: Person, words: str) -> Locator:
    """The message with these words on a person's phone."""
    return pane(page, person).locator(".message").filter(has=page.locator(".words", has_text=words))


@asynccontextmanager
async def playing(*, with_clock: bool = True) -> AsyncIterator[tuple[Play, Browser]]:
    """A served sandbox and a browser; at the end nothing may have left this machine or failed in the page."""
    needs_chromium()
    clock = MovableClock(datetime.now(UTC))
    sandbox = Sandbox(clock.now, seed=7)
    bot = sandbox.add_bot("quiet_demo_bot", "Alongside")
    sandbox.queues[bot.id].allow(
        ["message", "edited_message", "message_reaction", "callback_query", "my_chat_member"]
    )
    play = Play(clock, sandbox, bot, sandbox.add_person("Rosa"), sandbox.add_person("Ben"))
    await play.serve(with_clock=with_clock)
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=_SWITCHES)
        try:
            yield play, browser
        finally:
            await browser.close()
            await play.stop()
    assert play.foreign == []
    assert play.complaints == []
