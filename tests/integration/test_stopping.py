"""SIGTERM at a bad moment: the bot leaves within ten seconds and nothing is lost."""

import threading
import time
from pathlib import Path

import pytest

from bot.sandbox.driver import LocalTelegram
from bot.sandbox.faults import FaultKind
from bot.services import updates
from tests.kills import ChildBot
from tests.support.programme import Programme

LONGEST_GOODBYE = 10.0


def test_sigterm_in_the_middle_of_a_batch_loses_nothing(telegram: LocalTelegram, tmp_path: Path) -> None:
    with Programme(telegram, tmp_path) as programme:
        rosa, ben = programme.pair()
    telegram.faults.slow(0.06, methods=frozenset({"sendMessage"}))
    for number in range(60):
        rosa.says(f"message {number:03d}")
    child = ChildBot(programme.token, telegram.url, tmp_path)
    try:
        child.start()
        ben.sees("message 003", within=20)
        assert child.stop() < LONGEST_GOODBYE
        assert not any("message 059" in text for text in ben.texts), "it was in the middle"
        telegram.faults.clear()
        child.start()
        ben.sees("message 059", within=30)
        assert child.stop() < LONGEST_GOODBYE
    finally:
        child.close()
    heard = [text.removeprefix("Rosa\n") for text in ben.texts if text.startswith("Rosa\nmessage")]
    assert heard == [f"message {number:03d}" for number in range(60)]


@pytest.mark.parametrize("method", ["sendMessage", "answerCallbackQuery", "getUpdates"])
def test_a_telegram_that_hangs_does_not_keep_the_bot_from_leaving(programme: Programme, method: str) -> None:
    rosa, ben = programme.pair()
    programme.telegram.faults.strike(FaultKind.HANG, method, times=None)
    before = len(programme.telegram.requests(method))
    if method == "answerCallbackQuery":
        rosa.taps("👤 About me")
        rosa.taps("Change my name")
    else:
        rosa.says("👤 About me")
    programme.telegram.waits_for_request(method, count=before + 1)
    time.sleep(0.2)
    began = time.monotonic()
    programme.bot.stop()
    assert time.monotonic() - began < LONGEST_GOODBYE
    programme.telegram.faults.clear()
    programme.starts_again()
    ben.sees_nothing(0.1)
    rosa.sees("You are called Rosa here")


def test_stopping_while_a_batch_is_being_kept_loses_nothing_and_does_not_hang(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, ben = programme.pair()
    keeping, may_go_on = threading.Event(), threading.Event()
    keep = updates.keep

    def slowly(*args: object, **more: object) -> object:
        keeping.set()
        may_go_on.wait(5)
        return keep(*args, **more)  # type: ignore[arg-type] # handed on as it came

    monkeypatch.setattr(updates, "keep", slowly)
    rosa.says("just before the end")
    assert keeping.wait(5)
    stopping = threading.Thread(target=programme.bot.stop)
    stopping.start()
    time.sleep(0.3)
    may_go_on.set()
    stopping.join(LONGEST_GOODBYE)
    assert not stopping.is_alive(), "the bot hangs"
    monkeypatch.undo()
    programme.starts_again()
    ben.sees("Rosa\njust before the end")
    ben.does_not_see("just before the end")


def test_stopping_while_work_waits_for_the_writer_does_not_hang(programme: Programme) -> None:
    rosa, ben = programme.pair()
    writer = programme.bot.parts.house.writer if programme.bot.parts else None
    assert writer is not None
    busy, may_go_on = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        busy.set()
        may_go_on.wait(5)

    held = writer.submit(hold)
    assert busy.wait(5)
    rosa.says("while the disk is slow")
    programme.telegram.waits_for_request("getUpdates")
    time.sleep(0.3)  # the batch waits for its turn now
    stopping = threading.Thread(target=programme.bot.stop)
    stopping.start()
    time.sleep(0.3)
    may_go_on.set()
    held.result(5)
    stopping.join(LONGEST_GOODBYE)
    assert not stopping.is_alive(), "the bot hangs"
    programme.starts_again()
    ben.sees("Rosa\nwhile the disk is slow")
