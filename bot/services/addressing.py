"""Whom a message is for, with all that deciding it has to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.conversation import Closed, Route, ToMatch, route
from bot.domain.matches import MatchState
from bot.services.commands import Incoming
from bot.services.unit import Unit
from bot.store import matches, messages
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.people import Person


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a message goes, with what deciding it had to read."""

    where: Route
    match: Match | None  # the one it goes to
    ended: Match | None  # the one it answers, which is over
    active: Sequence[Match]
    just_ended: Match | None
    replied: Message | None


def bound_for(unit: Unit, sender: Person, incoming: Incoming) -> Bound:
    replied = _replied_to(unit, sender, incoming)
    known = matches.conversations_of(unit.session, sender, MatchState.ACTIVE, MatchState.CLOSED)
    active = [match for match in known if match.state is MatchState.ACTIVE]
    just_ended = _ended_since_last(unit, sender, known, active)
    where = route(
        tuple(match.id for match in active),
        _conversation_of(replied, known, active),
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
    )


def _replied_to(unit: Unit, sender: Person, incoming: Incoming) -> Message | None:
    if incoming.reply_to is None:
        return None
    return messages.shown(unit.session, sender.id, incoming.reply_to)


def _conversation_of(replied: Message | None, known: Sequence[Match], active: Sequence[Match]) -> int | None:
    """The match a reply belongs to; for two who are matched again, the one they have now."""
    if replied is None or replied.match_id is None:
        return None
    then = next((match for match in known if match.id == replied.match_id), None)
    if then is not None:
        both = {then.mentee_id, then.mentor_id}
        now = next((match.id for match in active if {match.mentee_id, match.mentor_id} == both), None)
        if now is not None:
            return now
    return replied.match_id


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
