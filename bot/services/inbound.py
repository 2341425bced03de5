"""Whom and what the next text or tap is for: one floor above the use cases, calling exactly one of them."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from bot.domain import phrases
from bot.domain.menus import MenuItem, fold_label, menu_for
from bot.domain.names import may_be_name
from bot.domain.people import Awaiting, PersonState
from bot.services import (
    attending,
    breaking_glass,
    choosing,
    desk,
    enrolment,
    helping,
    noticing,
    planning,
    quick_words,
    relay,
    supervising,
    taking_back,
    topics,
)
from bot.services.commands import Incoming, Nothing, Reachability, Unsend
from bot.services.undelivered import note_reachable, note_unreachable
from bot.services.unit import Stranger, Unit
from bot.store import copies, messages
from bot.store.people import Person

C = TypeVar("C")

_MENU: dict[MenuItem, Callable[[Unit, Person], None]] = {
    MenuItem.HELP_NOW: helping.call_for_help,
    MenuItem.MY_PEOPLE: desk.show_my_people,
    MenuItem.ME: desk.show_me,
    MenuItem.HOW: desk.explain,
    MenuItem.PEOPLE: desk.show_people,
    MenuItem.MATCHES: desk.show_matches,
    MenuItem.INVITE: desk.offer_invitations,
    MenuItem.TEAM: desk.show_team_desk,
    MenuItem.ALERTS: attending.list_alerts,
    MenuItem.BACK: quick_words.back_to_menu,
}

_ANSWERS: dict[Awaiting, Callable[[Unit, Person, Incoming], None]] = {
    Awaiting.ALERT_NOTE: supervising.write_note,
    Awaiting.SAFETY_PLAN: planning.keep,
    Awaiting.SENTENCE: noticing.add_sentence,
    Awaiting.REASON: breaking_glass.show_identity,
    Awaiting.QUICK_WORDS: quick_words.keep,
}
# What may be about its author in danger now, and not only about somebody else.
_HEARD_FIRST: dict[Awaiting, Callable[[Unit, Person, Incoming], None]] = {
    Awaiting.SAFETY_PLAN: helping.hear_in_plan,
    Awaiting.SENTENCE: helping.hear_in_sentence,
}
ANSWERED_WITHIN = timedelta(minutes=15)  # afterwards the next text is for somebody again

_LONGEST_LABEL = 80  # characters somebody may type; longer than that it is no label


def receive(unit: Unit, actor: Person | Stranger, incoming: Incoming) -> None:
    """A message: an answer we wait for, a large button, or something for the other side of a match."""
    if isinstance(actor, Stranger):
        enrolment.greet(unit, actor)
        return
    item = _pressed(unit, actor, incoming.text.words) if incoming.text else None
    if item is MenuItem.HELP_NOW:
        helping.call_for_help(unit, actor)  # in every state, whatever else was asked
    elif not actor.is_active and (cry := helping.cry_in(unit, actor, incoming)):
        helping.answer_cry(unit, actor, cry)  # before consent and after leaving, too
    elif actor.state is PersonState.WITHDRAWN:
        unit.say(actor, phrases.HAS_LEFT)
    elif actor.is_active and item is not None:
        actor.wait_for(None, unit.now)
        _MENU[item](unit, actor)
    elif actor.is_active and _chooses_whom(unit, actor, incoming):
        actor.wait_for(None, unit.now)
    elif actor.is_active:
        _receive_from_participant(unit, actor, incoming)
    elif actor.awaiting is Awaiting.NAME:
        enrolment.choose_name(unit, actor, incoming)
    else:
        unit.say(actor, phrases.CONSENT_FIRST)
        enrolment.greet(unit, actor)


def _pressed(unit: Unit, actor: Person, words: str) -> MenuItem | None:
    """The large button somebody pressed, or typed.

    A call for help counts however it is written. Of the rest only one's own buttons do: "People" may be the
    whole of what a mentee answers.
    """
    item = unit.labels.get(words.strip())
    if item is not None or len(words) > _LONGEST_LABEL:
        return item
    own = {MenuItem.HELP_NOW, MenuItem.BACK, *itertools.chain(*menu_for(actor.roles).rows)}
    folded = fold_label(words)
    return next(
        (each for label, each in unit.labels.items() if each in own and fold_label(label) == folded), None
    )


def _receive_from_participant(unit: Unit, actor: Person, incoming: Incoming) -> None:
    """A participant may be asked for something, and still mean their mentor: in doubt they do."""
    if actor.awaiting is Awaiting.QUICK_WORDS and _is_no_list_of_words(unit, actor, incoming):
        actor.wait_for(None, unit.now)
    if actor.awaiting in _ANSWERS and not _answers_a_message(unit, actor, incoming):
        answer, hear = _ANSWERS[actor.awaiting], _HEARD_FIRST.get(actor.awaiting)
        if unit.now - (actor.awaiting_since or unit.now) <= ANSWERED_WITHIN:
            if hear:
                hear(unit, actor, incoming)
            answer(unit, actor, incoming)  # whatever it says: what is told to the team goes to nobody else
            return
        # It may be a late answer that a mentor or mentee must never see: it goes nowhere.
        actor.wait_for(None, unit.now)
        if cry := helping.cry_in(unit, actor, incoming):
            helping.answer_cry(unit, actor, cry)
        else:
            unit.say(actor, phrases.ANSWER_TOO_LATE)
        return
    if actor.awaiting is Awaiting.NAME and helping.cry_in(unit, actor, incoming):
        actor.wait_for(None, unit.now)  # a cry for help is no name
        relay.receive(unit, actor, incoming)
        return
    if actor.awaiting is Awaiting.NAME:
        waited = unit.now - (actor.awaiting_since or unit.now)
        words = incoming.text.words if incoming.text and incoming.reply_to is None else None
        if may_be_name(words, waited):
            enrolment.choose_name(unit, actor, incoming)
            return
        actor.wait_for(None, unit.now)
        unit.say(actor, phrases.NAME_KEPT, name=actor.called)
    relay.receive(unit, actor, incoming)


def _is_no_list_of_words(unit: Unit, actor: Person, incoming: Incoming) -> bool:
    """A cry for help, a picture, or something written much later is for somebody, not for the keyboard."""
    is_late = unit.now - (actor.awaiting_since or unit.now) > ANSWERED_WITHIN
    return is_late or incoming.text is None or helping.cry_in(unit, actor, incoming) is not None


def _answers_a_message(unit: Unit, actor: Person, incoming: Incoming) -> bool:
    """Whether it is a reply to something somebody wrote; a reply to a question of ours is an answer to us."""
    return (
        incoming.reply_to is not None and copies.shown(unit.session, actor.id, incoming.reply_to) is not None
    )


def _chooses_whom(unit: Unit, actor: Person, incoming: Incoming) -> bool:
    """One of the buttons above the menu, each with the name of somebody to write to.

    An old keyboard may name somebody who is gone or called otherwise by now: that is nobody else's to read.
    """
    if incoming.text is None:
        return False
    words = incoming.text.words
    names = [
        (words.removeprefix(before).removesuffix(after), team)
        for before, after, team in unit.name_labels
        if words.startswith(before) and words.endswith(after)
    ]
    if names and not any(choosing.write_to_named(unit, actor, *each) for each in names):
        unit.say(actor, phrases.OLD_BUTTON, menu=True)
    return bool(names)


def receive_edit(unit: Unit, actor: Person | Stranger, incoming: Incoming) -> None:
    """A message was changed by its author."""
    if not isinstance(actor, Person):
        return
    is_known = messages.written(unit.session, actor.id, incoming.message_id) is not None
    if actor.is_active and is_known:
        relay.edit(unit, actor, incoming)
    elif cry := helping.cry_in(unit, actor, incoming):
        helping.answer_cry(unit, actor, cry)


def change_reachability(unit: Unit, actor: Person | Stranger, command: Reachability) -> None:
    """Somebody blocked the bot or let it back in."""
    if isinstance(actor, Person):
        if command.has_blocked:
            note_unreachable(unit, actor)
        else:
            note_reachable(unit, actor)
            topics.keep_for(unit, actor)


def ask_for_help_text(unit: Unit, actor: Person | Stranger, command: Nothing) -> None:
    """/help: how this works, for whoever asks."""
    _when_active(unit, actor, command, desk.explain)


def take_back(unit: Unit, actor: Person | Stranger, command: Unsend) -> None:
    """/unsend, as a reply to what is to be taken back."""
    _when_active(unit, actor, command, taking_back.take_back)


def ask_about_me(unit: Unit, actor: Person | Stranger, command: Nothing) -> None:
    """/me: what we call somebody, and the ways to change it."""
    _when_active(unit, actor, command, desk.show_me)


def unknown_command(unit: Unit, actor: Person | Stranger, command: Nothing) -> None:
    """Anything else that begins with a slash."""
    _when_active(unit, actor, command, desk.unknown_command)


def _when_active(
    unit: Unit, actor: Person | Stranger, command: C, use_case: Callable[[Unit, Person, C], None]
) -> None:
    if isinstance(actor, Stranger):
        enrolment.greet(unit, actor)
    elif actor.is_active:
        actor.wait_for(None, unit.now)
        use_case(unit, actor, command)
    elif actor.state is PersonState.WITHDRAWN:
        unit.say(actor, phrases.HAS_LEFT)
    else:
        enrolment.greet(unit, actor)
