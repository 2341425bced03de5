"""States of an alert, and what a new finding does to the one there is."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from bot.domain.alerts import AlertState, Clocks, Disposition, Joining, Rung, Standing, join, move_alert
from bot.domain.findings import Grade

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)
OPEN, TAKEN, RESOLVED = AlertState.OPEN, AlertState.ACKNOWLEDGED, AlertState.RESOLVED
ALLOWED = {(OPEN, TAKEN), (OPEN, RESOLVED), (TAKEN, OPEN), (TAKEN, RESOLVED), (RESOLVED, OPEN)}


@pytest.mark.parametrize(("now", "to"), list(product(AlertState, AlertState)))
def test_only_these_moves_are_allowed(now: AlertState, to: AlertState) -> None:
    if (now, to) in ALLOWED:
        assert move_alert(now, to) is to
    else:
        with pytest.raises(ValueError, match="cannot go"):
            move_alert(now, to)


@pytest.mark.parametrize(
    ("state", "grade", "resolved", "new", "follows"),
    [
        (None, None, None, Grade.CONCERN, Joining.NEW),
        (OPEN, Grade.CONCERN, None, Grade.CONCERN, Joining.COUNTS),
        (OPEN, Grade.URGENT, None, Grade.URGENT, Joining.COUNTS),
        (OPEN, Grade.URGENT, None, Grade.EMERGENCY, Joining.RINGS),  # graver: the clock starts again
        (OPEN, Grade.EMERGENCY, None, Grade.URGENT, Joining.COUNTS),
        (OPEN, Grade.CONCERN, None, Grade.URGENT, Joining.RINGS),
        (TAKEN, Grade.EMERGENCY, None, Grade.URGENT, Joining.RINGS),  # after acknowledging it rings again
        (TAKEN, Grade.URGENT, None, Grade.CONCERN, Joining.COUNTS),
        (RESOLVED, Grade.URGENT, timedelta(hours=23), Grade.URGENT, Joining.REOPENS),
        (RESOLVED, Grade.URGENT, timedelta(hours=25), Grade.URGENT, Joining.NEW),
        (RESOLVED, Grade.URGENT, timedelta(hours=1), Grade.CONCERN, Joining.NEW),
    ],
)
def test_one_alert_for_what_belongs_together(
    state: AlertState | None,
    grade: Grade | None,
    resolved: timedelta | None,
    new: Grade,
    follows: Joining,
) -> None:
    standing = Standing(state, grade, NOW - resolved if resolved else None) if state and grade else None
    assert join(standing, new, NOW, DAY) is follows


def test_the_clocks_are_those_of_the_grade() -> None:
    clocks = Clocks()
    assert clocks.until_acknowledged(Grade.EMERGENCY) == timedelta(minutes=5)
    assert clocks.until_acknowledged(Grade.URGENT) == timedelta(hours=1)
    assert clocks.until_acknowledged(Grade.CONCERN) is None, "a concern never rings"
    assert clocks.until_done(Grade.EMERGENCY) == timedelta(minutes=30)
    assert clocks.until_done(Grade.URGENT) == timedelta(hours=4)


def test_the_ladder_has_one_end() -> None:
    climbed = [Rung.FIRST]
    while (above := climbed[-1].next) is not None:
        climbed.append(above)
    assert climbed == list(Rung)
    assert climbed[-1] is Rung.EXHAUSTED


def test_a_button_carries_a_disposition_and_nothing_else_is_one() -> None:
    assert [Disposition.numbered(each.number) for each in Disposition] == list(Disposition)
    assert Disposition.numbered(99) is None
