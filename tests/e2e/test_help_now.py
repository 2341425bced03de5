"""I need help now: works in every state, calls the team, and says whether anybody could be called."""

import pytest

from bot.domain.people import Role
from tests.support.programme import Programme

HELP = "🆘 I need help now"
CALL = "in danger now, please call 999"


def test_it_is_an_emergency_at_once_and_only_then_asks_what_it_is(programme: Programme) -> None:
    sam, carla = programme.joins("Sam", Role.SUPERVISOR), programme.joins("Carla", Role.COORDINATOR)
    rosa, ben = programme.pair()
    rosa.taps(HELP)
    shown = rosa.sees(CALL)
    assert "116 123" in shown.text
    rosa.sees("I have called the team")
    card = sam.sees("EMERGENCY")
    assert "Rosa (mentee), writing with Ben" in card.text
    assert "Pressed I need help now" in card.text
    ben.sees_nothing()
    carla.sees_nothing()


@pytest.mark.parametrize(
    ("button", "answer", "on_card"),
    [
        ("I might hurt myself", "You do not have to carry this alone", "I might hurt myself"),
        ("I feel very ill", "may need medical help now", "I feel very ill"),
        ("Someone hurts me", "Thank you for writing", "someone hurts me"),
        ("I cannot use the phone", "I NEED HELP", "I am stuck with the phone"),
        ("Pressed by mistake", "it happens easily", "pressed by mistake"),
    ],
)
def test_what_it_is_brings_its_own_card_and_never_makes_the_alert_less(
    programme: Programme, button: str, answer: str, on_card: str
) -> None:
    sam, rosa = programme.joins("Sam", Role.SUPERVISOR), programme.joins("Rosa", Role.MENTEE)
    rosa.taps(HELP)
    rosa.sees("I have called the team")
    sam.sees("EMERGENCY")
    rosa.taps(button)
    rosa.sees(answer)
    changed = sam.sees_edit(on_card)
    assert "EMERGENCY" in changed.text
    assert "Nobody has taken it on yet" in changed.text


def test_without_a_team_it_says_so(programme: Programme) -> None:
    rosa = programme.joins("Rosa", Role.MENTEE)
    rosa.taps(HELP)
    rosa.sees("I could not tell anyone of the programme just now")


def test_a_team_that_cannot_be_reached_is_not_counted_as_told(programme: Programme) -> None:
    sam, rosa = programme.joins("Sam", Role.SUPERVISOR), programme.joins("Rosa", Role.MENTEE)
    sam.blocks_bot()
    programme.settles()
    rosa.taps(HELP)
    rosa.sees("I could not tell anyone of the programme just now")


def test_it_works_before_a_name_is_chosen_and_while_one_is_asked_for(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa = programme.telegram.person("Rosa")
    rosa.presses_start(programme.invites(Role.MENTEE))
    rosa.says(HELP)
    rosa.sees(CALL)
    sam.sees("Somebody who is joining as mentee and has not given a name yet")
    rosa.taps("Yes, I agree")
    rosa.sees("What would you like to be called")
    rosa.says(HELP)
    rosa.sees(CALL)
    rosa.says("Rosa")
    rosa.sees("Thank you, Rosa")
    sam.sees_edit("2 such messages so far")


def test_pressed_three_times_it_is_answered_three_times_and_is_one_alert(programme: Programme) -> None:
    sam, rosa = programme.joins("Sam", Role.SUPERVISOR), programme.joins("Rosa", Role.MENTEE)
    rosa.says(HELP)  # what her large button says for her
    rosa.sees(CALL)
    sam.sees("EMERGENCY")
    for _ in range(2):
        rosa.says(HELP)
        rosa.sees(CALL)
    sam.sees_edit("3 such messages so far")
    sam.sees_nothing()
