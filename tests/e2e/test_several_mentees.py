"""A mentor with several mentees never sends to the wrong one by accident."""

import time

import pytest

from bot.domain.people import Role
from bot.sandbox import actions
from bot.sandbox.conversation import Talker
from bot.store.taps import DOUBLE_WITHIN
from tests.support.programme import Programme


@pytest.fixture
def three(programme: Programme) -> tuple[Talker, Talker, Talker]:
    """Rosa and Ann, both with Ben as their mentor."""
    rosa, ben = programme.pair()
    ann = programme.joins("Ann", Role.MENTEE)
    programme.matches("Ann", "Ben")
    ann.sees("Ben is your mentor")
    ben.sees("Ann is looking forward")
    return rosa, ann, ben


def test_each_bubble_says_whose_it_is(three: tuple[Talker, Talker, Talker]) -> None:
    rosa, ann, ben = three
    rosa.says("Good morning")
    ben.sees("Rosa\nGood morning")
    ann.says("Good morning")
    ben.sees("Ann\nGood morning")


def test_a_reply_goes_to_whom_it_replies(three: tuple[Talker, Talker, Talker]) -> None:
    rosa, ann, ben = three
    rosa.says("From Rosa")
    ann.says("From Ann")
    ben.sees("From Ann")
    ben.replies_to("From Rosa", "To Rosa")
    rosa.sees("Ben\nTo Rosa")
    ben.replies_to("From Ann", "To Ann")
    ann.sees("Ben\nTo Ann")
    ben.replies_to("To Rosa", "To Rosa once more")  # his own earlier message
    rosa.sees("Ben\nTo Rosa once more")
    ann.sees_nothing()
    rosa.sees_nothing(0.1)


def test_without_a_reply_he_is_asked_and_nothing_is_sent_before_he_has_said(
    three: tuple[Talker, Talker, Talker],
) -> None:
    rosa, ann, ben = three
    ben.says("How was the night?")
    ben.sees("To whom shall I send this?")
    rosa.sees_nothing()
    ann.sees_nothing(0.1)
    ben.taps("To Ann")
    ben.sees("Sent to Ann.")
    assert ann.sees("How was the night?").text == "Ben\nHow was the night?"
    rosa.sees_nothing()


def test_a_held_message_is_sent_once_whatever_is_tapped_afterwards(
    programme: Programme, three: tuple[Talker, Talker, Talker]
) -> None:
    rosa, ann, ben = three
    ben.says("How was the night?")
    question = ben.sees("To whom shall I send this?")
    to_rosa = question.keyboard["inline_keyboard"][0][0]["callback_data"] if question.keyboard else ""
    ben.taps("To Ann")
    ann.sees("How was the night?")
    ben.sees("Sent to Ann.")
    assert ben.line.wait(lambda _: question.keyboard is None, 5), "the buttons of an answered question go"
    for _ in range(2):
        ben._do(lambda box: actions.tap_data(box, ben.person, question, to_rosa))  # an old client shows them
        ben.sees("already been taken care of")
        programme.restart()
        time.sleep(DOUBLE_WITHIN.total_seconds())
    rosa.sees_nothing(0.1)
    ann.sees_nothing(0.1)


def test_do_not_send_keeps_it_unsent_for_good(three: tuple[Talker, Talker, Talker]) -> None:
    rosa, ann, ben = three
    ben.says("Better not")
    ben.sees("To whom shall I send this?")
    ben.taps("Do not send it")
    ben.sees("I have not sent it")
    ann.sees_nothing()
    rosa.sees_nothing(0.1)


def test_several_held_messages_go_each_where_it_was_said(three: tuple[Talker, Talker, Talker]) -> None:
    rosa, ann, ben = three
    ben.says("first")
    one = ben.sees("To whom shall I send this?")
    ben.says("second")
    two = ben.sees("To whom shall I send this?")
    ben.taps("To Rosa", on=two)
    rosa.sees("Ben\nsecond")
    ben.taps("To Ann", on=one)
    ann.sees("Ben\nfirst")
    rosa.sees_nothing()


def test_a_message_that_was_edited_while_it_was_held_goes_with_its_new_words(
    three: tuple[Talker, Talker, Talker],
) -> None:
    _, ann, ben = three
    said = ben.says("How was teh night?")
    ben.sees("To whom shall I send this?")
    ben.edits(said, "How was the night?")
    ben.taps("To Ann")
    assert ann.sees("night").text == "Ben\nHow was the night?"
    ann.sees_nothing()


def test_the_question_is_still_good_after_a_restart(
    programme: Programme, three: tuple[Talker, Talker, Talker]
) -> None:
    _, ann, ben = three
    ben.says("How was the night?")
    ben.sees("To whom shall I send this?")
    programme.restart()
    ben.taps("To Ann")
    ann.sees("How was the night?")


def test_a_reply_into_a_conversation_that_is_over_goes_to_nobody_and_that_is_said(
    three: tuple[Talker, Talker, Talker],
) -> None:
    rosa, ann, ben = three
    rosa.says("From Rosa")
    ben.sees("From Rosa")
    rosa.taps("👤 About me")
    rosa.taps("Leave the programme")
    rosa.taps("Yes, leave")
    ben.sees("Rosa has left the programme")
    ben.replies_to("From Rosa", "Only for Rosa")
    ben.sees("I have not sent this: your conversation with Rosa is closed")
    ben.sees_nothing()
    ann.sees_nothing(0.1)
    rosa.does_not_see("Only for Rosa", within=0.1)


def test_the_next_message_after_one_has_left_is_asked_for_and_only_that_one(
    three: tuple[Talker, Talker, Talker],
) -> None:
    rosa, ann, ben = three
    rosa.taps("👤 About me")
    rosa.taps("Leave the programme")
    rosa.taps("Yes, leave")
    ben.sees("Rosa has left the programme")
    said = ben.says("How was the night?")
    question = ben.sees("Your conversation with Rosa has ended. To whom shall I send this?")
    assert question.reply_to_id == said.id
    ann.sees_nothing()
    ben.taps("To Ann")
    assert ben.sees("Sent to Ann.").reply_to_id == said.id
    ann.sees("Ben\nHow was the night?")
    ben.says("And the morning?")
    ann.sees("Ben\nAnd the morning?")


def test_whom_he_supports_is_shown_by_his_large_button(three: tuple[Talker, Talker, Talker]) -> None:
    *_, ben = three
    ben.taps("💬 My mentees")
    ben.sees("You support Rosa, Ann")
