"""Where a message goes."""

import pytest

from bot.domain.conversation import Closed, Nobody, Route, ToMatch, Unclear, route


@pytest.mark.parametrize(
    ("active", "replied_to", "where"),
    [
        ((), None, Nobody()),
        ((), 7, Closed(7)),
        ((1,), None, ToMatch(1)),
        ((1,), 1, ToMatch(1)),
        ((1,), 9, Closed(9)),
        ((1, 2), None, Unclear((1, 2))),
        ((1, 2), 2, ToMatch(2)),
        ((1, 2), 9, Closed(9)),
        ((1, 2, 3), 3, ToMatch(3)),
    ],
)
def test_a_message_is_never_sent_by_guess(
    active: tuple[int, ...], replied_to: int | None, where: Route
) -> None:
    assert route(active, replied_to) == where


@pytest.mark.parametrize(
    ("active", "replied_to", "where"),
    [
        ((), None, Nobody()),
        ((1,), None, Unclear((1,))),
        ((1,), 1, ToMatch(1)),
        ((1,), 9, Closed(9)),
        ((1, 2), None, Unclear((1, 2))),
        ((1, 2), 2, ToMatch(2)),
    ],
)
def test_after_one_has_ended_even_the_last_one_left_is_asked_for(
    active: tuple[int, ...], replied_to: int | None, where: Route
) -> None:
    assert route(active, replied_to, one_has_just_ended=True) == where


@pytest.mark.parametrize(
    ("active", "said_by_place", "opened", "where"),
    [
        ((1, 2), None, 2, ToMatch(2)),
        ((1, 2), 1, 2, ToMatch(1)),
        ((1, 2), None, 9, Unclear((1, 2))),
        ((1,), None, 9, ToMatch(1)),
    ],
)
def test_the_conversation_that_is_open_gets_what_says_no_place(
    active: tuple[int, ...], said_by_place: int | None, opened: int | None, where: Route
) -> None:
    assert route(active, said_by_place, opened=opened) == where


def test_a_conversation_that_has_just_ended_makes_the_open_one_doubtful() -> None:
    assert route((1, 2), None, opened=2, one_has_just_ended=True) == Unclear((1, 2))
