"""Topics: one for each match of somebody with several; without them nothing is lost."""

from functools import partial

import pytest

from bot.domain.matches import MatchState
from bot.domain.outbox import Kind, OutboxState
from bot.domain.people import Role
from bot.domain.texts import Text
from bot.domain.topics import TopicState
from bot.services import inbound, posting, reacting, topics
from bot.services.commands import Incoming, Reachability, Reacted
from bot.services.envelopes import Envelope
from bot.services.posting import Fate, Outcome
from bot.services.unit import Unit
from bot.store.matches import Match
from bot.store.people import Person
from bot.store.topics import Topic
from tests.unit.small import Small

ROSA, BEN, ANN = 11, 22, 33


@pytest.fixture
def two(small: Small) -> Small:
    """Ben has two mentees, and Telegram says that the bot has topics."""
    small.run(lambda unit: topics.note_ability(unit, has_topics=True))
    _, ben = small.pair()
    small.match(small.joins("Ann", Role.MENTEE, ANN), ben)
    return small


def states(small: Small) -> list[TopicState]:
    return small.run(lambda unit: [each.state for each in unit.session.query(Topic).order_by(Topic.id)])


def threads(small: Small) -> dict[int, int | None]:
    """The topics by match."""
    return small.run(lambda unit: {each.match_id: each.thread_id for each in unit.session.query(Topic)})


def copied(done: list[Envelope]) -> list[Envelope]:
    return [each for each in done if each.kind is Kind.COPY]


def claims(small: Small, kind: Kind) -> Envelope:
    (row, *_) = [row for row in small.rows(OutboxState.QUEUED) if row.kind is kind]
    (envelope,) = small.run(lambda unit: posting.claim(unit, [row.id]))
    return envelope


def test_a_second_match_makes_a_topic_for_each(two: Small) -> None:
    assert states(two) == [TopicState.ASKED] * 2
    made = [each for each in two.carries_out() if each.kind is Kind.TOPIC]
    assert [(each.chat_id, each.args) for each in made] == [
        (BEN, {"name": "Rosa", "state": "open"}),
        (BEN, {"name": "Ann", "state": "open"}),
    ]
    assert states(two) == [TopicState.OPEN] * 2


def test_with_one_match_the_whole_chat_is_the_conversation(small: Small) -> None:
    small.run(lambda unit: topics.note_ability(unit, has_topics=True))
    small.pair()
    assert states(small) == []


def test_each_message_goes_into_the_topic_of_its_match(two: Small) -> None:
    two.carries_out()
    two.says(ANN, "hello")
    (copy,) = copied(two.carries_out())
    assert copy.thread_id == threads(two)[2]


def test_what_is_written_in_a_topic_goes_to_its_match(two: Small) -> None:
    two.carries_out()
    two.comes(BEN, Incoming(800, Text("hello Ann"), thread=threads(two)[2]))
    (copy,) = copied(two.carries_out())
    assert (copy.chat_id, copy.thread_id) == (ANN, None)


def test_where_telegram_refuses_topics_everything_goes_on_and_it_is_said_once(two: Small) -> None:
    for _ in range(2):
        envelope = claims(two, Kind.TOPIC)
        outcome = Outcome(envelope, Fate.REJECTED, error="BadRequest")
        two.run(partial(posting.settle, outcomes=[outcome]))
    assert states(two) == [TopicState.REFUSED] * 2
    assert [key for account, key in two.queued() if key == "topics-refused"] == ["topics-refused"]
    two.says(ANN, "hello")
    (copy,) = copied(two.carries_out())
    assert (copy.chat_id, copy.thread_id) == (BEN, None)


def test_a_topic_that_somebody_deleted_is_made_again_and_what_was_for_it_goes_there(two: Small) -> None:
    two.carries_out()
    before = threads(two)[2]
    two.says(ANN, "hello")
    envelope = claims(two, Kind.COPY)
    assert envelope.thread_id == before
    two.run(lambda unit: posting.settle(unit, [Outcome(envelope, Fate.NO_TOPIC, error="no topic")]))
    done = two.carries_out()
    assert [each.kind for each in done] == [Kind.TOPIC, Kind.COPY]
    assert copied(done)[0].thread_id == threads(two)[2] != before


