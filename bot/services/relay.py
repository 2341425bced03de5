"""Relay: what one side of a match writes reaches the other, under preferred names and nothing else."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain import phrases
from bot.domain.buttons import Action, Button, Press
from bot.domain.conversation import Closed, Nobody, Unclear
from bot.domain.findings import Finding, Grade
from bot.domain.matches import MatchKind, MatchState
from bot.domain.menus import leading_role
from bot.domain.risk import Situation, Verdict, assess
from bot.domain.texts import without_accounts
from bot.services import alerts, cards, passing, scanning
from bot.services.addressing import Bound, bound_for
from bot.services.commands import Incoming, Tapped
from bot.services.unit import Unit
from bot.store import alerts as stored
from bot.store import matches, messages
from bot.store.alerts import Alert
from bot.store.matches import Match
from bot.store.messages import Message, MessageState, MessageVersion, NewMessage, pack
from bot.store.people import Person

SHOWN_AGAIN_AFTER = timedelta(minutes=5)
MANY = 3  # messages of one alert; up to these each brings its cards
_STILL_ON_THEIR_WAY = {MessageState.RELAYED, MessageState.HELD, MessageState.WAITING}


def receive(unit: Unit, sender: Person, incoming: Incoming) -> None:
    """What happens after a message: whom it is for, what the scan makes of it, and what follows at once.

    Distress is never held back. Where it cannot arrive, alert and crisis card go all the same, and its
    author is told that the other side has not seen it.
    """
    if incoming.text is None:
        _receive_without_text(unit, sender, incoming)
        return
    if messages.written(unit.session, sender.id, incoming.message_id) is not None:
        return  # the same message under another update id
    bound = bound_for(unit, sender, incoming)
    findings = scanning.look(unit, sender, incoming.text.words, bound.match)
    verdict = assess(findings, _situation(bound.match, sender))
    message_id = messages.keep(unit.session, _kept_as(incoming, sender, bound), unit.now)
    if findings:
        _help_at_once(unit, unit.session.get_one(Message, message_id), findings, verdict)
    match bound.where:
        case Nobody():
            unit.say(sender, phrases.NO_MATCH_YET, role=leading_role(sender.roles).word)
        case Closed() if bound.ended:
            unit.say(sender, phrases.CONVERSATION_CLOSED, name=bound.ended.other(sender).called)
        case Unclear():
            message = unit.session.get_one(Message, message_id)
            _ask_to_whom(unit, sender, message, bound.active, bound.just_ended)
        case _ if bound.match and verdict.advice:
            passing.deliver_or_hold(unit, unit.session.get_one(Message, message_id), bound.match, verdict)
        case _ if bound.match:
            passing.pass_on(unit, sender, message_id, bound.match)


def _receive_without_text(unit: Unit, sender: Person, incoming: Incoming) -> None:
    """A photo, a voice note: not passed on yet. What its caption says is scanned all the same."""
    if incoming.caption and messages.written(unit.session, sender.id, incoming.message_id) is None:
        findings = scanning.look(unit, sender, incoming.caption.words, None)
        kept = NewMessage(
            sender_id=sender.id,
            telegram_message_id=incoming.message_id,
            text=without_accounts(incoming.caption),
            state=MessageState.REFUSED,
        )
        message_id = messages.keep(unit.session, kept, unit.now)
        if findings:
            verdict = assess(findings, Situation())
            _help_at_once(unit, unit.session.get_one(Message, message_id), findings, verdict)
    else:
        scanning.note_unread(unit, sender, "media")
    unit.say(sender, phrases.ONLY_TEXT)


def _help_at_once(unit: Unit, message: Message, findings: Sequence[Finding], verdict: Verdict) -> None:
    """The alert, the flags, the crisis card and the peer's coaching card: whatever becomes of the message."""
    author = unit.session.get_one(Person, message.sender_id)
    match = unit.session.get(Match, message.match_id) if message.match_id else None
    alert = scanning.raise_for(unit, author, verdict, message=message, match=match)
    scanning.keep_flags(unit, author, findings, message.id, alert)
    scanning.watch(unit, author, findings)
    if alert is None or verdict.danger is None:
        return
    is_recent = alert.carded_at is not None and unit.now - alert.carded_at < SHOWN_AGAIN_AFTER
    if is_recent and alert.count > MANY:
        return  # somebody who writes line after line has help in sight already
    if verdict.crisis_card:
        told = alerts.reachable_count(unit, alert)
        cards.show_crisis_card(unit, author, verdict.danger, told=told, alert_id=alert.id)
    if verdict.coaching_card and match and match.state is MatchState.ACTIVE:
        cards.coach(unit, match.other(author), author, verdict.danger, alert.id)


