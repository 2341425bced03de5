"""People notice what rules miss; and what follows the day after."""

from datetime import timedelta

from bot.domain.people import Role
from tests.support.programme import Programme

CRY = "I am going to kill myself tonight"


def test_a_mentor_who_worries_calls_the_team_in_two_taps_and_nobody_else_hears(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    ben.taps("💬 My mentees")
    ben.sees("If you wonder about somebody, press")
    ben.taps("I am worried about them")
    ben.sees("The team has been told")
    card = sam.sees("URGENT")
    assert "Rosa (mentee), writing with Ben" in card.text
    assert "Somebody worries about them" in card.text
    ben.says("She has not sounded like herself since Sunday.")
    ben.sees("passed it on to the team")
    assert "since Sunday" in sam.sees_edit("Somebody writes about it").text
    rosa.sees_nothing()


def test_something_about_the_team_goes_to_the_coordinators_alone(programme: Programme) -> None:
    sam, carla = programme.joins("Sam", Role.SUPERVISOR), programme.joins("Carla", Role.COORDINATOR)
    rosa, ben = programme.pair()
    rosa.taps("💬 My mentor")
    rosa.taps("Something is not right here")
    rosa.sees("About whom, or what")
    rosa.taps("Somebody from the team")
    rosa.sees("The team has been told")
    rosa.taps("No, that is all")
    carla.sees("something is not right")
    sam.sees_nothing()
    ben.sees_nothing()


def test_something_about_the_mentor_is_never_told_to_the_mentor(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    rosa.taps("💬 My mentor")
    rosa.taps("Something is not right here")
    rosa.sees("About whom, or what")
    rosa.taps("Ben")
    rosa.sees("The team has been told")
    assert "Ben (mentor), writing with Rosa" in sam.sees("something is not right").text
    ben.sees_nothing()


def test_safe_for_now_lowers_nothing_and_is_shown_to_the_team(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, _ = programme.pair()
    rosa.says(CRY)
    rosa.sees("I am glad you said it")
    sam.sees("EMERGENCY")
    rosa.taps("I am safe for now")
    rosa.sees("somebody will still look")
    card = sam.sees_edit("please make sure all the same")
    assert "EMERGENCY" in card.text
    assert "Nobody has taken it on yet" in card.text


def test_a_mentor_who_cannot_do_this_now_hands_over_without_blame(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    rosa.says(CRY)
    ben.sees("Only you see this")
    ben.taps("I cannot do this now")
    ben.sees("The team takes it from here")
    sam.sees_edit("I cannot do this now")


def test_in_another_country_the_lines_of_that_country_come(programme: Programme) -> None:
    rosa = programme.joins("Rosa", Role.MENTEE)
    rosa.taps("🆘 I need help now")
    rosa.sees("please call 999")
    rosa.taps("Not in United Kingdom? Change")
    rosa.sees("In which country")
    rosa.taps("Ireland")
    assert "116 123" in rosa.sees("Ireland. In danger").text
    rosa.taps("🆘 I need help now")
    rosa.sees("Ireland:")


def test_the_day_after_an_emergency_both_are_asked(timed: Programme) -> None:
    sam = timed.joins("Sam", Role.SUPERVISOR)
    rosa, ben = timed.pair()
    rosa.says(CRY)
    rosa.sees("I am glad you said it")
    ben.sees(CRY)
    sam.sees("EMERGENCY")
    sam.taps("I am taking this on")
    rosa.sees("has seen this")
    sam.taps("Resolve")
    sam.sees("how did it end")
    sam.taps("We spoke with them")
    sam.sees("Write a note")
    sam.taps("No note")
    timed.moves_clock(timedelta(hours=34))
    rosa.sees("How are you today?")
    ben.sees("Would you like to talk about it")
    ben.taps("Yes, please")
    sam.sees("Ben would like to talk with you")
    rosa.taps("Not well")
    rosa.sees("You do not have to carry this alone")
    sam.sees("URGENT")


def test_a_caption_is_scanned(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, _ = programme.pair()
    rosa.sends_photo(CRY)
    rosa.sees("I am glad you said it")
    sam.sees("EMERGENCY")


def test_what_cannot_be_scanned_is_said_once(programme: Programme) -> None:
    rosa, _ = programme.pair()
    rosa.sends_voice()
    rosa.sees("Nobody checks pictures, voice notes")
    rosa.sends_voice()
    rosa.does_not_see("Nobody checks")


def test_leaving_with_an_alert_open_makes_it_graver(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, _ = programme.pair()
    rosa.says("I wish I was dead, I keep thinking about killing myself")
    sam.sees("URGENT")
    rosa.says("/me")
    rosa.sees("You are called")
    rosa.taps("Leave the programme")
    rosa.taps("Yes, leave")
    rosa.sees("You have left")
    sam.sees("EMERGENCY")
