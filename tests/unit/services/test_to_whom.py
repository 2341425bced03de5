"""What "to whom?" leaves undone until it is answered, and what is done then."""

from bot.domain.buttons import Action
from bot.domain.people import Role
from bot.store.matches import Match
from bot.store.messages import MessageState
from tests.unit.small import Small
from tests.unit.team import ROSA, SAM, copies, newest, presses

ANN = 33
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
