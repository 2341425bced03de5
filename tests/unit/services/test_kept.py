"""Somebody who blocked the bot: what waits for them is offered when they are back, and goes whole."""

from datetime import timedelta

import pytest

from bot.domain.agenda import AgendaKind
from bot.domain.alerts import AlertState
from bot.domain.buttons import Action
from bot.domain.outbox import Kind
from bot.domain.people import Role
from bot.services import inbound, kept, posting
from bot.services.commands import Reachability
from bot.services.first_aid import MANY
from bot.services.posting import Fate, Outcome
from bot.services.unit import Unit
from bot.store.agenda import AgendaRow
from bot.store.alerts import Alert
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


CRY = "I am going to kill myself tonight"


def test_what_waited_long_comes_with_the_time_at_which_it_was_written(away: Small) -> None:
    _becomes(away, has_blocked=False)
    away.clock.move(timedelta(days=2))
    away.presses(BEN, Action.SHOW_KEPT)
    seen = [each for each in away.carries_out() if each.chat_id == BEN]
    said = next(each for each in seen if each.key == "written-then")
    assert (said.args or {})["count"] == 2
    assert "20" in (said.args or {})["first"]
    kinds = [each.key or each.kind.value for each in seen]
    assert kinds.index("written-then") < kinds.index("copy")


def test_who_reads_grave_words_later_gets_what_helps_to_say_with_them_and_not_before(small: Small) -> None:
    small.pair()
    small.joins("Sam", Role.SUPERVISOR, 55)
    _becomes(small, has_blocked=True)
    small.says(ROSA, CRY)
    assert "coaching-card" not in [key for _, key in small.queued()]
    _becomes(small, has_blocked=False)
    small.presses(BEN, Action.SHOW_KEPT)
    assert "coaching-card" in [key for account, key in small.queued() if account == BEN]


def test_the_team_sees_on_the_card_that_nobody_else_has_seen_the_words_yet(small: Small) -> None:
    small.pair()
    small.joins("Sam", Role.SUPERVISOR, 55)
    small.presses(BEN, Action.PAUSE, 1)
    small.says(ROSA, CRY)
    small.carries_out()
    small.clock.move(timedelta(minutes=1))
    small.presses(BEN, Action.GO_ON, 1)
    small.carries_out()
    cards = [row for row in small.rows() if row.key == "alert-card"]
    assert [(row.payload or {})["args"]["unseen"] for row in cards][:: len(cards) - 1] == ["yes", "no"]


def test_but_not_once_the_team_has_seen_to_it(small: Small) -> None:
    small.pair()
    small.joins("Sam", Role.SUPERVISOR, 55)
    small.presses(BEN, Action.PAUSE, 1)
    small.says(ROSA, CRY)

    def resolve(unit: Unit) -> None:
        for alert in unit.session.query(Alert):
            alert.state = AlertState.RESOLVED

    small.run(resolve)
    small.presses(BEN, Action.GO_ON, 1)
    assert "coaching-card" not in [key for _, key in small.queued()]


def test_a_note_comes_with_advice_that_waited(small: Small) -> None:
    small.pair()
    small.presses(ROSA, Action.PAUSE, 1)
    small.says(BEN, "You'll be walking by Christmas, I promise you.")
    small.presses_shown(BEN, Action.SEND_ANYWAY)
    assert "correcting-note" not in [key for _, key in small.queued()]
    small.presses(ROSA, Action.GO_ON, 1)
    seen = [each.key or each.kind.value for each in small.carries_out() if each.chat_id == ROSA]
    assert seen[-2:] == ["copy", "correcting-note"]


def test_it_is_offered_again_next_day_and_by_the_button_with_ones_people(away: Small) -> None:
    _becomes(away, has_blocked=False)
    away.settle_all()
    away.says(BEN, "💬 My mentees")
    assert "kept-for-you" in [key for account, key in away.queued() if account == BEN]
    away.settle_all()

    def due(unit: Unit) -> int:
        rows = unit.session.query(AgendaRow).filter_by(kind=AgendaKind.KEPT_REMINDER).all()
        for row in rows:
            kept.remind(unit, row)
        return len(rows)

    assert away.run(due) == 1
    assert "kept-for-you" in [key for account, key in away.queued() if account == BEN]


def test_new_words_of_what_had_arrived_come_with_their_help_too(small: Small) -> None:
    small.pair()
    small.joins("Sam", Role.SUPERVISOR, 55)
    said = small.says(ROSA, "hello")
    small.carries_out()
    small.presses(BEN, Action.PAUSE, 1)
    small.edits(ROSA, said, CRY)
    small.presses(BEN, Action.GO_ON, 1)
    assert "coaching-card" in [key for account, key in small.queued() if account == BEN]


def test_new_words_with_advice_come_with_their_note_too(small: Small) -> None:
    small.pair()
    said = small.says(BEN, "hello")
    small.carries_out()
    small.presses(ROSA, Action.PAUSE, 1)
    small.edits(BEN, said, "You'll be walking by Christmas, I promise you.")
    small.presses_shown(BEN, Action.SEND_ANYWAY)
    small.presses(ROSA, Action.GO_ON, 1)
    seen = [each.key or each.kind.value for each in small.carries_out() if each.chat_id == ROSA]
    assert seen[-2:] == ["edit", "correcting-note"]


def test_many_cries_in_one_pause_do_not_bury_their_reader_in_cards(small: Small) -> None:
    small.pair()
    small.joins("Sam", Role.SUPERVISOR, 55)
    small.presses(BEN, Action.PAUSE, 1)
    for _ in range(10):
        small.says(ROSA, CRY)
    small.presses(BEN, Action.GO_ON, 1)
    assert [key for account, key in small.queued() if account == BEN].count("coaching-card") == MANY


def test_where_a_block_is_met_only_while_sending_the_team_sees_that_nobody_has_seen_it(small: Small) -> None:
    small.pair()
    small.joins("Sam", Role.SUPERVISOR, 55)
    small.says(ROSA, CRY)
    cards = [row for row in small.rows() if row.key == "alert-card"]
    (envelope,) = small.run(lambda unit: posting.claim(unit, [cards[0].id]))
    small.run(lambda unit: posting.settle(unit, [Outcome(envelope, Fate.SENT, sent_id=900)]))
    copy = next(row for row in small.rows() if row.kind is Kind.COPY)
    (envelope,) = small.run(lambda unit: posting.claim(unit, [copy.id]))
    small.run(lambda unit: posting.settle(unit, [Outcome(envelope, Fate.BLOCKED, error="Forbidden")]))
    (changed,) = [row for row in small.rows() if row.kind is Kind.CHANGE and row.key == "alert-card"]
    assert (changed.payload or {})["args"]["unseen"] == "yes"
