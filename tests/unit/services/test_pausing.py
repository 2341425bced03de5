"""Pauses, quiet, and a different match: nothing is lost, and the other side hears just what was chosen."""

from datetime import timedelta
from functools import partial

import pytest

from bot.domain.agenda import AgendaKind
from bot.domain.buttons import Action
from bot.domain.matches import MatchState, TellOther
from bot.domain.media import Attachment, MediaKind
from bot.domain.outbox import Kind, OutboxState
from bot.domain.people import Role
from bot.services import inbound, pausing
from bot.services.commands import Incoming
from bot.services.pausing import REMINDED_AFTER
from bot.services.unit import Unit
from bot.store.agenda import AgendaRow
from bot.store.matches import Match
from bot.store.messages import MessageState
from bot.store.people import Person
from tests.unit.small import Small

ROSA, BEN, SAM = 11, 22, 44
MATCH = 1


@pytest.fixture
def pair(small: Small) -> Small:
    small.pair()
    return small


def _edit(person_id: int, changed: Incoming, unit: Unit) -> None:
    inbound.receive_edit(unit, unit.session.get_one(Person, person_id), changed)


def state(small: Small) -> MatchState:
    return small.run(lambda unit: unit.session.get_one(Match, MATCH).state)


def said(small: Small, account: int) -> list[str]:
    return [key for chat, key in small.queued() if chat == account]


def test_a_pause_takes_one_press_and_the_other_side_hears_nothing_yet(pair: Small) -> None:
    pair.presses(ROSA, Action.PAUSE, MATCH)
    assert state(pair) is MatchState.PAUSED
    assert said(pair, BEN) == []
    assert "paused" in said(pair, ROSA)


@pytest.mark.parametrize("what", list(TellOther))
def test_the_other_side_hears_what_was_chosen(pair: Small, what: TellOther) -> None:
    pair.presses(ROSA, Action.PAUSE, MATCH)
    pair.presses(ROSA, Action.MUTE_FOR, MATCH, 0)
    pair.presses(ROSA, Action.CHANGE_FOR_SURE, MATCH)
    pair.presses(ROSA, Action.TELL_OTHER, MATCH, what.number)
    told = [row.payload for row in pair.rows() if row.chat_id == BEN and row.key == "told-by-other"]
    if what is TellOther.NOTHING:
        assert told == []
    else:
        assert told == [{"args": {"name": "Rosa", "what": what.value}}]


def test_what_is_written_in_a_pause_waits_and_its_author_is_told_once(pair: Small) -> None:
    pair.presses(ROSA, Action.PAUSE, MATCH)
    pair.says(BEN, "one")
    pair.says(BEN, "two")
    assert said(pair, BEN) == ["waits-for-pause"]
    assert {message.state for message in pair.messages()} == {MessageState.KEPT}
    assert pair.reads(ROSA) == []


def test_going_on_passes_on_what_waited_in_its_order(pair: Small) -> None:
    pair.presses(ROSA, Action.PAUSE, MATCH)
    for words in ("one", "two", "three"):
        pair.says(BEN, words)
    pair.says(ROSA, "from me")
    pair.carries_out()
    pair.presses(ROSA, Action.GO_ON, MATCH)
    assert state(pair) is MatchState.ACTIVE
    assert "resumed-to-other" in said(pair, BEN)
    rows = [row for row in pair.rows(OutboxState.QUEUED) if row.kind is Kind.COPY]
    assert [row.chat_id for row in rows] == [ROSA, ROSA, ROSA, BEN]
    assert pair.reads(ROSA) == ["one", "two", "three"]


def test_only_whoever_paused_goes_on(pair: Small) -> None:
    pair.presses(ROSA, Action.PAUSE, MATCH)
    pair.presses(BEN, Action.PAUSE, MATCH)
    pair.presses(ROSA, Action.GO_ON, MATCH)
    assert state(pair) is MatchState.PAUSED
    assert "still-paused" in said(pair, ROSA)
    pair.presses(BEN, Action.GO_ON, MATCH)
    assert state(pair) is MatchState.ACTIVE


