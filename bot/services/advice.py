"""Advice that was held: its author sends or drops it; a supervisor lets it through or does not."""

from bot.domain import phrases
from bot.domain.alerts import AlertEventKind
from bot.domain.policy import ContactRule
from bot.domain.risk import Situation, assess
from bot.services import asking, passing, scanning
from bot.services.acting import act_on, alert_for, is_supervisors_work
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import messages
from bot.store.agenda import AgendaRow
from bot.store.alerts import Alert
from bot.store.matches import Match
from bot.store.messages import Message, MessageState
from bot.store.people import Person


def send_anyway(unit: Unit, sender: Person, tapped: Tapped) -> None:
    """The author sends it as it is: it goes, with a correcting note, and the team hears."""
    message = unit.session.get(Message, tapped.ids[0]) if tapped.ids else None
    if message is None or message.sender_id != sender.id or message.match_id is None:
        unit.say(sender, phrases.OLD_BUTTON)
        return
    if message.state is not MessageState.HELD:
        unit.say(sender, phrases.ALREADY_SENT)
        return
    unit.clear_buttons(sender, tapped.message_id)
    match = unit.session.get_one(Match, message.match_id)
    verdict = assess(scanning.look_again(unit, message, match), Situation())
    if unit.policy.contacts is ContactRule.REFUSE and asking.ask_about_contacts(
        unit, message, sender, match, verdict
    ):
        return
    if not verdict.is_boundary:  # of those the team knows already
        passing.tell_team(unit, message, sender, match, verdict)
    if passing.let_through(unit, message):
        other = match.other(sender)
        unit.say(sender, phrases.SENT_TO, name=other.called, reply_to=message.telegram_message_id)
        if verdict.advice:
            passing.correct(unit, other, verdict.advice.category)


def release(unit: Unit, actor: Person, command: Tapped) -> None:
    """A supervisor lets a message that waits go to the other side."""
    found = _waiting(unit, actor, command)
    if found is None:
        return
    alert, message, sender = found
    unit.clear_buttons(actor, command.message_id)
    if passing.let_through(unit, message):
        match = unit.session.get_one(Match, message.match_id)
        name = match.other(sender).called
        unit.say(sender, phrases.ADVICE_RELEASED, name=name, reply_to=message.telegram_message_id)
    act_on(unit, actor, alert, AlertEventKind.RELEASED)


def refuse(unit: Unit, actor: Person, command: Tapped) -> None:
    """A supervisor does not let it go; both sides are told, the author kindly."""
    found = _waiting(unit, actor, command)
    if found is None:
        return
    alert, message, sender = found
    unit.clear_buttons(actor, command.message_id)
    for part in messages.together(unit.session, message):
        part.state = MessageState.REFUSED
    match = unit.session.get_one(Match, message.match_id)
    other = match.other(sender)
    unit.say(sender, phrases.ADVICE_REFUSED, name=other.called, reply_to=message.telegram_message_id)
    unit.say(other, phrases.SOMETHING_DROPPED, name=sender.called)
    act_on(unit, actor, alert, AlertEventKind.REFUSED)


def remind(unit: Unit, row: AgendaRow) -> None:
    """The author has not said what is to become of it: one reminder, and it stays unsent until they do."""
    message = unit.session.get(Message, row.subject_id)
    if message is not None and message.state is MessageState.HELD and message.match_id is not None:
        sender = unit.session.get_one(Person, message.sender_id)
        other = unit.session.get_one(Match, message.match_id).other(sender)
        unit.say(sender, phrases.ADVICE_REMINDER, name=other.called, reply_to=message.telegram_message_id)


def _waiting(unit: Unit, actor: Person, command: Tapped) -> tuple[Alert, Message, Person] | None:
    alert = alert_for(unit, actor, command)
    if alert is None or not is_supervisors_work(unit, actor):
        return None
    message = unit.session.get(Message, command.ids[-1])
    is_theirs = message is not None and message.sender_id == alert.person_id
    if message is None or not is_theirs or message.state is not MessageState.WAITING:
        unit.say(actor, phrases.NOTHING_WAITS, number=alert.id)
        return None
    return alert, message, unit.session.get_one(Person, message.sender_id)
