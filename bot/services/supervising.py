"""What a supervisor does with an alert: from acknowledging it to closing it."""

from bot.domain import phrases
from bot.domain.alerts import AlertEventKind, AlertState, Disposition, move_alert
from bot.domain.buttons import Action, Button, Press
from bot.domain.findings import Grade
from bot.domain.outbox import Lane
from bot.domain.people import Awaiting
from bot.services import alert_cards, alerts, duty, undelivered
from bot.services.acting import alert_for, is_supervisors_work, take_on
from bot.services.commands import Incoming, Tapped
from bot.services.unit import Unit
from bot.store.alerts import Alert, events_of
from bot.store.people import Person

_LONGEST_NOTE = 1000  # characters
_GRADES = (Grade.EMERGENCY, Grade.URGENT, Grade.CONCERN)


def acknowledge(unit: Unit, actor: Person, command: Tapped) -> None:
    """Somebody takes it on: the clock stops, all cards say who, and the person hears that it was seen.

    Of two who press at the same time one wins, and the other is told who.
    """
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    if alert.state is not AlertState.OPEN:
        owner = alert.owner.called if alert.owner and alert.owner.name else ""
        unit.say(actor, phrases.ALERT_TAKEN, number=alert.id, owner=owner, state=alert.state.value)
        return
    take_on(unit, actor, alert)


def offer_handover(unit: Unit, actor: Person, command: Tapped) -> None:
    """Ask to whom it is to be handed."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    others = _colleagues(unit, actor, alert)
    if not others:
        unit.say(actor, phrases.NOBODY_TO_HAND_TO)
        return
    unit.say(
        actor,
        phrases.HAND_TO_WHOM,
        buttons=tuple(
            (
                Button(
                    phrases.BUTTON_PERSON,
                    Press(Action.HAND_TO, (alert.id, one.id)),
                    args=(("name", one.called),),
                ),
            )
            for one in others[:8]
        ),
        number=alert.id,
    )


def hand_to(unit: Unit, actor: Person, command: Tapped) -> None:
    """Ask a colleague to take it over; until they accept, it stays with whoever has it, clock and all."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    to = next((one for one in _colleagues(unit, actor, alert) if one.id == command.ids[-1]), None)
    if to is None:
        unit.say(actor, phrases.OLD_BUTTON)
        return
    unit.clear_buttons(actor, command.message_id)
    alerts.note(unit, alert, AlertEventKind.HANDED_OVER, actor, {"to": to.id})
    unit.say(
        to,
        phrases.HANDOVER_ASKED,
        lane=Lane.ALERT,
        buttons=((Button(phrases.BUTTON_TAKE_OVER, Press(Action.TAKE_OVER, (alert.id,))),),),
        about=alert.person,
        name=actor.called,
        number=alert.id,
        grade=Grade(alert.grade).word,
    )
    alert_cards.send_cards(unit, alert, [to])
    unit.say(actor, phrases.HANDOVER_WAITS, name=to.called, number=alert.id)


def take_over(unit: Unit, actor: Person, command: Tapped) -> None:
    """A colleague accepts what was handed to them."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    unit.clear_buttons(actor, command.message_id)
    if alert.state is AlertState.RESOLVED:
        unit.say(actor, phrases.ALERT_TAKEN, number=alert.id, owner="", state=alert.state.value)
        return
    asked = any(
        event.kind is AlertEventKind.HANDED_OVER and (event.detail or {}).get("to") == actor.id
        for event in events_of(unit.session, alert.id)
    )
    if not asked:
        unit.say(actor, phrases.OLD_BUTTON)
        return
    before = alert.owner
    take_on(unit, actor, alert)
    alert.owner, alert.acknowledged_at = actor, unit.now
    alerts.note(unit, alert, AlertEventKind.HANDOVER_ACCEPTED, actor)
    alerts.wait_until_done(unit, alert)
    alert_cards.redraw(unit, alert)
    if before is not None and before.id != actor.id:
        unit.say(before, phrases.HANDOVER_ACCEPTED, name=actor.called, number=alert.id)


def offer_grades(unit: Unit, actor: Person, command: Tapped) -> None:
    """Ask which grade it really is."""
    alert = alert_for(unit, actor, command)
    if alert is not None:
        unit.say(
            actor,
            phrases.REGRADE_TO,
            buttons=tuple(
                (
                    Button(
                        phrases.BUTTON_GRADE,
                        Press(Action.GRADE_AS, (alert.id, grade.value)),
                        args=(("grade", grade.word),),
                    ),
                )
                for grade in _GRADES
                if grade != alert.grade
            ),
            number=alert.id,
        )


def grade_as(unit: Unit, actor: Person, command: Tapped) -> None:
    """A supervisor alone changes a grade; the clock goes by the new one."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    if not is_supervisors_work(unit, actor):
        return
    grade = next((one for one in _GRADES if one.value == command.ids[-1]), None)
    if grade is None or alert.state is AlertState.RESOLVED:
        unit.say(actor, phrases.OLD_BUTTON)
        return
    unit.clear_buttons(actor, command.message_id)
    alerts.note(
        unit, alert, AlertEventKind.REGRADED, actor, {"from": Grade(alert.grade).word, "to": grade.word}
    )
    alert.grade = grade.value
    if alert.state is AlertState.OPEN:
        alerts.ring(unit, alert)
    else:
        alerts.wait_until_done(unit, alert)
        alerts.plan_the_day_after(unit, alert)
    alert_cards.redraw(unit, alert)


