"""I need help now: works in every state, tells the team, and says honestly whom it told."""

from bot.domain.people import Role
from tests.support.programme import Programme

HELP = "🆘 I need help now"


def test_it_reaches_the_supervisor_and_the_coordinator_by_name_and_role(programme: Programme) -> None:
    sam, carla = programme.joins("Sam", Role.SUPERVISOR), programme.joins("Carla", Role.COORDINATOR)
    rosa, ben = programme.pair()
    rosa.taps(HELP)
    shown = rosa.sees("call your emergency number now")
    assert "https://findahelpline.com" in shown.text
    assert "I have told 2 people of the programme\u2019s team" in shown.text
    for one in (sam, carla):
        one.sees("Rosa (mentee) has just pressed I need help now")
    ben.sees_nothing()


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
    unnamed = (
        "Somebody who is joining as mentee and has not given a name yet has just pressed I need help now"
    )
    rosa.says(HELP)
    rosa.sees("call your emergency number now")
    sam.sees(unnamed)
    rosa.taps("Yes, I agree")
    rosa.sees("What would you like to be called")
    rosa.says(HELP)
    rosa.sees("call your emergency number now")
    sam.sees(unnamed)
    rosa.says("Rosa")
    rosa.sees("Thank you, Rosa")


def test_pressed_three_times_it_is_answered_three_times(programme: Programme) -> None:
    sam, rosa = programme.joins("Sam", Role.SUPERVISOR), programme.joins("Rosa", Role.MENTEE)
    for _ in range(3):
        rosa.says(HELP)  # what her large button says for her
        rosa.sees("call your emergency number now")
        sam.sees("Rosa (mentee) has just pressed I need help now")
