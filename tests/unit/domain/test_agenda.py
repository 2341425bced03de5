"""What follows when something due cannot be done."""

from datetime import UTC, datetime, timedelta

from bot.domain.agenda import after_failure

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_the_agenda_tries_again_later_and_later_and_then_sets_aside() -> None:
    waits = [after_failure(attempts, NOW) for attempts in (1, 2, 3, 4)]
    assert waits == [NOW + timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert after_failure(5, NOW) is None
    assert after_failure(500, NOW) is None