def offer_dispositions(unit: Unit, actor: Person, command: Tapped) -> None:
    """Ask how it ended."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    if alert.state is AlertState.RESOLVED:
        unit.say(actor, phrases.ALERT_TAKEN, number=alert.id, owner="", state=alert.state.value)
        return
    unit.say(
        actor,
        phrases.RESOLVE_HOW,
        buttons=tuple(
            (
                Button(
                    phrases.BUTTON_DISPOSITION,
                    Press(Action.RESOLVE_AS, (alert.id, each.number)),
                    args=(("disposition", each.value),),
                ),
            )
            for each in Disposition
        ),
        number=alert.id,
    )


def resolve_as(unit: Unit, actor: Person, command: Tapped) -> None:
    """Close it, with how it ended; then a note may follow."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    if alert_cards.messages_waiting(unit, alert):
        unit.say(actor, phrases.DECIDE_FIRST, number=alert.id)
        return
    disposition = Disposition.numbered(command.ids[-1])
    if disposition is None or alert.state is AlertState.RESOLVED:
        unit.say(actor, phrases.OLD_BUTTON)
        return
    unit.clear_buttons(actor, command.message_id)
    alert.state = move_alert(alert.state, AlertState.RESOLVED)
    alert.disposition, alert.resolved_at, alert.clock_at = disposition, unit.now, None
    alert.owner = alert.owner or actor
    alerts.note(unit, alert, AlertEventKind.RESOLVED, actor, {"disposition": disposition.value})
    for match in alerts.close_support(unit, alert):
        undelivered.drop_kept(unit, match)
    alert_cards.redraw(unit, alert)
    actor.wait_for(Awaiting.ALERT_NOTE, unit.now, alert.id)
    unit.say(
        actor,
        phrases.RESOLVED_NOTE,
        buttons=((Button(phrases.BUTTON_NO_NOTE, Press(Action.NO_NOTE, (alert.id,))),),),
        number=alert.id,
    )


def write_note(unit: Unit, actor: Person, incoming: Incoming) -> None:
    """The text that follows is the note on the alert just resolved."""
    alert = unit.session.get(Alert, actor.awaiting_id) if actor.awaiting_id else None
    if incoming.text is None:
        unit.say(actor, phrases.NOTE_WORDS_ONLY)
        return
    actor.wait_for(None, unit.now)
    if alert is None:
        unit.say(actor, phrases.OLD_BUTTON)
        return
    alert.note = incoming.text.words[:_LONGEST_NOTE]
    alert_cards.redraw(unit, alert)
    unit.say(actor, phrases.NOTE_KEPT, number=alert.id, menu=True)


def leave_without_note(unit: Unit, actor: Person, command: Tapped) -> None:
    """No note is wanted."""
    unit.clear_buttons(actor, command.message_id)
    actor.wait_for(None, unit.now)
    unit.say(actor, phrases.NO_NOTE_KEPT, menu=True)


def reopen(unit: Unit, actor: Person, command: Tapped) -> None:
    """It was not over: the clock starts again."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    if alert.state is not AlertState.RESOLVED:
        unit.say(actor, phrases.OLD_BUTTON)
        return
    alerts.note(unit, alert, AlertEventKind.REOPENED, actor)
    alerts.ring_again(unit, alert)


def _colleagues(unit: Unit, actor: Person, alert: Alert) -> list[Person]:
    """To whom they may hand it: a supervisor; a coordinator where there is none, or it is about the team."""
    coordinators = duty.coordinators(unit, alert.person)
    called = coordinators if alert.for_coordinators else duty.everyone(unit, alert.person) or coordinators
    return [one for one in called if one.id != actor.id]
