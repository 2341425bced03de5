"""Preferred names: what can be one, what cannot, and what the other side then sees."""

import pytest

from bot.domain.people import Role
from bot.sandbox.conversation import Talker
from tests.support.programme import Programme

REFUSED = {
    "only signs": ("🌸🌸", "I cannot see a name in that"),
    "only marks": ("?!", "I cannot see a name in that"),
    "nothing that can be seen": ("\u200b\u2060\u00ad.", "I cannot see a name in that"),
    "200 letters": ("a" * 200, "at most 32 characters"),
    "4,096 letters": ("a" * 4096, "at most 32 characters"),
    "an account": ("@rosa_keane", "looks like a link or an account"),
    "a link": ("https://example.org/rosa", "looks like a link or an account"),
    "a bare link": ("t.me rosa", "looks like a link or an account"),
    "a tag": ("<b>Rosa</b>", "looks like a link or an account"),
    "a sentence": ("I do not know yet", "That is more than a name"),
    "4,096 letters of a novel": ("It was a night. " * 256, "That is more than a name"),
    "a telephone number": ("Rosa 0160 5550", "There is a long number in that"),
    "taken": ("Ben", "already goes by that name"),
    "taken, in capitals": ("BEN", "already goes by that name"),
    "taken, with what cannot be seen": ("B\u200be\u2060n\u202e", "already goes by that name"),
    "taken, in wide letters": ("\uff22\uff45\uff4e", "already goes by that name"),
    "taken, with a letter of another alphabet": ("\u0412en", "or by one that looks like it"),
    "taken, with an accent": ("B\u00e9n", "or by one that looks like it"),
}


def comes_to_the_question(programme: Programme) -> Talker:
    rosa = programme.telegram.person("Rosalind")
    rosa.presses_start(programme.invites(Role.MENTEE))
    rosa.sees("Do you agree?")
    rosa.taps("Yes, I agree")
    rosa.sees("What would you like to be called")
    return rosa


def test_what_cannot_be_a_name_is_refused_kindly_and_asked_again(programme: Programme) -> None:
    programme.joins("Ben", Role.MENTOR)
    rosa = comes_to_the_question(programme)
    for text, answer in REFUSED.values():
        rosa.says(text)
        rosa.sees(answer)
    rosa.says("Rosa")
    rosa.sees("Thank you, Rosa")


def test_a_photo_is_no_name(programme: Programme) -> None:
    rosa = comes_to_the_question(programme)
    rosa.sends_photo("Rosa")
    rosa.sees("I need the name as text")
    rosa.says("Rosa")
    rosa.sees("Thank you, Rosa")


@pytest.mark.parametrize("name", ["Rosa 🌹", "O'Brien & Töchter", "Зоя", "Ro\u0301sa", "R. 2"])
def test_a_name_is_shown_as_it_was_chosen(programme: Programme, name: str) -> None:
    rosa = comes_to_the_question(programme)
    rosa.says(name)
    programme.settles()
    rosa.sees(f"Thank you, {programme.reads(lambda unit: programme.person(unit, name).called)}.")
    programme.joins("Ben", Role.MENTOR)
    programme.matches(name, "Ben")
    rosa.sees("Ben is your mentor")


def test_a_bold_name_line_covers_the_whole_name_even_with_an_emoji(programme: Programme) -> None:
    rosa = comes_to_the_question(programme)
    rosa.says("Rosa 🌹")
    rosa.sees("Thank you")
    ben = programme.joins("Ben", Role.MENTOR)
    programme.matches("Rosa 🌹", "Ben")
    rosa.sees("Ben is your mentor")
    rosa.says("x" * 4096)  # no room for the name: it stands in a line before
    ben.sees("Rosa 🌹 is looking forward")
    line = ben.sees("Rosa 🌹")
    assert line.text == "Rosa 🌹"
    assert line.content["entities"] == [{"type": "bold", "offset": 0, "length": 7}]


def test_a_name_that_was_changed_stands_over_what_is_said_from_then_on(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says("Before")
    ben.sees("Rosa\nBefore")
    rosa.taps("👤 About me")
    rosa.sees("You are called Rosa here")
    rosa.taps("Change my name")
    rosa.sees("What would you like to be called instead?")
    rosa.says("Rosie")
    rosa.sees("From now on you are called Rosie here")
    rosa.says("After")
    ben.sees("Rosie\nAfter")
    ben.does_not_see("What would", within=0.1)


def test_a_sentence_written_while_a_new_name_is_asked_for_reaches_the_match(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.taps("👤 About me")
    rosa.taps("Change my name")
    rosa.sees("What would you like to be called instead?")
    rosa.says("I do not think I can do this any more")
    rosa.sees("You are still called Rosa here")
    ben.sees("Rosa\nI do not think I can do this any more")


def test_the_name_can_be_kept_by_a_button_and_the_other_side_hears_of_a_new_one(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.taps("👤 About me")
    rosa.taps("Change my name")
    question = rosa.sees("What would you like to be called instead?")
    rosa.taps("Keep “Rosa”")
    rosa.sees("You are still called Rosa here")
    assert rosa.line.wait(lambda _: question.keyboard is None, 5)
    ben.sees_nothing()
    rosa.taps("👤 About me")
    rosa.taps("Change my name", on=rosa.sees("You are called Rosa here"))
    rosa.sees("What would you like to be called instead?")
    rosa.says("Rosie")
    ben.sees("Rosa is now called Rosie here. It is the same person.")


def test_ones_own_name_in_another_spelling_is_not_taken(programme: Programme) -> None:
    rosa = programme.joins("Rosa", Role.MENTEE)
    rosa.taps("👤 About me")
    rosa.taps("Change my name")
    rosa.sees("What would you like to be called")
    rosa.says("ROSA")
    rosa.sees("From now on you are called ROSA here")


def test_a_name_that_was_given_up_is_free_again(programme: Programme) -> None:
    rosa = programme.joins("Rosa", Role.MENTEE)
    rosa.taps("👤 About me")
    rosa.taps("Change my name")
    rosa.sees("What would you like to be called instead?")
    rosa.says("Rosie")
    rosa.sees("called Rosie here")
    programme.joins("Rosa", Role.MENTEE, programme.telegram.person("Rosanna"))


def test_a_large_button_pressed_instead_of_a_new_name_does_what_it_says(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.taps("👤 About me")
    rosa.taps("Change my name")
    rosa.sees("What would you like to be called")
    rosa.taps("💬 My mentor")
    rosa.sees("Your mentor is Ben")
    rosa.says("Are you there?")
    ben.sees("Rosa\nAre you there?")
