from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.clock import MovableClock

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_a_standing_clock_moves_only_by_hand() -> None:
    clock = MovableClock(START, running=False)
    assert clock.now() == clock.now() == START
    assert clock.move(timedelta(hours=1)) == clock.now() == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert clock.move_to(START) == START


def test_a_running_clock_goes_on_from_where_it_was_put() -> None:
    clock = MovableClock(START)
    first = clock.now()
    assert START <= first < START + timedelta(minutes=1)
    assert clock.now() >= first
    clock.move(timedelta(days=1))
    assert clock.now() >= START + timedelta(days=1)


def test_subscribers_hear_of_every_move_until_they_end_it() -> None:
    clock = MovableClock(START, running=False)
    heard: list[datetime] = []
    end = clock.subscribe(heard.append)
    clock.move(timedelta(hours=2))
    end()
    clock.move(timedelta(hours=2))
    assert heard == [START + timedelta(hours=2)]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        MovableClock(datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test
    with pytest.raises(ValueError, match="zone"):
        MovableClock().move_to(datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test
