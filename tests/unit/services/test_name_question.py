"""While somebody is asked for another name, what they write may still be for their match: in doubt it is."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.buttons import Action, Press, encode
from bot.domain.matches import MatchState
from bot.domain.media import Attachment, MediaKind
from bot.domain.people import Awaiting, PersonState, Role
from bot.domain.texts import Text
from bot.services import inbound
from bot.services.commands import Incoming, Nothing, Start, Tapped
from bot.services.enrolment import start
from bot.services.unit import Unit
from bot.store.matches import Match
from bot.store.people import Person
from tests.unit.small import Small

ROSA, BEN, SAM = 11, 22, 55
HELP = "🆘 I need help now"


@pytest.fixture
def asked(small: Small) -> Small:
    """Rosa, matched with Ben, has just pressed "Change my name"."""
    small.pair()
    press(small, Action.CHANGE_NAME)
    small.settle_all()
    return small


def press(small: Small, action: Action) -> None:
    pressed = Press(action)
    small.clock.move(timedelta(seconds=5))
    small.taps(ROSA, Tapped(str(small.clock.now()), 5, encode(pressed), pressed))


def does(small: Small, use_case: Callable[[Unit, Person], None]) -> None:
    rosa = small.person(ROSA)
    small.run(lambda unit: use_case(unit, unit.session.get_one(Person, rosa)))


def name_of(small: Small) -> str | None:
    rosa = small.person(ROSA)
    return small.run(lambda unit: unit.session.get_one(Person, rosa).name)


def is_asked(small: Small) -> bool:
    rosa = small.person(ROSA)

    def look(unit: Unit) -> bool:
        person = unit.session.get_one(Person, rosa)
        assert (person.awaiting is None) == (person.awaiting_since is None)
        return person.awaiting is Awaiting.NAME

    return small.run(look)


def test_a_sentence_goes_to_the_match_and_is_no_name(asked: Small) -> None:
    asked.says(ROSA, "I cannot go on")
    assert asked.queued() == [(ROSA, "name-kept"), (BEN, "copy")]
    assert [message.text.words for message in asked.messages()] == ["I cannot go on"]
    assert name_of(asked) == "Rosa"
    assert not is_asked(asked)


def test_a_word_after_ten_minutes_goes_to_the_match(asked: Small) -> None:
    asked.clock.move(timedelta(minutes=10))
    asked.says(ROSA, "Ben?")
    assert asked.queued() == [(ROSA, "name-kept"), (BEN, "copy")]
    assert name_of(asked) == "Rosa"


def test_a_word_just_before_that_is_the_name(asked: Small) -> None:
    asked.clock.move(timedelta(minutes=9, seconds=50))
    asked.says(ROSA, "Rosie")
    assert asked.queued() == [(ROSA, "name-changed"), (BEN, "peer-renamed")]
    assert name_of(asked) == "Rosie"


def test_a_reply_goes_to_the_match_however_short(asked: Small) -> None:
    asked.says(ROSA, "Yes", reply_to=700)
    assert asked.queued() == [(ROSA, "name-kept"), (BEN, "copy")]
    assert name_of(asked) == "Rosa"


def test_what_is_no_text_is_no_name(asked: Small) -> None:
    photo = Attachment(MediaKind.PHOTO, "photo-1")
    does(asked, lambda unit, rosa: inbound.receive(unit, rosa, Incoming(900, None, attachment=photo)))
    assert asked.queued() == [(ROSA, "name-kept"), (ROSA, "unscanned-notice"), (22, "copy")]


ENDS: dict[str, tuple[Callable[[Small], object], str]] = {
    "/help": (lambda small: does(small, lambda u, r: inbound.ask_for_help_text(u, r, Nothing())), "how"),
    "/me": (lambda small: does(small, lambda u, r: inbound.ask_about_me(u, r, Nothing())), "me"),
    "/start": (lambda small: does(small, lambda u, r: start(u, r, Start(""))), "welcome-back"),
    "/stop": (
        lambda small: does(small, lambda u, r: inbound.unknown_command(u, r, Nothing())),
        "unknown-command",
    ),
    "a menu button": (lambda small: small.says(ROSA, "💬 My mentor"), "my-people"),
    "help-now": (lambda small: small.says(ROSA, HELP), "help-what-is-it"),
    "help-now, typed": (lambda small: small.says(ROSA, "i need help now"), "help-what-is-it"),
    "help-now, tapped": (lambda small: press(small, Action.HELP_NOW), "help-what-is-it"),
    "Keep": (lambda small: press(small, Action.KEEP_NAME), "name-kept"),
}


@pytest.mark.parametrize("end", list(ENDS))
def test_what_ends_the_question(asked: Small, end: str) -> None:
    act, answer = ENDS[end]
    act(asked)
    assert (ROSA, answer) in asked.queued()
    assert not is_asked(asked)
    asked.settle_all()
    asked.says(ROSA, "Ben?")
    assert asked.queued() == [(BEN, "copy")]
    assert name_of(asked) == "Rosa"


def test_the_question_offers_to_keep_the_name(small: Small) -> None:
    small.pair()
    press(small, Action.CHANGE_NAME)
    (row,) = small.rows()[-1:]
    assert row.key == "rename"
    assert row.payload is not None
    assert row.payload["args"] == {"name": "Rosa"}
    assert row.payload["buttons"] == [[["button-keep-name", {"name": "Rosa"}, "keepname"]]]


def test_keeping_the_name_takes_the_button_away(asked: Small) -> None:
    press(asked, Action.KEEP_NAME)
    assert asked.queued() == [(ROSA, "clear_buttons"), (ROSA, "name-kept")]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Rosa 0160 5550", "name-number"),
        ("@rosa", "name-address"),
        ("Ben", "name-taken"),
        ("🌹", "name-empty"),
    ],
)
def test_what_cannot_be_a_name_is_asked_again(asked: Small, words: str, answer: str) -> None:
    asked.says(ROSA, words)
    assert asked.queued() == [(ROSA, answer)]
    assert is_asked(asked)


def test_somebody_who_joins_is_told_that_a_sentence_is_no_name(small: Small) -> None:
    small.joins("Somebody", Role.MENTEE, ROSA)
    does(small, _begins_to_join)
    small.says(ROSA, "I cannot go on")
    small.clock.move(timedelta(days=1))
    small.says(ROSA, "I need somebody to talk to")
    assert small.queued() == [(ROSA, "name-sentence")] * 2, "there is nobody yet whom it could be for"
    small.says(ROSA, "Rosa")
    assert (ROSA, "welcome") in small.queued(), "a day later it is still an answer"


def _begins_to_join(unit: Unit, person: Person) -> None:
    person.state, person.name, person.name_digest = PersonState.NAMING, None, None
    person.wait_for(Awaiting.NAME, unit.now)


def test_everybody_they_talk_with_is_told_of_the_new_name_and_nobody_else(asked: Small) -> None:
    ann = asked.joins("Ann", Role.MENTOR, 33)
    asked.joins("Carl", Role.MENTOR, 44)
    asked.joins("Sam", Role.SUPERVISOR, SAM)
    match = asked.match(asked.person(ROSA), ann)
    other = asked.match(asked.person(ROSA), asked.person(44))
    asked.run(lambda unit: setattr(unit.session.get_one(Match, other), "state", MatchState.CLOSED))
    assert match != other
    asked.settle_all()
    asked.says(ROSA, "Rosie")
    assert asked.queued() == [(ROSA, "name-changed"), (BEN, "peer-renamed"), (33, "peer-renamed")]
    told = next(row for row in asked.rows() if row.key == "peer-renamed")
    assert told.payload == {"args": {"old": "Rosa", "name": "Rosie"}}


def test_the_same_name_again_is_no_news(asked: Small) -> None:
    asked.says(ROSA, "Rosa")
    assert asked.queued() == [(ROSA, "name-changed")]


@pytest.mark.parametrize(
    "words",
    ["I need help now", "i NEED help now!!", "I need help,\nnow", "  🆘I need help now", HELP],
)
def test_a_call_for_help_counts_however_it_is_written(small: Small, words: str) -> None:
    small.pair()
    small.joins("Sam", Role.SUPERVISOR, SAM)
    small.says(ROSA, words)
    assert small.queued() == [(SAM, "alert-card"), (ROSA, "crisis-card"), (ROSA, "help-what-is-it")]


def test_a_call_for_help_counts_from_whoever_has_no_such_button(small: Small) -> None:
    small.joins("Maria", Role.COORDINATOR, 33)
    small.says(33, "I need help now")
    assert small.queued() == [(33, "crisis-card"), (33, "help-what-is-it")]


def test_a_sentence_with_those_words_in_it_is_a_message(small: Small) -> None:
    small.pair()
    small.says(ROSA, "Do you think I need help now?")
    assert small.queued() == [(BEN, "copy")]
    does(small, lambda unit, rosa: inbound.receive(unit, rosa, Incoming(901, Text("People"))))
    assert small.queued() == [(BEN, "copy")] * 2, "a word on a button she does not have"
