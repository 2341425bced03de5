"""What may still be said when its turn comes, and what follows when nobody knows whether it was."""

import itertools

import pytest

from bot.domain.matches import MatchState
from bot.domain.outbox import Lane, OutboxState, Recipient, Verdict, may_still_be_said, when_uncertain
from bot.domain.people import PersonState

_STATES = [None, *PersonState]


def expected(lane: Lane, recipient: Recipient, match_state: MatchState, *, is_unsent: bool) -> Verdict:  # noqa: PLR0911 - a table
    match lane:
        case Lane.ALERT | Lane.SAFETY | Lane.ANSWER:
            return Verdict.SAY
        case Lane.RELAY if is_unsent:
            return Verdict.DROP
        case _ if recipient.is_unreachable:
            return Verdict.UNREACHABLE
        case _ if recipient.state is not PersonState.ACTIVE:
            return Verdict.DROP
        case Lane.RELAY if match_state is MatchState.PAUSED:
            return Verdict.KEEP
        case Lane.RELAY if match_state is not MatchState.ACTIVE:
            return Verdict.DROP
        case _:
            return Verdict.SAY


@pytest.mark.parametrize("lane", list(Lane))
def test_the_full_table_of_what_may_still_be_said(lane: Lane) -> None:
    for state, is_unreachable, match_state, is_unsent in itertools.product(
        _STATES, (False, True), MatchState, (False, True)
    ):
        recipient = Recipient(state, is_unreachable)
        verdict = may_still_be_said(lane, recipient, match_state, is_unsent=is_unsent)
        assert verdict is expected(lane, recipient, match_state, is_unsent=is_unsent), (
            lane,
            recipient,
            match_state,
            is_unsent,
        )


def test_nothing_is_relayed_to_anybody_who_has_not_consented() -> None:
    for state in _STATES:
        if state is not PersonState.ACTIVE:
            assert may_still_be_said(Lane.RELAY, Recipient(state)) is Verdict.DROP


def test_lanes_go_in_the_order_that_was_promised() -> None:
    assert sorted(Lane) == [
        Lane.ALERT,
        Lane.SAFETY,
        Lane.ANSWER,
        Lane.RELAY,
        Lane.CIRCLE,
        Lane.PROMPT,
        Lane.BROADCAST,
    ]
    assert [lane.value for lane in sorted(Lane)] == list(range(7))  # stored as numbers


@pytest.mark.parametrize(
    ("lane", "state"),
    [
        (Lane.ALERT, OutboxState.QUEUED),
        (Lane.SAFETY, OutboxState.QUEUED),
        (Lane.ANSWER, OutboxState.QUEUED),
        (Lane.RELAY, OutboxState.QUEUED),
        (Lane.CIRCLE, OutboxState.QUEUED),
        (Lane.PROMPT, OutboxState.UNCERTAIN),
        (Lane.BROADCAST, OutboxState.UNCERTAIN),
    ],
)
def test_twice_is_better_than_never_but_not_for_a_prompt(lane: Lane, state: OutboxState) -> None:
    assert when_uncertain(lane) is state
