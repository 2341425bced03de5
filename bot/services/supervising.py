"""What a supervisor does with an alert: from acknowledging it to closing it."""

from bot.domain import phrases
from bot.domain.alerts import AlertEventKind, AlertState, move_alert
from bot.domain.findings import Grade
from bot.domain.menus import TEAM
from bot.domain.outbox import Lane
from bot.services import alerts
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store.alerts import Alert
from bot.store.people import Person


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
    alert.state = move_alert(alert.state, AlertState.ACKNOWLEDGED)
    alert.owner, alert.acknowledged_at = actor, unit.now
    alerts.note(unit, alert, AlertEventKind.ACKNOWLEDGED, actor)
    wait = unit.policy.clocks.until_done(Grade(alert.grade))
    if wait is None:
        alert.clock_at = None
    else:
        alerts.start_clock(unit, alert, unit.now + wait)
    alerts.redraw(unit, alert)
    if alert.source.is_distress and alert.grade >= Grade.URGENT:
        unit.say(alert.person, phrases.SEEN_BY, lane=Lane.SAFETY, name=actor.called)


def alert_for(unit: Unit, actor: Person, command: Tapped) -> Alert | None:
    """The alert a button speaks of, where it is this person's to act on; else they are told why not.

    Nobody acts on an alert about themselves, and a coordinator only where it has climbed to them.
    """
    alert = unit.session.get(Alert, command.press.ids[0]) if command.press and command.press.ids else None
    if alert is None or alert.programme_id != unit.programme.id:
        unit.say(actor, phrases.OLD_BUTTON)
        return None
    if not actor.roles & TEAM or alert.person_id == actor.id:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return None
    return alert
