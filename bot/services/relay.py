"""Relay: what one side of a match writes reaches the other, under preferred names and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import phrases
from bot.domain.buttons import Action, Button, Press
from bot.domain.conversation import Closed, Nobody, Route, ToMatch, Unclear, route
from bot.domain.matches import MatchState
from bot.domain.menus import leading_role
from bot.domain.outbox import OutboxState
from bot.domain.risk import Situation, assess
from bot.domain.texts import without_accounts
from bot.services import alerts, cards, scanning
from bot.services.commands import Incoming, Tapped
from bot.services.unit import Unit
from bot.store import matches, messages, outbox
from bot.store.matches import Match
from bot.store.messages import Message, MessageState, MessageVersion, NewMessage, pack
from bot.store.people import Person


def receive(unit: Unit, sender: Person, incoming: Incoming) -> None:
    """What happens after a message: whom it is for, what the scan makes of it, and what follows at once.

    Distress is never held back. Where it cannot arrive, alert and crisis card go all the same, and its
    author is told that the other side has not seen it.
    """
    if incoming.text is None:
        unit.say(sender, phrases.ONLY_TEXT)
        return
    if messages.written(unit.session, sender.id, incoming.message_id) is not None:
        return  # the same message under another update id
    bound = _bound_for(unit, sender, incoming)
    other = bound.match.other(sender) if bound.match else None
    findings = scanning.look(unit, sender, incoming.text.words, bound.match)
    verdict = assess(
        findings, Situation(peer_supports=bound.match is not None and bound.match.is_supported(sender))
    )
    message_id = messages.keep(unit.session, _kept_as(incoming, sender, bound), unit.now)
    alert = scanning.raise_for(
        unit, sender, verdict, words=incoming.text.words, message_id=message_id, match=bound.match
    )
    scanning.keep_flags(unit, sender, findings, message_id, alert)
    if verdict.crisis_card and verdict.danger:
        told = alerts.reachable_count(unit, alert) if alert else 0
        cards.show_crisis_card(unit, sender, verdict.danger, told=told)
    if verdict.coaching_card and verdict.danger and other:
        cards.coach(unit, other, sender, verdict.danger)
    match bound.where:
        case Nobody():
            unit.say(sender, phrases.NO_MATCH_YET, role=leading_role(sender.roles).word)
        case Closed() if bound.ended:
            unit.say(sender, phrases.CONVERSATION_CLOSED, name=bound.ended.other(sender).called)
        case Unclear():
            _ask_to_whom(
                unit, sender, unit.session.get_one(Message, message_id), bound.active, bound.just_ended
            )
        case _ if other:
            _pass_on(unit, sender, message_id, other)


@dataclass(frozen=True, slots=True)
class _Bound:
    """Where a message goes, with what deciding it had to read."""

    where: Route
    match: Match | None  # the one it goes to
    ended: Match | None  # the one it answers, which is over
    active: Sequence[Match]
    just_ended: Match | None
    replied: Message | None


def _bound_for(unit: Unit, sender: Person, incoming: Incoming) -> _Bound:
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
    return _Bound(
        where,
        match=next((match for match in active if match.id == going), None),
        ended=unit.session.get_one(Match, over) if over is not None else None,
        active=active,
        just_ended=just_ended,
        replied=replied,
    )


def _kept_as(incoming: Incoming, sender: Person, bound: _Bound) -> NewMessage:
    assert incoming.text is not None
    other = bound.match.other(sender) if bound.match else None
    if isinstance(bound.where, Unclear):
        state = MessageState.HELD
    elif other is None or other.unreachable_since:
        state = MessageState.REFUSED
    else:
        state = MessageState.RELAYED
    return NewMessage(
        sender_id=sender.id,
        telegram_message_id=incoming.message_id,
        text=without_accounts(incoming.text),
        state=state,
        match_id=bound.match.id if bound.match else None,
        reply_to_id=bound.replied.id if bound.replied else None,
        quote=incoming.quote,
    )


def send_held(unit: Unit, sender: Person, tapped: Tapped) -> None:
    """The author has said to whom: send it there, once."""
    message = _held(unit, sender, tapped)
    match_id = tapped.press.ids[-1] if tapped.press and tapped.press.ids else 0
    if message is None:
        unit.say(sender, phrases.OLD_BUTTON)
        return
    if message.state is not MessageState.HELD:
        unit.say(sender, phrases.ALREADY_SENT)
        return
    unit.clear_buttons(sender, tapped.message_id)
    active = matches.conversations_of(unit.session, sender, MatchState.ACTIVE)
    chosen = next((match for match in active if match.id == match_id), None)
    if chosen is None:
        _ask_to_whom(unit, sender, message, active)
    else:
        other = chosen.other(sender)
        message.match_id = chosen.id
        message.state = MessageState.REFUSED if other.unreachable_since else MessageState.RELAYED
        if _pass_on(unit, sender, message.id, other):
            unit.say(sender, phrases.SENT_TO, name=other.called, reply_to=message.telegram_message_id)


def keep_unsent(unit: Unit, sender: Person, tapped: Tapped) -> None:
    """The author does not want to send it after all."""
    message = _held(unit, sender, tapped)
    if message is None or message.state is not MessageState.HELD:
        unit.say(sender, phrases.OLD_BUTTON if message is None else phrases.ALREADY_SENT)
        return
    message.state = MessageState.UNSENT
    unit.clear_buttons(sender, tapped.message_id)
    unit.say(sender, phrases.KEPT_UNSENT, reply_to=message.telegram_message_id)


def edit(unit: Unit, sender: Person, incoming: Incoming) -> None:
    """Mirror a changed wording on the other side, and keep what it said before."""
    message = messages.written(unit.session, sender.id, incoming.message_id)
    if message is None or incoming.text is None:
        return  # an answer to a question of ours, or something that was never passed on
    new = pack(without_accounts(incoming.text))
    if new == message.content:
        return
    unit.session.add(MessageVersion(message_id=message.id, content=message.content, replaced_at=unit.now))
    message.content, message.edited_at = new, unit.now
    if message.state is not MessageState.RELAYED or message.match_id is None:
        return
    match = unit.session.get_one(Match, message.match_id)
    other = match.other(sender)
    copy = outbox.copy_of(unit.session, message.id)
    arrived = copy is None or copy.state in {OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT}
    if match.state is MatchState.ACTIVE and arrived:
        unit.mirror_edit(message.id, other)
    else:
        unit.say(sender, phrases.EDIT_TOO_LATE, name=other.called)


def _replied_to(unit: Unit, sender: Person, incoming: Incoming) -> Message | None:
    if incoming.reply_to is None:
        return None
    return messages.shown(unit.session, sender.id, incoming.reply_to)


def _pass_on(unit: Unit, sender: Person, message_id: int, other: Person) -> bool:
    """Queue the copy; False where the other side cannot be reached, and then the author is told."""
    if other.unreachable_since is not None:
        unit.say(sender, phrases.NOT_DELIVERED_BLOCKED, name=other.called, count=1)
        return False
    unit.copy(message_id, other)
    return True


def _ask_to_whom(
    unit: Unit, sender: Person, message: Message, active: Sequence[Match], ended: Match | None = None
) -> None:
    """Ask as a reply to the message itself, so that two questions cannot be mixed up."""
    rows = tuple(
        (
            Button(
                phrases.SEND_TO,
                Press(Action.SEND_TO, (message.id, match.id)),
                args=(("name", match.other(sender).called),),
            ),
        )
        for match in active
    )
    keep = (Button(phrases.BUTTON_KEEP_UNSENT, Press(Action.KEEP_UNSENT, (message.id,))),)
    bubble = message.telegram_message_id
    if ended is None:
        unit.say(sender, phrases.TO_WHOM, buttons=(*rows, keep), reply_to=bubble)
    else:
        name = ended.other(sender).called
        unit.say(sender, phrases.TO_WHOM_NOW, buttons=(*rows, keep), reply_to=bubble, name=name)


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


def _held(unit: Unit, sender: Person, tapped: Tapped) -> Message | None:
    if tapped.press is None or not tapped.press.ids:
        return None
    message = unit.session.get(Message, tapped.press.ids[0])
    return message if message is not None and message.sender_id == sender.id else None
