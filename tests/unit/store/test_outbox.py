"""The outbox after a crash, and rows that are claimed once."""

from datetime import timedelta

import pytest

from bot.domain.outbox import Kind, Lane, OutboxState
from bot.services.unit import Unit
from bot.store import outbox
from bot.store.outbox import OutboxRow
from tests.unit.small import Small


def put(small: Small, lane: Lane, state: OutboxState = OutboxState.QUEUED, chat: int = 11) -> int:
    def add(unit: Unit) -> int:
        row = OutboxRow(
            programme_id=unit.programme.id,
            chat_id=chat,
            lane=lane,
            kind=Kind.SAY,
            key="stayed",
            state=state,
            created_at=unit.now,
        )
        unit.session.add(row)
        unit.session.flush()
        return row.id

    return small.run(add)


@pytest.mark.parametrize("lane", list(Lane))
def test_what_was_being_sent_at_a_crash_is_uncertain_by_its_lane(small: Small, lane: Lane) -> None:
    row_id = put(small, lane, OutboxState.SENDING)
    again, left = small.run(lambda unit: outbox.recover(unit.session, unit.programme.id, unit.now))
    (row,) = small.rows()
    assert row.id == row_id
    if lane >= Lane.PROMPT:
        assert (again, left) == (0, 1)
        assert (row.state, row.is_twin, row.settled_at) == (OutboxState.UNCERTAIN, False, small.clock.now())
    else:
        assert (again, left) == (1, 0)
        assert (row.state, row.is_twin, row.settled_at) == (OutboxState.QUEUED, True, None)


def test_a_start_changes_nothing_else(small: Small) -> None:
    states = set(OutboxState) - {OutboxState.SENDING}
    for state in states:
        put(small, Lane.RELAY, state)
    assert small.run(lambda unit: outbox.recover(unit.session, unit.programme.id, unit.now)) == (0, 0)
    assert {row.state for row in small.rows()} == states
    assert not any(row.is_twin for row in small.rows())


def test_a_row_is_claimed_once(small: Small) -> None:
    row_id = put(small, Lane.RELAY)

    def claim(unit: Unit) -> list[tuple[int, int]]:
        return [(row.id, row.attempts) for row in outbox.claim(unit.session, [row_id])]

    assert small.run(claim) == [(row_id, 1)]
    assert small.run(claim) == [], "what is on its way must not be sent a second time"
    (row,) = small.rows()
    assert (row.state, row.attempts) == (OutboxState.SENDING, 1)


def test_the_sweep_finds_what_is_queued_behind_the_last_one_in_order(small: Small) -> None:
    first, second = put(small, Lane.RELAY), put(small, Lane.ALERT)
    put(small, Lane.RELAY, OutboxState.SENT)
    third = put(small, Lane.BROADCAST, chat=22)

    def found(after: int) -> list[tuple[int, int, Lane]]:
        return small.run(
            lambda unit: [
                (each.id, each.chat_id, each.lane)
                for each in outbox.queued_after(unit.session, unit.programme.id, after)
            ]
        )

    assert found(0) == [(first, 11, Lane.RELAY), (second, 11, Lane.ALERT), (third, 22, Lane.BROADCAST)]
    assert found(second) == [(third, 22, Lane.BROADCAST)]
    assert found(third) == []


def test_only_what_was_settled_long_ago_is_forgotten(small: Small) -> None:
    waiting, sent = put(small, Lane.RELAY), put(small, Lane.RELAY, OutboxState.SENDING)
    small.run(lambda unit: outbox.settle_sent(unit.session, {sent: 7}, unit.now))
    small.clock.move(timedelta(days=14, seconds=1))
    assert (
        small.run(
            lambda unit: outbox.forget_settled(unit.session, unit.programme.id, unit.now, timedelta(days=14))
        )
        == 1
    )
    assert [row.id for row in small.rows()] == [waiting]
