"""Words under a later part of an album: asked about like any others, and never lost."""

import pytest

from bot.domain.buttons import Action
from bot.domain.media import MediaKind
from bot.domain.outbox import Kind
from bot.domain.people import Role
from bot.services.passing import ALBUM_GATHERED_FOR
from bot.store.messages import MessageState
from tests.unit.small import Small

ROSA, BEN, ANN = 11, 22, 33
MAIL = "Write to rosa.example@example.org"
INSULIN = "Just stop taking the insulin, you don't need it"


@pytest.fixture
def pair(small: Small) -> Small:
    small.pair()
    return small


def words(small: Small) -> list[str]:
    """What reaches others now, after a while."""
    small.clock.move(ALBUM_GATHERED_FOR)
    return [part.text.words for each in small.carries_out() if each.kind is Kind.COPY for part in each.parts]


def test_a_later_part_that_was_asked_about_arrives_once_its_author_says_so(pair: Small) -> None:
    pair.sends(ROSA, album="a")
    assert words(pair) == [""]
    pair.sends(ROSA, caption=MAIL, album="a")
    assert pair.messages()[1].state is MessageState.HELD
    pair.presses(ROSA, Action.SEND_AS_IT_IS, pair.messages()[1].id)
    assert words(pair) == [MAIL]


def test_a_part_too_large_for_a_bot_does_not_take_the_others_with_it(pair: Small) -> None:
    pair.sends(ROSA, MediaKind.VIDEO, album="a", size=20_000_001)
    pair.sends(ROSA, caption="the garden", album="a")
    assert words(pair) == ["the garden"]


def test_when_it_is_clear_for_whom_an_album_is_the_words_of_every_part_are_looked_at(small: Small) -> None:
    _, ben = small.pair()
    small.match(small.joins("Ann", Role.MENTEE, ANN), ben)
    small.settle_all()
    small.sends(BEN, caption="look", album="a")
    small.sends(BEN, caption=INSULIN, album="a")
    small.presses(BEN, Action.SEND_TO, small.messages()[0].id, 2)
    assert INSULIN not in words(small)
