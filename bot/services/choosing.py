"""Choosing to whom: the answer to a question of ours, or one of the buttons above the keyboard."""

from bot.domain import phrases
from bot.domain.matches import GOING_ON
from bot.domain.risk import assess
from bot.services import asking, first_aid, passing, scanning
from bot.services.addressing import write_to
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import copies, matches, messages
from bot.store.matches import Match
from bot.store.messages import Message, MessageState
from bot.store.people import Person

_STILL_HERE = {MessageState.HELD, MessageState.WAITING, MessageState.KEPT}


def send_held(unit: Unit, sender: Person, tapped: Tapped) -> None:
    """The author has said to whom: send it there, once."""
    message = _own(unit, sender, tapped)
    match_id = tapped.ids[-1] if tapped.ids else 0
    if message is None:
        unit.say(sender, phrases.OLD_BUTTON)
        return
    if message.state is not MessageState.HELD:
        unit.say(sender, phrases.ALREADY_SENT)
        return
    unit.clear_buttons(sender, tapped.message_id)
    open_ones = matches.conversations_of(unit.session, sender, *GOING_ON)
    chosen = next((match for match in open_ones if match.id == match_id), None)
    if chosen is None:
        asking.ask_to_whom(unit, sender, message, open_ones)
        return
    message.match_id = chosen.id
    unit.session.flush()
    parts = messages.together(unit.session, message)
    findings = [one for part in parts for one in scanning.look_again(unit, part, chosen)]
    verdict = assess(findings, scanning.situation(chosen, sender))
    first_aid.help_on_the_way(unit, message, chosen, findings, verdict)
    passing.deliver_or_hold(unit, message, chosen, verdict)
    if messages.is_relayed(message):
        name = chosen.other(sender).called
        unit.say(sender, phrases.SENT_TO, name=name, reply_to=message.telegram_message_id)
    write_to(unit, sender, chosen, open_ones)


def send_as_it_is(unit: Unit, sender: Person, tapped: Tapped) -> None:
    """The author has thought about the contact details in it and sends it all the same."""
    message = _own(unit, sender, tapped)
    if message is None or message.match_id is None:
        unit.say(sender, phrases.OLD_BUTTON)
    elif message.state is not MessageState.HELD:
        unit.say(sender, phrases.ALREADY_SENT)
    else:
        unit.clear_buttons(sender, tapped.message_id)
        if passing.let_through(unit, message):
            name = unit.session.get_one(Match, message.match_id).other(sender).called
            unit.say(sender, phrases.SENT_TO, name=name, reply_to=message.telegram_message_id)


def keep_unsent(unit: Unit, sender: Person, tapped: Tapped) -> None:
    """The author does not want to send it after all."""
    message = _own(unit, sender, tapped)
    if message is None or message.state not in _STILL_HERE:
        unit.say(sender, phrases.OLD_BUTTON if message is None else phrases.ALREADY_SENT)
        return
    if message.state is MessageState.WAITING and message.match_id is not None:
        other = unit.session.get_one(Match, message.match_id).other(sender)
        unit.say(other, phrases.SOMETHING_DROPPED, name=sender.called)
    for part in messages.together(unit.session, message):
        is_there = copies.is_there(unit.session, part.id)  # in other words: the change alone is dropped
        part.state = MessageState.REFUSED if is_there else MessageState.UNSENT
    unit.clear_buttons(sender, tapped.message_id)
    unit.say(sender, phrases.KEPT_UNSENT, reply_to=message.telegram_message_id)


def write_to_named(unit: Unit, sender: Person, name: str) -> bool:
    """One of the buttons with names above the keyboard; False where nobody of theirs is called so."""
    open_ones = matches.conversations_of(unit.session, sender, *GOING_ON)
    chosen = next((match for match in open_ones if match.other(sender).called == name), None)
    if chosen is None:
        return False
    sender.open_match_id = None  # so that it is said, however often it is pressed
    write_to(unit, sender, chosen, open_ones)
    return True


def _own(unit: Unit, sender: Person, tapped: Tapped) -> Message | None:
    message = unit.session.get(Message, tapped.ids[0]) if tapped.ids else None
    return message if message is not None and message.sender_id == sender.id else None
