"""Topics: in the private chat of somebody with several matches, each conversation has a topic of its own.

Telegram may refuse them though it says that the bot has them; then everything goes on without, each message
under its sender's name. A topic is never deleted by us: what was said in it stays.
"""

from datetime import timedelta

from bot.domain import relay_phrases
from bot.domain.matches import GOING_ON
from bot.domain.people import Role
from bot.domain.topics import TopicState, move_topic
from bot.services.unit import Unit
from bot.store import matches, people, topics
from bot.store.matches import Match
from bot.store.people import Person
from bot.store.topics import Topic

TRIED_AGAIN_AFTER = timedelta(days=1)  # once Telegram has refused to make any
VANISHES_WITHIN = timedelta(hours=1)  # gone again so soon: it is left until the next start or match
_TO_BE_MADE = {TopicState.GONE, TopicState.REFUSED, TopicState.ENDED}


def note_ability(unit: Unit, *, has_topics: bool) -> None:
    """At a start: whether Telegram says that this bot has topics in private chats."""
    unit.programme.has_topics = has_topics
    for person in people.with_role(unit.session, unit.programme.id, ~Role(0)):
        keep_for(unit, person)


def keep_for(unit: Unit, person: Person) -> None:
    """A topic for each of their conversations, where they have several and Telegram makes topics."""
    if not unit.programme.has_topics or _is_refused(unit):
        return
    among = matches.of_person(unit.session, person, *GOING_ON)
    if len(among) < 2:  # noqa: PLR2004 - one conversation is the whole chat
        return
    for match in among:
        topic = topics.of_match(unit.session, match.id, person.id)
        if topic is None:
            topic = Topic(match_id=match.id, person_id=person.id, state=TopicState.ASKED, asked_at=unit.now)
            unit.session.add(topic)
            unit.session.flush()
            _ask(unit, person, match, topic)
        elif topic.state in _TO_BE_MADE:
            _make_again(unit, person, match, topic)


def rename(unit: Unit, match: Match) -> None:
    """One of the two has another name now, or the match is over: their topics say so."""
    is_over = match.state not in GOING_ON
    for person in (match.mentee, match.mentor):
        topic = topics.of_match(unit.session, match.id, person.id)
        if topic is None or topic.state is TopicState.ENDED:
            continue
        if topic.state is TopicState.OPEN:
            state = "ended" if is_over else "open"
            name = match.other(person).called
            unit.keep_topic(person, topic.id, topic.thread_id, name=name, state=state)
        if is_over:
            topic.state = move_topic(topic.state, TopicState.ENDED)


def note_made(unit: Unit, topic_id: int, thread_id: int) -> None:
    """Telegram has made it, or given it its new name."""
    topic = unit.session.get_one(Topic, topic_id)
    unit.programme.topics_refused_at = None
    if topic.state is TopicState.ASKED:
        topic.state, topic.thread_id = move_topic(topic.state, TopicState.OPEN), thread_id


def note_refused(unit: Unit, topic_id: int) -> None:
    """Telegram does not make it: everything goes on without topics, which is said once."""
    topic = unit.session.get_one(Topic, topic_id)
    if topic.state is not TopicState.ASKED:
        return
    topic.state = move_topic(topic.state, TopicState.REFUSED)
    was_refused = unit.programme.topics_refused_at is not None
    unit.programme.topics_refused_at = unit.now
    if not was_refused:
        person = unit.session.get_one(Person, topic.person_id)
        unit.say(person, relay_phrases.TOPICS_REFUSED)


def note_gone(unit: Unit, person_id: int, thread_id: int) -> None:
    """Somebody has deleted a topic: it is made again, and what was to go there goes there then.

    One that vanishes again within the hour is left alone: what was to go there goes without a topic.
    """
    topic = topics.by_thread(unit.session, person_id, thread_id)
    if topic is None or topic.state is not TopicState.OPEN:
        return
    vanishes = topic.lost_at is not None and unit.now - topic.lost_at < VANISHES_WITHIN
    topic.state, topic.thread_id, topic.lost_at = move_topic(topic.state, TopicState.GONE), None, unit.now
    match = unit.session.get_one(Match, topic.match_id)
    if not (vanishes or _is_refused(unit)):
        _make_again(unit, unit.session.get_one(Person, person_id), match, topic)


def note_unreachable(unit: Unit, topic_id: int) -> None:
    """It could not be made, because nobody can be reached there: it is once they are back."""
    topic = unit.session.get_one(Topic, topic_id)
    if topic.state is TopicState.ASKED:
        topic.state = move_topic(topic.state, TopicState.GONE)


def _make_again(unit: Unit, person: Person, match: Match, topic: Topic) -> None:
    topic.state, topic.asked_at = move_topic(topic.state, TopicState.ASKED), unit.now
    _ask(unit, person, match, topic)


def _ask(unit: Unit, person: Person, match: Match, topic: Topic) -> None:
    unit.keep_topic(person, topic.id, None, name=match.other(person).called, state="open")


def _is_refused(unit: Unit) -> bool:
    refused_at = unit.programme.topics_refused_at
    return refused_at is not None and unit.now - refused_at < TRIED_AGAIN_AFTER
