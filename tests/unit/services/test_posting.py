"""What may go now, and what becomes of it: the tables of claim and settle."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain import phrases
from bot.domain.matches import MatchState
from bot.domain.outbox import Kind, Lane, OutboxState
from bot.domain.people import PersonState, Role
from bot.domain.texts import Text
from bot.services import posting
from bot.services.envelopes import Envelope
from bot.services.posting import Fate, Outcome
from bot.services.unit import Stranger, Unit
from bot.store.copies import Copy
from bot.store.matches import Match
from bot.store.messages import MessageState
from bot.store.outbox import OutboxRow, Posted
from bot.store.people import Person
from tests.unit.small import Small

ROSA, BEN, MARIA = 11, 22, 33


@pytest.fixture
def pair(small: Small) -> Small:
    small.pair()
    return small


def claim(small: Small, *ids: int) -> list[Envelope]:
    wanted = ids or tuple(row.id for row in small.rows(OutboxState.QUEUED))
    return small.run(lambda unit: posting.claim(unit, wanted))


def settle(small: Small, *outcomes: Outcome) -> None:
    small.run(lambda unit: posting.settle(unit, outcomes))


def state_of(small: Small, envelope_id: int) -> OutboxRow:
    return next(row for row in small.rows() if row.id == envelope_id)


def close_match(small: Small, state: MatchState) -> None:
    def change(unit: Unit) -> None:
        match = unit.session.scalars(select(Match)).one()
        match.state = state
        match.mentor_paused_at = unit.now if state is MatchState.PAUSED else None

    small.run(change)


def say(small: Small, account: int, lane: Lane) -> None:
    person = small.person(account)
    small.run(lambda unit: unit.say(unit.session.get_one(Person, person), phrases.STAYED, lane=lane))


def test_a_copy_is_claimed_with_all_that_saying_it_needs(pair: Small) -> None:
    pair.says(ROSA, "hello Ben")
    (envelope,) = claim(pair)
    assert envelope.chat_id == BEN
    assert (envelope.kind, envelope.lane, envelope.attempts) == (Kind.COPY, Lane.RELAY, 1)
    assert (envelope.sender_name, envelope.parts[0].text) == ("Rosa", Text("hello Ben"))
    assert state_of(pair, envelope.id).state is OutboxState.SENDING


@pytest.mark.parametrize("state", [MatchState.CLOSED, MatchState.ENDING])
def test_a_copy_for_a_match_that_is_not_open_any_more_is_dropped_and_its_author_told_once(
    pair: Small, state: MatchState
) -> None:
    pair.says(ROSA, "one")
    pair.says(ROSA, "two")
    close_match(pair, state)
    assert claim(pair) == []
    assert {row.state for row in pair.rows() if row.kind is Kind.COPY} == {OutboxState.DROPPED}
    assert pair.queued() == [(ROSA, "not-delivered-left")]
    (told,) = pair.rows(OutboxState.QUEUED)
    assert told.payload == {"args": {"name": "Ben", "count": 2}}


def test_a_copy_for_a_paused_match_is_kept_and_its_author_told_once(pair: Small) -> None:
    pair.says(ROSA, "one")
    pair.says(ROSA, "two")
    close_match(pair, MatchState.PAUSED)
    assert claim(pair) == []
    assert {row.state for row in pair.rows() if row.kind is Kind.COPY} == {OutboxState.DROPPED}
    assert {message.state for message in pair.messages()} == {MessageState.KEPT}
    assert pair.queued() == [(ROSA, "waits-for-pause")]


def test_nothing_is_relayed_to_somebody_who_took_their_consent_back(pair: Small) -> None:
    pair.says(ROSA, "one")
    pair.change(BEN, state=PersonState.WITHDRAWN)
    assert claim(pair) == []
    assert pair.queued() == [(ROSA, "not-delivered-left")]


def test_an_author_who_has_left_is_told_nothing(pair: Small) -> None:
    pair.says(ROSA, "one")
    close_match(pair, MatchState.CLOSED)
    pair.change(ROSA, state=PersonState.WITHDRAWN)
    assert claim(pair) == []
    assert pair.queued() == []


def test_what_waits_for_somebody_unreachable_fails_together_but_not_alerts_and_answers(pair: Small) -> None:
    pair.says(ROSA, "one")
    pair.says(ROSA, "two")
    for lane in Lane:
        say(pair, BEN, lane)
    pair.change(BEN, unreachable_since=pair.clock.now())
    first = next(row for row in pair.rows(OutboxState.QUEUED) if row.kind is Kind.COPY)
    assert claim(pair, first.id) == []
    assert {Lane(row.lane) for row in pair.rows(OutboxState.QUEUED) if row.chat_id == BEN} == {
        Lane.ALERT,
        Lane.SAFETY,
        Lane.ANSWER,
    }
    told = [row for row in pair.rows(OutboxState.QUEUED) if row.chat_id == ROSA]
    assert [(row.key, row.payload) for row in told] == [
        ("not-delivered-blocked", {"args": {"name": "Ben", "count": 2}})
    ]
    assert {envelope.lane for envelope in claim(pair)} == {Lane.ALERT, Lane.SAFETY, Lane.ANSWER}


@pytest.mark.parametrize("lane", list(Lane))
@pytest.mark.parametrize("state", list(PersonState))
def test_only_alerts_safety_and_answers_go_to_whoever_does_not_take_part(
    small: Small, lane: Lane, state: PersonState
) -> None:
    small.joins("Rosa", Role.MENTEE, ROSA, state)
    say(small, ROSA, lane)
    goes = lane <= Lane.ANSWER or state is PersonState.ACTIVE
    assert bool(claim(small)) is goes
    assert bool(small.rows(OutboxState.DROPPED)) is not goes


def test_a_stranger_without_any_state_is_answered_and_nothing_else(small: Small) -> None:
    small.run(lambda unit: unit.say(Stranger(77, "fr"), phrases.STRANGER, programme="x"))
    (envelope,) = claim(small)
    assert (envelope.chat_id, envelope.person_id, envelope.language) == (77, None, "en")
    small.run(lambda unit: unit.say(Stranger(77, "fr"), phrases.STRANGER, lane=Lane.PROMPT, programme="x"))
    assert claim(small) == []


def test_a_stranger_who_blocked_the_bot_is_nobody_to_look_for(small: Small) -> None:
    small.run(lambda unit: unit.say(Stranger(77, "fr"), phrases.STRANGER, programme="x"))
    (envelope,) = claim(small)
    settle(small, Outcome(envelope, Fate.BLOCKED, error="Forbidden"))
    assert state_of(small, envelope.id).state is OutboxState.FAILED
    assert small.queued() == []


def test_an_edit_of_what_never_arrived_is_dropped_without_a_word(pair: Small) -> None:
    number = pair.says(ROSA, "one")
    pair.edits(ROSA, number, "better")
    copy, edit = pair.rows(OutboxState.QUEUED)
    assert (copy.kind, edit.kind) == (Kind.COPY, Kind.EDIT)
    assert claim(pair, edit.id) == []
    assert state_of(pair, edit.id).state is OutboxState.DROPPED
    (envelope,) = claim(pair, copy.id)
    assert envelope.parts[0].text == Text("better"), "the copy carries the newest words anyway"


def test_an_edit_finds_the_newest_copy(pair: Small) -> None:
    number = pair.says(ROSA, "one")
    (copy,) = claim(pair)
    settle(pair, Outcome(copy, Fate.SENT, sent_id=701))
    settle(pair, Outcome(copy, Fate.SENT, sent_id=702))  # a twin after a crash
    pair.edits(ROSA, number, "better")
    (edit,) = claim(pair)
    assert (edit.kind, edit.target_id, edit.parts[0].text) == (Kind.EDIT, 702, Text("better"))


def test_a_reply_quotes_the_bubble_on_the_other_side(pair: Small) -> None:
    pair.says(ROSA, "how are you?")
    (copy,) = claim(pair)
    settle(pair, Outcome(copy, Fate.SENT, sent_id=701))
    pair.says(BEN, "fine", reply_to=701, quote="how are")
    (reply,) = claim(pair)
    rosas_own = pair.messages()[0].telegram_message_id
    assert (reply.chat_id, reply.reply_to, reply.quote) == (ROSA, rosas_own, "how are")


def test_what_was_sent_is_linked_to_its_original(pair: Small) -> None:
    pair.says(ROSA, "hello")
    (envelope,) = claim(pair)
    settle(pair, Outcome(envelope, Fate.SENT, sent_id=701))
    row = state_of(pair, envelope.id)
    assert (row.state, row.sent_message_id, row.settled_at) == (OutboxState.SENT, 701, pair.clock.now())
    (link,) = pair.run(lambda unit: unit.session.scalars(select(Copy)).all())
    assert (link.message_id, link.recipient_id, link.telegram_message_id) == (
        envelope.message_id,
        envelope.person_id,
        701,
    )


def test_a_block_makes_somebody_unreachable_and_tells_the_author_once_for_all(pair: Small) -> None:
    for words in ("one", "two", "three"):
        pair.says(ROSA, words)
    first, *_ = pair.rows(OutboxState.QUEUED)
    (envelope,) = claim(pair, first.id)
    settle(pair, Outcome(envelope, Fate.BLOCKED, error="Forbidden"))
    (told,) = pair.rows(OutboxState.QUEUED)
    assert (told.chat_id, told.key, told.payload) == (
        ROSA,
        "not-delivered-blocked",
        {"args": {"name": "Ben", "count": 3}},
    )
    ben = pair.person(BEN)
    assert pair.run(lambda unit: unit.session.get_one(Person, ben).unreachable_since) == pair.clock.now()
    pair.says(ROSA, "four")
    assert [key for _, key in pair.queued()] == ["not-delivered-blocked"], "once is enough"
    assert {message.state for message in pair.messages()} == {MessageState.KEPT}


def test_what_telegram_will_never_take_fails_and_its_author_is_told(pair: Small) -> None:
    pair.says(ROSA, "one")
    (envelope,) = claim(pair)
    settle(pair, Outcome(envelope, Fate.REJECTED, error="BadRequest"))
    assert state_of(pair, envelope.id).error == "BadRequest"
    assert pair.queued() == [(ROSA, "not-delivered-fault")]


@pytest.mark.parametrize("lane", list(Lane))
@pytest.mark.parametrize(("fate", "is_twin"), [(Fate.NOT_SENT, False), (Fate.UNCERTAIN, True)])
def test_what_was_not_surely_sent_is_tried_again_or_left_by_its_lane(
    small: Small, lane: Lane, fate: Fate, *, is_twin: bool
) -> None:
    small.joins("Rosa", Role.MENTEE, ROSA)
    say(small, ROSA, lane)
    (envelope,) = claim(small)
    settle(small, Outcome(envelope, fate, wait=4.0, error="TimedOut"))
    row = state_of(small, envelope.id)
    if fate is Fate.UNCERTAIN and lane >= Lane.PROMPT:
        assert (row.state, row.settled_at) == (OutboxState.UNCERTAIN, small.clock.now())
        return
    assert (row.state, row.is_twin) == (OutboxState.QUEUED, is_twin)
    assert row.not_before == small.clock.now() + timedelta(seconds=4)
    (again,) = claim(small)
    assert again == replace(envelope, attempts=2)


def test_a_twin_stays_known_as_one_however_the_next_attempt_ends(pair: Small) -> None:
    pair.says(ROSA, "one")
    (envelope,) = claim(pair)
    settle(pair, Outcome(envelope, Fate.UNCERTAIN, error="TimedOut"))
    (again,) = claim(pair)
    settle(pair, Outcome(again, Fate.NOT_SENT, error="RetryAfter"))
    assert state_of(pair, envelope.id).is_twin


def test_what_is_tried_again_is_announced_so_that_its_chat_waits(pair: Small) -> None:
    pair.says(ROSA, "one")
    (envelope,) = claim(pair)
    heard: list[Posted] = []
    pair.house.units.announce = heard.extend
    settle(pair, Outcome(envelope, Fate.NOT_SENT, wait=2.0, error="RetryAfter"))
    (posted,) = heard
    assert (posted.id, posted.chat_id, posted.is_retry) == (envelope.id, BEN, True)


def test_settling_much_at_once_keeps_each_to_its_own(pair: Small) -> None:
    for number in range(10):
        pair.says(ROSA, f"message {number}")
    envelopes = claim(pair)
    settle(pair, *(Outcome(each, Fate.SENT, sent_id=700 + n) for n, each in enumerate(envelopes)))
    assert [row.sent_message_id for row in pair.rows(OutboxState.SENT) if row.kind is Kind.COPY] == [
        700 + n for n in range(10)
    ]
