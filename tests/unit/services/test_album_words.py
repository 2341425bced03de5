"""Words under a later part of an album: asked about like any others, and never lost."""

import pytest

from bot.domain.buttons import Action
from bot.domain.media import MediaKind
from bot.domain.outbox import Kind
from bot.domain.people import Role
from bot.services.passing import ALBUM_GATHERED_FOR
from bot.store.messages import MessageState
from tests.unit.small import Small
from tests.unit.team import gather

ROSA, BEN, ANN = 11, 22, 33
MAIL = "Write to rosa.example@example.org"
RISKY = "You'll be walking by Christmas, I promise you."
MORE_INSULIN = "Stop taking your tablets as well"
CRY = "I am going to kill myself tonight"
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
    pair.presses_shown(ROSA, Action.SEND_AS_IT_IS)
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


@pytest.fixture
def team_of(small: Small) -> Small:
    return gather(small)


def test_a_part_with_contact_details_waits_though_the_first_was_only_asked_about(team_of: Small) -> None:
    team_of.sends(BEN, caption=RISKY, album="a")
    team_of.sends(BEN, caption=MAIL, album="a")
    team_of.presses(BEN, Action.SEND_ANYWAY, *team_of.shown(BEN, Action.SEND_ANYWAY))
    assert words(team_of) == [], "its author is asked about the address as well"
    team_of.presses_shown(BEN, Action.SEND_AS_IT_IS)
    assert words(team_of) == [RISKY, MAIL]


def test_a_supervisor_sees_all_the_words_of_an_album_that_waits(team_of: Small) -> None:
    team_of.sends(BEN, caption=INSULIN, album="a")
    team_of.sends(BEN, caption=MORE_INSULIN, album="a")
    (*_, row) = [row for row in team_of.rows() if row.key == "advice-to-decide"]
    shown = (row.payload or {})["args"]["words"]
    assert INSULIN in shown
    assert MORE_INSULIN in shown
    assert words(team_of) == []


def test_advice_under_a_later_part_of_what_waits_to_be_sent_is_held_for_a_supervisor(team_of: Small) -> None:
    team_of.sends(BEN, caption=MAIL, album="a")
    team_of.sends(BEN, caption=INSULIN, album="a")
    assert {one.state for one in team_of.messages()} == {MessageState.WAITING}


def test_a_cry_for_help_under_a_later_part_does_not_wait_with_the_first(team_of: Small) -> None:
    team_of.sends(ROSA, caption=MAIL, album="a")
    team_of.sends(ROSA, caption=CRY, album="a")
    assert CRY in words(team_of)


def test_nor_for_a_supervisor(team_of: Small) -> None:
    team_of.sends(BEN, caption=INSULIN, album="a")
    team_of.sends(BEN, caption=CRY, album="a")
    assert words(team_of) == [CRY]
    assert team_of.messages()[0].state is MessageState.WAITING


def test_in_a_pause_a_part_with_advice_is_asked_about_and_the_others_go_when_it_ends(team_of: Small) -> None:
    team_of.presses(ROSA, Action.PAUSE, 1)
    team_of.sends(BEN, album="a")
    team_of.sends(BEN, caption=RISKY, album="a")
    assert [one.state for one in team_of.messages()] == [MessageState.KEPT, MessageState.HELD]
    team_of.presses(ROSA, Action.GO_ON, 1)
    assert words(team_of) == [""]


def test_dropping_a_part_leaves_alone_what_has_gone(pair: Small) -> None:
    pair.sends(ROSA, album="a")
    assert words(pair) == [""]
    pair.sends(ROSA, caption=MAIL, album="a")
    pair.presses_shown(ROSA, Action.KEEP_UNSENT)
    assert [one.state for one in pair.messages()] == [MessageState.RELAYED, MessageState.UNSENT]
