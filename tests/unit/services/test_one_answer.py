"""Several open questions "to whom?": none is answered by guess, and none is left open for ever."""

from datetime import timedelta

import pytest

from bot.domain.agenda import AgendaKind
from bot.domain.buttons import Action
from bot.domain.people import Role
from bot.services import advice
from bot.services.unit import Unit
from bot.store.agenda import AgendaRow
from bot.store.messages import MessageState
from tests.unit.small import Small

ROSA, BEN, ANN = 11, 22, 33
ANNS = 2  # the number of her match
CRY = "I am going to kill myself tonight"


@pytest.fixture
def two(small: Small) -> Small:
    """Ben has two mentees."""
    _, ben = small.pair()
    small.match(small.joins("Ann", Role.MENTEE, ANN), ben)
    small.settle_all()
    return small


@pytest.mark.parametrize("answered", [0, 1, 2])
def test_an_answer_is_for_its_own_message_and_one_more_press_for_the_rest(two: Small, answered: int) -> None:
    said = ["one", "two", "three"]
    for each in said:
        two.says(BEN, each)
    two.presses(BEN, Action.SEND_TO, two.messages()[answered].id, ANNS)
    assert two.reads(ANN) == [said.pop(answered)], "never by guess"
    (offered,) = [row for row in two.rows() if row.key == "more-wait"]
    assert (offered.payload or {})["args"] == {"count": 2}
    two.presses_shown(BEN, Action.SEND_REST)
    assert two.reads(ANN) == said
    two.presses(BEN, Action.SEND_TO, two.messages()[0].id, 1)
    assert two.reads(ROSA) == [], "the other questions have been answered by it"


def test_each_question_is_still_good_for_its_own_message(two: Small) -> None:
    two.says(BEN, "for Ann")
    two.says(BEN, "for Rosa")
    two.presses(BEN, Action.SEND_TO, two.messages()[0].id, ANNS)
    two.presses(BEN, Action.SEND_TO, two.messages()[1].id, 1)
    assert [each.key for each in two.rows() if each.key == "more-wait"] == ["more-wait"]
    two.presses_shown(BEN, Action.SEND_REST)
    assert "old-button" in [key for account, key in two.queued() if account == BEN]
    assert two.reads(ANN) == ["for Ann"]


def test_what_is_written_after_the_offer_is_no_part_of_it(two: Small) -> None:
    for each in ("one", "two"):
        two.says(BEN, each)
    two.presses(BEN, Action.SEND_TO, two.messages()[0].id, ANNS)
    two.clock.move(timedelta(hours=3))
    two.says(BEN, "in the afternoon")
    two.presses_shown(BEN, Action.SEND_REST)
    assert two.reads(ANN) == ["one", "two"]


def test_the_large_button_with_a_name_offers_to_send_what_waits(two: Small) -> None:
    two.says(BEN, "one")
    two.says(BEN, "✏️ Write to Ann")
    assert two.reads(ANN) == [], "pressed to switch, perhaps: never by guess"
    two.presses_shown(BEN, Action.SEND_REST)
    assert two.reads(ANN) == ["one"]


def test_advice_among_them_is_still_held(two: Small) -> None:
    two.says(BEN, "one")
    two.says(BEN, "Just stop taking the insulin, you don't need it")
    two.presses(BEN, Action.SEND_TO, two.messages()[0].id, ANNS)
    two.presses_shown(BEN, Action.SEND_REST)
    assert two.reads(ANN) == ["one"]
    assert two.messages()[1].state is MessageState.WAITING


def test_an_open_question_is_reminded_of_once(two: Small) -> None:
    two.says(BEN, "one")

    def due(unit: Unit) -> list[AgendaRow]:
        rows = unit.session.query(AgendaRow).filter_by(kind=AgendaKind.ADVICE_REMINDER).all()
        for row in rows:
            advice.remind(unit, row)
        return rows

    assert len(two.run(due)) == 1
    assert "to-whom-reminder" in [key for account, key in two.queued() if account == BEN]


@pytest.mark.parametrize(("words_", "grave"), [("hello", "no"), (CRY, "yes")])
def test_whoever_cries_for_help_is_told_that_nobody_has_seen_it(two: Small, words_: str, grave: str) -> None:
    two.says(BEN, words_)
    (asked,) = [row for row in two.rows() if row.key == "to-whom"]
    assert (asked.payload or {})["args"] == {"grave": grave}


def test_a_cry_under_a_later_part_of_an_album_asks_again(two: Small) -> None:
    two.sends(BEN, album="a")
    two.sends(BEN, caption=CRY, album="a")
    asked = [row for row in two.rows() if row.key == "to-whom"]
    assert [(row.payload or {})["args"]["grave"] for row in asked] == ["no", "yes"]


def test_taking_back_an_album_that_waits_for_the_answer_drops_all_of_it(two: Small) -> None:
    for _ in range(2):
        two.sends(BEN, album="a")
    two.presses(BEN, Action.DID_IT_ARRIVE)
    assert "arrived-nowhere-yet" in [key for account, key in two.queued() if account == BEN]
    two.presses(BEN, Action.TAKE_BACK)
    assert {one.state for one in two.messages()} == {MessageState.UNSENT}


def test_the_team_sees_that_nobody_has_seen_a_cry_until_it_is_clear_for_whom_it_is(two: Small) -> None:
    two.joins("Sam", Role.SUPERVISOR, 55)
    two.says(BEN, CRY)
    two.carries_out()
    two.clock.move(timedelta(minutes=1))
    two.presses(BEN, Action.SEND_TO, two.messages()[0].id, ANNS)
    two.carries_out()
    cards = [row for row in two.rows() if row.key == "alert-card"]
    assert [(cards[at].payload or {})["args"]["unseen"] for at in (0, -1)] == ["yes", "no"]


def test_an_edit_to_a_cry_says_anew_that_nobody_has_seen_it(two: Small) -> None:
    said = two.says(BEN, "hi")
    two.edits(BEN, said, CRY)
    asked = [row for row in two.rows() if row.key == "to-whom"]
    assert [(row.payload or {})["args"]["grave"] for row in asked] == ["no", "yes"]
