"""Which presses of a button count."""

from datetime import timedelta

import pytest

from bot.store import taps
from bot.store.taps import Pressed
from tests.unit.small import Small


def counts(small: Small, query: str, *, who: int = 11, under: int = 5, data: str = "accept:1") -> bool:
    pressed = Pressed(who, under, data, query)
    return small.run(lambda unit: taps.is_new(unit.session, unit.programme.id, pressed, unit.now))


def test_a_trembling_finger_counts_once_and_a_second_decision_counts_again(small: Small) -> None:
    assert counts(small, "q1")
    small.clock.move(timedelta(seconds=1.9))
    assert not counts(small, "q2")
    small.clock.move(timedelta(seconds=2))
    assert counts(small, "q3")


def test_the_same_press_under_another_update_id_counts_once_however_late(small: Small) -> None:
    assert counts(small, "q1")
    small.clock.move(timedelta(hours=20))
    assert not counts(small, "q1")


@pytest.mark.parametrize("other", [{"who": 22}, {"under": 6}, {"data": "accept:2"}])
def test_another_person_message_or_button_is_another_press(small: Small, other: dict[str, int | str]) -> None:
    assert counts(small, "q1")
    assert counts(small, "q2", **other)  # type: ignore[arg-type]  # one table for three kinds of difference


def test_a_clock_that_steps_back_does_not_deaden_a_button(small: Small) -> None:
    assert counts(small, "q1")
    small.clock.move(timedelta(hours=-1))
    assert counts(small, "q2")


def test_old_taps_are_forgotten(small: Small) -> None:
    assert counts(small, "q1")
    small.clock.move(timedelta(days=2))
    small.run(lambda unit: taps.forget(unit.session, unit.programme.id, unit.now - timedelta(days=1)))
    assert counts(small, "q1"), "nothing is left to know it by"
