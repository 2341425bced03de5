"""Passing on, asking first, or holding for a supervisor: what becomes of a message after the scan."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain import phrases, relay_phrases
from bot.domain.alerts import AlertSource
from bot.domain.buttons import Action, Button, Press, Rows
from bot.domain.findings import Grade
from bot.domain.matches import GOING_ON, MatchState
from bot.domain.outbox import Lane, OutboxState
from bot.domain.phrases import Phrase, yes_or_no
from bot.domain.risk import Passage, Verdict, assess
from bot.domain.texts import shortened
from bot.services import alerts, asking, duty, scanning, undelivered
from bot.services.alerts import Cause, raise_alert
from bot.services.unit import Unit
from bot.store import copies, messages, outbox, versions
from bot.store.alerts import Alert
from bot.store.matches import Match
from bot.store.messages import Message, MessageState
from bot.store.outbox import OutboxRow
from bot.store.people import Person

ALBUM_GATHERED_FOR = timedelta(seconds=1.5)  # after its last part
LONGEST_SHOWN = 3000  # UTF-16 units of a message that a supervisor decides on


def pass_on(unit: Unit, sender: Person, message_id: int, match: Match, album: str | None = None) -> bool:
    """Queue the copy; False where it has to wait, and then its author has been told.

    `album` is what Telegram gives the parts of one in common: they go together, once no more have come for a
    while.
    """
    other = match.other(sender)
    if match.state is MatchState.PAUSED or other.unreachable_since is not None:
        undelivered.keep(unit, [unit.session.get_one(Message, message_id)])
        return False
    if album is None:
        unit.copy(message_id, other)
    else:
        _join_album(unit, message_id, other)
    alerts.note_written(unit, sender, match)
    return True


def _join_album(unit: Unit, message_id: int, other: Person) -> None:
    """Put a part to those that wait already; where they have gone, it goes after them."""
    message = unit.session.get_one(Message, message_id)
    row = next(iter(_rows_of_album(unit, message)), None)
    if row is None or row.state is not OutboxState.QUEUED:
        unit.copy(message_id, other, parts=(message_id,), wait=ALBUM_GATHERED_FOR)
        return
    gathered = {*(row.payload or {}).get("parts", ()), message_id}
    whole = [part.id for part in messages.together(unit.session, message) if part.id in gathered]
    row.payload = {"parts": whole}
    row.not_before = unit.now + ALBUM_GATHERED_FOR


def _carrying(unit: Unit, message: Message) -> OutboxRow | None:
    """The newest row that carries this very message to the other side, be it as a part of an album."""
    return next((row for row in _rows_of_album(unit, message) if message.id in _carried_by(row)), None)


def _rows_of_album(unit: Unit, message: Message) -> Sequence[OutboxRow]:
    parts = [part.id for part in messages.together(unit.session, message)]
    return outbox.all_carrying(unit.session, parts)


def _carried_by(row: OutboxRow) -> list[int | None]:
    return (row.payload or {}).get("parts") or [row.message_id]


def let_through(unit: Unit, message: Message) -> bool:
    """Pass on a message that was held, or the new wording or file of one that has gone already.

    The parts of an album that wait with it go with it. False where it does not go now; its author has been
    told.
    """
    match = unit.session.get_one(Match, message.match_id)
    sender = unit.session.get_one(Person, message.sender_id)
    other = match.other(sender)
    if match.state not in GOING_ON:
        for part in messages.waiting_with(unit.session, message):
            part.state = MessageState.REFUSED
        unit.say(sender, phrases.CONVERSATION_CLOSED, name=other.called)
        return False
    carried = _carrying(unit, message)
    has_arrived = bool(copies.all_of(unit.session, message.id, other.id))  # however long ago
    is_on_its_way = carried is not None and carried.state in _ON_ITS_WAY
    has_stayed = message.state is MessageState.KEPT or (message.state in _NOT_GONE_YET and not is_on_its_way)
    if not has_arrived and (carried is None or has_stayed):
        return _pass_on_whole(unit, sender, message, match)
    message.state = MessageState.RELAYED
    if match.state is MatchState.PAUSED:
        message.kept_at = message.kept_at or unit.now  # its new wording waits
        unit.say(sender, relay_phrases.WAITS_FOR_PAUSE, name=other.called, mine=mine_or_theirs(match, sender))
        return False
    if has_arrived or is_on_its_way:
        unit.mirror_edit(message.id, other, has_new_file=versions.has_new_file(unit.session, message))
        return True
    unit.say(sender, phrases.EDIT_TOO_LATE, name=other.called)
    return False


def drop_change(unit: Unit, message: Message) -> None:
    """New words are not passed on: the message is again what the other side has of it, and shows it there."""
    versions.drop_change(unit.session, message, unit.now)
    match = unit.session.get_one(Match, message.match_id)
    if match.state is MatchState.ACTIVE:
        unit.mirror_edit(message.id, match.other(unit.session.get_one(Person, message.sender_id)))


_ON_ITS_WAY = {OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT}
_NOT_GONE_YET = {MessageState.HELD, MessageState.WAITING, MessageState.KEPT}


def mine_or_theirs(match: Match, person: Person) -> str:
    """Whether a pause is this person's own, as words are told."""
    return yes_or_no(match.is_paused_by(person))


