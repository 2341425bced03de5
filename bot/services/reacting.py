"""Reactions: what somebody feels about a message shows on the other side, and goes when it is taken back."""

from bot.domain import relay_phrases
from bot.domain.matches import MatchState
from bot.domain.outbox import Lane
from bot.services.commands import Reacted
from bot.services.unit import Stranger, Unit
from bot.store import copies
from bot.store.matches import Match
from bot.store.messages import MessageState
from bot.store.people import Person


def react(unit: Unit, actor: Person | Stranger, reacted: Reacted) -> None:
    """Mirror the reactions somebody has on a message now.

    A bot may set one on a message (core.telegram.org/bots/api#setmessagereaction): several at once and custom
    ones are told in words. In a conversation that is paused or over nothing is shown.
    """
    if not isinstance(actor, Person) or not actor.is_active:
        return
    message = copies.shown(unit.session, actor.id, reacted.message_id)
    if message is None or message.match_id is None or message.state is not MessageState.RELAYED:
        return
    match = unit.session.get_one(Match, message.match_id)
    other = match.other(actor)
    if match.state is not MatchState.ACTIVE or other.unreachable_since is not None:
        return
    if len(reacted.emoji) <= 1 and not reacted.others:
        unit.mirror_reaction(message.id, other, reacted.emoji[0] if reacted.emoji else None)
        return
    unit.mirror_reaction(message.id, other, None)
    unit.say(
        other,
        relay_phrases.REACTED_OTHERWISE,
        lane=Lane.RELAY,
        within=match.id,
        name=actor.called,
        kind="several" if reacted.emoji else "custom",
        emoji=" ".join(reacted.emoji),
    )
