"""Passing on, asking first, or holding for a supervisor: what becomes of a message after the scan."""

from bot.domain import phrases
from bot.domain.agenda import AgendaKind
from bot.domain.alerts import AlertSource
from bot.domain.buttons import Action, Button, Press, Rows
from bot.domain.findings import Grade
from bot.domain.matches import MatchState
from bot.domain.outbox import Lane, OutboxState
from bot.domain.phrases import Phrase, yes_or_no
from bot.domain.risk import Passage, Verdict
from bot.domain.texts import shortened
from bot.services import duty, scanning
from bot.services.alerts import Cause, note_written, raise_alert
from bot.services.unit import Unit
from bot.store import outbox
from bot.store.alerts import Alert
from bot.store.matches import Match
from bot.store.messages import Message, MessageState
from bot.store.people import Person

LONGEST_SHOWN = 3000  # UTF-16 units of a message that a supervisor decides on


def pass_on(unit: Unit, sender: Person, message_id: int, match: Match) -> bool:
    """Queue the copy; False where the other side cannot be reached, and then the author is told.

    A supervisor's words that are on their way stop the clock of doing, by whichever way they came here.
    """
    other = match.other(sender)
    if other.unreachable_since is not None:
        unit.say(sender, phrases.NOT_DELIVERED_BLOCKED, name=other.called, count=1)
        return False
    unit.copy(message_id, other)
    note_written(unit, sender, match)
    return True


def let_through(unit: Unit, message: Message) -> bool:
    """Pass on a message that was held, or the new wording of one that has gone already.

    False where it cannot arrive any more; its author has been told.
    """
    match = unit.session.get_one(Match, message.match_id)
    sender = unit.session.get_one(Person, message.sender_id)
    other = match.other(sender)
    if match.state is not MatchState.ACTIVE:
        message.state = MessageState.REFUSED
        unit.say(sender, phrases.CONVERSATION_CLOSED, name=other.called)
        return False
    copy = outbox.copy_of(unit.session, message.id)
    if copy is None:
        message.state = MessageState.REFUSED if other.unreachable_since else MessageState.RELAYED
        return pass_on(unit, sender, message.id, match)
    message.state = MessageState.RELAYED
    if copy.state in {OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT}:
        unit.mirror_edit(message.id, other)
        return True
    unit.say(sender, phrases.EDIT_TOO_LATE, name=other.called)
    return False


def deliver_or_hold(unit: Unit, message: Message, match: Match, verdict: Verdict) -> None:
    """What the verdict says of the message itself, for a message of which it is clear where it goes."""
    message.match_id = match.id
    sender = unit.session.get_one(Person, message.sender_id)
    if verdict.passage is Passage.DELIVER:
        if verdict.advice:  # distress in the same text lets it pass; the team hears of both
            tell_team(unit, message, sender, match, verdict)
        if let_through(unit, message) and verdict.correcting_note and verdict.advice:
            correct(unit, match.other(sender), verdict.advice.category)
    elif verdict.passage is Passage.ASK_FIRST:
        _ask_first(unit, message, sender, match, verdict)
    else:
        _hold_for_team(unit, message, sender, match, verdict)


def correct(unit: Unit, reader: Person, category: str) -> None:
    """A plain note beside advice that may mislead: what is known, without blame."""
    unit.say(
        reader, phrases.CORRECTING_NOTE, lane=Lane.RELAY, category=category
    )  # after the words it is about


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
    message.state = MessageState.HELD
    if verdict.is_boundary:
        tell_team(unit, message, sender, match, verdict)
    send = Button(phrases.BUTTON_SEND_ANYWAY, Press(Action.SEND_ANYWAY, (message.id,)))
    _tell_author(unit, phrases.ADVICE_ASK, message, match, verdict, choices=((send,),))
    unit.later(AgendaKind.ADVICE_REMINDER, unit.policy.advice_reminded_after, message.id)


def _hold_for_team(unit: Unit, message: Message, sender: Person, match: Match, verdict: Verdict) -> None:
    """It waits for a supervisor; the author knows, and the other side is not left in the dark."""
    was_waiting = message.state is MessageState.WAITING
    message.state = MessageState.WAITING
    if alert := tell_team(unit, message, sender, match, verdict):
        _ask_team(unit, alert, message, sender, match)
    _tell_author(unit, phrases.ADVICE_WAITS, message, match, verdict)
    if not was_waiting:
        unit.say(match.other(sender), phrases.SOMETHING_WAITS, name=sender.called)


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
            words=shortened(message.text.words, LONGEST_SHOWN),
        )