def test_a_conversation_that_is_over_leaves_its_topic_with_ended_in_its_name(two: Small) -> None:
    two.carries_out()

    def end(unit: Unit) -> None:
        match = unit.session.get_one(Match, 2)
        match.state = MatchState.CLOSED
        topics.rename(unit, match)

    thread = threads(two)[2]
    two.run(end)
    (renamed,) = [each for each in two.carries_out() if each.kind is Kind.TOPIC]
    assert (renamed.thread_id, renamed.args) == (thread, {"name": "Ann", "state": "ended"})
    assert states(two) == [TopicState.OPEN, TopicState.ENDED]


def test_a_person_who_is_called_something_else_gives_their_topic_another_name(two: Small) -> None:
    two.carries_out()
    two.change(ANN, name="Annie")
    two.run(lambda unit: topics.rename(unit, unit.session.get_one(Match, 2)))
    (renamed,) = [each for each in two.carries_out() if each.kind is Kind.TOPIC]
    assert renamed.args == {"name": "Annie", "state": "open"}


def lose(two: Small) -> None:
    """Something for Ann's topic finds that it is gone."""
    two.says(ANN, "hello")
    envelope = claims(two, Kind.COPY)
    two.run(lambda unit: posting.settle(unit, [Outcome(envelope, Fate.NO_TOPIC, error="no topic")]))


def test_a_topic_that_vanishes_again_and_again_is_not_made_without_end(two: Small) -> None:
    two.carries_out()
    lose(two)
    two.carries_out()
    lose(two)
    done = two.carries_out()
    assert [each.kind for each in done] == [Kind.COPY]
    assert copied(done)[0].thread_id is None, "it goes without a topic"
    assert states(two) == [TopicState.OPEN, TopicState.GONE]
    two.run(lambda unit: topics.note_ability(unit, has_topics=True))
    assert states(two) == [TopicState.OPEN, TopicState.ASKED], "the next start tries again"


def test_a_name_that_cannot_be_changed_does_not_switch_topics_off(two: Small) -> None:
    two.carries_out()
    two.change(ANN, name="Annie")
    two.run(lambda unit: topics.rename(unit, unit.session.get_one(Match, 2)))
    lose(two)
    renaming, making = (row for row in two.rows(OutboxState.QUEUED) if row.kind is Kind.TOPIC)
    assert "thread" not in (making.payload or {})
    (envelope,) = two.run(lambda unit: posting.claim(unit, [renaming.id]))
    two.run(lambda unit: posting.settle(unit, [Outcome(envelope, Fate.REJECTED, error="BadRequest")]))
    assert states(two) == [TopicState.OPEN, TopicState.ASKED]
    assert "topics-refused" not in [key for _, key in two.queued()]


def test_who_had_blocked_the_bot_gets_their_topics_once_they_are_back(two: Small) -> None:
    envelope = claims(two, Kind.TOPIC)
    two.run(lambda unit: posting.settle(unit, [Outcome(envelope, Fate.BLOCKED, error="Forbidden")]))
    assert states(two)[0] is TopicState.GONE
    ben, back = two.person(BEN), Reachability(has_blocked=False)
    two.run(lambda unit: inbound.change_reachability(unit, unit.session.get_one(Person, ben), back))
    two.carries_out()
    assert states(two)[0] is TopicState.OPEN


def test_what_is_said_of_a_message_stands_in_its_topic(two: Small) -> None:
    two.carries_out()
    number = two.says(ANN, "hello")
    two.carries_out()
    ann, several = two.person(ANN), Reacted(number, ("👍", "❤"))
    two.run(lambda unit: reacting.react(unit, unit.session.get_one(Person, ann), several))
    (told,) = [each for each in two.carries_out() if each.key == "reacted-otherwise"]
    assert (told.chat_id, told.thread_id) == (BEN, threads(two)[2])
