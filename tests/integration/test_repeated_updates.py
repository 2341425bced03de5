"""Updates that come again, in another order, or under ids that jump."""

import random

from bot.sandbox.driver import LocalTelegram
from bot.sandbox.faults import FaultKind
from tests.support.programme import Programme


def expected(count: int) -> list[str]:
    return [f"Rosa\nmessage {number:03d}" for number in range(count)]


def heard(texts: list[str]) -> list[str]:
    return [text for text in texts if "message" in text and text.startswith("Rosa\n")]


def test_a_batch_that_is_delivered_again_is_handled_once(programme: Programme) -> None:
    rosa, ben = programme.pair()
    repeated = programme.telegram.faults.strike(FaultKind.REPEAT, times=None)
    for number in range(30):
        rosa.says(f"message {number:03d}")
    ben.sees("message 029")
    programme.settles()
    assert repeated.struck > 0
    assert heard(ben.texts) == expected(30)


def test_an_update_that_stands_twice_in_a_batch_is_handled_once(programme: Programme) -> None:
    rosa, ben = programme.pair()
    doubled = programme.telegram.faults.strike(FaultKind.DUPLICATE, times=None)
    for number in range(30):
        rosa.says(f"message {number:03d}")
    ben.sees("message 029")
    programme.settles()
    assert doubled.struck > 0
    assert heard(ben.texts) == expected(30)


def test_a_batch_in_another_order_is_handled_in_the_order_it_was_said(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.bot.stop()
    for number in range(60):
        rosa.says(f"message {number:03d}")
    shuffled = programme.telegram.faults.strike(FaultKind.SHUFFLE, times=None)
    programme.starts_again()
    ben.sees("message 059")
    assert shuffled.struck > 0
    assert heard(ben.texts) == expected(60)


def test_a_batch_stored_before_a_restart_and_delivered_again_after_it_is_handled_once(
    programme: Programme,
) -> None:
    rosa, ben = programme.pair()
    programme.telegram.faults.strike(FaultKind.REPEAT, times=None)
    for number in range(30):
        rosa.says(f"message {number:03d}")
        if number % 10 == 5:
            programme.restart()
    ben.sees("message 029")
    programme.settles()
    assert heard(ben.texts) == expected(30)


def test_what_was_answered_before_a_restart_is_not_answered_again(programme: Programme) -> None:
    rosa, _ = programme.pair()
    rosa.says("/help")
    rosa.sees("How this works")
    programme.settles()
    programme.restart()
    rosa.does_not_see("How this works", within=1.0)


def test_ids_that_jump_back_and_forth_lose_and_double_nothing(programme: Programme) -> None:
    rosa, ben = programme.pair()
    chance = random.Random(7)
    for number in range(24):
        rosa.says(f"message {number:03d}")
        ben.sees(f"message {number:03d}")
        if number % 3 == 0:
            programme.telegram.jumps_update_ids(chance.choice((-1, 1)) * chance.randrange(1, 90_000_000))
    assert heard(ben.texts) == expected(24)
    assert programme.telegram.pending() == 0


def test_the_same_ids_with_other_content_are_other_updates(programme: Programme) -> None:
    rosa, ben = programme.pair()
    for number in range(6):
        rosa.says(f"message {number:03d}")
        ben.sees(f"message {number:03d}")
        programme.telegram.jumps_update_ids(-1)
    assert heard(ben.texts) == expected(6)


def test_ids_that_jump_while_a_batch_waits_lose_nothing(
    telegram: LocalTelegram, programme: Programme
) -> None:
    rosa, ben = programme.pair()
    programme.bot.stop()
    for number in range(40):
        rosa.says(f"message {number:03d}")
        if number % 7 == 3:
            telegram.jumps_update_ids(-1_000_000 if number % 2 else 3_000_000)
    programme.starts_again()
    programme.settles()
    assert sorted(heard(ben.texts)) == expected(40)
