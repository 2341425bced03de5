"""Somebody who blocked the bot: what waits for them is offered when they are back, and goes whole."""

import pytest

from bot.domain.buttons import Action
from bot.domain.outbox import Kind
from bot.services import inbound
from bot.services.commands import Reachability
from bot.store.messages import MessageState
from bot.store.people import Person
from tests.unit.small import Small

ROSA, BEN = 11, 22


@pytest.fixture
def away(small: Small) -> Small:
    """Ben has blocked the bot, and Rosa has written twice."""
    small.pair()
    _becomes(small, has_blocked=True)
    small.says(ROSA, "one")
    small.says(ROSA, "two")
    return small


def _becomes(small: Small, *, has_blocked: bool) -> None:
    ben = small.person(BEN)
    small.run(
        lambda unit: inbound.change_reachability(
            unit, unit.session.get_one(Person, ben), Reachability(has_blocked=has_blocked)
        )
    )


def test_its_author_hears_once_that_it_waits(away: Small) -> None:
    assert [key for account, key in away.queued() if account == ROSA] == ["not-delivered-blocked"]
    assert {message.state for message in away.messages()} == {MessageState.KEPT}


def test_whoever_is_back_is_offered_it_and_nothing_is_poured_over_them(away: Small) -> None:
    away.settle_all()
    _becomes(away, has_blocked=False)
    (row,) = [row for row in away.rows() if row.chat_id == BEN and row.key == "kept-for-you"]
    assert (row.payload or {})["args"] == {"names": "Rosa", "count": 2}
    assert not [row for row in away.rows() if row.kind is Kind.COPY]


def test_one_press_shows_it_in_its_order_and_its_author_hears_of_it(away: Small) -> None:
    _becomes(away, has_blocked=False)
    away.presses(BEN, Action.SHOW_KEPT)
    sent = away.carries_out()
    words = [each.parts[0].text.words for each in sent if each.kind is Kind.COPY]
    assert words == ["one", "two"]
    assert [each.args for each in sent if each.key == "kept-passed-on"] == [{"name": "Ben", "count": 2}]
    away.presses(BEN, Action.SHOW_KEPT)
    assert not [row for row in away.rows() if row.kind is Kind.COPY and row.settled_at is None]


def test_when_they_block_it_again_their_peer_hears_of_it_again(away: Small) -> None:
    away.settle_all()
    _becomes(away, has_blocked=False)
    away.presses(BEN, Action.SHOW_KEPT)
    away.carries_out()
    _becomes(away, has_blocked=True)
    away.says(ROSA, "three")
    assert [key for account, key in away.queued() if account == ROSA] == ["not-delivered-blocked"]
