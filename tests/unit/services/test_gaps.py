"""Hours in which nobody will be on duty: the coordinators hear of them ahead, and nobody else."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.domain.buttons import Action
from bot.domain.duty import read_hours
from bot.services import timed
from bot.store import agenda
from tests.unit.small import Small
from tests.unit.team import DORA, MARIA, SAM, presses, waiting

DAY_HOURS = "Mon-Sun 08:00-18:00"
UNTIL_AFTERNOON, UNTIL_MORNING = timedelta(hours=6), timedelta(hours=18)  # from nine to three, and to nine


@pytest.fixture(autouse=True)
def by_day(team: Small) -> None:
    policy = team.house.units.policy
    team.house.units.policy = replace(policy, duty_hours=read_hours(DAY_HOURS))


def told(small: Small) -> list[tuple[int, int]]:
    """Who is told of gaps ahead by what waits, and of how many."""
    return [(row.chat_id, len((row.payload or {})["lines"])) for row in waiting(small, "gaps-ahead")]


def the_morning_comes(small: Small) -> None:
    """A day passes, from nine to nine, and the rounds are made."""
    for time in (UNTIL_AFTERNOON, UNTIL_MORNING):
        small.clock.move(time)
        for row_id in small.run(lambda unit: list(agenda.due(unit.session, unit.programme.id, unit.now))):
            small.run(partial(timed.carry_out, row_id=row_id))


def test_a_holiday_that_leaves_nobody_is_told_to_the_coordinators_at_once(team: Small) -> None:
    presses(team, SAM, Action.HOLIDAY, 7)
    assert told(team) == [], "Dora is there"
    presses(team, DORA, Action.HOLIDAY, 1)
    assert told(team) == [(MARIA, 1)]


def test_a_gap_that_comes_near_is_told_once_in_the_morning(team: Small) -> None:
    for account in (SAM, DORA):
        presses(team, account, Action.HOLIDAY, 7)
    team.settle_all()
    team.run(timed.begin)
    the_morning_comes(team)
    assert told(team) == [(MARIA, 3)]
    team.settle_all()
    the_morning_comes(team)
    assert told(team) == [(MARIA, 1)], "the one that has come near since; of the others she has heard"


def test_everybody_of_the_team_sees_the_gaps_of_the_week(team: Small) -> None:
    for account in (SAM, DORA):
        presses(team, account, Action.HOLIDAY, 14)
    team.settle_all()
    presses(team, MARIA, Action.DUTY)
    (row,) = waiting(team, "duty")
    assert len((row.payload or {})["lines"]) == 7
