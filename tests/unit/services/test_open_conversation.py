"""Without topics: somebody with several conversations writes to the one that is open, never by guess."""

from datetime import timedelta

import pytest

from bot.domain import relay_phrases
from bot.domain.outbox import Kind
from bot.domain.people import Role
from bot.domain.texts import Text
from bot.services.commands import Incoming
from tests.unit.small import Small

ROSA, BEN, ANN = 11, 22, 33


@pytest.fixture
def two(small: Small) -> Small:
    """Ben has two mentees and has just answered Ann."""
    _, ben = small.pair()
    small.match(small.joins("Ann", Role.MENTEE, ANN), ben)
    small.says(ANN, "hello Ben")
    small.settle_all()
    small.clock.move(timedelta(seconds=1))
    small.says(BEN, "✏️ Write to Ann")
    return small


def goes_to(small: Small) -> list[int]:
    """To whom the newest message goes; nobody where Ben is asked."""
    newest = small.messages()[-1].id
    return [row.chat_id for row in small.rows() if row.kind is Kind.COPY and row.message_id == newest]


def asked(small: Small) -> bool:
    return "to-whom" in [key for account, key in small.queued() if account == BEN]


def test_the_button_with_a_name_opens_that_conversation_and_says_so(two: Small) -> None:
    told = [row for row in two.rows() if row.key == relay_phrases.WRITING_TO.key]
    assert [(row.payload or {})["args"] for row in told] == [{"name": "Ann", "team": "no"}]
    assert (told[0].payload or {})["menu"] == {
        "roles": Role.MENTOR.value,
        "write_to": [
            {"name": "Rosa", "team": "no", "open": "no"},
            {"name": "Ann", "team": "no", "open": "yes"},
        ],
    }
    two.says(BEN, "How are you?")
    assert goes_to(two) == [ANN]
    assert not asked(two)


def test_the_button_is_pressed_as_it_looks_while_open_too(two: Small) -> None:
    two.says(BEN, "✅ Writing to Ann")
    assert len(two.messages()) == 1, "a button is no message to anybody"


def test_after_two_hours_of_silence_it_is_asked(two: Small) -> None:
    two.clock.move(timedelta(hours=2, seconds=1))
    two.says(BEN, "How are you?")
    assert asked(two)
    assert goes_to(two) == []


def test_every_message_keeps_it_open(two: Small) -> None:
    for _ in range(3):
        two.clock.move(timedelta(hours=1, minutes=59))
        two.says(BEN, "How are you?")
        assert goes_to(two) == [ANN]


def test_once_somebody_else_has_written_it_is_asked(two: Small) -> None:
    two.clock.move(timedelta(seconds=1))
    two.says(ROSA, "Good morning")
    two.clock.move(timedelta(seconds=1))
    two.says(BEN, "How are you?")
    assert asked(two)
    assert goes_to(two) == []


@pytest.mark.parametrize("reply_to", [None, 1])
def test_a_button_of_an_old_keyboard_is_nobody_elses_to_read(two: Small, reply_to: int | None) -> None:
    before = len(two.messages())
    two.says(BEN, "✏️ Write to Zoe", reply_to=reply_to)
    assert len(two.messages()) == before
    assert two.queued()[-1] == (BEN, "old-button")


def test_what_is_written_in_a_topic_we_do_not_know_is_asked_about(two: Small) -> None:
    two.comes(BEN, Incoming(900, Text("dear Ann"), thread=77))
    assert asked(two)
    assert goes_to(two) == []


def test_with_one_conversation_there_is_nothing_to_choose(small: Small) -> None:
    small.pair()
    small.says(BEN, "How are you?")
    assert [key for _, key in small.queued()] == ["copy"]


def newest_match(small: Small) -> int | None:
    return small.messages()[-1].match_id


@pytest.fixture
def both(small: Small) -> tuple[Small, int]:
    """Ben is Rosa's mentor and, of the team, writes to her about an alert."""
    small.pair()
    small.change(BEN, roles=Role.MENTOR | Role.SUPERVISOR)
    number = small.supports(ROSA, BEN)
    small.settle_all()
    return small, number


def test_who_is_mentor_and_supervisor_of_one_person_is_shown_which_is_which(both: tuple[Small, int]) -> None:
    small, number = both
    small.says(BEN, "hello")
    asked = [row for row in small.rows() if row.key == "to-whom"][-1]
    buttons = [args for line in (asked.payload or {})["buttons"] for _, args, _ in line]
    assert buttons[:2] == [{"name": "Rosa", "team": "no"}, {"name": "Rosa", "team": "me"}]
    small.says(BEN, "✏️ Write to Rosa, as the team")
    small.says(BEN, "As your supervisor")
    assert newest_match(small) == number
    small.says(BEN, "✏️ Write to Rosa")
    small.says(BEN, "As your mentor")
    assert newest_match(small) != number


def test_so_is_whom_they_write_to(both: tuple[Small, int]) -> None:
    small, number = both
    small.says(ROSA, "✏️ Write to Ben (team)")
    small.says(ROSA, "To the team")
    assert newest_match(small) == number


def test_a_reply_goes_into_the_very_conversation_of_what_it_answers(both: tuple[Small, int]) -> None:
    small, number = both
    small.says(BEN, "✏️ Write to Rosa, as the team")
    said = small.says(BEN, "How are you?")
    small.says(BEN, "✏️ Write to Rosa")
    small.says(BEN, "and this", reply_to=said)
    assert newest_match(small) == number
