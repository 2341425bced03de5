import logging

import pytest

from bot.sandbox import actions
from bot.sandbox.changes import Change, ChangeKind
from bot.sandbox.sandbox import TAPS_KEPT, Sandbox


def test_whoever_watches_is_told_of_every_change_until_they_end_it() -> None:
    sandbox = Sandbox(seed=1)
    heard: list[Change] = []
    end = sandbox.subscribe(heard.append)
    bot = sandbox.add_bot("some_bot", "Some")
    rosa = sandbox.add_person("Rosa")
    said = actions.press_start(sandbox, rosa, bot)
    actions.edit(sandbox, rosa, said, "hello")
    actions.react(sandbox, rosa, said, "👍")
    actions.delete(sandbox, rosa, said)
    actions.block(sandbox, rosa, sandbox.private_chat(bot, rosa))
    end()
    actions.unblock(sandbox, rosa, sandbox.private_chat(bot, rosa))
    assert [change.kind for change in heard] == [
        ChangeKind.ACCOUNT,
        ChangeKind.ACCOUNT,
        ChangeKind.CHAT,
        ChangeKind.MESSAGE,
        ChangeKind.EDIT,
        ChangeKind.REACTION,
        ChangeKind.DELETION,
        ChangeKind.CHAT,
    ]
    assert heard[3] == Change(ChangeKind.MESSAGE, bot.id, rosa.id, said.id)


def test_a_watcher_that_fails_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    sandbox = Sandbox(seed=1)
    heard: list[Change] = []

    def fail(_: Change) -> None:
        raise RuntimeError("private words")

    sandbox.subscribe(fail)
    sandbox.subscribe(heard.append)
    with caplog.at_level(logging.ERROR):
        sandbox.add_person("Rosa")
    assert len(heard) == 1
    assert [record.message for record in caplog.records] == ["watcher_failed"]
    assert "private words" not in caplog.text


def test_the_oldest_of_very_many_taps_are_forgotten() -> None:
    sandbox = Sandbox(seed=1)
    bot = sandbox.add_bot("some_bot", "Some")
    rosa = sandbox.add_person("Rosa")
    said = actions.press_start(sandbox, rosa, bot)
    taps = [actions.tap_data(sandbox, rosa, said, "x") for _ in range(TAPS_KEPT + 1)]
    assert len(sandbox.taps) == TAPS_KEPT
    assert taps[0].id not in sandbox.taps
    assert taps[-1].id in sandbox.taps


def test_the_same_seed_gives_the_same_world() -> None:
    def world(seed: int) -> tuple[int, int]:
        sandbox = Sandbox(seed=seed)
        bot = sandbox.add_bot("some_bot", "Some")
        return bot.id, sandbox.queues[bot.id].next_id

    assert world(1) == world(1) != world(2)
