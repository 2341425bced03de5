"""A small invented programme to play with: Rosa, Ben and whoever else a test needs."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from bot.domain.clock import Clock
from bot.domain.matches import MatchRefusal
from bot.domain.names import Name, read_name
from bot.domain.people import Role
from bot.sandbox.clock import MovableClock
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.services import desk, introductions
from bot.services.unit import Unit
from bot.settings import Settings
from bot.store import people
from bot.store.people import Person
from tests.support.bot import BotThread, in_unit, settings_for

T = TypeVar("T")


class Programme:
    """A bot on a local Telegram, and short ways to what most tests begin with."""

    def __init__(
        self, telegram: LocalTelegram, folder: Path, clock: Clock | None = None, **given: str
    ) -> None:
        self.telegram = telegram
        self.clock = clock
        self.token = telegram.add_bot("alongside_bot", "Alongside")
        self.settings: Settings = settings_for(self.token, telegram.url, folder, **given)
        self.bot = BotThread(self.settings, clock)

    def __enter__(self) -> Self:
        self.bot.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bot.stop()

    def restart(self) -> None:
        """Stop the bot cleanly and start it again, as an operator would."""
        self.bot.stop()
        self.starts_again()

    def starts_again(self) -> None:
        """Start the bot after it was stopped."""
        self.bot = BotThread(self.settings, self.clock)
        self.bot.start()

    def reads(self, work: Callable[[Unit], T]) -> T:
        """What a second session reads back from the database."""
        return in_unit(self.settings, work, self.clock)

    def takes_in(self, within: float = 10.0) -> None:
        """Wait until every update is handled, whatever is still to be said."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            if self.telegram.pending(self.token) == 0 and self.bot.has_handled_all:
                return
            time.sleep(0.01)
        raise AssertionError("the bot does not take everything in")

    def settles(self, within: float = 10.0) -> None:
        """Wait until every update is handled and everything there is to say is said."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            if self.telegram.pending(self.token) == 0 and self.bot.is_idle:
                return
            time.sleep(0.01)
        raise AssertionError("the bot does not come to rest")

    def invites(self, role: Role) -> str:
        """A fresh one-time token for this role."""
        return self.reads(lambda unit: desk.invite(unit, role))

    def moves_clock(self, by: timedelta) -> None:
        """Let time pass, for Telegram too where it has the same clock; a stopped bot is not told."""
        assert isinstance(self.clock, MovableClock)
        self.clock.move(by)
        if self.bot.is_running:
            self.bot.wake()

    def joins(self, name: str, role: Role, account: Talker | None = None) -> Talker:
        """Somebody new (with an account of this name, or the one given) agrees and chooses a name."""
        talker = account or self.telegram.person(name)
        talker.presses_start(self.invites(role))
        talker.sees("Do you agree?")
        talker.taps("Yes, I agree")
        talker.sees("What would you like to be called")
        talker.says(name)
        talker.sees(f"Thank you, {name}")
        return talker

    def matches(self, mentee: str, mentor: str, accepted: str | None = "on paper") -> int:
        """Propose two people to each other, accepted outside the chat unless told otherwise."""

        def propose(unit: Unit) -> int:
            match = introductions.propose(
                unit, self.person(unit, mentee), self.person(unit, mentor), accepted_note=accepted
            )
            assert not isinstance(match, MatchRefusal)
            return match.id

        return self.reads(propose)

    def pair(self) -> tuple[Talker, Talker]:
        """Rosa, a mentee, and Ben, her mentor, introduced to each other."""
        rosa, ben = self.joins("Rosa", Role.MENTEE), self.joins("Ben", Role.MENTOR)
        self.matches("Rosa", "Ben")
        rosa.sees("Ben is your mentor")
        ben.sees("Rosa is looking forward")
        return rosa, ben

    @staticmethod
    def person(unit: Unit, name: str) -> Person:
        """Who goes by this name."""
        read = read_name(name)
        assert isinstance(read, Name)
        found = people.by_name_digests(unit.session, unit.programme.id, unit.cipher.digests(read.compared))
        assert found is not None
        return found
