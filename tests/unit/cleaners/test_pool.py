"""Whatever a file does to a decoder, the bot and the other files go on."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.cleaners import pool
from bot.cleaners.pool import Cleaners, CleanersAwayError
from bot.domain.media import Attachment, FileRefusal, MediaKind
from bot.media import CleanFile
from tests.support.breaking import CHILD

ROOT = Path(__file__).parents[3]
TEXT = Attachment(MediaKind.DOCUMENT, "file-id", suffix=".txt")


def with_cleaners(
    work: Callable[[Cleaners], Awaitable[None]], seconds: float = 20, child: tuple[str, ...] = CHILD
) -> None:
    async def run() -> None:
        cleaners = Cleaners(child, seconds)
        try:
            await work(cleaners)
        finally:
            await cleaners.close()

    asyncio.run(run())


async def says(cleaners: Cleaners, words: str) -> str | FileRefusal:
    """What comes of a text file with these words."""
    done = await cleaners.clean(TEXT, words.encode(), "stem")
    return done.data.decode() if isinstance(done, CleanFile) else done


def is_there(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # ended, and nobody has asked how


def goes(process: int, within: float) -> bool:
    until = time.monotonic() + within
    while is_there(process) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_there(process)


def test_a_file_comes_back_as_it_would_without_a_process_of_its_own() -> None:
    async def work(cleaners: Cleaners) -> None:
        done = await cleaners.clean(TEXT, b"a good day", "stem")
        assert done == CleanFile(b"a good day", "stem.txt", "text/plain")
        assert await cleaners.clean(TEXT, b"PK\x03\x04", "stem") is FileRefusal.BROKEN

    with_cleaners(work, child=pool.CHILD)


@pytest.mark.parametrize("breaks", ["crash", "leave"])
def test_a_file_that_ends_its_cleaner_is_refused_and_the_others_go_on(breaks: str) -> None:
    async def work(cleaners: Cleaners) -> None:
        together = await asyncio.gather(*(says(cleaners, each) for each in ("one", breaks, "two", "three")))
        assert together == ["one", FileRefusal.BROKEN, "two", "three"]

    with_cleaners(work)


def test_a_file_without_an_end_is_refused_in_time_and_its_cleaner_ended() -> None:
    async def work(cleaners: Cleaners) -> None:
        process = int(str(await says(cleaners, "pid")))
        began = time.monotonic()
        assert await says(cleaners, "loop") is FileRefusal.TOO_LARGE
        assert time.monotonic() - began < 4
        assert not is_there(process)
        assert await says(cleaners, "one") == "one"

    with_cleaners(work, seconds=1)


def test_the_bot_goes_on_while_a_file_is_cleaned() -> None:
    async def work(cleaners: Cleaners) -> None:
        busy = asyncio.ensure_future(says(cleaners, "loop"))
        longest = 0.0
        while not busy.done():
            before = time.monotonic()
            await asyncio.sleep(0.005)
            longest = max(longest, time.monotonic() - before)
        assert longest < 0.5

    with_cleaners(work, seconds=2)


def test_a_file_that_asks_for_all_memory_is_refused() -> None:
    async def work(cleaners: Cleaners) -> None:
        before = await says(cleaners, "pid")
        assert await says(cleaners, "bomb") is FileRefusal.TOO_LARGE
        assert await says(cleaners, "pid") == before

    with_cleaners(work)


def test_what_a_decoder_prints_is_not_taken_for_an_answer() -> None:
    async def work(cleaners: Cleaners) -> None:
        assert await says(cleaners, "print") == "print"
        assert await says(cleaners, "one") == "one"

    with_cleaners(work)


def test_a_cleaner_knows_no_setting_and_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_ENCRYPTION_KEYS", "secret")

    async def work(cleaners: Cleaners) -> None:
        known = json.loads(str(await says(cleaners, "environment")))
        assert "PYTHONPATH" in known
        assert [name for name in known if name.startswith("ALONGSIDE")] == []

    with_cleaners(work)


@pytest.mark.skipif(not Path("/proc/self/oom_score_adj").exists(), reason="Linux alone has it")
def test_where_memory_is_short_a_cleaner_dies_before_the_bot_and_leaves_no_core() -> None:
    async def work(cleaners: Cleaners) -> None:
        process = Path("/proc", str(await says(cleaners, "pid")))
        assert (process / "oom_score_adj").read_text() == "1000\n"
        assert re.search(r"Max core file size +0 +0 ", (process / "limits").read_text())

    with_cleaners(work)


def test_a_cleaner_is_replaced_when_it_has_done_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "FILES_EACH", 2)

    async def work(cleaners: Cleaners) -> None:
        first, second, third = [await says(cleaners, "pid") for _ in range(3)]
        assert first == second != third
        assert not is_there(int(str(first)))

    with_cleaners(work)


def test_a_cleaner_that_was_killed_while_it_waited_costs_no_file() -> None:
    async def work(cleaners: Cleaners) -> None:
        process = int(str(await says(cleaners, "pid")))
        os.kill(process, signal.SIGKILL)
        await asyncio.sleep(0.3)
        assert await says(cleaners, "one") == "one"

    with_cleaners(work)


def test_what_asks_the_bot_to_stop_does_not_break_a_file() -> None:
    async def work(cleaners: Cleaners) -> None:
        process = str(await says(cleaners, "pid"))
        os.kill(int(process), signal.SIGTERM)
        os.kill(int(process), signal.SIGINT)
        assert await says(cleaners, "pid") == process

    with_cleaners(work)


def test_nothing_is_left_when_the_bot_stops_or_gives_a_file_up() -> None:
    processes: list[int] = []

    async def work(cleaners: Cleaners) -> None:
        processes.append(int(str(await says(cleaners, "pid"))))
        busy = asyncio.ensure_future(says(cleaners, "loop"))
        await asyncio.sleep(0.2)
        busy.cancel()
        with pytest.raises(asyncio.CancelledError):
            await busy
        assert not is_there(processes[0])
        processes.append(int(str(await says(cleaners, "pid"))))

    with_cleaners(work)
    assert [is_there(each) for each in processes] == [False, False]


@pytest.mark.parametrize(("busy_with", "within"), [("one", 2.0), ("loop", 12.0)])
def test_no_cleaner_outlives_a_bot_that_was_killed(busy_with: str, within: float) -> None:
    command = [sys.executable, "-m", "tests.support.orphaned", busy_with]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=ROOT, env=os.environ | {"PYTHONPATH": "."}
    ) as bot:
        assert bot.stdout is not None
        process = int(bot.stdout.readline())
        time.sleep(0.3)
        bot.kill()
        assert goes(process, within)


def test_where_none_can_be_started_nothing_is_said_of_the_file() -> None:
    async def work(cleaners: Cleaners) -> None:
        with pytest.raises(CleanersAwayError):
            await says(cleaners, "one")

    with_cleaners(work, child=("-c", "raise SystemExit"))


def test_the_bot_loads_no_decoder() -> None:
    asked = (
        "import sys, bot.app; bot.app.load_scan();"
        "print(*{'av', 'lxml', 'PIL', 'pi_heif', 'pikepdf'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "."},
    )
    assert done.stdout.split() == []
