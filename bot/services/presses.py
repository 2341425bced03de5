"""What each button does: one use case for each action."""

from collections.abc import Callable

from bot.domain import phrases
from bot.domain.buttons import Action
from bot.domain.people import PersonState
from bot.services import (
    advice,
    afterwards,
    attending,
    breaking_glass,
    choosing,
    covering,
    daily,
    desk,
    enrolment,
    helping,
    kept,
    leaving,
    matching,
    noticing,
    pausing,
    planning,
    quick_words,
    supervising,
    taking_back,
)
from bot.services.commands import Tapped
from bot.services.unit import Stranger, Unit
from bot.store import taps
from bot.store.people import Person

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
    Action.SEND_TO: choosing.send_held,
    Action.SEND_REST: choosing.send_rest,
    Action.KEEP_UNSENT: choosing.keep_unsent,
    Action.SEND_AS_IT_IS: choosing.send_as_it_is,
    Action.TAKE_BACK: taking_back.take_back_last,
    Action.DID_IT_ARRIVE: taking_back.did_it_arrive,
    Action.SHOW_KEPT: kept.show,
    Action.PAUSE: pausing.pause,
    Action.GO_ON: pausing.go_on,
    Action.MUTE: pausing.ask_how_long,
    Action.MUTE_FOR: pausing.mute,
    Action.UNMUTE: pausing.unmute,
    Action.TELL_OTHER: pausing.tell_other,
    Action.CHANGE_MATCH: pausing.ask_to_change,
    Action.CHANGE_FOR_SURE: pausing.change,
    Action.QUICK_WORDS: quick_words.switch,
    Action.EDIT_QUICK_WORDS: quick_words.ask,
    Action.USUAL_QUICK_WORDS: quick_words.take_usual,
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
