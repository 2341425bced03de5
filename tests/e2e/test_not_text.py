"""What is not text is not passed on yet, and its author is told so."""

from collections.abc import Callable

import pytest

from bot.sandbox.conversation import Talker
from tests.support.programme import Programme

SENDS: dict[str, Callable[[Talker], object]] = {
    "photo": lambda rosa: rosa.sends_photo(),
    "photo with a caption of 1,024": lambda rosa: rosa.sends_photo("😀" * 512),
    "voice": lambda rosa: rosa.sends_voice(),
    "sticker": lambda rosa: rosa.sends_sticker(),
    "document": lambda rosa: rosa.sends_document("Rosalind Keane.pdf", "my letter"),
    "contact": lambda rosa: rosa.sends_contact(),
    "location": lambda rosa: rosa.sends_location(),
}


def test_whatever_is_not_text_stays_here_and_its_author_is_told(programme: Programme) -> None:
    rosa, ben = programme.pair()
    for send in SENDS.values():
        send(rosa)
        rosa.sees("so far I can only pass on text")
    ben.sees_nothing()
    assert len(ben.texts) == len(set(ben.texts))


@pytest.mark.parametrize("text", ["/", "/ no command", "/home/rosa", "1/2", "/привет"])
def test_words_that_only_begin_like_a_command_are_passed_on(programme: Programme, text: str) -> None:
    rosa, ben = programme.pair()
    rosa.says(text)
    assert ben.sees(text).text == f"Rosa\n{text}"
    rosa.does_not_see("I do not know that command", within=0.1)


def test_an_edited_caption_changes_nothing(programme: Programme) -> None:
    rosa, ben = programme.pair()
    photo = rosa.sends_photo("one")
    rosa.sees("only pass on text")
    rosa.edits(photo, "two")
    rosa.sees_nothing()
    ben.sees_nothing(0.1)
