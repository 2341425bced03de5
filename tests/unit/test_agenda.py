"""The ticker: what counts as a row's own failure, and what is next."""

import asyncio
from datetime import timedelta

import pytest

from bot.agenda import Agenda
from bot.domain.agenda import AgendaKind, AgendaState
from bot.services import timed
from bot.services.unit import Unit
from bot.store import agenda
from bot.store.agenda import AgendaRow
from bot.store.writer import StoreUnavailableError
from tests.unit.small import Small


def due(small: Small) -> int:
    small.run(lambda unit: unit.at(AgendaKind.REMIND_MENTEE, unit.now, subject_id=999))
    return small.run(lambda unit: unit.session.query(AgendaRow).one().id)


def row(small: Small, row_id: int) -> AgendaRow:
    return small.run(lambda unit: unit.session.get_one(AgendaRow, row_id))


@pytest.mark.parametrize(("error", "counted"), [(StoreUnavailableError, 0), (LookupError, 1)])
def test_an_attempt_that_the_database_did_not_take_does_not_count(
    small: Small, monkeypatch: pytest.MonkeyPatch, error: type[Exception], counted: int
) -> None:
    row_id = due(small)

    def carry_out(unit: Unit, row_id: int) -> None:
        assert unit.session.get_one(AgendaRow, row_id).state is AgendaState.DUE
        raise error("the disk is full, or the row is broken")

    with monkeypatch.context() as away:
        away.setattr(timed, "carry_out", carry_out)
        asyncio.run(Agenda(small.house.units).tick())
    after = row(small, row_id)
    assert (after.attempts, after.state) == (counted, AgendaState.DUE)
    small.clock.move(timedelta(minutes=1))
    asyncio.run(Agenda(small.house.units).tick())
    assert row(small, row_id).state is AgendaState.DONE


def test_what_is_next_can_leave_out_what_nobody_would_notice(small: Small) -> None:
    soon, later = (small.clock.now() + timedelta(hours=hours) for hours in (1, 5))
    small.run(lambda unit: unit.at(AgendaKind.TIDY_UP, soon))

    def next_due(*but: AgendaKind) -> object:
        return small.run(lambda unit: agenda.next_due(unit.session, unit.programme.id, but=but))

    assert (next_due(), next_due(AgendaKind.TIDY_UP)) == (soon, None)
    small.run(lambda unit: unit.at(AgendaKind.REMIND_MENTOR, later, subject_id=1))
    assert (next_due(), next_due(AgendaKind.TIDY_UP)) == (soon, later)


def test_what_was_done_long_ago_is_forgotten_and_nothing_else(small: Small) -> None:
    row_id = due(small)
    asyncio.run(Agenda(small.house.units).tick())
    waiting = small.clock.now() + timedelta(days=400)
    small.run(lambda unit: unit.at(AgendaKind.REMIND_MENTOR, waiting, subject_id=1))

    def forget(unit: Unit) -> list[int]:
        agenda.forget_done(unit.session, unit.programme.id, unit.now, timedelta(days=30))
        return [each.id for each in unit.session.query(AgendaRow)]

    assert row_id in small.run(forget)
    small.clock.move(timedelta(days=31))
    assert small.run(forget) == [row_id + 1]
