"""Deciding what becomes of a message after the scan: passed on, asked about first, or held."""

from collections.abc import Iterable

from bot.domain import phrases
from bot.domain.alerts import AlertSource
from bot.domain.buttons import Action, Button, Press, Rows
from bot.domain.findings import Grade
from bot.domain.matches import GOING_ON
from bot.domain.outbox import Lane
from bot.domain.phrases import Phrase, yes_or_no
from bot.domain.risk import Passage, Verdict, assess
from bot.domain.texts import shortened
from bot.services import asking, duty, scanning
from bot.services.alerts import Cause, raise_alert
from bot.services.passing import let_through
from bot.services.unit import Unit
from bot.store import messages, versions
from bot.store.alerts import Alert
from bot.store.matches import Match
from bot.store.messages import Message, MessageState
from bot.store.people import Person

LONGEST_SHOWN = 3000  # UTF-16 units of a message that a supervisor decides on


def look_at_all(unit: Unit, message: Message, match: Match) -> tuple[Verdict, Message]:
    """What follows from the words of a message and of all that waits with it; and which of them is meant."""
    sender = unit.session.get_one(Person, message.sender_id)
    parts = messages.waiting_with(unit.session, message)
    read = [(part, scanning.look_again(unit, part, match)) for part in parts]
    verdict = assess([one for _, findings in read for one in findings], scanning.situation(match, sender))
    meant = next((part for part, findings in read if verdict.advice in findings), message)
    return verdict, meant


def decide_anew(unit: Unit, message: Message, match: Match) -> bool:
    """What becomes of a message that waits, or has new words, with all that waits with it.

    False where it does not go now; its author has been told.
    """
    verdict, meant = look_at_all(unit, message, match)
    return deliver_or_hold(unit, meant, match, verdict)


def deliver_or_hold(unit: Unit, message: Message, match: Match, verdict: Verdict) -> bool:
    """What the verdict says of the message itself, for a message of which it is clear where it goes.

    False where it does not go now; its author has been told. What waited for a supervisor and is its author's
    to decide now, in lesser words, does not come: its reader was told to wait, and must not wait for somebody
    who may drop it.
    """
    for part in messages.waiting_with(unit.session, message):
        part.match_id = match.id
    message.match_id = match.id
    sender = unit.session.get_one(Person, message.sender_id)
    was_waiting = message.state is MessageState.WAITING
    has_gone = _deliver_or_hold(unit, message, match, verdict)
    if was_waiting and message.state is MessageState.HELD:
        tell_dropped(unit, match, sender)
    return has_gone


def tell_dropped(unit: Unit, match: Match, author: Person) -> None:
    """Whoever was told that something waits for a supervisor hears that it does not come."""
    if match.state in GOING_ON:
        unit.say(match.other(author), phrases.SOMETHING_DROPPED, name=author.called)


def _deliver_or_hold(unit: Unit, message: Message, match: Match, verdict: Verdict) -> bool:
    sender = unit.session.get_one(Person, message.sender_id)
    if verdict.passage is Passage.ASK_FIRST:
        _ask_first(unit, message, sender, match, verdict)
        return False
    if verdict.passage is Passage.WAIT:
        _hold_for_team(unit, message, sender, match, verdict)
        return False
    if verdict.advice:  # distress in the same text lets it pass; the team hears of both
        tell_team(unit, message, sender, match, verdict)
    if asking.ask_about_contacts(unit, message, sender, match, verdict):
        return False
    has_gone = let_through(unit, message)
    if has_gone and verdict.correcting_note and verdict.advice:
        correct(unit, match, match.other(sender), verdict.advice.category)
    return has_gone


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
        ask_team(unit, alert, message, duty.first_called(unit, sender, Grade(alert.grade)))
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


def ask_team(unit: Unit, alert: Alert, message: Message, supervisors: Iterable[Person]) -> None:
    """Whoever is called decides over this very message, in these very words, which they read for it."""
    sender = unit.session.get_one(Person, message.sender_id)
    match = unit.session.get_one(Match, message.match_id)
    waiting = messages.waiting_with(unit.session, message)
    words = "\n\n".join(part.text.words for part in waiting if part.text.words)
    asked = (alert.id, message.id, versions.wording(unit.session, message))
    for supervisor in supervisors:
        unit.say(
            supervisor,
            phrases.ADVICE_TO_DECIDE,
            lane=Lane.ALERT,
            buttons=(
                (Button(phrases.BUTTON_RELEASE, Press(Action.RELEASE, asked)),),
                (Button(phrases.BUTTON_REFUSE, Press(Action.REFUSE, (alert.id, message.id))),),
            ),
            about=sender,
            number=alert.id,
            name=sender.called,
            peer=match.other(sender).called,
            words=shortened(words, LONGEST_SHOWN),
        )
