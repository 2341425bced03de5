"""Relayed messages a second with everything durable, beside a bare bot, both on the local Telegram.

The local Telegram and its people are this process; each bot is a child process of its own.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bot.domain.matches import MatchState
from bot.domain.people import PersonState, Role
from bot.sandbox import actions
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.recording import Request
from bot.sandbox.sandbox import Sandbox
from bot.services.unit import Unit
from bot.store.matches import Match
from bot.store.people import Person
from tests.kills import ChildBot
from tests.support.bot import in_unit, settings_for

PAIRS = 50
_AT_ONCE = 200  # messages offered in one go
_READY = 60.0  # seconds for a bot to come up


def measure() -> dict[str, float]:
    """Rates in messages a second and latencies in milliseconds."""
    results = {
        "relay_per_s_0ms": _rate(alongside, messages=6000),
        "bare_per_s_0ms": _rate(_bare, messages=3000),
        "relay_per_s_60ms": _rate(alongside, messages=2000, delay=0.06),
        "bare_per_s_60ms": _rate(_bare, messages=80, delay=0.06),
    }
    median, worst = _latency(alongside, per_second=30, seconds=20)
    bare_median, bare_worst = _latency(_bare, per_second=30, seconds=10)
    return results | {
        "relay_ratio_0ms": results["relay_per_s_0ms"] / results["bare_per_s_0ms"],
        "relay_ratio_60ms": results["relay_per_s_60ms"] / results["bare_per_s_60ms"],
        "relay_p50_ms_at_30": median,
        "relay_p99_ms_at_30": worst,
        "bare_p50_ms_at_30": bare_median,
        "bare_p99_ms_at_30": bare_worst,
    }


Starter = Callable[[LocalTelegram, str, list[Talker], Path], ChildBot | subprocess.Popen[bytes]]


def alongside(telegram: LocalTelegram, token: str, people: list[Talker], folder: Path) -> ChildBot:
    """The real bot, with everybody enrolled and matched in pairs."""

    def enrol(unit: Unit) -> None:
        rows = [
            Person(
                programme_id=unit.programme.id,
                telegram_id=talker.id,
                roles=Role.MENTOR if number % 2 else Role.MENTEE,
                state=PersonState.ACTIVE,
                name=f"Person {number}",
                name_digest=unit.cipher.digest(f"person {number}"),
                language="en",
                time_zone="Europe/London",
                created_at=unit.now,
            )
            for number, talker in enumerate(people)
        ]
        unit.session.add_all(rows)
        unit.session.flush()
        for mentee, mentor in zip(rows[::2], rows[1::2], strict=True):
            unit.session.add(
                Match(
                    programme_id=unit.programme.id,
                    mentee_id=mentee.id,
                    mentor_id=mentor.id,
                    state=MatchState.ACTIVE,
                    proposed_at=unit.now,
                )
            )

    in_unit(settings_for(token, telegram.url, folder), enrol)
    bot = ChildBot(token, telegram.url, folder)
    bot.start()
    return bot


def _bare(telegram: LocalTelegram, token: str, people: list[Talker], folder: Path) -> subprocess.Popen[bytes]:
    del people, folder
    return subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bare", token, telegram.url], stderr=subprocess.DEVNULL
    )


@contextmanager
def at_work(
    starter: Starter, delay: float
) -> Iterator[tuple[LocalTelegram, list[Talker], ChildBot | subprocess.Popen[bytes]]]:
    """A bot with everybody enrolled, on a local Telegram that answers after `delay` seconds."""
    with tempfile.TemporaryDirectory() as folder, LocalTelegram() as telegram:
        token = telegram.add_bot("bench_bot", "Bench")
        people = [telegram.person(f"P{number}") for number in range(2 * PAIRS)]
        telegram.call(lambda box: _open_chats(box, people))
        bot = starter(telegram, token, people, Path(folder))
        try:
            telegram.waits_for_request("getUpdates", within=_READY)
            time.sleep(1.5)  # what is done once, at the start, is over
            if delay:
                telegram.faults.slow(delay)
            yield telegram, people, bot
        finally:
            if isinstance(bot, ChildBot):
                bot.close()
            else:
                bot.kill()
                bot.wait()


def _rate(starter: Starter, messages: int, delay: float = 0.0) -> float:
    """Copies (or answers) a second, from the first update being offered to the last request arriving."""
    with at_work(starter, delay) as (telegram, people, _):
        telegram.recording.clear()
        began = time.monotonic()
        for first in range(0, messages, _AT_ONCE):
            telegram.call(partial(say, people=people, numbers=range(first, min(messages, first + _AT_ONCE))))
        sent = telegram.waits_for_request("sendMessage", within=300, count=messages)
        _check_order(sent)
        return messages / (sent[-1].at - began)


def _open_chats(box: Sandbox, people: list[Talker]) -> None:
    for talker in people:
        box.private_chat(talker.bot, talker.person).is_started = True


def say(box: Sandbox, people: list[Talker], numbers: range) -> None:
    """These messages, each from the next person in turn."""
    for number in numbers:
        talker = people[number % len(people)]
        actions.say(box, talker.person, box.private_chat(talker.bot, talker.person), f"bench {number}")


def _check_order(sent: list[Request]) -> None:
    """A rate counts only where every chat got its messages in order."""
    last: dict[str, int] = {}
    for each in sent:
        number = int(str(each.params["text"]).split()[-1])
        chat = str(each.params["chat_id"])
        assert last.get(chat, -1) < number, "a chat got its messages out of order"
        last[chat] = number


def _latency(starter: Starter, per_second: int, seconds: int) -> tuple[float, float]:
    """Median and 99th percentile, in ms, from an update being offered to the request for its copy."""
    with at_work(starter, 0.0) as (telegram, people, _):
        telegram.recording.clear()
        offered: dict[str, float] = {}
        began = time.monotonic()
        for number in range(per_second * seconds):
            time.sleep(max(0.0, began + number / per_second - time.monotonic()))
            text = f"bench {number}"
            offered[text] = time.monotonic()
            people[number % len(people)].says(text)
        sent = telegram.waits_for_request("sendMessage", within=60, count=len(offered))
        waits = [1000 * (each.at - offered[str(each.params["text"]).split("\n")[-1]]) for each in sent]
        return statistics.median(waits), statistics.quantiles(waits, n=100)[98]
