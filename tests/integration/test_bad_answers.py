"""sendMessage that is broken, cut or refused: in order, none lost, twice only where nobody can know."""

import time
from collections.abc import Callable

import pytest

from bot.delivery import judging
from bot.domain import phrases
from bot.domain.people import Role
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.faults import FaultKind
from bot.services.unit import Unit
from bot.store.outbox import OutboxRow
from tests.support.programme import Programme

SEND = "sendMessage"
# For each: the fault, and whether the message may come twice (Telegram may have taken it).
FAULTS: dict[str, tuple[Callable[[LocalTelegram], object], bool]] = {
    "502 with HTML": (lambda telegram: telegram.faults.strike(FaultKind.SERVER_ERROR, SEND), False),
    "truncated JSON": (lambda telegram: telegram.faults.strike(FaultKind.TRUNCATED, SEND), True),
    "an empty answer": (lambda telegram: telegram.faults.strike(FaultKind.EMPTY, SEND), True),
    "cut before it took effect": (lambda telegram: telegram.faults.cut_before(SEND), False),
    "cut after it took effect": (lambda telegram: telegram.faults.cut_after(SEND), True),
}


@pytest.mark.parametrize("fault", list(FAULTS))
def test_what_happens_to_one_message_when_its_sending_goes_wrong(programme: Programme, fault: str) -> None:
    rosa, ben = programme.pair()
    strike, took_effect = FAULTS[fault]
    strike(programme.telegram)
    for number in range(4):
        rosa.says(f"message {number}")
    ben.sees("message 3", within=20)
    programme.settles()
    heard = [text.removeprefix("Rosa\n") for text in ben.texts if text.startswith("Rosa\nmessage")]
    twice = ["message 0"] if took_effect else []
    assert heard == [*twice, *(f"message {number}" for number in range(4))]
    assert programme.reads(twins) == 1, "the books say which one may have come twice"
    rosa.sees_nothing(0.1)


def twins(unit: Unit) -> int:
    return unit.session.query(OutboxRow).filter(OutboxRow.is_twin).count()


def test_a_reply_to_a_message_that_came_twice_quotes_the_original(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.telegram.faults.cut_after(SEND)
    said = rosa.says("once or twice")
    ben.sees("once or twice")
    twin = ben.sees("once or twice")
    ben.replies_to(twin, "I saw it twice")
    assert rosa.sees("I saw it twice").reply_to_id == said.id
    rosa.edits(said, "once")
    assert ben.sees_edit("Rosa\nonce").id == twin.id


def test_a_telegram_that_is_down_for_long_loses_no_message(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An outage of minutes, at a faster pace: a dozen answers of 502 in a row."""
    monkeypatch.setattr(judging, "_LONGEST_WAIT", 0.05)
    rosa, ben = programme.pair()
    programme.telegram.faults.strike(FaultKind.SERVER_ERROR, SEND, times=12)
    for number in range(3):
        rosa.says(f"message {number}")
    ben.sees("message 2", within=20)
    programme.settles()
    heard = [text for text in ben.texts if text.startswith("Rosa\nmessage")]
    assert heard == [f"Rosa\nmessage {number}" for number in range(3)]
    rosa.sees_nothing(0.1)


def test_a_telegram_that_is_down_is_not_hammered(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.settles()
    down = programme.telegram.faults.strike(FaultKind.SERVER_ERROR, SEND, times=None)
    for number in range(5):
        rosa.says(f"message {number}")
    time.sleep(2.0)
    assert down.struck <= 2, "after one second, then after two more"
    programme.telegram.faults.remove(down)
    ben.sees("message 4", within=10)


def test_an_alert_is_never_given_up(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_LONGEST_WAIT", 0.02)
    sam, rosa = programme.joins("Sam", Role.SUPERVISOR), programme.joins("Rosa", Role.MENTEE)
    programme.telegram.faults.strike(FaultKind.SERVER_ERROR, SEND, times=60)
    rosa.taps("🆘 I need help now")
    sam.sees("Pressed I need help now", within=20)
    rosa.sees("in danger now, please call 999", within=20)


def test_a_row_that_nobody_can_open_holds_up_nobody_else(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.bot.stop()

    def break_one(unit: Unit) -> None:
        for name in ("Rosa", "Ben"):
            unit.say(programme.person(unit, name), phrases.UNKNOWN_COMMAND)
        unit.session.flush()
        first = unit.posted[0].id
        unit.session.connection().exec_driver_sql(f"UPDATE outbox SET payload = x'00' WHERE id = {first}")

    programme.reads(break_one)
    programme.starts_again()
    ben.sees("I do not know that command")
    ben.says("Can you read me?")
    rosa.sees("Ben\nCan you read me?")
