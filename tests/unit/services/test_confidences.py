"""What is told to the team goes to nobody else, and what somebody reads is true of them."""

from datetime import timedelta

import pytest

from bot.domain import phrases
from bot.domain.buttons import Action
from bot.domain.outbox import OutboxState
from bot.domain.people import PersonState
from bot.services.unit import Unit
from bot.store import alerts
from content.words import load
from tests.unit.small import Small
from tests.unit.team import BEN, DORA, MARIA, ROSA, SAM, copies, newest, presses, waiting

CRY = "I am going to kill myself tonight"
GRAVE_WORRY = "She told me she wants to kill herself tonight"


@pytest.mark.parametrize("reply_to", [None, 4711], ids=["just written", "as a reply to our question"])
@pytest.mark.parametrize("words", ["She seems flat.", GRAVE_WORRY])
def test_a_sentence_for_the_team_never_reaches_the_one_it_is_about(
    team: Small, words: str, reply_to: int | None
) -> None:
    presses(team, BEN, Action.WORRIED)
    team.settle_all()
    team.says(BEN, words, reply_to=reply_to)
    assert copies(team) == []
    assert waiting(team, "noticed-sentence") != []
    assert not [row for row in team.rows(OutboxState.QUEUED) if row.chat_id == ROSA]


def test_a_late_sentence_goes_to_nobody(team: Small) -> None:
    presses(team, BEN, Action.WORRIED)
    team.clock.move(timedelta(hours=2))
    team.says(BEN, "She seems flat.")
    assert copies(team) == []
    assert waiting(team, "answer-too-late") != []


def test_a_plan_for_bad_hours_that_names_them_goes_to_nobody(team: Small) -> None:
    presses(team, ROSA, Action.SAFETY_PLAN)
    team.settle_all()
    team.says(ROSA, "When I want to kill myself I ring my sister.")
    assert team.queued() == [(ROSA, "safety-plan-kept")]


def test_a_cry_written_as_a_plan_is_heard_without_its_words(team: Small) -> None:
    presses(team, ROSA, Action.SAFETY_PLAN)
    team.settle_all()
    team.says(ROSA, CRY)
    assert waiting(team, "crisis-card") != []
    assert waiting(team, "safety-plan-kept") != []
    assert {row.chat_id for row in waiting(team, "alert-card")} == {SAM, DORA}
    assert newest(team).excerpt is None
    assert copies(team) == []


def test_a_sentence_about_oneself_brings_help_for_oneself(team: Small) -> None:
    presses(team, ROSA, Action.NOT_RIGHT_ABOUT, 2**62)
    team.settle_all()
    team.says(ROSA, CRY)
    assert [row.chat_id for row in waiting(team, "crisis-card")] == [ROSA]
    assert waiting(team, "noticed-sentence") != []
    assert {row.chat_id for row in waiting(team, "alert-card")} == {SAM, DORA}


def test_a_sentence_about_somebody_else_brings_its_author_no_card(team: Small) -> None:
    presses(team, BEN, Action.WORRIED)
    team.settle_all()
    team.says(BEN, GRAVE_WORRY)
    assert waiting(team, "crisis-card") == []


def test_what_accuses_the_team_is_kept_from_the_accused_even_where_it_sounds_dangerous(team: Small) -> None:
    presses(team, ROSA, Action.NOT_RIGHT_ABOUT, 0)
    team.settle_all()
    team.says(ROSA, "He touches me and I am scared of him")
    assert [row.chat_id for row in waiting(team, "neutral-card")] == [ROSA]
    assert {row.chat_id for row in waiting(team, "alert-card")} == {MARIA}
    assert not [row for row in team.rows(OutboxState.QUEUED) if row.chat_id in {SAM, DORA}]


def test_a_reason_to_break_the_glass_that_names_the_danger_is_a_reason(team: Small) -> None:
    team.says(ROSA, CRY)
    presses(team, SAM, Action.WHO_IS_THIS, newest(team).id)
    team.settle_all()
    team.says(SAM, "She says she is going to kill herself and does not answer.")
    assert copies(team) == []
    assert [row.chat_id for row in waiting(team, "who-is-this")] == [SAM]


def test_of_a_worry_the_person_hears_nothing(team: Small) -> None:
    presses(team, BEN, Action.WORRIED)
    presses(team, SAM, Action.ACKNOWLEDGE, newest(team).id)
    assert not [row for row in team.rows() if row.chat_id == ROSA and row.state is OutboxState.QUEUED]
    (card,) = [row for row in waiting(team, "alert-card") if row.chat_id == SAM][:1]
    assert (card.payload or {})["args"]["carded"] == "no", "nothing was shown to her"


def test_a_report_about_the_team_is_not_the_supervisors_to_see_or_to_close(team: Small) -> None:
    presses(team, ROSA, Action.NOT_RIGHT_ABOUT, 0)
    alert = newest(team)
    team.settle_all()
    for action in (Action.SHOW_ALERT, Action.RESOLVE, Action.ACKNOWLEDGE, Action.TIMELINE):
        presses(team, SAM, action, alert.id)
    assert {key for _, key in team.queued()} == {"not-for-you"}
    presses(team, SAM, Action.ALERTS)
    assert (waiting(team, "alert-list")[0].payload or {})["args"]["count"] == 0
    presses(team, MARIA, Action.SHOW_ALERT, alert.id)
    assert [row.chat_id for row in waiting(team, "alert-card")] == [MARIA]


def test_an_old_question_after_a_call_for_help_still_calls(team: Small) -> None:
    team.says(ROSA, "🆘 I need help now")
    first = newest(team)
    presses(team, SAM, Action.RESOLVE_AS, first.id, 0)
    team.settle_all()
    presses(team, ROSA, Action.HELP_KIND, first.id, 1)
    assert newest(team).help_kind is not None
    assert waiting(team, "alert-card") != []


def test_who_has_left_the_team_reads_nothing_new(team: Small) -> None:
    team.says(ROSA, CRY)
    alert = newest(team)
    rows = waiting(team, "alert-card")

    def keep(unit: Unit) -> None:
        for row in rows:
            unit.session.add(
                alerts.AlertCard(
                    alert_id=alert.id,
                    person_id=row.person_id,
                    telegram_message_id=row.id,
                    sent_at=row.created_at,
                )
            )

    team.run(keep)
    team.settle_all()
    team.change(DORA, state=PersonState.WITHDRAWN)
    presses(team, SAM, Action.ACKNOWLEDGE, alert.id)
    assert [row.chat_id for row in waiting(team, "alert-card")] == [SAM]


def test_an_owner_who_leaves_lets_it_ring_again(team: Small) -> None:
    team.says(ROSA, CRY)
    presses(team, SAM, Action.ACKNOWLEDGE, newest(team).id)
    team.settle_all()
    presses(team, SAM, Action.LEAVE_FOR_SURE, 0)  # they were enrolled without the moment of agreeing
    alert = newest(team)
    assert alert.owner_id is None
    assert alert.clock_at is not None


def test_long_words_are_shown_whole() -> None:
    long = "word " * 600
    words = load(phrases.ALL.values())
    shown = words.say("en", "advice-to-decide", {"number": "1", "name": "Ben", "peer": "Rosa", "words": long})
    assert long.strip() in shown