def test_what_was_on_its_way_when_the_pause_began_waits_too(pair: Small) -> None:
    pair.says(BEN, "just before")
    pair.presses(ROSA, Action.PAUSE, MATCH)
    assert pair.reads(ROSA) == []
    assert pair.messages()[0].state is MessageState.KEPT
    pair.presses(ROSA, Action.GO_ON, MATCH)
    assert pair.reads(ROSA) == ["just before"]


def test_words_changed_in_a_pause_change_on_the_other_side_afterwards(pair: Small) -> None:
    number = pair.says(BEN, "teh walk")
    pair.carries_out()
    pair.presses(ROSA, Action.PAUSE, MATCH)
    pair.edits(BEN, number, "the walk")
    assert [each.kind for each in pair.carries_out() if each.chat_id == ROSA and each.parts] == []
    pair.presses(ROSA, Action.GO_ON, MATCH)
    (edit,) = [each for each in pair.carries_out() if each.kind is Kind.EDIT]
    assert edit.parts[0].text.words == "the walk"


def test_a_cry_for_help_in_a_pause_alerts_all_the_same(pair: Small) -> None:
    pair.joins("Sam", Role.SUPERVISOR, SAM)
    pair.presses(BEN, Action.PAUSE, MATCH)
    pair.says(ROSA, "I am going to kill myself tonight")
    assert "alert-card" in said(pair, SAM)
    assert {"crisis-card", "waits-for-pause"} <= set(said(pair, ROSA))


def test_a_reaction_in_a_pause_is_not_shown(pair: Small) -> None:
    pair.says(BEN, "one")
    pair.carries_out()
    pair.presses(ROSA, Action.PAUSE, MATCH)
    pair.reacts(BEN, pair.messages()[0].telegram_message_id, "👍")
    assert not [row for row in pair.rows() if row.kind is Kind.REACT]


def test_quiet_lasts_until_a_morning_of_ones_own_and_messages_still_come(pair: Small) -> None:
    pair.presses(ROSA, Action.MUTE, MATCH)
    pair.presses(ROSA, Action.MUTE_FOR, MATCH, 0)
    pair.carries_out()
    pair.says(BEN, "one")
    (envelope,) = [each for each in pair.carries_out() if each.kind is Kind.COPY]
    assert envelope.is_silent
    pair.clock.move(timedelta(days=1))
    pair.says(BEN, "two")
    (envelope,) = [each for each in pair.carries_out() if each.kind is Kind.COPY]
    assert not envelope.is_silent


def test_a_different_match_is_asked_of_the_team_and_of_nobody_else(pair: Small) -> None:
    pair.joins("Cora", Role.COORDINATOR, SAM)
    pair.presses(ROSA, Action.CHANGE_MATCH, MATCH)
    assert said(pair, SAM) == []
    pair.presses(ROSA, Action.CHANGE_FOR_SURE, MATCH)
    assert said(pair, SAM) == ["change-to-team"]
    assert said(pair, BEN) == []
    assert state(pair) is MatchState.ACTIVE


def test_nobody_pauses_a_conversation_of_others(pair: Small) -> None:
    pair.joins("Sue", Role.MENTEE, SAM)
    pair.presses(SAM, Action.PAUSE, MATCH)
    assert state(pair) is MatchState.ACTIVE
    assert said(pair, SAM) == ["old-button"]


def test_what_waits_when_somebody_leaves_is_told_to_its_author(pair: Small) -> None:
    pair.presses(ROSA, Action.PAUSE, MATCH)
    pair.says(BEN, "one")
    pair.carries_out()
    agreed_at = pair.clock.now()
    pair.change(ROSA, consented_at=agreed_at)
    pair.presses(ROSA, Action.LEAVE_FOR_SURE, int(agreed_at.timestamp()))
    assert "not-delivered-left" in said(pair, BEN)
    assert pair.messages()[0].state is MessageState.REFUSED


def test_a_later_cry_in_a_pause_says_again_that_nobody_has_seen_it(pair: Small) -> None:
    pair.presses(BEN, Action.PAUSE, MATCH)
    pair.says(ROSA, "hello")
    pair.carries_out()
    pair.says(ROSA, "I am going to kill myself tonight")
    assert "waits-for-pause" in said(pair, ROSA)


