"""A cry for help counts wherever it is written, and whatever was asked."""

from bot.domain.people import Role
from tests.support.programme import Programme

CRY = "I am going to kill myself tonight"
HELD = "You do not have to carry this alone"


def test_before_consent_help_comes_and_the_words_are_not_kept(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa = programme.telegram.person("Rosa")
    rosa.presses_start(programme.invites(Role.MENTEE))
    rosa.sees("Do you agree?")
    rosa.says(CRY)
    rosa.sees(HELD)
    rosa.sees("I have not passed on what you wrote")
    card = sam.sees("EMERGENCY")
    assert CRY not in card.text


def test_while_a_name_is_asked_for_it_is_no_name(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa = programme.telegram.person("Rosa")
    rosa.presses_start(programme.invites(Role.MENTEE))
    rosa.taps("Yes, I agree")
    rosa.sees("What would you like to be called")
    rosa.says("I want to die")
    rosa.sees(HELD)
    sam.sees("URGENT")


def test_while_another_name_is_asked_for_it_goes_to_the_mentor(programme: Programme) -> None:
    programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    rosa.says("/me")
    rosa.taps("Change my name")
    rosa.sees("What would you like to be called instead")
    rosa.says("I want to die")
    rosa.sees(HELD)
    ben.sees("I want to die")


def test_after_leaving_help_comes_and_the_team_hears(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, _ = programme.pair()
    rosa.says("/me")
    rosa.taps("Leave the programme")
    rosa.taps("Yes, leave")
    rosa.sees("You have left")
    rosa.says(CRY)
    rosa.sees(HELD)
    sam.sees("EMERGENCY")


def test_without_a_match_it_is_said_that_nobody_else_has_seen_it(programme: Programme) -> None:
    sam, rosa = programme.joins("Sam", Role.SUPERVISOR), programme.joins("Rosa", Role.MENTEE)
    rosa.says(CRY)
    rosa.sees(HELD)
    rosa.sees("I have not passed that on")
    sam.sees("EMERGENCY")


def test_with_two_mentors_it_is_asked_to_whom_and_help_comes_before(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, _ = programme.pair()
    programme.joins("Dev", Role.MENTOR)
    programme.matches("Rosa", "Dev")
    rosa.sees("Dev is your mentor")
    rosa.says(CRY)
    rosa.sees(HELD)
    rosa.sees("To whom")
    sam.sees("EMERGENCY")


def test_an_edit_that_becomes_a_cry_for_help_counts(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    said = rosa.says("Bad night.")
    ben.sees("Bad night.")
    rosa.edits(said, CRY)
    rosa.sees(HELD)
    ben.sees_edit(CRY)
    sam.sees("EMERGENCY")


def test_a_plan_for_bad_hours_is_shown_first_and_to_nobody_else(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says("/me")
    rosa.taps("My plan for bad hours")
    rosa.sees("Nobody else sees it")
    rosa.says("Ring Jean. Kettle on. Sit with the dog.")
    rosa.sees("I keep it for you")
    rosa.says(CRY)
    assert "Sit with the dog" in rosa.sees("Your own plan").text
    rosa.sees(HELD)
    assert not any("dog" in text for text in ben.texts)


def test_the_numbers_are_pinned_for_when_the_bot_is_gone(programme: Programme) -> None:
    rosa = programme.joins("Rosa", Role.MENTEE)
    programme.settles()
    pinned = next(text for text in rosa.texts if "These numbers work even if I do not answer" in text)
    assert "999" in pinned
    assert "116 123" in pinned
    assert programme.telegram.requests("pinChatMessage")
