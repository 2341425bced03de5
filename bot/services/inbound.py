"""Whom and what the next text or tap is for: one floor above the use cases, calling exactly one of them."""

import itertools
from collections.abc import Callable
from datetime import timedelta

from bot.domain import phrases
from bot.domain.buttons import Action
from bot.domain.menus import MenuItem, fold_label, menu_for
from bot.domain.names import may_be_name
from bot.domain.people import Awaiting, PersonState
from bot.services import (
    advice,
    afterwards,
    attending,
    breaking_glass,
    covering,
    daily,
    desk,
    enrolment,
    helping,
    leaving,
    matching,
    noticing,
    planning,
    relay,
    supervising,
)
from bot.services.commands import Incoming, Nothing, Reachability, Tapped
from bot.services.undelivered import note_unreachable
from bot.services.unit import Stranger, Unit
from bot.store import messages, taps
from bot.store.people import Person

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
}

_ANSWERS: dict[Awaiting, Callable[[Unit, Person, Incoming], None]] = {
    Awaiting.ALERT_NOTE: supervising.write_note,
    Awaiting.SAFETY_PLAN: planning.keep,
    Awaiting.SENTENCE: noticing.add_sentence,
    Awaiting.REASON: breaking_glass.show_identity,
}
# What may be about its author in danger now, and not only about somebody else.
_HEARD_FIRST: dict[Awaiting, Callable[[Unit, Person, Incoming], None]] = {
    Awaiting.SAFETY_PLAN: helping.hear_in_plan,
    Awaiting.SENTENCE: helping.hear_in_sentence,
}
ANSWERED_WITHIN = timedelta(minutes=15)  # afterwards the next text is for somebody again

_LONGEST_LABEL = 80  # characters somebody may type; longer than that it is no label

_BEFORE_CONSENT: dict[Action, Callable[[Unit, Person, Tapped], None]] = {
    Action.AGREE: enrolment.agree,
    Action.NOT_NOW: enrolment.not_now,
    Action.READY: enrolment.read_again,
    Action.HELP_NOW: helping.call_for_help,
    Action.HELP_KIND: helping.say_what_it_is,
    Action.SHOW_LINES: afterwards.show_lines,
    Action.SHOW_LARGE: afterwards.show_large,
    Action.CHANGE_COUNTRY: afterwards.offer_countries,
    Action.COUNTRY: afterwards.choose_country,
    Action.SAFE_FOR_NOW: afterwards.safe_for_now,
}

_TAPS: dict[Action, Callable[[Unit, Person, Tapped], None]] = {
    **_BEFORE_CONSENT,
    Action.ACCEPT_MATCH: matching.accept,
    Action.DECLINE_MATCH: matching.decline,
    Action.SEND_TO: relay.send_held,
    Action.KEEP_UNSENT: relay.keep_unsent,
    Action.CHANGE_NAME: enrolment.ask_for_name,
    Action.KEEP_NAME: enrolment.keep_name,
    Action.LEAVE: leaving.ask_to_leave,
    Action.LEAVE_FOR_SURE: leaving.leave,
    Action.STAY: leaving.stay,
    Action.INVITE: desk.invite_by_tap,
    Action.OFFER_INVITATIONS: desk.offer_invitations,
    Action.PEOPLE: desk.show_people,
    Action.MATCHES: desk.show_matches,
    Action.SAFETY_PLAN: planning.ask,
    Action.NO_PLAN: planning.have_none,
    Action.KEEP_PLAN: planning.leave,
    Action.CANNOT_NOW: afterwards.cannot_now,
    Action.ALL_RIGHT: afterwards.all_right,
    Action.NOT_WELL: afterwards.not_well,
    Action.DEBRIEF: afterwards.debrief,
    Action.NO_DEBRIEF: afterwards.no_debrief,
    Action.WORRIED: noticing.ask_about_whom,
    Action.WORRIED_ABOUT: noticing.worry_about,
    Action.NOT_RIGHT: noticing.ask_what_is_not_right,
    Action.NOT_RIGHT_ABOUT: noticing.say_what_is_not_right,
    Action.NO_SENTENCE: noticing.add_nothing,
    Action.DUTY: covering.show_duty,
    Action.ON_DUTY: covering.go_on_duty,
    Action.OFF_DUTY: covering.go_off_duty,
    Action.HOLIDAY: covering.take_holiday,
    Action.SWAP: covering.ask_who_swaps,
    Action.SWAP_WITH: covering.ask_to_swap,
    Action.TAKE_SHIFT: covering.take_shift,
    Action.WEEK: daily.show_week,
    Action.CRISIS_LINES: daily.show_crisis_lines,
    Action.CONFIRM_LINES: daily.confirm_lines,
    Action.SEND_ANYWAY: advice.send_anyway,
    Action.RELEASE: advice.release,
    Action.REFUSE: advice.refuse,
    Action.ALERTS: attending.list_alerts,
    Action.SHOW_ALERT: attending.show_alert,
    Action.ACKNOWLEDGE: supervising.acknowledge,
    Action.OPEN_CONTEXT: attending.open_context,
    Action.MESSAGE_PERSON: attending.message_person,
    Action.MESSAGE_PEER: attending.message_peer,
    Action.MORE: attending.show_more,
    Action.PROMPTS: attending.show_prompts,
    Action.SUMMARY: attending.show_summary,
    Action.TIMELINE: attending.show_timeline,
    Action.WHO_IS_THIS: breaking_glass.ask_why,
    Action.HAND_OVER: supervising.offer_handover,
    Action.HAND_TO: supervising.hand_to,
    Action.TAKE_OVER: supervising.take_over,
    Action.REGRADE: supervising.offer_grades,
    Action.GRADE_AS: supervising.grade_as,
    Action.RESOLVE: supervising.offer_dispositions,
    Action.RESOLVE_AS: supervising.resolve_as,
    Action.NO_NOTE: supervising.leave_without_note,
    Action.REOPEN: supervising.reopen,
}


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
    own = {MenuItem.HELP_NOW, *itertools.chain(*menu_for(actor.roles).rows)}
    folded = fold_label(words)
    return next(
        (each for label, each in unit.labels.items() if each in own and fold_label(label) == folded), None
    )


