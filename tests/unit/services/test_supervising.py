"""What is done with an alert that somebody has: handed over, graded anew, resolved."""

import pytest

from bot.domain.alerts import Subject
from bot.domain.buttons import Action, decode
from bot.domain.people import Role
from tests.unit.small import Small
from tests.unit.team import BEN, DORA, MARIA, ROSA, SAM, newest, presses, waiting

CARLA = 88
CRY = "I am going to kill myself tonight"


def offered(small: Small, key: str) -> list[tuple[int, ...]]:
    """What the buttons of the question that waits carry."""
    (row,) = waiting(small, key)
    found = [decode(data) for ((_, _, data),) in (row.payload or {})["buttons"]]
    return [press.ids for press in found if press]


@pytest.mark.parametrize(
    ("about_the_team", "holder", "to"), [(True, MARIA, CARLA), (False, SAM, DORA)], ids=["team", "other"]
)
def test_whoever_is_offered_to_hand_an_alert_to_can_take_it_over(
    team: Small, holder: int, to: int, *, about_the_team: bool
) -> None:
    team.joins("Carla", Role.COORDINATOR, CARLA)
    subject = Subject.TEAM if about_the_team else Subject.BOT
    presses(team, ROSA, Action.NOT_RIGHT_ABOUT, subject.value)
    presses(team, holder, Action.ACKNOWLEDGE, newest(team).id)
    team.settle_all()
    presses(team, holder, Action.HAND_OVER, newest(team).id)
    assert offered(team, "hand-to-whom") == [(newest(team).id, team.person(to))]
    presses(team, holder, Action.HAND_TO, newest(team).id, team.person(to))
    assert [row.chat_id for row in waiting(team, "handover-asked")] == [to]
    presses(team, to, Action.TAKE_OVER, newest(team).id)
    assert newest(team).owner_id == team.person(to)


@pytest.mark.parametrize("to", [SAM, MARIA, BEN], ids=["supervisor", "oneself", "mentor"])
def test_what_is_about_the_team_is_handed_to_no_one_else(team: Small, to: int) -> None:
    presses(team, ROSA, Action.NOT_RIGHT_ABOUT, Subject.TEAM.value)
    team.settle_all()
    presses(team, MARIA, Action.HAND_TO, newest(team).id, team.person(to))
    assert team.queued() == [(MARIA, "old-button")]
