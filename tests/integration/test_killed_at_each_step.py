"""The architecture's table of kills, row by row: SIGKILL at the exact moment, in a process of its own."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.sandbox.driver import LocalTelegram
from tests.support.command import environment
from tests.support.doomed import MOMENTS
from tests.support.programme import Programme

MAY_BE_TWICE = {"after Telegram's yes", "before the settling commits"}


def dies(programme: Programme, folder: Path, moment: str, number: int) -> None:
    """Run the bot until it kills itself."""
    with (folder / "doomed.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.doomed", moment, str(number)],
            env=environment(programme.settings),
            stdout=log,
            stderr=log,
        )
        try:
            assert process.wait(30) == -signal.SIGKILL, "it did not get to that moment"
        finally:
            process.kill()
            process.wait()


@pytest.mark.parametrize("moment", list(MOMENTS))
def test_a_kill_at_this_moment_loses_nothing_and_doubles_only_what_is_uncertain(
    telegram: LocalTelegram, tmp_path: Path, moment: str
) -> None:
    programme = Programme(telegram, tmp_path)
    programme.bot.start()
    rosa, ben = programme.pair()
    programme.settles()
    programme.bot.stop()
    for number in range(6):
        (rosa, ben)[number % 2].says(f"message {number}")
    dies(programme, tmp_path, moment, 1)
    rosa.says("message 6")
    programme.starts_again()
    try:
        ben.sees("message 6")
        programme.settles()
    finally:
        programme.bot.stop()
    for speaker, listener in (("Rosa", ben), ("Ben", rosa)):
        heard = [text for text in listener.texts if text.startswith(f"{speaker}\nmessage")]
        said = [
            f"{speaker}\nmessage {number}" for number in range(7) if (number % 2 == 0) == (speaker == "Rosa")
        ]
        assert list(dict.fromkeys(heard)) == said, "all, in order"
        if moment not in MAY_BE_TWICE:
            assert heard == said, "none twice"
