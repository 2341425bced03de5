"""Whose alert a button speaks of, and that something was done: what every act on an alert begins with."""

from bot.domain import phrases
from bot.domain.alerts import AlertEventKind, AlertState, move_alert
from bot.domain.menus import TEAM
from bot.services import alert_cards, alerts
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store.alerts import Alert
from bot.store.people import Person


def alert_for(unit: Unit, actor: Person, command: Tapped) -> Alert | None:
    """The alert a button speaks of, where it is this person's to act on; else they are told why not.

    Nobody acts on an alert about themselves.
    """
    alert = unit.session.get(Alert, command.press.ids[0]) if command.press and command.press.ids else None
    if alert is None or alert.programme_id != unit.programme.id:
        unit.say(actor, phrases.OLD_BUTTON)
        return None
    if not actor.roles & TEAM or not actor.is_active or alert.person_id == actor.id:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return None
    return alert


def act_on(unit: Unit, actor: Person, alert: Alert, kind: AlertEventKind) -> None:
    """Something was done for the person: it is noted, and the second clock stops.

    Whoever acts on an open alert has taken it on.
    """
    alerts.note(unit, alert, kind, actor)
    alert.acted_at = unit.now
    if alert.state is AlertState.OPEN:
        alert.state = move_alert(alert.state, AlertState.ACKNOWLEDGED)
        alert.owner, alert.acknowledged_at = actor, unit.now
        alerts.note(unit, alert, AlertEventKind.ACKNOWLEDGED, actor)
    alert.clock_at = None
    alert_cards.redraw(unit, alert)
