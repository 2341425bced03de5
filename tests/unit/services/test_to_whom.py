"""What "to whom?" leaves undone until it is answered, and what is done then."""

from datetime import timedelta

import pytest

from bot.domain.agenda import AgendaKind
from bot.domain.buttons import Action, decode
from bot.domain.people import Role
from bot.store.matches import Match
from bot.store.messages import MessageState
from tests.unit.small import Small
from tests.unit.team import BEN, DORA, ROSA, SAM, copies, follows, newest, presses, unresolved, waiting

ANN, CARL = 33, 44
CRY = "I am going to kill myself tonight"


def answers(small: Small, who: int, with_whom: int) -> None:
    """They say for whom their latest message is: for the conversation that they have with this person."""
    (message,) = [one for one in small.messages() if one.state is MessageState.HELD]
    both = {small.person(who), small.person(with_whom)}
    match = small.run(
        lambda unit: next(
            one.id for one in unit.session.query(Match) if {one.mentee_id, one.mentor_id} == both
        )
    )
    presses(small, who, Action.SEND_TO, message.id, match)


@pytest.fixture
def two(team: Small) -> Small:
    """Rosa has a second mentor, Carl, so that whatever she just writes is asked about."""
    team.match(team.person(ROSA), team.joins("Carl", Role.MENTOR, CARL))
    team.settle_all()
    return team


def coached(small: Small) -> tuple[list[int], set[int]]:
    """Who is coached by a card that waits, and of which alerts its button speaks."""
    cards = waiting(small, "coaching-card")
    pressed = {data for row in cards for ((_, _, data),) in (row.payload or {})["buttons"]}
    found = (decode(data) for data in pressed)
    return [row.chat_id for row in cards], {press.ids[0] for press in found if press}


def test_whoever_a_cry_goes_to_in_the_end_is_its_peer(two: Small) -> None:
    presses(two, BEN, Action.NOT_RIGHT_ABOUT, 1)  # an older alert about Rosa, of which this is no part
    two.says(ROSA, CRY)
    _, alert = unresolved(two)
    assert (alert.peer_id, follows(two, alert)) == (None, {AgendaKind.FOLLOW_UP})
    two.settle_all()
    answers(two, ROSA, CARL)
    assert coached(two) == ([CARL], {alert.id})
    _, alert = unresolved(two)
    assert (alert.peer_id, follows(two, alert)) == (
        two.person(CARL),
        {AgendaKind.FOLLOW_UP, AgendaKind.DEBRIEF},
    )
    two.settle_all()
    presses(two, CARL, Action.CANNOT_NOW, alert.id)
    assert two.queued()[-1] == (CARL, "cannot-noted")
    assert unresolved(two)[1].peer_cannot


def test_of_two_mentors_the_first_may_say_that_they_cannot_as_well(two: Small) -> None:
    for mentor in (BEN, CARL):
        two.says(ROSA, CRY)
        answers(two, ROSA, mentor)
        two.clock.move(timedelta(hours=3))  # so that she is asked again
    assert coached(two)[0] == [BEN, CARL]
    (alert,) = unresolved(two)
    assert alert.peer_id == two.person(CARL)
    for account, answer in ((BEN, "cannot-noted"), (DORA, "old-button"), (ROSA, "old-button")):
        two.settle_all()
        presses(two, account, Action.CANNOT_NOW, alert.id)
        assert (account, answer) in two.queued()


def test_an_answer_that_is_grave_beside_its_question_is_heard_when_it_goes_there(two: Small) -> None:
    two.says(BEN, "Are you thinking of ending your life?")
    two.settle_all()
    two.says(ROSA, "Yes")
    assert unresolved(two) == [], "alone it says nothing"
    answers(two, ROSA, BEN)
    assert {row.chat_id for row in waiting(two, "alert-card")} == {SAM, DORA}
    assert [row.chat_id for row in waiting(two, "crisis-card")] == [ROSA]
    assert coached(two) == ([BEN], {newest(two).id})
    assert copies(two) == [BEN]


def test_a_supervisors_first_words_count_once_it_is_said_for_whom_they_are(team: Small) -> None:
    team.joins("Ann", Role.MENTEE, ANN)
    for account in (ROSA, ANN):
        team.says(account, CRY)
        presses(team, SAM, Action.MESSAGE_PERSON, newest(team).id)
    team.settle_all()
    team.says(SAM, "Are you safe right now?")
    assert (newest(team).acted_at, copies(team)) == (None, []), "they have gone to nobody yet"
    answers(team, SAM, ANN)
    assert copies(team) == [ANN]
    hers = newest(team)
    assert (hers.person_id, hers.acted_at, hers.clock_at) == (team.person(ANN), team.clock.now(), None)


def test_a_second_mentor_is_coached_too_however_often_the_first_was(two: Small) -> None:
    two.says(ROSA, "✏️ Write to Ben")
    for _ in range(4):
        two.says(ROSA, CRY)
    two.settle_all()
    two.says(ROSA, "✏️ Write to Carl")
    two.says(ROSA, CRY)
    assert coached(two)[0] == [CARL]
