"""Taking back, asking whether it arrived, and reactions."""

from datetime import timedelta

import pytest

from bot.domain.buttons import Action
from bot.domain.outbox import Kind, OutboxState
from bot.services import inbound, posting
from bot.services.commands import Unsend
from bot.services.posting import Fate, Outcome
from bot.store import copies, outbox
from bot.store.messages import Message, MessageState
from bot.store.people import Person
from tests.unit.small import Small

ROSA, BEN = 11, 22


@pytest.fixture
def pair(small: Small) -> Small:
    small.pair()
    return small


def unsends(small: Small, account: int, reply_to: int | None) -> None:
    person = small.person(account)
    small.run(lambda unit: inbound.take_back(unit, unit.session.get_one(Person, person), Unsend(reply_to)))


def said(small: Small, account: int) -> list[str]:
    return [key for chat, key in small.queued() if chat == account]


def test_what_has_arrived_is_removed_and_said_so(pair: Small) -> None:
    number = pair.says(ROSA, "too much")
    pair.carries_out()
    unsends(pair, ROSA, number)
    (gone,) = [each for each in pair.carries_out() if each.kind is Kind.DELETE]
    assert (gone.chat_id, len(gone.targets)) == (BEN, 1)
    assert [row.key for row in pair.rows() if row.chat_id == ROSA][-1] == "taken-back"
    assert pair.messages()[0].state is MessageState.UNSENT


def test_what_is_still_on_its_way_never_arrives(pair: Small) -> None:
    number = pair.says(ROSA, "too much")
    unsends(pair, ROSA, number)
    assert not [each for each in pair.carries_out() if each.kind is Kind.COPY]


def test_where_telegram_does_not_remove_it_any_more_its_author_knows(pair: Small) -> None:
    number = pair.says(ROSA, "too much")
    pair.carries_out()
    unsends(pair, ROSA, number)
    (row,) = [row for row in pair.rows() if row.kind is Kind.DELETE]
    (envelope,) = pair.run(lambda unit: posting.claim(unit, [row.id]))
    pair.run(lambda unit: posting.settle(unit, [Outcome(envelope, Fate.REJECTED, error="BadRequest")]))
    assert said(pair, ROSA) == ["not-taken-back"]
    assert pair.messages()[0].state is MessageState.RELAYED, "it still shows there"


def test_after_a_doubt_a_twin_may_remain_and_that_is_said(pair: Small) -> None:
    number = pair.says(ROSA, "too much")
    (row,) = [row for row in pair.rows() if row.kind is Kind.COPY]
    (envelope,) = pair.run(lambda unit: posting.claim(unit, [row.id]))
    pair.run(lambda unit: posting.settle(unit, [Outcome(envelope, Fate.UNCERTAIN)]))
    pair.carries_out()
    unsends(pair, ROSA, number)
    assert "twin-may-remain" in said(pair, ROSA)


def test_nobody_takes_back_what_somebody_else_wrote(pair: Small) -> None:
    pair.says(ROSA, "mine")
    (copy,) = [each for each in pair.carries_out() if each.kind is Kind.COPY]
    assert copy.chat_id == BEN
    ben = pair.person(BEN)
    bubble = pair.run(lambda unit: copies.all_of(unit.session, copy.message_id or 0, ben))[0]
    unsends(pair, BEN, bubble)
    assert said(pair, BEN) == ["take-back-how"]
    assert pair.messages()[0].state is MessageState.RELAYED


def test_without_a_reply_it_says_how(pair: Small) -> None:
    unsends(pair, ROSA, None)
    assert said(pair, ROSA) == ["take-back-how"]


def test_did_it_arrive_says_where_it_stands(pair: Small) -> None:
    pair.presses(ROSA, Action.DID_IT_ARRIVE)
    assert said(pair, ROSA) == ["nothing-sent"]
    pair.says(ROSA, "one")
    pair.presses(ROSA, Action.DID_IT_ARRIVE)
    pair.carries_out()
    pair.presses(ROSA, Action.DID_IT_ARRIVE)
    states = [(row.payload or {})["args"]["state"] for row in pair.rows() if row.key == "arrived"]
    assert states == ["on_its_way", "arrived_at"]


def test_weeks_later_did_it_arrive_still_knows(pair: Small) -> None:
    pair.says(ROSA, "one")
    pair.carries_out()
    pair.says(ROSA, "two")
    (row,) = [row for row in pair.rows(OutboxState.QUEUED) if row.kind is Kind.COPY]
    (envelope,) = pair.run(lambda unit: posting.claim(unit, [row.id]))
    pair.run(lambda unit: posting.settle(unit, [Outcome(envelope, Fate.REJECTED, error="BadRequest")]))
    pair.clock.move(timedelta(days=15))
    pair.run(
        lambda unit: outbox.forget_settled(unit.session, unit.programme.id, unit.now, timedelta(days=14))
    )
    pair.presses(ROSA, Action.DID_IT_ARRIVE)
    pair.run(lambda unit: setattr(unit.session.get_one(Message, 2), "state", MessageState.UNSENT))
    pair.presses(ROSA, Action.DID_IT_ARRIVE)
    states = [(row.payload or {})["args"]["state"] for row in pair.rows() if row.key == "arrived"]
    assert states == ["failed", "arrived_at"]


def test_the_button_that_takes_back_goes_with_its_first_press(pair: Small) -> None:
    pair.says(ROSA, "one")
    pair.carries_out()
    pair.presses(ROSA, Action.TAKE_BACK)
    assert "clear_buttons" in said(pair, ROSA)


def test_a_reaction_shows_on_the_other_side_and_goes_again(pair: Small) -> None:
    number = pair.says(ROSA, "one")
    pair.carries_out()
    pair.reacts(ROSA, number, "👍")
    pair.reacts(ROSA, number)
    shown = [each for each in pair.carries_out() if each.kind is Kind.REACT]
    assert [(each.chat_id, each.emoji) for each in shown] == [(BEN, "👍"), (BEN, None)]
    assert all(each.target_id for each in shown)


def test_several_reactions_at_once_are_told_in_words(pair: Small) -> None:
    number = pair.says(ROSA, "one")
    pair.carries_out()
    pair.reacts(ROSA, number, "👍", "🎉")
    (told,) = [each for each in pair.carries_out() if each.key == "reacted-otherwise"]
    assert (told.chat_id, told.args) == (BEN, {"name": "Rosa", "kind": "several", "emoji": "👍 🎉"})


def test_a_reaction_that_telegram_lets_no_bot_set_is_told_in_words(pair: Small) -> None:
    number = pair.says(ROSA, "one")
    pair.carries_out()
    pair.reacts(ROSA, number, "🦄")
    (row,) = [row for row in pair.rows() if row.kind is Kind.REACT]
    (envelope,) = pair.run(lambda unit: posting.claim(unit, [row.id]))
    pair.run(lambda unit: posting.settle(unit, [Outcome(envelope, Fate.REJECTED, error="BadRequest")]))
    assert said(pair, BEN) == ["reacted"]
