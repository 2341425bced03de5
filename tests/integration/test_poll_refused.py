"""getUpdates that is refused, broken or never answered: a clear state, no hot loop, nothing lost."""

import time
from collections.abc import Callable

import pytest

from bot import intake
from bot.intake import IntakeState
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.faults import FaultKind
from tests.support.bot import BotThread
from tests.support.programme import Programme


def waits_for_state(programme: Programme, state: IntakeState, within: float = 10.0) -> None:
    until = time.monotonic() + within
    while programme.bot.parts is None or programme.bot.parts.intake.state is not state:
        assert time.monotonic() < until, f"never {state.value}"
        time.sleep(0.01)


def polls_in(programme: Programme, seconds: float) -> int:
    before = len(programme.telegram.requests("getUpdates"))
    time.sleep(seconds)
    return len(programme.telegram.requests("getUpdates")) - before


def test_a_second_poller_is_noticed_not_fought_and_forgotten_when_it_is_gone(programme: Programme) -> None:
    rosa, ben = programme.pair()
    other = programme.telegram.faults.strike(FaultKind.CONFLICT, times=None)
    rosa.says("while there are two")  # ends the present poll, the next one is refused
    waits_for_state(programme, IntakeState.SECOND_POLLER)
    assert polls_in(programme, 2.0) <= 4
    programme.telegram.faults.remove(other)
    rosa.says("after that")
    ben.sees("Rosa\nwhile there are two", within=15)
    ben.sees("Rosa\nafter that", within=15)
    assert programme.bot.parts is not None
    assert programme.bot.parts.intake.state is IntakeState.POLLING


def test_a_token_revoked_while_running_is_a_state_of_its_own_and_hardly_asked_about(
    programme: Programme,
) -> None:
    rosa, ben = programme.pair()
    refused = programme.telegram.faults.strike(FaultKind.UNAUTHORIZED, times=None)
    rosa.says("one")
    waits_for_state(programme, IntakeState.TOKEN_REFUSED)
    assert polls_in(programme, 3.0) == 0
    sends = len(programme.telegram.requests("sendMessage"))
    assert sends < 40
    programme.telegram.faults.remove(refused)
    programme.restart()  # with the token mended, as an operator would
    ben.sees("Rosa\none", within=15)


def test_a_token_that_is_refused_at_the_start_ends_it_with_a_sentence(
    telegram: LocalTelegram, programme: Programme
) -> None:
    programme.bot.stop()
    telegram.revokes(programme.token)
    bot = BotThread(programme.settings)
    with pytest.raises(AssertionError) as raised:
        bot.start()
    assert "Telegram does not know this token" in str(raised.value.__cause__)
    programme.telegram.call(lambda box: setattr(box.bots[programme.settings.bot_id], "is_revoked", False))
    programme.starts_again()


FAULTS: dict[str, Callable[[LocalTelegram], object]] = {
    "502 with HTML": lambda telegram: telegram.faults.strike(FaultKind.SERVER_ERROR, "getUpdates", times=2),
    "truncated JSON": lambda telegram: telegram.faults.strike(FaultKind.TRUNCATED, "getUpdates", times=2),
    "an empty answer": lambda telegram: telegram.faults.strike(FaultKind.EMPTY, "getUpdates", times=2),
    "cut before": lambda telegram: telegram.faults.cut_before("getUpdates", times=2),
    "cut after": lambda telegram: telegram.faults.cut_after("getUpdates", times=2),
    "429": lambda telegram: telegram.faults.too_many(1, methods=frozenset({"getUpdates"}), times=2),
}


@pytest.mark.parametrize("fault", list(FAULTS))
def test_a_poll_that_fails_loses_nothing_and_is_not_hot(programme: Programme, fault: str) -> None:
    rosa, ben = programme.pair()
    FAULTS[fault](programme.telegram)
    for number in range(5):
        rosa.says(f"message {number}")
    before = len(programme.telegram.requests("getUpdates"))
    ben.sees("message 4", within=20)
    assert [text for text in ben.texts if "message" in text and "Rosa\n" in text] == [
        f"Rosa\nmessage {number}" for number in range(5)
    ]
    assert len(programme.telegram.requests("getUpdates")) - before < 15


def test_a_poll_that_is_never_answered_is_given_up_and_asked_again(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, ben = programme.pair()
    monkeypatch.setattr(intake, "POLL_SECONDS", -9)  # it is given up ten seconds after that
    hanging = programme.telegram.faults.strike(FaultKind.HANG, "getUpdates", times=2)
    for number in range(3):
        rosa.says(f"message {number}")
    ben.sees("message 2", within=20)
    assert hanging.struck == 2


def test_the_network_away_at_the_start_is_waited_for(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.bot.stop()
    rosa.says("while you were away")
    away = programme.telegram.faults.cut_before(times=3)
    programme.starts_again()
    ben.sees("Rosa\nwhile you were away")
    assert away.struck == 3
