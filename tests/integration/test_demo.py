"""The demo as somebody runs it: played, killed, gone on with; what it keeps is nobody else's to read."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).parents[2]
KILLED = "The demo was killed last time"


class RunningDemo:
    """`alongside demo` in a process of its own, and its page's own ways to act and to look."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "demo.log"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._url = ""

    def __enter__(self) -> Self:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "demo", "--port", "0"],
                cwd=self._folder,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._url = self._waits_for(r"The demo runs at (\S+)", 60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ends(signal.SIGKILL)

    @property
    def said(self) -> str:
        """What it has printed."""
        return self._log.read_text(encoding="utf-8")

    def ends(self, by: signal.Signals) -> int:
        """Send a signal and wait for the end; returns the exit status."""
        assert self._process is not None
        self._process.send_signal(by)
        return self._process.wait(20)

    def state(self) -> Any:
        with urlopen(f"{self._url}/page/state", timeout=10) as answer:
            return json.load(answer)

    def says(self, name: str, words: str) -> None:
        state = self.state()
        person = next(each["id"] for each in state["people"] if each["name"] == name)
        chat = next(each["key"] for each in state["chats"] if each["key"].endswith(f":{person}"))
        body = json.dumps({"act": "say", "person": person, "chat": chat, "text": words}).encode()
        asked = Request(f"{self._url}/page/act", body, {"Content-Type": "application/json"})
        with urlopen(asked, timeout=10) as answer:
            assert answer.status == 200

    def sees(self, words: str, within: float = 10.0) -> None:
        """Wait until this stands in some chat."""
        until = time.monotonic() + within
        while words not in json.dumps(self.state(), ensure_ascii=False):
            assert time.monotonic() < until, f"nobody sees {words!r}"
            time.sleep(0.05)

    def _waits_for(self, pattern: str, within: float) -> str:
        until = time.monotonic() + within
        while (found := re.search(pattern, self.said)) is None:
            assert self._process is not None
            assert self._process.poll() is None, self.said
            assert time.monotonic() < until, self.said
            time.sleep(0.05)
        return found[1]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the demo has been played and was stopped by Ctrl-C."""
    folder = tmp_path_factory.mktemp("demo")
    before = os.umask(0o022)
    try:
        with RunningDemo(folder) as demo:
            assert demo.ends(signal.SIGINT) == 0
            assert "Stopped. make demo goes on from here." in demo.said
    finally:
        os.umask(before)
    return folder


def test_what_it_keeps_is_private(played: Path) -> None:
    kept = [played / "var", *(played / "var").rglob("*")]
    assert {path.name for path in kept} >= {"key", "env", "telegram.json", "alongside.sqlite"}
    for path in kept:
        assert path.stat().st_mode & 0o077 == 0, path.name


def test_it_goes_on_after_a_kill_without_swallowing_a_message(played: Path) -> None:
    with RunningDemo(played) as demo:
        assert KILLED not in demo.said
        demo.says("Rosa", "said before the kill")
        demo.sees("Rosa\\nsaid before the kill")
        assert demo.ends(signal.SIGKILL) != 0  # long before the next time that everything is saved
    with RunningDemo(played) as demo:
        assert KILLED in demo.said
        for words in ("one after the kill", "two after the kill"):
            demo.says("Rosa", words)
            demo.sees(f"Rosa\\n{words}")
        assert demo.ends(signal.SIGTERM) == 0
    with RunningDemo(played) as demo:
        assert KILLED not in demo.said
        demo.sees("Rosa\\ntwo after the kill")


def test_what_is_due_next_is_something_that_people_notice(played: Path) -> None:
    with RunningDemo(played) as demo:
        clock = demo.state()["clock"]
        days = (clock["next_due"] - clock["now"]) / 86400
        assert 2.9 < days < 3.1, "those who were asked and have not answered; not tonight's housekeeping"


def test_the_command_line_works_beside_it(played: Path) -> None:
    with RunningDemo(played) as demo:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "bot",
                "--env",
                "var/demo/env",
                "match",
                "Walter",
                "Ben",
                "--accepted",
                "x",
            ],
            cwd=played,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        demo.says("Ben", "To whom does this go?")
        demo.sees("To whom shall I send this?")
