"""Advice that was held: its author sends or drops it; a supervisor lets it through or does not."""

from bot.domain import phrases
from bot.domain.alerts import AlertEventKind
from bot.domain.matches import GOING_ON
from bot.domain.risk import SettledBy
from bot.services import asking, deciding, passing
from bot.services.acting import act_on, alert_for, is_supervisors_work
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import copies, messages, versions
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
    if tapped.ids[1:] != (versions.wording(unit.session, message),):
        deciding.decide_anew(unit, message, match)  # it was asked of other words
        return
    verdict, meant = deciding.look_at_all(unit, message, match)
    if asking.ask_about_contacts(unit, meant, sender, match, verdict, settled=SettledBy.AUTHOR):
        return
    if deciding.send_with_advice(unit, meant, match, verdict):
        name = match.other(sender).called
        unit.say(sender, phrases.SENT_TO, name=name, reply_to=message.telegram_message_id)


def release(unit: Unit, actor: Person, command: Tapped) -> None:
    """A supervisor lets a message that waits go to the other side, in the words that they have read."""
    found = _waiting(unit, actor, command)
    if found is None:
        return
    alert, message, sender = found
    unit.clear_buttons(actor, command.message_id)
    if command.ids[2:] != (versions.wording(unit.session, message),):
        deciding.ask_team(unit, alert, message, [actor])
        return
    match = unit.session.get_one(Match, message.match_id)
    name = match.other(sender).called
    verdict, meant = deciding.look_at_all(unit, message, match)
    if asking.ask_about_contacts(unit, meant, sender, match, verdict, settled=SettledBy.TEAM):
        deciding.tell_dropped(unit, match, sender)
        unit.say(actor, phrases.RELEASED_LATER, name=sender.called, peer=name, why="asked")
    elif passing.let_through(unit, message):
        unit.say(sender, phrases.ADVICE_RELEASED, name=name, reply_to=message.telegram_message_id)
    elif match.state in GOING_ON:
        unit.say(actor, phrases.RELEASED_LATER, name=sender.called, peer=name, why="kept")
    else:
        unit.say(actor, phrases.RELEASED_LATER, name=sender.called, peer=name, why="over")
        return
    act_on(unit, actor, alert, AlertEventKind.RELEASED)


def refuse(unit: Unit, actor: Person, command: Tapped) -> None:
    """A supervisor does not let it go; both sides are told, the author kindly."""
    found = _waiting(unit, actor, command)
    if found is None:
        return
    alert, message, sender = found
    unit.clear_buttons(actor, command.message_id)
    for part in messages.waiting_with(unit.session, message):
        if copies.is_there(unit.session, part.id):
            passing.drop_change(unit, part)
        else:
            part.state = MessageState.REFUSED
    match = unit.session.get_one(Match, message.match_id)
    name = match.other(sender).called
    unit.say(sender, phrases.ADVICE_REFUSED, name=name, reply_to=message.telegram_message_id)
    deciding.tell_dropped(unit, match, sender)
    act_on(unit, actor, alert, AlertEventKind.REFUSED)


def remind(unit: Unit, row: AgendaRow) -> None:
    """The author has not said what is to become of it: one reminder, and it stays unsent until they do."""
    message = unit.session.get(Message, row.subject_id)
    if message is None or message.state is not MessageState.HELD:
        return
    sender = unit.session.get_one(Person, message.sender_id)
    match = unit.session.get(Match, message.match_id) if message.match_id else None
    if not sender.is_active or (match is not None and match.state not in GOING_ON):
        return
    if match is None:
        unit.say(sender, phrases.TO_WHOM_REMINDER, reply_to=message.telegram_message_id)
    else:
        name = match.other(sender).called
        unit.say(sender, phrases.ADVICE_REMINDER, name=name, reply_to=message.telegram_message_id)


def _waiting(unit: Unit, actor: Person, command: Tapped) -> tuple[Alert, Message, Person] | None:
    alert = alert_for(unit, actor, command)
    if alert is None or not is_supervisors_work(unit, actor):
        return None
    message = unit.session.get(Message, command.ids[1]) if len(command.ids) > 1 else None
    is_theirs = message is not None and message.sender_id == alert.person_id
    if message is None or not is_theirs or message.state is not MessageState.WAITING:
        unit.say(actor, phrases.NOTHING_WAITS, number=alert.id)
        return None
    return alert, message, unit.session.get_one(Person, message.sender_id)
