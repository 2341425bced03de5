"""Words that only look like a command are words."""

import pytest

from tests.support.programme import Programme


@pytest.mark.parametrize("text", ["/", "/ no command", "/home/rosa", "1/2", "/привет"])
def test_words_that_only_begin_like_a_command_are_passed_on(programme: Programme, text: str) -> None:
    rosa, ben = programme.pair()
    rosa.says(text)
    assert ben.sees(text).text == f"Rosa\n{text}"
    rosa.does_not_see("I do not know that command", within=0.1)
