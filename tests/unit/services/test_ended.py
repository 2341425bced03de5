"""When a conversation has ended: nothing meant for who has gone reaches somebody else by guess."""

from datetime import timedelta

import pytest

from bot.domain.buttons import Action, Press, encode
from bot.domain.matches import MatchState
from bot.domain.people import Role
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import copies
from bot.store.matches import Match
from bot.store.messages import MessageState
from tests.unit.small import Small

ROSA, BEN, ANN = 11, 22, 33


@pytest.fixture
def two(small: Small) -> Small:
    """Ben has two mentees, Rosa and Ann, and has written to both; then a day goes by."""
    _, ben = small.pair()
    small.match(small.joins("Ann", Role.MENTEE, ANN), ben)
    small.clock.move(timedelta(days=1))
    for number, account in enumerate((ROSA, ANN)):
        small.says(BEN, "hello")
        to(small, account, number)
    small.settle_all()
    small.clock.move(timedelta(days=1))
    return small


def to(small: Small, account: int, index: int = -1) -> None:
    """Ben says for whom his latest message is."""
    message = small.messages()[index]
    person = small.person(account)
    match = small.run(
        lambda unit: next(
            each.id
            for each in unit.session.query(Match).order_by(Match.id.desc())
            if each.mentee_id == person and each.state is MatchState.ACTIVE
        )
    )
    taps(small, Press(Action.SEND_TO, (message.id, match)))


def taps(small: Small, press: Press) -> None:
    small.clock.move(timedelta(seconds=5))
    small.taps(BEN, Tapped(str(small.clock.now()), 5, encode(press), press))


def leaves(small: Small, account: int) -> None:
    """The match of this mentee ends, as when they leave."""
    person = small.person(account)

    def close(unit: Unit) -> None:
        match = unit.session.query(Match).filter(Match.mentee_id == person).one()
        match.state, match.closed_at = MatchState.CLOSED, unit.now

    small.run(close)
    small.clock.move(timedelta(minutes=1))


def asked(small: Small) -> tuple[str | None, object, list[str]]:
    """The one question that waits: its key, what it replies to, and the names on its buttons."""
    (row,) = [each for each in small.rows() if each.key in {"to-whom", "to-whom-now"}][-1:]
    assert row.payload is not None
    names = [args.get("name", "-") for ((_, args, _),) in row.payload["buttons"]]
    return row.key, row.payload["reply_to"], names


def test_the_question_is_a_reply_to_the_message_it_is_about(two: Small) -> None:
    first, second = two.says(BEN, "one"), two.says(BEN, "two")
    questions = [row.payload for row in two.rows() if row.key == "to-whom"][-2:]
    assert [payload["reply_to"] for payload in questions if payload] == [first, second]


def test_the_answers_to_it_are_replies_too(two: Small) -> None:
    said = two.says(BEN, "one")
    two.settle_all()
    to(two, ANN)
    assert [row.payload["reply_to"] for row in two.rows() if row.key == "sent-to" and row.payload][-1:] == [
        said
    ]
    two.clock.move(timedelta(hours=2, seconds=1))
    said = two.says(BEN, "two")
    taps(two, Press(Action.KEEP_UNSENT, (two.messages()[-1].id,)))
    (kept,) = [row.payload for row in two.rows() if row.key == "kept-unsent"]
    assert kept == {"reply_to": said}


def test_the_next_message_is_asked_for_even_with_one_match_left_and_only_once(two: Small) -> None:
    leaves(two, ROSA)
    said = two.says(BEN, "How was the night?")
    assert [key for _, key in two.queued()] == ["to-whom-now"]
    assert asked(two) == ("to-whom-now", said, ["Ann", "-"])
    to(two, ANN)
    two.settle_all()
    two.says(BEN, "And the morning?")
    assert two.queued() == [(ANN, "copy")]


def test_not_sending_it_is_an_answer_too(two: Small) -> None:
    leaves(two, ROSA)
    two.says(BEN, "Only for Rosa")
    taps(two, Press(Action.KEEP_UNSENT, (two.messages()[-1].id,)))
    two.settle_all()
    two.says(BEN, "Hello Ann")
    assert two.queued() == [(ANN, "copy")]


def test_until_it_is_answered_everything_is_asked_for(two: Small) -> None:
    leaves(two, ROSA)
    for words in ("one", "two"):
        two.says(BEN, words)
    assert [key for _, key in two.queued()] == ["to-whom-now"] * 2


def test_a_reply_says_itself_to_whom(two: Small) -> None:
    two.says(ANN, "Hello Ben")
    from_ann = two.messages()[-1]
    leaves(two, ROSA)
    two.settle_all()
    two.says(BEN, "Hello Ann", reply_to=_bubble(two, from_ann.id))
    assert two.queued() == [(ANN, "copy")]


def test_a_reply_to_a_closed_conversation_is_not_sent_and_said_so(two: Small) -> None:
    two.says(ROSA, "Hello Ben")
    from_rosa = two.messages()[-1]
    leaves(two, ROSA)
    two.settle_all()
    two.says(BEN, "Only for Rosa", reply_to=_bubble(two, from_rosa.id))
    assert two.queued() == [(BEN, "conversation-closed")]
    assert two.rows()[-1].payload == {"args": {"name": "Rosa"}}
    assert two.messages()[-1].state is MessageState.REFUSED


def _bubble(small: Small, message_id: int) -> int:
    """As if the message had been delivered to Ben as this bubble."""
    ben = small.person(BEN)
    small.run(lambda unit: copies.keep_copies(unit.session, [(message_id, ben, 700)], unit.now))
    return 700


def test_with_nobody_left_it_is_said_that_there_is_nobody(two: Small) -> None:
    leaves(two, ROSA)
    leaves(two, ANN)
    two.says(BEN, "Hello?")
    assert two.queued() == [(BEN, "no-match-yet")]


def test_whoever_was_introduced_afterwards_is_who_is_meant(two: Small) -> None:
    leaves(two, ROSA)
    leaves(two, ANN)
    two.match(two.joins("Walter", Role.MENTEE, 44), two.person(BEN))
    two.settle_all()
    two.says(BEN, "Hello Walter")
    assert two.queued() == [(44, "copy")]


def test_two_who_are_matched_again_go_on_where_they_were(two: Small) -> None:
    two.says(ROSA, "Hello Ben")
    from_rosa = two.messages()[-1]
    leaves(two, ROSA)
    leaves(two, ANN)
    two.match(two.person(ROSA), two.person(BEN))
    two.settle_all()
    two.says(BEN, "There you are", reply_to=_bubble(two, from_rosa.id))
    two.says(BEN, "Good to have you back")
    assert two.queued() == [(ROSA, "copy")] * 2
