"""Nothing happens before consent, and nobody is pressed."""

from collections.abc import Callable
from functools import partial

from bot.domain.people import PersonState, Role
from bot.sandbox import actions
from bot.store import people
from tests.support.programme import Programme


def test_somebody_who_does_not_agree_now_can_come_back_later(programme: Programme) -> None:
    rosa = programme.telegram.person("Rosa")
    rosa.presses_start(programme.invites(Role.MENTEE))
    rosa.sees("Do you agree?")
    rosa.taps("Not now")
    rosa.sees("Nothing happens until you agree")
    rosa.sees_nothing()
    programme.restart()
    rosa.presses_start()
    rosa.sees("Do you agree?")
    rosa.taps("Yes, I agree")
    rosa.sees("What would you like to be called")


def test_somebody_who_changes_their_mind_presses_one_button_and_reads_it_again(programme: Programme) -> None:
    rosa = programme.telegram.person("Rosa")
    rosa.presses_start(programme.invites(Role.MENTEE))
    question = rosa.sees("Do you agree?")
    rosa.taps("Not now")
    later = rosa.sees("Nothing happens until you agree")
    assert rosa.line.wait(lambda _: question.keyboard is None, 5), "the buttons of an answered question go"
    rosa.taps("I am ready now")
    rosa.sees("Do you agree?")
    assert rosa.line.wait(lambda _: later.keyboard is None, 5)
    rosa.taps("Yes, I agree")
    rosa.sees("What would you like to be called")


def test_help_is_one_tap_away_under_the_first_question(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa = programme.telegram.person("Rosa")
    rosa.presses_start(programme.invites(Role.MENTEE))
    rosa.sees("Do you agree?")
    rosa.taps("🆘 I need help now")
    rosa.sees("in danger now, please call 999")
    sam.sees("Somebody who is joining as mentee")
    rosa.taps("Yes, I agree")
    question = rosa.sees("What would you like to be called")
    rosa.taps("🆘 I need help now", on=question)
    rosa.sees("in danger now, please call 999")
    sam.sees_edit("2 such messages so far")
    rosa.says("Rosa")
    rosa.sees("Thank you, Rosa")


def test_what_is_written_before_consent_goes_nowhere_and_its_author_is_told(programme: Programme) -> None:
    rosa = programme.telegram.person("Rosa")
    rosa.presses_start(programme.invites(Role.MENTEE))
    rosa.sees("Do you agree?")
    sends: list[Callable[[], object]] = [partial(rosa.says, "Hello?"), rosa.sends_photo, rosa.sends_voice]
    for send in sends:
        send()
        rosa.sees("I have not passed that on")
        rosa.sees("Do you agree?")
    assert programme.reads(lambda unit: [each.state for each in people.everyone(unit.session, 1)]) == [
        PersonState.CONSENTING
    ]


def test_agreeing_to_an_older_text_shows_the_one_that_counts(programme: Programme) -> None:
    rosa = programme.telegram.person("Rosa")
    rosa.presses_start(programme.invites(Role.MENTEE))
    question = rosa.sees("Do you agree?")
    rosa._do(lambda box: actions.tap_data(box, rosa.person, question, "agree:0"))
    rosa.sees("Do you agree?")
    rosa.does_not_see("What would you like to be called")


def test_help_and_me_before_consent_show_what_comes_next(programme: Programme) -> None:
    rosa = programme.telegram.person("Rosa")
    rosa.presses_start(programme.invites(Role.MENTEE))
    rosa.sees("Do you agree?")
    for command in ("/help", "/me", "/nonsense"):
        rosa.says(command)
        rosa.sees("Do you agree?")