def _pass_on_whole(unit: Unit, sender: Person, message: Message, match: Match) -> bool:
    """A message, or all the parts of its album, that waited for the same."""
    has_gone = True
    for part in messages.waiting_with(unit.session, message):
        part.state, part.match_id, part.kept_at = MessageState.RELAYED, match.id, None
        unit.session.flush()
        has_gone = pass_on(unit, sender, part.id, match, part.album) and has_gone
    return has_gone


def look_at_all(unit: Unit, message: Message, match: Match) -> tuple[Verdict, Message]:
    """What follows from the words of a message and of all that waits with it; and which of them is meant."""
    sender = unit.session.get_one(Person, message.sender_id)
    parts = messages.waiting_with(unit.session, message)
    read = [(part, scanning.look_again(unit, part, match)) for part in parts]
    verdict = assess([one for _, findings in read for one in findings], scanning.situation(match, sender))
    meant = next((part for part, findings in read if verdict.advice in findings), message)
    return verdict, meant


def decide_anew(unit: Unit, message: Message, match: Match) -> None:
    """What becomes of a message that waits, or has new words, with all that waits with it."""
    verdict, meant = look_at_all(unit, message, match)
    deliver_or_hold(unit, meant, match, verdict)


def deliver_or_hold(unit: Unit, message: Message, match: Match, verdict: Verdict) -> None:
    """What the verdict says of the message itself, for a message of which it is clear where it goes.

    What waited for a supervisor and is its author's to decide now, in lesser words, does not come: its reader
    was told to wait, and must not wait for somebody who may drop it.
    """
    for part in messages.waiting_with(unit.session, message):
        part.match_id = match.id
    message.match_id = match.id
    sender = unit.session.get_one(Person, message.sender_id)
    was_waiting = message.state is MessageState.WAITING
    _deliver_or_hold(unit, message, match, verdict)
    if was_waiting and message.state is MessageState.HELD:
        unit.say(match.other(sender), phrases.SOMETHING_DROPPED, name=sender.called)


def _deliver_or_hold(unit: Unit, message: Message, match: Match, verdict: Verdict) -> None:
    sender = unit.session.get_one(Person, message.sender_id)
    if verdict.passage is Passage.DELIVER:
        if verdict.advice:  # distress in the same text lets it pass; the team hears of both
            tell_team(unit, message, sender, match, verdict)
        if asking.ask_about_contacts(unit, message, sender, match, verdict):
            return
        has_gone = let_through(unit, message)
        if has_gone and verdict.correcting_note and verdict.advice:
            correct(unit, match, match.other(sender), verdict.advice.category)
    elif verdict.passage is Passage.ASK_FIRST:
        _ask_first(unit, message, sender, match, verdict)
    else:
        _hold_for_team(unit, message, sender, match, verdict)


def send_with_advice(unit: Unit, message: Message, match: Match, verdict: Verdict) -> bool:
    """Its author sends it all the same: it goes with a correcting note, and the team hears.

    Of money, contact details and romance the team knows already. False where it does not go now.
    """
    sender = unit.session.get_one(Person, message.sender_id)
    if not verdict.is_boundary:
        tell_team(unit, message, sender, match, verdict)
    has_gone = let_through(unit, message)
    if has_gone and verdict.advice:
        correct(unit, match, match.other(sender), verdict.advice.category)
    return has_gone


