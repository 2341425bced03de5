"""The supervisor's desk: from a card to its end, as everybody concerned sees it."""

from bot.domain.people import Role
from bot.sandbox.conversation import Talker
from tests.support.programme import Programme

CRY = "I am going to kill myself tonight"


def raised(programme: Programme) -> tuple[Talker, Talker, Talker]:
    """Sam's card about Rosa, who writes with Ben; all three have seen what was theirs."""
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    rosa.says("Good morning Ben, a bad night again")
    ben.sees("a bad night again")
    rosa.says(CRY)
    rosa.sees("I am glad you said it")
    ben.sees(CRY)
    sam.sees("EMERGENCY")
    return sam, rosa, ben


def test_of_two_who_press_one_wins_and_the_other_is_told_who(programme: Programme) -> None:
    dora = programme.joins("Dora", Role.SUPERVISOR)
    sam, rosa, _ = raised(programme)
    card = dora.sees("EMERGENCY")
    sam.taps("I am taking this on")
    rosa.sees("Sam from the team has seen this")
    assert dora.sees_edit("Acknowledged by Sam").id == card.id


def test_the_context_shows_the_messages_around_it_and_the_look_is_recorded(programme: Programme) -> None:
    sam, rosa, ben = raised(programme)
    sam.taps("Open context")
    shown = sam.sees("That you have looked is recorded")
    assert "Rosa: Good morning Ben" in shown.text
    assert "▶️" in shown.text
    sam.taps("More …")
    sam.sees("Alert 1:")
    sam.taps("Timeline")
    assert "context was opened" in sam.sees("the newest first").text
    rosa.sees_nothing()
    ben.sees_nothing()


def test_a_supervisor_writes_with_the_person_marked_as_the_team(programme: Programme) -> None:
    sam, rosa, ben = raised(programme)
    sam.taps("Message them")
    rosa.sees("Sam from the programme\u2019s team is going to write to you")
    sam.sees("You can write to Rosa now")
    sam.says("Rosa, this is Sam. Are you safe right now?")
    asked = rosa.sees("Sam · from the team\nRosa, this is Sam")
    rosa.replies_to(asked, "my sister is here now")
    sam.sees("my sister is here now")
    ben.sees_nothing()
    rosa.sees("You are writing to Sam of the team now")  # never to the wrong one by accident
    rosa.says("just tired")
    sam.sees("just tired")
    ben.sees_nothing(0.1)
    sam.taps("Resolve")
    sam.sees("how did it end")
    sam.taps("We spoke with them")
    sam.sees("Write a note")
    sam.says("Sister stays overnight, GP tomorrow at nine.")
    sam.sees("The note is kept")
    sam.sees_edit("Somebody spoke with them")


def test_handing_over_counts_only_when_accepted(programme: Programme) -> None:
    dora = programme.joins("Dora", Role.SUPERVISOR)
    sam, rosa, _ = raised(programme)
    sam.taps("I am taking this on")
    rosa.sees("Sam from the team has seen this")
    sam.taps("More …")
    sam.sees("Alert 1:")
    sam.taps("Hand over")
    sam.sees("to whom?")
    sam.taps("Dora")
    sam.sees("is yours until they accept")
    dora.sees("Sam asks you to take over")
    dora.taps("I am taking it over")
    sam.sees("Dora has taken over alert 1")
    sam.sees_edit("Acknowledged by Dora")


def test_only_a_supervisor_lowers_a_grade(programme: Programme) -> None:
    sam, *_ = raised(programme)
    sam.taps("More …")
    sam.sees("Alert 1:")
    sam.taps("Change the grade")
    sam.sees("which grade is it really")
    sam.taps("Urgent")
    sam.sees_edit("URGENT")


def test_who_somebody_really_is_needs_a_reason_and_is_told_to_the_coordinator(programme: Programme) -> None:
    carla = programme.joins("Carla", Role.COORDINATOR)
    sam, rosa, ben = raised(programme)
    sam.taps("More …")
    sam.sees("Alert 1:")
    sam.taps("Who is this?")
    sam.sees("Please write why you need it")
    sam.says("because")
    sam.sees("in a few words")
    sam.says("She wrote that it is tonight and does not answer any more.")
    assert str(rosa.id) in sam.sees("Telegram account").text
    carla.sees("Sam looked up who the person of alert 1 is")
    rosa.sees_nothing()
    ben.sees_nothing()


def test_the_list_shows_what_is_open_and_a_resolved_alert_can_be_opened_again(programme: Programme) -> None:
    sam, *_ = raised(programme)
    sam.taps("🔔 Alerts")
    sam.sees("One alert is not resolved")
    sam.taps("Resolve")
    sam.sees("how did it end")
    sam.taps("It was a false alarm")
    sam.sees("Write a note")
    sam.taps("No note")
    sam.sees_edit("It was a false alarm")
    sam.taps("🔔 Alerts")
    sam.sees("No alert is open")
    sam.taps("Open again")
    sam.sees_edit("Nobody has taken it on yet")
