"""The play: five marked accounts, thousands of stuffed updates, and what the bot made of them."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.domain.inbox import InboxState
from bot.domain.people import Role
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.messages import Message
from bot.store import inbox
from tests.leaks.accounts import arrive
from tests.leaks.checking import Checker, Leak
from tests.leaks.sending import Sender
from tests.support.programme import Programme

_BATCH = 250  # updates that come at once
_CAST = {"Rosa": (Role.MENTEE, 30), "Ben": (Role.MENTOR, 36), "Ann": (Role.MENTEE, 22)}
_TEAM = {"Sam": (Role.SUPERVISOR, 10)}
_STRANGER = 2  # how often somebody sends something whom nobody knows


@dataclass(slots=True)
class Toll:
    """What was sent, what was looked through, and what was found."""

    updates: int = 0
    requests_checked: int = 0
    files_checked: int = 0
    set_aside: int = 0  # updates that the bot could not read
    leaks: list[Leak] = field(default_factory=list)
    crossed: Counter[str] = field(default_factory=Counter)
    fields: set[str] = field(default_factory=set)  # dotted paths that held a mark
    readers: Counter[str] = field(default_factory=Counter)  # requests to each of them


class Play:
    """A programme with Rosa and Ann, whose mentor is Ben, with Sam of the team, and with a stranger."""

    def __init__(self, telegram: LocalTelegram, programme: Programme, seed: int = 1) -> None:
        self.telegram, self.programme = telegram, programme
        self.accounts = {name: arrive(telegram, owner) for owner, name in enumerate((*_CAST, *_TEAM, ""), 1)}
        for name, (role, _) in (_CAST | _TEAM).items():
            self.accounts[name].called = name
            programme.joins(name, role, self.talker(name))
        for mentee in ("Rosa", "Ann"):
            programme.matches(mentee, "Ben")
            self.talker(mentee).sees("is your mentor")
        weights = {name: weight for name, (_, weight) in (_CAST | _TEAM).items()} | {"": _STRANGER}
        everybody = {name: (account, weights[name]) for name, account in self.accounts.items()}
        self._sender = Sender(everybody, seed)
        self.checker = Checker(list(self.accounts.values()))
        self._first = {name: self._acquaint(name) for name in ("Rosa", "Ann")}

    def talker(self, name: str) -> Talker:
        return self.accounts[name].talker

    def run(self, updates: int, log: Callable[[str], None]) -> Toll:
        """Send so many, in batches; after each, everybody's plain words must still reach the other side."""
        began = time.monotonic()
        while self._sender.sent < updates:
            count = min(_BATCH, updates - self._sender.sent)
            self.telegram.call(partial(self._sender.send, count=count))
            self.programme.settles(120)
            self.talk_plainly()
            self.look()
            log(
                f"{self._sender.sent} updates, {len(self.checker.leaks)} leaks,"
                f" {time.monotonic() - began:.0f} s"
            )
        return self._toll()

    def _acquaint(self, name: str) -> tuple[Message, Message]:
        """The first words of a pair: what each sees of the other's, to reply to it later."""
        mentee, ben = self.talker(name), self.talker("Ben")
        mentee.says(f"Hello Ben, {name} here")
        seen = ben.sees(f"Hello Ben, {name} here")
        ben.replies_to(seen, f"Hello {name}")
        return mentee.sees(f"Hello {name}"), seen

    def look(self) -> None:
        """Check what was asked of Telegram since the last look."""
        assert self.telegram.recording.dropped == 0, "some requests were forgotten before they were looked at"
        self.checker.check(self.telegram.requests())
        self.telegram.call(lambda _: self.telegram.recording.clear())

    def talk_plainly(self) -> None:
        """So that a play in which nothing is delivered any more does not pass for one without leaks."""
        at = self._sender.sent
        for name in _CAST:  # whatever they were asked before, and if they had blocked the bot: they are back
            self.talker(name).says("/me")
        self.programme.settles(60)
        ben = self.talker("Ben")
        for name, (with_mentee, with_ben) in self._first.items():
            mentee = self.talker(name)
            mentee.replies_to(with_mentee, f"Are you there? {name} {at}")
            ben.sees(f"Are you there? {name} {at}", within=30)
            ben.replies_to(with_ben, f"Yes, I am. {name} {at}")
            mentee.sees(f"Yes, I am. {name} {at}", within=30)
        self.programme.settles(60)

    def _toll(self) -> Toll:
        aside = self.programme.reads(
            lambda unit: inbox.count(unit.session, unit.programme.id, InboxState.SET_ASIDE)
        )
        return Toll(
            updates=self._sender.sent,
            requests_checked=self.checker.requests,
            files_checked=self.checker.files,
            set_aside=aside,
            leaks=self.checker.leaks,
            crossed=self.checker.crossed,
            fields=self._sender.fields,
            readers=self.checker.readers,
        )


def play(updates: int, folder: Path, seed: int = 1, log: Callable[[str], None] = print) -> Toll:
    """A whole play, from nobody knowing anybody."""
    with LocalTelegram(seed=seed) as telegram, Programme(telegram, folder) as programme:
        return Play(telegram, programme, seed).run(updates, log)
