"""Whom a message is for, with all that deciding it has to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import relay_phrases
from bot.domain.conversation import OPEN_FOR, Closed, Route, ToMatch, route
from bot.domain.matches import GOING_ON, MatchState
from bot.services.commands import Incoming
from bot.services.unit import Unit
from bot.store import copies, matches, messages, topics
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.people import Person


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a message goes, with what deciding it had to read."""

    where: Route
    match: Match | None  # the one it goes to
    ended: Match | None  # the one it answers, which is over
    active: Sequence[Match]  # all it could go to, paused ones included
    just_ended: Match | None
    replied: Message | None
    album: Message | None  # another part of its album, which came before it


def bound_for(unit: Unit, sender: Person, incoming: Incoming) -> Bound:
    """Where this message goes."""
    replied = _replied_to(unit, sender, incoming)
    part = messages.part_of(unit.session, sender.id, incoming.album) if incoming.album else None
    known = matches.conversations_of(unit.session, sender, *GOING_ON, MatchState.CLOSED)
    active = [match for match in known if match.state is not MatchState.CLOSED]
    just_ended = _ended_since_last(unit, sender, known, active)
    by_place = _conversation_of(part or replied, known, active) or _in_topic(unit, sender, incoming)
    where = route(
        tuple(match.id for match in active),
        by_place,
        opened=_opened(unit, sender, active)
        if incoming.thread is None
        else None,  # of a topic we do not know
        one_has_just_ended=just_ended is not None,
    )
    going = where.match_id if isinstance(where, ToMatch) else None
    over = where.match_id if isinstance(where, Closed) else None
    return Bound(
        where,
        match=next((match for match in active if match.id == going), None),
        ended=unit.session.get_one(Match, over) if over is not None else None,
        active=active,
        just_ended=just_ended,
        replied=replied,
        album=part,
    )


def write_to(unit: Unit, sender: Person, match: Match, active: Sequence[Match]) -> None:
    """Whom they write to from now on: where it changed it is said once, and shown above the keyboard."""
    if len(active) < 2:  # noqa: PLR2004 - with one there is nothing to choose
        return
    has_changed = sender.open_match_id != match.id
    sender.open_match_id, sender.open_since = match.id, unit.now
    if has_changed:
        name, team = match.other(sender).called, match.team_side(sender)
        unit.say(sender, relay_phrases.WRITING_TO, name=name, team=team, menu=True)


def _opened(unit: Unit, sender: Person, active: Sequence[Match]) -> int | None:
    """The conversation they are in: not after two hours of silence, nor once somebody else has written."""
    if len(active) < 2 or sender.open_match_id is None or sender.open_since is None:  # noqa: PLR2004 - as above
        return None
    if unit.now - sender.open_since > OPEN_FOR:
        return None
    others = [match.id for match in active if match.id != sender.open_match_id]
    if copies.have_come_since(unit.session, others, sender.id, sender.open_since):
        return None
    return sender.open_match_id


def _in_topic(unit: Unit, sender: Person, incoming: Incoming) -> int | None:
    if incoming.thread is None:
        return None
    topic = topics.by_thread(unit.session, sender.id, incoming.thread)
    return topic.match_id if topic else None


def _replied_to(unit: Unit, sender: Person, incoming: Incoming) -> Message | None:
    if incoming.reply_to is None:
        return None
    return copies.shown(unit.session, sender.id, incoming.reply_to)


def _conversation_of(said: Message | None, known: Sequence[Match], active: Sequence[Match]) -> int | None:
    """The match a message belongs to; for two who are matched again, the one they have now."""
    if said is None or said.match_id is None:
        return None
    then = next((match for match in known if match.id == said.match_id), None)
    if then is None:
        return None  # it is of no conversation of theirs
    if then not in active:
        both = {then.mentee_id, then.mentor_id}
        now = next((match.id for match in active if {match.mentee_id, match.mentor_id} == both), None)
        if now is not None:
            return now
    return said.match_id


def _ended_since_last(
    unit: Unit, sender: Person, known: Sequence[Match], active: Sequence[Match]
) -> Match | None:
    """A conversation that has ended since this person last said to whom something goes.

    Only beside one that is still going on: whoever was introduced to somebody new afterwards means them.
    """
    ended = [
        (match.closed_at, match)
        for match in known
        if match.state is MatchState.CLOSED and match.began_at and match.closed_at
    ]
    if not ended:
        return None
    closed_at, newest = max(ended, key=lambda each: each[0])
    if not any(match.began_at and match.began_at < closed_at for match in active):
        return None
    last = messages.last_settled_at(unit.session, sender.id)
    return newest if last is None or closed_at >= last else None
