"""Texts at Telegram's limits, which it counts in UTF-16 units."""

import pytest

from bot.domain.people import Role
from tests.support.programme import Programme

LONGEST = 4096
LONG_TEXTS = {
    "4,096 letters": "x" * LONGEST,
    "4,096 Cyrillic letters": "ж" * LONGEST,
    "2,048 emoji": "😀" * (LONGEST // 2),
    "families of emoji": ("👩‍👩‍👧‍👦" * 400)[:1900],
}


@pytest.mark.parametrize("kind", list(LONG_TEXTS))
def test_a_text_as_long_as_telegram_allows_arrives_whole_under_its_name(
    programme: Programme, kind: str
) -> None:
    rosa, ben = programme.pair()
    text = LONG_TEXTS[kind]
    rosa.says(text)
    rosa.says("and the next one")
    ben.sees("and the next one")
    relayed = [each for each in ben.texts if each.startswith("Rosa") or each == text]
    assert relayed in ([f"Rosa\n{text}", "Rosa\nand the next one"], ["Rosa", text, "Rosa\nand the next one"])


def test_the_last_text_that_fits_under_the_name_stands_in_one_bubble_and_one_more_in_two(
    programme: Programme,
) -> None:
    rosa, ben = programme.pair()
    rosa.says("a" * (LONGEST - 5))  # "Rosa" and a line break
    assert ben.sees("aaa").text == "Rosa\n" + "a" * (LONGEST - 5)
    rosa.says("b" * (LONGEST - 4))
    assert ben.sees("bbb").text == "b" * (LONGEST - 4)
    assert ben.texts[-2] == "Rosa"


def test_a_reply_to_a_text_that_stands_in_two_bubbles_finds_it(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("x" * LONGEST)
    ben.replies_to(ben.sees("xxxx"), "I read all of it")
    assert rosa.sees("I read all of it").reply_to_id == said.id


def test_a_long_text_that_is_made_short_and_a_short_one_made_long(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("x" * LONGEST)
    ben.sees("xxxx")
    rosa.edits(said, "short")
    ben.sees_edit("short")
    rosa.edits(said, "y" * LONGEST)
    assert ben.sees_edit("yyyy").text == "y" * LONGEST


def test_formatting_that_begins_and_ends_at_an_emoji_stays_where_it_was(programme: Programme) -> None:
    rosa, ben = programme.pair()
    marks = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "italic", "offset": 2, "length": 2},
        {"type": "code", "offset": 5, "length": 4},
    ]
    rosa.says("😀🙃 a😀b", marks)
    entities = ben.sees("😀🙃").content["entities"]
    assert entities == [
        {"type": "bold", "offset": 0, "length": 4},
        *({**mark, "offset": int(str(mark["offset"])) + 5} for mark in marks),
    ]


def test_a_name_of_emoji_pairs_and_a_text_at_the_limit(programme: Programme) -> None:
    rosa = programme.telegram.person("R")
    rosa.presses_start(programme.invites(Role.MENTEE))
    rosa.sees("Do you agree?")
    rosa.taps("Yes, I agree")
    rosa.sees("What would you like")
    name = "R" + "🌹" * 31
    rosa.says(name)
    rosa.sees("Thank you")
    ben = programme.joins("Ben", Role.MENTOR)
    programme.matches(name, "Ben")
    ben.sees("is looking forward")
    for text in ("😀" * (LONGEST // 2 - 32), "😀" * (LONGEST // 2 - 31)):
        rosa.says(text)
        ben.sees("😀😀😀")
        rosa.says("fits")
        assert ben.sees("fits").text == f"{name}\nfits"