def correct(unit: Unit, match: Match, reader: Person, category: str) -> None:
    """A plain note beside advice that may mislead: what is known, without blame; after the words."""
    unit.say(reader, phrases.CORRECTING_NOTE, lane=Lane.RELAY, within=match.id, category=category)


def tell_team(unit: Unit, message: Message, sender: Person, match: Match, verdict: Verdict) -> Alert | None:
    """The alert about advice, by its grade."""
    found = verdict.advice
    if found is None:
        return None
    return raise_alert(
        unit,
        sender,
        Cause(
            AlertSource.ADVICE,
            found.grade,
            category=found.category,
            rule=found.rule,
            excerpt=scanning.excerpt(message.text.words, found),
            message_id=message.id,
            match_id=match.id,
            peer=match.other(sender),
        ),
    )


def _ask_first(unit: Unit, message: Message, sender: Person, match: Match, verdict: Verdict) -> None:
    """Privately: send it as it is, edit it, or drop it; with the reason, its source and a better wording.

    Money, contact details and romance get no better wording, and the team hears of them in any case.
    """
    _put_aside(unit, message, MessageState.HELD)
    if verdict.is_boundary:
        tell_team(unit, message, sender, match, verdict)
    asked = (message.id, versions.wording(unit.session, message))
    send = Button(phrases.BUTTON_SEND_ANYWAY, Press(Action.SEND_ANYWAY, asked))
    _tell_author(unit, phrases.ADVICE_ASK, message, match, verdict, choices=((send,),))
    asking.remind_later(unit, message)


def _hold_for_team(unit: Unit, message: Message, sender: Person, match: Match, verdict: Verdict) -> None:
    """It waits for a supervisor; the author knows, and the other side is not left in the dark."""
    was_waiting = message.state is MessageState.WAITING
    _put_aside(unit, message, MessageState.WAITING)
    if alert := tell_team(unit, message, sender, match, verdict):
        _ask_team(unit, alert, message, sender, match)
    _tell_author(unit, phrases.ADVICE_WAITS, message, match, verdict)
    if not was_waiting:
        unit.say(match.other(sender), phrases.SOMETHING_WAITS, name=sender.called)


def _put_aside(unit: Unit, message: Message, state: MessageState) -> None:
    """It waits for somebody's answer, with whatever waited with it."""
    for part in messages.waiting_with(unit.session, message):
        part.state = state
    message.state = state


def _tell_author(
    unit: Unit, phrase: Phrase, message: Message, match: Match, verdict: Verdict, *, choices: Rows = ()
) -> None:
    """Why it has not gone yet, with the rule's reason and source; not sending it is always a choice."""
    sender = unit.session.get_one(Person, message.sender_id)
    reason = unit.scanner.reason(verdict.advice.rule) if verdict.advice else None
    keep = Button(phrases.BUTTON_KEEP_UNSENT, Press(Action.KEEP_UNSENT, (message.id,)))
    unit.say(
        sender,
        phrase,
        reply_to=message.telegram_message_id,
        buttons=(*choices, (keep,)),
        name=match.other(sender).called,
        category=verdict.advice.category if verdict.advice else "",
        with_why=yes_or_no(reason),
        why=reason.why if reason else "",
        source=reason.source if reason else "",
    )


def _ask_team(unit: Unit, alert: Alert, message: Message, sender: Person, match: Match) -> None:
    """Whoever is called decides over this very message, which they have to read for it."""
    waiting = messages.waiting_with(unit.session, message)
    words = "\n\n".join(part.text.words for part in waiting if part.text.words)
    for supervisor in duty.first_called(unit, sender, Grade(alert.grade)):
        unit.say(
            supervisor,
            phrases.ADVICE_TO_DECIDE,
            lane=Lane.ALERT,
            buttons=(
                (Button(phrases.BUTTON_RELEASE, Press(Action.RELEASE, (alert.id, message.id))),),
                (Button(phrases.BUTTON_REFUSE, Press(Action.REFUSE, (alert.id, message.id))),),
            ),
            about=sender,
            number=alert.id,
            name=sender.called,
            peer=match.other(sender).called,
            words=shortened(words, LONGEST_SHOWN),
        )
