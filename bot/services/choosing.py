"""Choosing to whom: the answer to a question of ours, or one of the buttons above the keyboard."""

from bot.domain import phrases
from bot.domain.buttons import Action, Button, Press
from bot.domain.matches import GOING_ON
from bot.domain.policy import ContactRule
from bot.domain.risk import Passage, SettledBy
from bot.services import asking, deciding, first_aid, passing
from bot.services.addressing import write_to
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import copies, matches, messages, versions
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
    if message.state is not MessageState.HELD or message.match_id is not None:
        unit.say(sender, phrases.ALREADY_SENT)  # also where it is clear already, and something else is asked
        return
    unit.clear_buttons(sender, tapped.message_id)
    open_ones = matches.conversations_of(unit.session, sender, *GOING_ON)
    chosen = next((match for match in open_ones if match.id == match_id), None)
    if chosen is None:
        asking.ask_to_whom(unit, sender, message, open_ones)
        return
    if _send(unit, message, chosen):
        name = chosen.other(sender).called
        unit.say(sender, phrases.SENT_TO, name=name, reply_to=message.telegram_message_id)
    write_to(unit, sender, chosen, open_ones)
    _offer_rest(unit, sender, chosen)


def send_rest(unit: Unit, sender: Person, tapped: Tapped) -> None:
    """All that waited for an answer as well goes to the same person, in the order in which it was written."""
    match_id, newest = (*tapped.ids, 0, 0)[:2]
    unit.clear_buttons(sender, tapped.message_id)
    open_ones = matches.conversations_of(unit.session, sender, *GOING_ON)
    chosen = next((match for match in open_ones if match.id == match_id), None)
    waiting = [each for each in _unclear(unit, sender) if each.id <= newest]
    if chosen is None or not waiting:
        unit.say(sender, phrases.OLD_BUTTON)
        return
    count = sum(_send(unit, each, chosen) for each in waiting)
    if count:
        unit.say(sender, phrases.SENT_TOGETHER, name=chosen.other(sender).called, count=count)
    write_to(unit, sender, chosen, open_ones)


def _offer_rest(unit: Unit, sender: Person, chosen: Match) -> None:
    """Somebody who writes three messages is asked three times: one tap answers the rest, never a guess."""
    waiting = _unclear(unit, sender)
    if waiting:
        name = (("name", chosen.other(sender).called), ("team", chosen.team_side(sender)))
        press = Press(Action.SEND_REST, (chosen.id, waiting[-1].id))
        unit.say(
            sender,
            phrases.MORE_WAIT,
            buttons=((Button(phrases.SEND_TO, press, args=name),),),
            count=len(waiting),
        )


def _unclear(unit: Unit, sender: Person) -> list[Message]:
    """What waits for an answer, one of each album."""
    albums: set[str] = set()
    first = []
    for each in messages.unclear(unit.session, sender.id):
        if each.album is None or each.album not in albums:
            first.append(each)
            albums.add(each.album or "")
    return first


def _send(unit: Unit, message: Message, chosen: Match) -> bool:
    """It is clear now where this goes, with all of its album; False where it does not go at once."""
    parts = messages.waiting_with(unit.session, message)
    for part in parts:
        part.match_id = chosen.id
    unit.session.flush()
    has_gone = deciding.decide_anew(unit, message, chosen)
    for part in parts:
        first_aid.help_on_the_way(unit, part, chosen)
    return has_gone


def send_as_it_is(unit: Unit, sender: Person, tapped: Tapped) -> None:
    """The author has thought about the contact details in it and sends it all the same."""
    message = _own(unit, sender, tapped)
    if message is None or message.match_id is None:
        unit.say(sender, phrases.OLD_BUTTON)
    elif message.state is not MessageState.HELD:
        unit.say(sender, phrases.ALREADY_SENT)
    else:
        unit.clear_buttons(sender, tapped.message_id)
        match = unit.session.get_one(Match, message.match_id)
        if _send_as_it_is(unit, message, match, tapped.ids[1:]):
            name = match.other(sender).called
            unit.say(sender, phrases.SENT_TO, name=name, reply_to=message.telegram_message_id)


def _send_as_it_is(unit: Unit, message: Message, match: Match, asked: tuple[int, ...]) -> bool:
    """False where it does not go: its words are other ones now, or something in it is not settled."""
    verdict, meant = deciding.look_at_all(unit, message, match)
    wording = versions.wording(unit.session, message)
    is_refused = unit.policy.contacts is ContactRule.REFUSE  # there is no such button then
    if asked != (wording,) or is_refused:
        return deciding.deliver_or_hold(unit, meant, match, verdict)
    settled = SettledBy(message.settled_by) if message.settled_wording == wording else SettledBy.NOBODY
    if settled is SettledBy.AUTHOR:
        return deciding.send_with_advice(unit, meant, match, verdict)
    if settled is SettledBy.NOBODY and verdict.passage is not Passage.DELIVER:
        return deciding.deliver_or_hold(unit, meant, match, verdict)
    return passing.let_through(unit, message)


def keep_unsent(unit: Unit, sender: Person, tapped: Tapped) -> None:
    """The author does not want to send it after all."""
    message = _own(unit, sender, tapped)
    if message is None or message.state not in _STILL_HERE:
        unit.say(sender, phrases.OLD_BUTTON if message is None else phrases.ALREADY_SENT)
        return
    if message.state is MessageState.WAITING and message.match_id is not None:
        deciding.tell_dropped(unit, unit.session.get_one(Match, message.match_id), sender)
    for part in messages.waiting_with(unit.session, message):
        if copies.is_there(unit.session, part.id):  # in other words: the change alone is dropped
            passing.drop_change(unit, part)
        else:
            part.state = MessageState.UNSENT
    unit.clear_buttons(sender, tapped.message_id)
    unit.say(sender, phrases.KEPT_UNSENT, reply_to=message.telegram_message_id)


def write_to_named(unit: Unit, sender: Person, name: str, team: str) -> bool:
    """One of the buttons with names above the keyboard; False where nobody of theirs is called so.

    `team` as in `Match.team_side`: somebody may be both their mentor and their supervisor.
    """
    open_ones = matches.conversations_of(unit.session, sender, *GOING_ON)
    chosen = next(
        (
            match
            for match in open_ones
            if match.other(sender).called == name and match.team_side(sender) == team
        ),
        None,
    )
    if chosen is None:
        return False
    sender.open_match_id = None  # so that it is said, however often it is pressed
    write_to(unit, sender, chosen, open_ones)
    _offer_rest(unit, sender, chosen)
    return True


def _own(unit: Unit, sender: Person, tapped: Tapped) -> Message | None:
    message = unit.session.get(Message, tapped.ids[0]) if tapped.ids else None
    return message if message is not None and message.sender_id == sender.id else None
