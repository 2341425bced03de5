"""The local Telegram for tests: a server in a thread of its own, and people who talk to bots through it.

with LocalTelegram() as telegram:
    token = telegram.add_bot("alongside_bot", "Alongside")
    rosa = telegram.person("Rosa")
    rosa.presses_start()
    rosa.sees("Welcome")
"""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from bot.sandbox.accounts import Bot
from bot.sandbox.changes import Change
from bot.sandbox.clock import MovableClock
from bot.sandbox.conversation import Talker
from bot.sandbox.faults import Faults
from bot.sandbox.files import StoredFile
from bot.sandbox.messages import Message
from bot.sandbox.pacing import Pacing
from bot.sandbox.recording import Recording, Request
from bot.sandbox.sandbox import Sandbox, wall_clock
from bot.sandbox.saving import load, save
from bot.sandbox.server import Server, serve
from bot.sandbox.threads import configure
from bot.sandbox.topics import AfterDeletion

T = TypeVar("T")


class LocalTelegram:
    """A local Telegram that runs while the `with` block does; everything here may be called from any thread.

    `clock` or `now` say what time it is there (the wall clock without either), `pacing` enforces Telegram's
    limits, `saved` is a file to go on from, `port` 0 is any free one. `is_patient=True` adds how Telegram
    slows down a bot that asks for the same updates again within seconds, which tests rarely want.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime] | None = None,
        clock: MovableClock | None = None,
        pacing: Pacing | None = None,
        seed: int = 0,
        port: int = 0,
        saved: Path | None = None,
        is_patient: bool = False,
    ) -> None:
        self.clock = clock
        tells = now or (clock.now if clock is not None else wall_clock)
        self.sandbox = load(saved, tells)[0] if saved is not None else Sandbox(tells, seed=seed)
        self.faults = Faults(seed)
        self.recording = Recording()
        self.url = ""
        self._pacing = pacing
        self._port = port
        self._is_patient = is_patient
        self._changed = threading.Condition()
        self._version = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="local-telegram", daemon=True)
        self._server: Server | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        self.sandbox.subscribe(self._note)
        self._server = self._await(self._serve())
        self.url = self._server.url
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._await(self._server.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    # who is there

    def add_bot(self, username: str, name: str, *, token: str | None = None) -> str:
        """A new bot; returns its token."""
        return self.call(lambda box: box.add_bot(username, name, token=token)).token

    def bot(self, token: str | None = None) -> Bot:
        """The bot with this token, else the first one."""
        if token is None:
            return next(iter(self.sandbox.bots.values()))
        return next(bot for bot in self.sandbox.bots.values() if bot.token == token)

    def sets_topics(
        self,
        *,
        is_on: bool = True,
        people_may_open: bool = False,
        is_refused: bool = False,
        after_deletion: AfterDeletion = AfterDeletion.REFUSED,
        token: str | None = None,
    ) -> None:
        """Topics in the bot's private chats, and how Telegram behaves about them: see threads.configure."""
        self.call(
            lambda box: configure(
                box,
                self.bot(token),
                is_on=is_on,
                people_may_open=people_may_open,
                is_refused=is_refused,
                after_deletion=after_deletion,
            )
        )

    def person(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        id: int | None = None,  # noqa: A002 - what Telegram calls it
        language_code: str | None = "en",
        bot: str | None = None,
    ) -> Talker:
        """A new person, who talks to the first bot or to the one whose token is given."""
        person = self.call(
            lambda box: box.add_person(
                first_name,
                last_name=last_name,
                username=username,
                language_code=language_code,
                person_id=id,
            )
        )
        return Talker(self, person, self.bot(bot))

    def known(self, person_id: int, *, bot: str | None = None) -> Talker:
        """Somebody who is there already, in the chat with the first bot or with the one given."""
        return Talker(self, self.sandbox.people[person_id], self.bot(bot))

    # what the bots did and what is to befall them

    def requests(self, method: str | None = None) -> list[Request]:
        """The calls so far, of one method or of all, the earliest first (the latest 20,000 are kept)."""
        return self.call(lambda _: list(self.recording.all(method)))

    def waits_for_request(self, method: str, within: float = 10.0, count: int = 1) -> list[Request]:
        """The calls of a method once there are this many; AssertionError where they do not come in time."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            found = self.requests(method)
            if len(found) >= count:
                return found
            time.sleep(0.01)
        raise AssertionError(f"{method} was called {len(self.requests(method))} times, not {count}")

    def pending(self, token: str | None = None) -> int:
        """How many updates wait to be confirmed by the bot."""
        return self.call(lambda box: len(box.queues[self.bot(token).id].pending))

    def waits_until_taken(self, within: float = 10.0, token: str | None = None) -> None:
        """Until the bot confirmed every update; AssertionError where it does not in time."""
        until = time.monotonic() + within
        while self.pending(token):
            if time.monotonic() > until:
                raise AssertionError(f"{self.pending(token)} updates are not confirmed")
            time.sleep(0.01)

    def jumps_update_ids(self, by: int, token: str | None = None) -> int:
        """Let the ids of the next updates jump forwards, or back with a negative number."""
        return self.call(lambda box: box.jump_update_ids(self.bot(token).id, by))

    def revokes(self, token: str) -> None:
        """Revoke the bot's token, as its owner may at BotFather: every call gets a 401 from now on."""

        def revoke(_: Sandbox) -> None:
            self.bot(token).is_revoked = True

        self.call(revoke)

    # files

    def file_of(self, message: Message) -> StoredFile:
        """The file of a message of either side (of a photo: its largest size), with its name and type."""

        def look(box: Sandbox) -> StoredFile:
            files = box.files_of(message)
            if not files:
                raise AssertionError(f"a message of the kind {message.kind} has no file")
            return files[0]

        return self.call(look)

    def bytes_of(self, message: Message) -> bytes:
        """The bytes of a message's file, just as they were sent."""
        content = self.file_of(message).content
        assert content is not None, "there was no room to keep it"
        return content

    def thumbnail_of(self, message: Message) -> bytes:
        """The bytes of the thumbnail that came with it, empty where none did."""
        small = self.file_of(message).thumbnail
        return self.call(lambda box: box.files.stored[small].content or b"") if small else b""

    def loses(self, message: Message) -> None:
        """Let the ids of a message's files stop working, for getFile and for sending them again."""

        def lose(box: Sandbox) -> None:
            for file in box.files_of(message):
                box.files.lose(file)

        self.call(lose)

    def saves(self, path: Path) -> None:
        """Write the whole state to a file, from which `LocalTelegram(saved=path)` goes on."""
        self.call(lambda box: save(box, path))

    # the way into the server's thread

    def call(self, action: Callable[[Sandbox], T]) -> T:
        """Run something on the sandbox, in its own thread; what it returns or raises comes back."""
        if threading.current_thread() is self._thread:
            return action(self.sandbox)

        async def run() -> T:
            return action(self.sandbox)

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(timeout=30)

    def wait(self, holds: Callable[[Sandbox], T], within: float) -> T:
        """Ask again after every change until the answer is true, or the seconds are over; the last answer."""
        until = time.monotonic() + within
        while True:
            version = self._version
            found = self.call(holds)
            left = until - time.monotonic()
            if found or left <= 0:
                return found
            with self._changed:
                self._changed.wait_for(partial(self._moved_on, version), timeout=left)

    def _moved_on(self, version: int) -> bool:
        return self._version != version

    def _note(self, _: Change) -> None:
        with self._changed:
            self._version += 1
            self._changed.notify_all()

    async def _serve(self) -> Server:
        return await serve(
            self.sandbox,
            port=self._port,
            faults=self.faults,
            pacing=self._pacing,
            recording=self.recording,
            is_patient=self._is_patient,
        )

    def _await(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
