"""Leaving, with nothing said that was not asked for, and coming back."""

from datetime import timedelta

from bot.domain.matches import MatchState
from bot.domain.people import PersonState
from bot.sandbox import actions
from bot.sandbox.conversation import Talker
from bot.services.unit import Unit
from bot.store import matches
from tests.support.programme import Programme


def leaves(person: Talker) -> None:
    person.taps("👤 About me")
    person.taps("Leave the programme")
    person.sees("Do you want to leave the programme?")
    person.taps("Yes, leave")
    person.sees("You have left Backs Together")


def test_whoever_stays_after_all_stays_in_their_conversation(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.taps("👤 About me")
    rosa.taps("Leave the programme")
    rosa.taps("No, stay")
    rosa.sees("Everything stays as it is")
    rosa.says("Still here")
    ben.sees("Still here")


def test_after_leaving_nothing_passes_in_either_direction(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("Goodbye")
    ben.sees("Goodbye")
    leaves(rosa)
    ben.sees("Rosa has left the programme. That is nothing you did.")
    ben.says("Rosa?")
    ben.sees("I have not passed that on")
    rosa.edits(said, "Goodbye and thank you")
    rosa.says("One more thing")
    rosa.sees("You have left the programme, so I have not passed that on")
    rosa.sees_nothing(0.1)
    ben.sees_nothing()
    assert "Rosa\nGoodbye" in ben.texts


def test_somebody_who_left_can_still_ask_for_help(programme: Programme) -> None:
    rosa, _ = programme.pair()
    leaves(rosa)
    rosa.says("🆘 I need help now")
    rosa.sees("in danger now, please call 999")


def test_somebody_who_left_comes_back_by_start_with_their_old_name(programme: Programme) -> None:
    rosa, ben = programme.pair()
    leaves(rosa)
    ben.sees("Rosa has left")
    rosa.presses_start()
    rosa.sees("Do you agree?")
    rosa.taps("Yes, I agree")
    rosa.sees("Good to have you back, Rosa")
    rosa.says("Ben?")  # the old match is over: nobody is put together again without being asked
    rosa.sees("you do not have a mentor yet")
    ben.sees_nothing()
    programme.matches("Rosa", "Ben")
    rosa.sees("Ben is your mentor")
    rosa.says("Ben!")
    ben.sees("Rosa\nBen!")


def test_leaving_closes_the_match_in_the_database(programme: Programme) -> None:
    rosa, _ = programme.pair()
    leaves(rosa)

    def look(unit: Unit) -> tuple[object, ...]:
        person = programme.person(unit, "Rosa")
        found = matches.of_person(unit.session, person, *MatchState)
        return (person.state, [match.state for match in found])

    assert programme.reads(look) == (PersonState.WITHDRAWN, [MatchState.CLOSED])


def test_an_old_button_to_leave_does_not_put_somebody_out_who_came_back(timed: Programme) -> None:
    rosa, _ = timed.pair()
    rosa.taps("👤 About me")
    rosa.taps("Leave the programme")
    question = rosa.sees("Do you want to leave the programme?")
    leave = (question.keyboard or {})["inline_keyboard"][0][0]["callback_data"]
    rosa.taps("Yes, leave")
    rosa.sees("You have left")
    timed.moves_clock(timedelta(days=30))
    rosa.presses_start()
    rosa.sees("Do you agree?")
    rosa.taps("Yes, I agree")
    rosa.sees("Good to have you back, Rosa")
    rosa._do(lambda box: actions.tap_data(box, rosa.person, question, leave))
    rosa.sees("That button is from an earlier time")
    assert timed.reads(lambda unit: timed.person(unit, "Rosa").is_active)


def test_blocking_the_bot_and_letting_it_back_in(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.blocks_bot()
    programme.settles()
    ben.says("Are you there?")
    ben.sees("Rosa has not seen your message. I cannot reach Rosa at the moment.")
    rosa.unblocks_bot()
    programme.settles()
    ben.says("Good to have you back")
    rosa.sees("Good to have you back")
    assert "Ben\nAre you there?" not in rosa.texts, "its author was told that it did not arrive"
