"""Every state machine: each move that is allowed, and that no other is."""

from collections.abc import Callable
from enum import Enum
from typing import Any

import pytest

from bot.domain.matches import OPEN_STATES, MatchState, move_match
from bot.domain.outbox import OutboxState, move_outbox
from bot.domain.people import PersonState, move_person

P, M, O = PersonState, MatchState, OutboxState  # noqa: E741 - short in the table below

_ALLOWED: list[tuple[Callable[[Any, Any], Any], type[Enum], set[tuple[Any, Any]]]] = [
    (
        move_person,
        PersonState,
        {
            (P.INVITED, P.CONSENTING),
            (P.CONSENTING, P.NAMING),
            (P.CONSENTING, P.ACTIVE),
            (P.NAMING, P.ACTIVE),
            (P.NAMING, P.WITHDRAWN),
            (P.ACTIVE, P.WITHDRAWN),
            (P.WITHDRAWN, P.CONSENTING),
        },
    ),
    (
        move_match,
        MatchState,
        {
            (M.PROPOSED, M.ACTIVE),
            (M.PROPOSED, M.DECLINED),
            (M.PROPOSED, M.CLOSED),
            (M.ACTIVE, M.PAUSED),
            (M.ACTIVE, M.ENDING),
            (M.ACTIVE, M.CLOSED),
            (M.PAUSED, M.ACTIVE),
            (M.PAUSED, M.ENDING),
            (M.PAUSED, M.CLOSED),
            (M.ENDING, M.ACTIVE),
            (M.ENDING, M.CLOSED),
        },
    ),
    (
        move_outbox,
        OutboxState,
        {
            (O.QUEUED, O.SENDING),
            (O.QUEUED, O.FAILED),
            (O.QUEUED, O.DROPPED),
            (O.SENDING, O.SENT),
            (O.SENDING, O.FAILED),
            (O.SENDING, O.QUEUED),
            (O.SENDING, O.UNCERTAIN),
        },
    ),
]


@pytest.mark.parametrize(("move", "states", "allowed"), _ALLOWED, ids=["person", "match", "outbox"])
def test_only_the_moves_in_the_table_are_possible(
    move: Callable[[Any, Any], Any], states: type[Enum], allowed: set[tuple[Any, Any]]
) -> None:
    for now in states:
        for to in states:
            if (now, to) in allowed:
                assert move(now, to) is to
            else:
                with pytest.raises(ValueError, match=f"from {now.value} to {to.value}"):
                    move(now, to)


def test_nobody_becomes_active_without_having_seen_the_consent_text() -> None:
    into_active = {now for _, _, allowed in _ALLOWED[:1] for now, to in allowed if to is P.ACTIVE}
    assert into_active == {P.CONSENTING, P.NAMING}
    assert (P.INVITED, P.NAMING) not in _ALLOWED[0][2]
    assert (P.WITHDRAWN, P.ACTIVE) not in _ALLOWED[0][2]


def test_what_is_over_stays_over() -> None:
    assert set(MatchState) - {M.CLOSED, M.DECLINED} == OPEN_STATES
    for over in (M.CLOSED, M.DECLINED):
        for to in MatchState:
            with pytest.raises(ValueError, match="cannot go"):
                move_match(over, to)
