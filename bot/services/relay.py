"""Relay: what one side of a match sends reaches the other, under preferred names and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import phrases, relay_phrases
from bot.domain.conversation import Closed, Nobody, ToMatch, Unclear
from bot.domain.findings import Finding
from bot.domain.matches import GOING_ON
from bot.domain.media import Attachment, FileRefusal, LeftOut, refuse_before
from bot.domain.menus import leading_role
from bot.domain.risk import Verdict, assess
from bot.domain.texts import Text, crossing
from bot.services import asking, deciding, first_aid, passing, scanning, undelivered
from bot.services.addressing import Bound, bound_for, write_to
from bot.services.commands import Incoming
from bot.services.unit import Unit
from bot.store import alerts, copies, matches, messages, versions
from bot.store.matches import Match
from bot.store.messages import Message, MessageState, NewMessage, pack
from bot.store.people import Person
from bot.store.versions import MessageVersion

_ON_HOLD = {MessageState.HELD, MessageState.WAITING}
_WAITS_WITH_ITS_ALBUM = {MessageState.HELD, MessageState.WAITING, MessageState.KEPT}
_STILL_ON_THEIR_WAY = {MessageState.RELAYED, MessageState.HELD, MessageState.WAITING, MessageState.KEPT}


def receive(unit: Unit, sender: Person, incoming: Incoming) -> None:
    """What happens after a message: whom it is for, what the scan makes of it, and what follows at once.

    Distress is never held back. Where it cannot arrive, alert and crisis card go all the same, and its
    author is told that the other side has not seen it.
    """
    if messages.written(unit.session, sender.id, incoming.message_id) is not None:
        return  # the same message under another update id
    if incoming.not_passed is not None:
        _keep_here(unit, sender, incoming)
        unit.say(sender, relay_phrases.NOT_PASSED_ON, kind=incoming.not_passed, reply_to=incoming.message_id)
        return
    bound = bound_for(unit, sender, incoming)
    findings = _look(unit, sender, incoming, bound.match)
    verdict = assess(findings, scanning.situation(bound.match, sender))
    message_id = messages.keep(unit.session, _kept_as(incoming, sender, bound), unit.now)
    if findings:
        first_aid.help_at_once(unit, unit.session.get_one(Message, message_id), findings, verdict)
    _say_what_is_left_out(unit, sender, incoming)
    _route(unit, sender, incoming, _Read(message_id, bound, verdict))


def _keep_here(unit: Unit, sender: Person, incoming: Incoming) -> None:
    """A poll, a list: its words reach nobody else, but whoever is in danger is heard."""
    text = crossing(incoming.written)[0]
    if not text.words:
        return
    findings = scanning.look(unit, sender, text.words, None)
    kept = NewMessage(
        sender_id=sender.id,
        telegram_message_id=incoming.message_id,
        text=text,
        state=MessageState.REFUSED,
    )
    message_id = messages.keep(unit.session, kept, unit.now)
    verdict = assess(findings, scanning.situation(None, sender))
    first_aid.help_at_once(unit, unit.session.get_one(Message, message_id), findings, verdict)


@dataclass(frozen=True, slots=True)
class _Read:
    """A message that is kept, with whom it is for and what follows from its words."""

    message_id: int
    bound: Bound
    verdict: Verdict


def _route(unit: Unit, sender: Person, incoming: Incoming, read: _Read) -> None:
    """What becomes of the message itself."""
    bound = read.bound
    match bound.where:
        case Nobody():
            unit.say(sender, phrases.NO_MATCH_YET, role=leading_role(sender.roles).word)
        case Closed():
            if bound.ended:
                unit.say(sender, phrases.CONVERSATION_CLOSED, name=bound.ended.other(sender).called)
        case _ if refused := _refusal(incoming):
            undelivered.refuse_files(unit, [(read.message_id, refused)])
        case _ if bound.album and bound.album.state in _WAITS_WITH_ITS_ALBUM:
            _wait_with_album(unit, sender, read, bound.album)
        case Unclear():
            message = unit.session.get_one(Message, read.message_id)
            asking.ask_to_whom(unit, sender, message, bound.active, bound.just_ended)
        case ToMatch() if bound.match:
            if read.verdict.advice or asking.has_contacts(
                unit, crossing(incoming.written)[0], bound.match, read.verdict
            ):
                message = unit.session.get_one(Message, read.message_id)
                deciding.deliver_or_hold(unit, message, bound.match, read.verdict)
            else:
                passing.pass_on(unit, sender, read.message_id, bound.match, incoming.album)
            if incoming.thread is None:  # a topic says by itself for whom it is
                write_to(unit, sender, bound.match, bound.active)


def edit(unit: Unit, sender: Person, incoming: Incoming) -> None:
    """Mirror changed words or another file on the other side, and keep what was there before."""
    message = messages.written(unit.session, sender.id, incoming.message_id)
    text = crossing(incoming.written)[0]
    if message is None or (incoming.text is None and incoming.attachment is None and not text.words):
        return  # an answer to a question of ours, or something that was never passed on
    match = unit.session.get(Match, message.match_id) if message.match_id else None
    attachment = incoming.attachment.as_dict() if incoming.attachment else None
    has_new_file = versions.file_of(attachment) != versions.file_of(message.attachment)
    if pack(text) == message.content and not has_new_file:
        return
    is_over = message.state is MessageState.UNSENT and copies.is_there(unit.session, message.id)
    if not is_over:  # else its copy may show there still, in the words it has
        _keep_version(unit, message)
        message.content, message.attachment, message.edited_at = pack(text), attachment, unit.now
        unit.session.flush()
    findings = scanning.look_again(unit, message, match, text.words)
    verdict = assess(findings, scanning.situation(match, sender))
    first_aid.help_at_once(unit, message, findings, verdict, text.words)
    _say_what_is_left_out(unit, sender, incoming)
    if match is None:
        _ask_again_if_grave(unit, sender, message)
    elif match.state not in GOING_ON:
        unit.say(sender, phrases.CONVERSATION_CLOSED, name=match.other(sender).called)
    elif message.state not in _STILL_ON_THEIR_WAY:
        unit.say(sender, phrases.EDIT_TOO_LATE, name=match.other(sender).called)
    else:
        was_held = message.state in _ON_HOLD
        if deciding.decide_anew(unit, message, match) and was_held:
            name = match.other(sender).called
            unit.say(sender, phrases.SENT_TO, name=name, reply_to=message.telegram_message_id)


def _keep_version(unit: Unit, message: Message) -> None:
    unit.session.add(
        MessageVersion(
            message_id=message.id,
            content=message.content,
            attachment=message.attachment,
            was_passed_on=message.state not in _ON_HOLD and message.kept_at is None,
            replaced_at=unit.now,
        )
    )


def _ask_again_if_grave(unit: Unit, sender: Person, message: Message) -> None:
    """Whoever cries for help while it is not clear to whom must know that nobody has seen it."""
    if message.state is MessageState.HELD and alerts.is_grave(unit.session, message.id):
        active = matches.conversations_of(unit.session, sender, *GOING_ON)
        asking.ask_to_whom(unit, sender, message, active)


def _look(unit: Unit, sender: Person, incoming: Incoming, match: Match | None) -> Sequence[Finding]:
    """What the scan makes of the words as they are kept; a file counts as unscanned, never as safe."""
    if isinstance(incoming.attachment, Attachment):
        scanning.note_unread(unit, sender, "media")
    words = crossing(incoming.written)[0].words
    return scanning.look(unit, sender, words, match) if words else ()


def _kept_as(incoming: Incoming, sender: Person, bound: Bound) -> NewMessage:
    if isinstance(bound.where, Unclear):
        state = MessageState.HELD
    else:
        state = MessageState.RELAYED if bound.match else MessageState.REFUSED
    return NewMessage(
        sender_id=sender.id,
        telegram_message_id=incoming.message_id,
        text=crossing(incoming.written)[0],
        state=state,
        match_id=bound.match.id if bound.match else None,
        reply_to_id=bound.replied.id if bound.replied else None,
        quote=crossing(Text(incoming.quote))[0].words if incoming.quote else None,  # as its copy reads
        attachment=incoming.attachment.as_dict() if incoming.attachment else None,
        album=incoming.album,
    )


def _wait_with_album(unit: Unit, sender: Person, read: _Read, part: Message) -> None:
    """A part of an album of which another part waits: it waits with it, and nobody is asked twice.

    Unless its own words change what is to be asked: then all that waits is decided anew. A cry for help under
    it never waits for a supervisor.
    """
    message, match, verdict = unit.session.get_one(Message, read.message_id), read.bound.match, read.verdict
    if match is None:
        message.state = part.state
        _ask_again_if_grave(unit, sender, message)
        return
    is_to_be_asked = verdict.advice or asking.has_contacts(unit, message.text, match, verdict)
    goes_by_itself = verdict.distress if part.state is MessageState.WAITING else is_to_be_asked
    if part.state is MessageState.HELD or not goes_by_itself:
        message.state, message.kept_at = part.state, part.kept_at
        unit.session.flush()
        if part.state is not MessageState.KEPT and (is_to_be_asked or verdict.distress):
            deciding.decide_anew(unit, message, match)
        elif part.state is MessageState.KEPT:
            undelivered.keep(unit, [message])
    else:
        deciding.deliver_or_hold(unit, message, match, verdict)


def _refusal(incoming: Incoming) -> FileRefusal | None:
    return refuse_before(incoming.attachment) if isinstance(incoming.attachment, Attachment) else None


def _say_what_is_left_out(unit: Unit, sender: Person, incoming: Incoming) -> None:
    """The rest goes its way; whoever wrote it must know what the other side does not see."""
    left = set(incoming.left_out)
    if crossing(incoming.written)[1]:
        left.add(LeftOut.ACCOUNT)
    if left:
        what = "both" if len(left) > 1 else left.pop().value
        unit.say(sender, relay_phrases.LEFT_OUT, what=what, reply_to=incoming.message_id)