def _help_on_the_way(
    unit: Unit, message: Message, match: Match, findings: Sequence[Finding], verdict: Verdict
) -> None:
    """It is clear now to whom a message goes, whose author was helped when they wrote it: so is their peer.

    Beside that conversation it may be graver than alone, as the answer to a question is: then all of it anew.
    """
    known = stored.distress_in(unit.session, message.id)
    if verdict.alert > (known.grade if known else Grade.NONE):
        _help_at_once(unit, message, findings, verdict)
    elif known and known.alert_id:
        alert = unit.session.get_one(Alert, known.alert_id)
        alerts.join_peer(unit, alert, message, match)
        if verdict.coaching_card and verdict.danger:
            cards.coach(unit, match.other(alert.person), alert.person, verdict.danger, alert.id)


def _situation(match: Match | None, author: Person) -> Situation:
    return Situation(
        peer_supports=match is not None and match.is_supported(author),
        by_professional=match is not None and match.kind is MatchKind.SUPPORT and match.is_mentor(author),
    )


def _kept_as(incoming: Incoming, sender: Person, bound: Bound) -> NewMessage:
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
    match_id = tapped.ids[-1] if tapped.ids else 0
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
        message.match_id = chosen.id
        unit.session.flush()
        findings = scanning.look_again(unit, message, chosen)
        verdict = assess(findings, _situation(chosen, sender))
        _help_on_the_way(unit, message, chosen, findings, verdict)
        passing.deliver_or_hold(unit, message, chosen, verdict)
        if messages.is_relayed(message):
            name = chosen.other(sender).called
            unit.say(sender, phrases.SENT_TO, name=name, reply_to=message.telegram_message_id)


def keep_unsent(unit: Unit, sender: Person, tapped: Tapped) -> None:
    """The author does not want to send it after all."""
    message = _held(unit, sender, tapped)
    if message is None or message.state not in {MessageState.HELD, MessageState.WAITING}:
        unit.say(sender, phrases.OLD_BUTTON if message is None else phrases.ALREADY_SENT)
        return
    if message.state is MessageState.WAITING and message.match_id is not None:
        other = unit.session.get_one(Match, message.match_id).other(sender)
        unit.say(other, phrases.SOMETHING_DROPPED, name=sender.called)
    message.state = MessageState.UNSENT
    unit.clear_buttons(sender, tapped.message_id)
    unit.say(sender, phrases.KEPT_UNSENT, reply_to=message.telegram_message_id)


def edit(unit: Unit, sender: Person, incoming: Incoming) -> None:
    """Mirror a changed wording on the other side, and keep what it said before."""
    message = messages.written(unit.session, sender.id, incoming.message_id)
    text = incoming.text or incoming.caption
    if message is None or text is None:
        return  # an answer to a question of ours, or something that was never passed on
    new = pack(without_accounts(text))
    if new == message.content:
        return
    unit.session.add(MessageVersion(message_id=message.id, content=message.content, replaced_at=unit.now))
    message.content, message.edited_at = new, unit.now
    match = unit.session.get(Match, message.match_id) if message.match_id else None
    findings = scanning.look_again(unit, message, match)
    verdict = assess(findings, _situation(match, sender))
    _help_at_once(unit, message, findings, verdict)
    if match is not None and message.state in _STILL_ON_THEIR_WAY:
        was_held = message.state is not MessageState.RELAYED
        passing.deliver_or_hold(unit, message, match, verdict)
        if was_held and messages.is_relayed(message):
            name = match.other(sender).called
            unit.say(sender, phrases.SENT_TO, name=name, reply_to=message.telegram_message_id)


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


def _held(unit: Unit, sender: Person, tapped: Tapped) -> Message | None:
    if not tapped.ids:
        return None
    message = unit.session.get(Message, tapped.ids[0])
    return message if message is not None and message.sender_id == sender.id else None
