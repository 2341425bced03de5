"""Risky advice: its author is asked first, or it waits for a supervisor; nobody is left in the dark."""

from bot.domain.people import Role
from tests.support.programme import Programme

RISKY = "You'll be walking by Christmas, I promise you."
GRAVE = "Just stop taking your insulin, you don't need it."


def test_the_author_is_asked_first_and_may_drop_it(programme: Programme) -> None:
    rosa, ben = programme.pair()
    ben.says(RISKY)
    asked = ben.sees("Only you see this")
    assert "everybody is different" in asked.text
    ben.taps("Do not send it")
    ben.sees("not")
    rosa.sees_nothing()


def test_sent_as_it_is_it_comes_with_a_plain_note_and_the_team_hears(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    ben.says(RISKY)
    ben.sees("Only you see this")
    ben.taps("Send it as it is")
    ben.sees("Sent to Rosa")
    rosa.sees(RISKY)
    rosa.sees("A note from the programme")
    sam.taps("🔔 Alerts")
    assert "Ben" in str(sam.sees("One alert is not resolved").keyboard)


def test_edited_to_something_harmless_it_goes(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = ben.says(RISKY)
    ben.sees("Only you see this")
    ben.edits(said, "Everybody is different. What is the next small step for you?")
    ben.sees("Sent to Rosa")
    rosa.sees("What is the next small step")


def test_grave_advice_waits_for_a_supervisor_who_lets_it_through(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    ben.says(GRAVE)
    ben.sees("A supervisor looks at it first")
    rosa.sees("The team looks at it first")
    sam.sees("Gave advice that may be risky")
    sam.sees("this message waits for you")
    sam.taps("Let it through")
    rosa.sees(GRAVE)
    ben.sees("It has gone to Rosa now")


def test_grave_advice_that_is_not_let_through_leaves_nobody_waiting(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    ben.says(GRAVE)
    rosa.sees("The team looks at it first")
    sam.sees("this message waits for you")
    sam.taps("Do not let it through")
    ben.sees("has decided not to pass this on")
    rosa.sees("will not come after all")


def test_distress_outranks_advice_in_the_same_text(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says(f"I am going to kill myself tonight. {GRAVE}")
    rosa.sees("I am glad you said it")
    ben.sees("Only you see this")
    ben.sees("I am going to kill myself")


def test_an_edit_that_makes_it_risky_does_not_reach_the_other_side(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = ben.says("I was thinking of you today.")
    seen = rosa.sees("I was thinking of you today.")
    ben.edits(said, RISKY)
    ben.sees("Only you see this")
    programme.settles()
    assert "promise" not in seen.text
    ben.taps("Send it as it is")
    rosa.sees_edit(RISKY)