def test_a_cry_for_help_is_no_quick_word(pair: Small) -> None:
    pair.presses(ROSA, Action.EDIT_QUICK_WORDS)
    pair.carries_out()
    pair.says(ROSA, "I want to die")
    assert "crisis-card" in said(pair, ROSA)
    assert "copy" in said(pair, BEN)


@pytest.mark.parametrize("what", [TellOther.REST, TellOther.PAUSE, TellOther.SLOW, TellOther.CHANGE])
def test_an_old_button_tells_nothing_that_is_not_so_any_more(pair: Small, what: TellOther) -> None:
    pair.presses(ROSA, Action.PAUSE, MATCH)
    pair.presses(ROSA, Action.GO_ON, MATCH)
    pair.settle_all()
    pair.presses(ROSA, Action.TELL_OTHER, MATCH, what.number)
    assert said(pair, BEN) == []
    assert "old-button" in said(pair, ROSA)


def test_another_file_sent_in_a_pause_is_changed_on_the_other_side_afterwards(pair: Small) -> None:
    number = pair.sends(BEN)
    pair.carries_out()
    pair.presses(ROSA, Action.PAUSE, MATCH)
    ben = pair.person(BEN)
    for name in ("another", "a third"):
        changed = Incoming(number, None, attachment=Attachment(MediaKind.PHOTO, name))
        pair.run(partial(_edit, ben, changed))
    pair.presses(ROSA, Action.GO_ON, MATCH)
    (edit,) = [each for each in pair.carries_out() if each.kind is Kind.EDIT]
    assert edit.has_new_file


def test_a_change_on_its_way_when_the_pause_began_waits_and_is_not_lost(pair: Small) -> None:
    number = pair.says(BEN, "teh walk")
    pair.carries_out()
    pair.edits(BEN, number, "the walk")
    pair.presses(ROSA, Action.PAUSE, MATCH)
    assert not [each for each in pair.carries_out() if each.kind is Kind.EDIT]
    assert "edit-too-late" not in [row.key for row in pair.rows()]
    pair.presses(ROSA, Action.GO_ON, MATCH)
    (edit,) = [each for each in pair.carries_out() if each.kind is Kind.EDIT]
    assert edit.parts[0].text.words == "the walk"


def test_a_conversation_with_the_team_is_not_paused_whatever_is_pressed(pair: Small) -> None:
    pair.joins("Sam", Role.SUPERVISOR, SAM)
    number = pair.supports(ROSA, SAM)
    for action in (Action.PAUSE, Action.CHANGE_MATCH, Action.CHANGE_FOR_SURE):
        pair.presses(ROSA, action, number)
    assert said(pair, ROSA).count("old-button") == 3
    assert pair.run(lambda unit: unit.session.get_one(Match, number).state) is MatchState.ACTIVE


def test_whoever_pauses_for_long_is_asked_once_whether_to_go_on(pair: Small) -> None:
    pair.presses(ROSA, Action.PAUSE, MATCH)
    pair.says(BEN, "one")
    pair.clock.move(REMINDED_AFTER)

    def due(unit: Unit) -> None:
        for row in unit.session.query(AgendaRow).filter_by(kind=AgendaKind.PAUSE_REMINDER):
            pausing.remind(unit, row)

    pair.settle_all()
    pair.run(due)
    assert (said(pair, ROSA), said(pair, BEN)) == (["still-on-a-break"], [])
    pair.presses_shown(ROSA, Action.GO_ON)
    assert pair.reads(ROSA) == ["one"]


def test_the_team_sees_who_is_on_a_break_and_who_wants_another_match(pair: Small) -> None:
    pair.joins("Cora", Role.COORDINATOR, SAM)
    pair.presses(ROSA, Action.PAUSE, MATCH)
    pair.presses(BEN, Action.CHANGE_FOR_SURE, MATCH)
    pair.settle_all()
    pair.presses(SAM, Action.MATCHES)
    (row,) = [row for row in pair.rows(OutboxState.QUEUED) if row.key == "matches"]
    shown = (row.payload or {})["args"]
    assert (shown["resting"], shown["paused"], shown["wishing"]) == (1, "Rosa + Ben", "Rosa + Ben")
