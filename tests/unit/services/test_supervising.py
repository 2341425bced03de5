"""What is done with an alert that somebody has: handed over, graded anew, resolved."""

import pytest

from bot.domain import phrases
from bot.domain.agenda import AgendaKind
from bot.domain.alerts import Subject
from bot.domain.buttons import Action, decode
from bot.domain.findings import Grade
from bot.domain.matches import MatchKind, MatchState
from bot.domain.people import Role
from bot.services.unit import Unit
from bot.store.matches import Match
from content.words import load
from tests.unit.small import Small
from tests.unit.team import BEN, DORA, MARIA, ROSA, SAM, follows, newest, presses, unresolved, waiting

ANN, CARLA = 33, 88
CRY = "I am going to kill myself tonight"
PASSIVE = "I wish I was dead, I keep thinking about killing myself"
GRAVE_ADVICE = "Just stop taking your insulin, you don't need it."


def offered(small: Small, key: str) -> list[tuple[int, ...]]:
    """What the buttons of the question that waits carry."""
    (row,) = waiting(small, key)
    found = [decode(data) for ((_, _, data),) in (row.payload or {})["buttons"]]
    return [press.ids for press in found if press]


def card(small: Small, reads: int) -> dict[str, str | int]:
    """What the card that waits for somebody says."""
    (row,) = [one for one in waiting(small, "alert-card") if one.chat_id == reads]
    said: dict[str, str | int] = (row.payload or {})["args"]
    return said


def talks(small: Small) -> set[tuple[str, str]]:
    """The conversations with supervisors that are open: with whom, and whose."""

    def look(unit: Unit) -> set[tuple[str, str]]:
        found = unit.session.query(Match).filter_by(kind=MatchKind.SUPPORT, state=MatchState.ACTIVE)
        return {(one.mentee.called, one.mentor.called) for one in found}

    return small.run(look)


@pytest.mark.parametrize(
    ("about_the_team", "holder", "to"), [(True, MARIA, CARLA), (False, SAM, DORA)], ids=["team", "other"]
)
def test_whoever_is_offered_to_hand_an_alert_to_can_take_it_over(
    team: Small, holder: int, to: int, *, about_the_team: bool
) -> None:
    team.joins("Carla", Role.COORDINATOR, CARLA)
    subject = Subject.TEAM if about_the_team else Subject.BOT
    presses(team, ROSA, Action.NOT_RIGHT_ABOUT, subject.value)
    presses(team, holder, Action.ACKNOWLEDGE, newest(team).id)
    team.settle_all()
    presses(team, holder, Action.HAND_OVER, newest(team).id)
    assert offered(team, "hand-to-whom") == [(newest(team).id, team.person(to))]
    presses(team, holder, Action.HAND_TO, newest(team).id, team.person(to))
    assert [row.chat_id for row in waiting(team, "handover-asked")] == [to]
    presses(team, to, Action.TAKE_OVER, newest(team).id)
    assert newest(team).owner_id == team.person(to)


@pytest.mark.parametrize(
    ("subject", "reads", "words"),
    [
        (Subject.TEAM, MARIA, "with <b>somebody from the team</b>"),
        (Subject.BOT, SAM, "with <b>this bot</b>"),
        (Subject.ELSE, SAM, "<b>something else</b>"),
    ],
    ids=lambda one: str(getattr(one, "word", "")),
)
def test_the_card_says_what_is_not_right(team: Small, subject: Subject, reads: int, words: str) -> None:
    presses(team, ROSA, Action.NOT_RIGHT_ABOUT, subject.value)
    shown = load(phrases.ALL.values()).say("en", "alert-card", card(team, reads))
    assert "Rosa</b> (mentee). They say that something is not right" in shown
    assert words in shown


def test_what_is_made_an_emergency_while_somebody_has_it_is_talked_about_the_day_after(team: Small) -> None:
    team.says(ROSA, PASSIVE)
    alert = newest(team)
    presses(team, SAM, Action.ACKNOWLEDGE, alert.id)
    assert (alert.grade, follows(team, alert)) == (Grade.URGENT, set())
    presses(team, SAM, Action.GRADE_AS, alert.id, Grade.EMERGENCY.value)
    assert follows(team, alert) == {AgendaKind.FOLLOW_UP, AgendaKind.DEBRIEF}


def test_only_the_alert_that_a_message_waits_on_waits_for_the_decision(team: Small) -> None:
    team.says(BEN, GRAVE_ADVICE)
    team.says(BEN, CRY)
    advice, distress = unresolved(team)
    team.settle_all()
    presses(team, SAM, Action.RESOLVE_AS, advice.id, 0)
    assert team.queued() == [(SAM, "decide-first")]
    presses(team, SAM, Action.RESOLVE_AS, distress.id, 0)
    assert [one.id for one in unresolved(team)] == [advice.id]


def test_a_conversation_goes_on_while_another_alert_of_the_same_person_does(team: Small) -> None:
    team.match(team.joins("Ann", Role.MENTEE, ANN), team.person(BEN))  # so that Ben's alert has no peer
    team.says(ROSA, CRY)
    presses(team, SAM, Action.MESSAGE_PERSON, newest(team).id)
    presses(team, BEN, Action.HELP_NOW)
    rosas, bens = unresolved(team)
    presses(team, DORA, Action.MESSAGE_PERSON, bens.id)
    assert talks(team) == {("Ben", "Dora"), ("Rosa", "Sam")}
    presses(team, SAM, Action.RESOLVE_AS, rosas.id, 0)
    assert talks(team) == {("Ben", "Dora")}, "he was her peer, and that conversation is about himself"
    presses(team, DORA, Action.RESOLVE_AS, bens.id, 0)
    assert talks(team) == set()


def test_a_conversation_with_the_peer_of_another_alert_goes_on(team: Small) -> None:
    presses(team, BEN, Action.HELP_NOW)
    presses(team, DORA, Action.MESSAGE_PEER, newest(team).id)
    team.says(ROSA, CRY)
    presses(team, SAM, Action.RESOLVE_AS, newest(team).id, 0)
    assert talks(team) == {("Rosa", "Dora")}


def test_what_one_says_of_two_is_two_alerts(team: Small) -> None:
    for subject in (Subject.BOT, Subject.ELSE, Subject.ELSE):
        presses(team, ROSA, Action.NOT_RIGHT_ABOUT, subject.value)
    assert [(one.category, one.count) for one in unresolved(team)] == [
        ("not_right_bot", 1),
        ("not_right_else", 2),
    ]


@pytest.mark.parametrize("to", [SAM, MARIA, BEN], ids=["supervisor", "oneself", "mentor"])
def test_what_is_about_the_team_is_handed_to_no_one_else(team: Small, to: int) -> None:
    presses(team, ROSA, Action.NOT_RIGHT_ABOUT, Subject.TEAM.value)
    team.settle_all()
    presses(team, MARIA, Action.HAND_TO, newest(team).id, team.person(to))
    assert team.queued() == [(MARIA, "old-button")]
