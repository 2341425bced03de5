"""From a distress message to a human being: the person, their peer and the team, each sees what is theirs."""

from bot.domain.people import Role
from tests.support.programme import Programme

CRY = "I am going to kill myself tonight"


def test_the_person_gets_help_the_mentor_is_coached_and_a_supervisor_called(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    rosa.says(CRY)
    card = rosa.sees("I am glad you said it")
    assert "116 123" in card.text
    assert "This is not an emergency service" in card.text
    ben.sees("Only you see this")
    ben.sees(CRY)  # never held back
    alert = sam.sees("EMERGENCY")
    for words in ("Rosa (mentee)", "writing with Ben", CRY, "Nobody has taken it on yet"):
        assert words in alert.text
    sam.taps("I am taking this on")
    rosa.sees("Sam from the team has seen this")
    assert sam.sees_edit("Acknowledged by Sam").id == alert.id
    ben.sees_nothing()
