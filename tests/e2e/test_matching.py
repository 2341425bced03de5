"""A match comes about only when both have said yes."""

from datetime import timedelta

from bot.domain.people import Role
from bot.sandbox.conversation import Talker
from tests.support.programme import Programme


def proposed(programme: Programme) -> tuple[Talker, Talker]:
    """Rosa and Ben, each asked about the other."""
    rosa, ben = programme.joins("Rosa", Role.MENTEE), programme.joins("Ben", Role.MENTOR)
    programme.matches("Rosa", "Ben", accepted=None)
    rosa.sees("There may be a mentor for you: Ben")
    ben.sees("There is someone you could support: Rosa")
    return rosa, ben


def test_both_say_yes_and_are_introduced(programme: Programme) -> None:
    rosa, ben = proposed(programme)
    rosa.taps("Yes, gladly")
    rosa.sees("As soon as Ben has said yes too")
    ben.taps("Yes, gladly")
    ben.sees("You can talk now: Rosa")
    rosa.sees("You can talk now: Ben")
    rosa.says("Hello Ben")
    ben.sees("Rosa\nHello Ben")


def test_nothing_is_passed_on_while_only_one_has_said_yes(programme: Programme) -> None:
    rosa, ben = proposed(programme)
    rosa.taps("Yes, gladly")
    rosa.sees("As soon as Ben has said yes too")
    rosa.says("Hello Ben")
    rosa.sees("I have not passed that on")
    ben.says("Hello Rosa")
    ben.sees("I have not passed that on")
    ben.does_not_see("Hello Ben")
    rosa.does_not_see("Hello Rosa")


def test_one_says_no_and_nobody_is_blamed(programme: Programme) -> None:
    carla, sam = programme.joins("Carla", Role.COORDINATOR), programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = proposed(programme)
    rosa.taps("Yes, gladly")
    rosa.sees("As soon as Ben has said yes too")
    ben.taps("No, thank you")
    ben.sees("That is quite all right")
    assert rosa.sees("It will not be Ben after all").text.startswith(
        "It will not be Ben after all. That says nothing about you."
    )
    for one_of_the_team in (carla, sam):
        one_of_the_team.sees("A match did not come about: Rosa (mentee) and Ben (mentor)")
    rosa.says("Hello?")
    rosa.sees("I have not passed that on")
    ben.does_not_see("Hello?")


def test_an_answer_that_comes_after_the_other_said_no_changes_nothing(programme: Programme) -> None:
    rosa, ben = proposed(programme)
    ben.taps("No, thank you")
    ben.sees("That is quite all right")
    rosa.sees("It will not be Ben after all")
    rosa.taps("Yes, gladly")
    rosa.sees("That button is from an earlier time")
    ben.does_not_see("You can talk now")


def test_after_three_days_whoever_has_not_answered_is_reminded_once(timed: Programme) -> None:
    rosa, ben = proposed(timed)
    rosa.taps("Yes, gladly")
    rosa.sees("As soon as Ben has said yes too")
    timed.moves_clock(timedelta(days=2, hours=23))
    ben.sees_nothing()
    timed.moves_clock(timedelta(hours=1))
    ben.sees("May I ask once more? Would you like to talk with Rosa?")
    ben.does_not_see("May I ask once more?", within=1.5)
    rosa.does_not_see("May I ask once more?", within=0.1)
    timed.moves_clock(timedelta(days=30))
    ben.does_not_see("May I ask once more?", within=1.5)
    ben.taps("Yes, gladly")
    ben.sees("You can talk now: Rosa")


def test_both_are_reminded_once_each_where_neither_answered(timed: Programme) -> None:
    rosa, ben = proposed(timed)
    timed.moves_clock(timedelta(days=3))
    rosa.sees("May I ask once more? Would you like to talk with Ben?")
    ben.sees("May I ask once more? Would you like to talk with Rosa?")
    rosa.does_not_see("May I ask once more?", within=1.5)
    ben.does_not_see("May I ask once more?", within=0.1)


def test_nobody_is_reminded_of_a_proposal_that_is_over(timed: Programme) -> None:
    rosa, ben = proposed(timed)
    ben.taps("No, thank you")
    rosa.sees("It will not be Ben after all")
    timed.moves_clock(timedelta(days=4))
    rosa.does_not_see("May I ask once more?", within=1.5)
    ben.does_not_see("May I ask once more?", within=0.1)


def test_a_reminder_that_fell_due_while_the_bot_was_away_comes_when_it_is_back(timed: Programme) -> None:
    rosa, _ = proposed(timed)
    timed.bot.stop()
    timed.moves_clock(timedelta(days=3, hours=1))
    timed.starts_again()
    rosa.sees("May I ask once more?")


def test_whoever_leaves_takes_their_proposals_with_them(programme: Programme) -> None:
    rosa, ben = proposed(programme)
    rosa.taps("👤 About me")
    rosa.taps("Leave the programme")
    rosa.taps("Yes, leave")
    rosa.sees("You have left")
    ben.sees("It will not be Rosa after all")
    ben.taps("Yes, gladly")
    ben.sees("That button is from an earlier time")
    rosa.does_not_see("You can talk now")
