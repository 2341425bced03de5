"""What follows when an update cannot be handled."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.domain.inbox import InboxState
from bot.domain.people import PersonState, Role
from bot.services import inbound, updates
from bot.services.commands import Nothing, Reachability
from bot.services.unit import Stranger, Unit
from bot.store import inbox
from bot.store.inbox import InboxUpdate
from bot.store.people import Person
from tests.unit.small import Small


def kept(small: Small, chat: int = 11, update_id: int = 1) -> int:
    ((row_id, _, _),) = small.keeps({"update_id": update_id, "message": {"chat": {"id": chat}}})
    return row_id


def fails(small: Small, row_id: int, error: str = "KeyError", **more: Any) -> float | None:
    return small.run(lambda unit: updates.note_failure(unit, row_id, error, **more))


def test_it_is_tried_five_times_with_growing_waits_and_then_its_author_is_told(small: Small) -> None:
    small.joins("Rosa", Role.MENTEE, 11)
    row_id = kept(small)
    assert [fails(small, row_id) for _ in range(4)] == [0.5, 2.0, 5.0, 15.0]
    assert small.queued() == []
    assert fails(small, row_id) is None
    assert small.queued() == [(11, "did-not-work")]
    row = small.run(lambda unit: unit.session.get_one(InboxUpdate, row_id))
    assert (row.state, row.attempts, row.error) == (InboxState.SET_ASIDE, 5, "KeyError")
    payload = small.run(lambda unit: unit.session.get_one(InboxUpdate, row_id).payload)
    assert payload == {"update_id": 1, "message": {"chat": {"id": 11}}}, "somebody can look at it"
    assert small.run(lambda unit: inbox.count(unit.session, unit.programme.id, InboxState.SET_ASIDE)) == 1


def test_what_no_parser_understands_is_set_aside_at_once(small: Small) -> None:
    assert fails(small, kept(small), is_hopeless=True) is None


def test_a_stranger_or_somebody_without_consent_is_not_written_to(small: Small) -> None:
    small.joins("Rosa", Role.MENTEE, 11, PersonState.CONSENTING)
    assert fails(small, kept(small), is_hopeless=True) is None
    assert fails(small, kept(small, chat=99, update_id=2), is_hopeless=True) is None
    assert small.queued() == []


def test_a_long_error_is_cut_to_its_column(small: Small) -> None:
    row_id = kept(small)
    fails(small, row_id, "E" * 500)
    assert small.run(lambda unit: unit.session.get_one(InboxUpdate, row_id)).error == "E" * 80


def test_a_use_case_that_fails_keeps_nothing_and_leaves_the_update_pending(small: Small) -> None:
    small.joins("Rosa", Role.MENTEE, 11)
    row_id = kept(small)

    def use_case(unit: Unit, actor: Person | Stranger, command: Nothing) -> None:
        inbound.ask_for_help_text(unit, actor, command)
        raise LookupError("after having said something")

    with pytest.raises(LookupError):
        small.run(
            partial(
                updates.handle,
                inbox_id=row_id,
                sender=Stranger(11, "en"),
                use_case=use_case,
                command=Nothing(),
            )
        )
    assert small.queued() == []
    assert [each for each, _ in small.run(lambda u: inbox.pending(u.session, u.programme.id))] == [row_id]


def test_whoever_writes_can_be_reached_again(small: Small) -> None:
    small.joins("Rosa", Role.MENTEE, 11)
    small.change(11, unreachable_since=small.clock.now())

    def handle(update_id: int, use_case: Any, command: Any) -> Any:
        row_id = kept(small, update_id=update_id)
        sender = Stranger(11, "en")
        small.run(partial(updates.handle, inbox_id=row_id, sender=sender, use_case=use_case, command=command))
        rosa = small.person(11)
        return small.run(lambda unit: unit.session.get_one(Person, rosa).unreachable_since)

    assert handle(1, inbound.change_reachability, Reachability(has_blocked=True)) is not None
    assert handle(2, inbound.ask_about_me, Nothing()) is None


@pytest.mark.parametrize(
    ("away", "told"),
    [
        (timedelta(minutes=10), []),
        (timedelta(minutes=11), [(33, "outage-to-all"), (44, "outage-to-all")]),
        (timedelta(hours=24), [(33, "outage-to-all"), (44, "outage-to-all")]),
        (
            timedelta(hours=25),
            [(33, "outage-to-coordinator"), (33, "outage-to-all"), (44, "outage-to-all")],
        ),
    ],
)
def test_an_outage_is_told_to_all_and_one_longer_than_telegram_keeps_updates_to_the_coordinator(
    small: Small, away: timedelta, told: list[tuple[int, str]]
) -> None:
    small.joins("Maria", Role.COORDINATOR, 33)
    small.joins("Rosa", Role.MENTEE, 44)
    small.joins("Ann", Role.MENTEE, 55, PersonState.WITHDRAWN)
    small.keeps({"update_id": 1})
    small.clock.move(away)
    small.run(lambda unit: updates.note_outage(unit, unit.now))
    assert small.queued() == told
    small.run(lambda unit: updates.note_outage(unit, unit.now))
    assert small.queued() == told, "once"