def _receive_from_participant(unit: Unit, actor: Person, incoming: Incoming) -> None:
    """A participant may be asked for something, and still mean their mentor: in doubt they do."""
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


def _answers_a_message(unit: Unit, actor: Person, incoming: Incoming) -> bool:
    """Whether it is a reply to something somebody wrote; a reply to a question of ours is an answer to us."""
    return (
        incoming.reply_to is not None
        and messages.shown(unit.session, actor.id, incoming.reply_to) is not None
    )


def receive_edit(unit: Unit, actor: Person | Stranger, incoming: Incoming) -> None:
    """A message was changed by its author."""
    if not isinstance(actor, Person):
        return
    is_known = messages.written(unit.session, actor.id, incoming.message_id) is not None
    if actor.is_active and is_known:
        relay.edit(unit, actor, incoming)
    elif cry := helping.cry_in(unit, actor, incoming):
        helping.answer_cry(unit, actor, cry)


def tap(unit: Unit, actor: Person | Stranger, tapped: Tapped) -> None:
    """A button was pressed; a trembling finger's second press does nothing."""
    pressed = taps.Pressed(actor.telegram_id, tapped.message_id, tapped.data, tapped.query_id)
    if not taps.is_new(unit.session, unit.programme.id, pressed, unit.now):
        return
    if isinstance(actor, Stranger):
        enrolment.greet(unit, actor)
    elif tapped.press is None:
        unit.say(actor, phrases.OLD_BUTTON)
    elif actor.is_active or tapped.press.action in _BEFORE_CONSENT:
        _TAPS[tapped.press.action](unit, actor, tapped)
    elif actor.state is PersonState.WITHDRAWN:
        unit.say(actor, phrases.HAS_LEFT)
    else:
        enrolment.greet(unit, actor)


def change_reachability(unit: Unit, actor: Person | Stranger, command: Reachability) -> None:
    """Somebody blocked the bot or let it back in."""
    if isinstance(actor, Person):
        if command.has_blocked:
            note_unreachable(unit, actor)
        else:
            actor.unreachable_since = None


def ask_for_help_text(unit: Unit, actor: Person | Stranger, command: Nothing) -> None:
    """/help: how this works, for whoever asks."""
    _when_active(unit, actor, command, desk.explain)


def ask_about_me(unit: Unit, actor: Person | Stranger, command: Nothing) -> None:
    """/me: what we call somebody, and the ways to change it."""
    _when_active(unit, actor, command, desk.show_me)


def unknown_command(unit: Unit, actor: Person | Stranger, command: Nothing) -> None:
    """Anything else that begins with a slash."""
    _when_active(unit, actor, command, desk.unknown_command)


def _when_active(
    unit: Unit,
    actor: Person | Stranger,
    command: Nothing,
    use_case: Callable[[Unit, Person, Nothing], None],
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
