"""Whose alert a button speaks of, and that something was done: what every act on an alert begins with."""

from bot.domain import phrases
from bot.domain.alerts import AlertEventKind, AlertState, move_alert
from bot.domain.findings import Grade
from bot.domain.menus import TEAM
from bot.domain.outbox import Lane
from bot.domain.people import Role
from bot.services import alert_cards, alerts
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import people
from bot.store.alerts import Alert
from bot.store.people import Person


def alert_for(unit: Unit, actor: Person, command: Tapped) -> Alert | None:
    """The alert a button speaks of, where it is this person's to act on; else they are told why not.

    Nobody acts on an alert about themselves.
    """
    alert = unit.session.get(Alert, command.ids[0]) if command.ids else None
    if alert is None or alert.programme_id != unit.programme.id:
        unit.say(actor, phrases.OLD_BUTTON)
        return None
    may_see = Role.COORDINATOR in actor.roles or not alert.for_coordinators
    if not actor.roles & TEAM or not actor.is_active or alert.person_id == actor.id or not may_see:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return None
    return alert


def take_on(unit: Unit, actor: Person, alert: Alert) -> None:
    """Whoever acts on an open alert has taken it on: the clock of doing starts, all cards say who.

    The person hears that it was seen, where they know that the team was called.
    """
    if alert.state is not AlertState.OPEN:
        return
    alert.state = move_alert(alert.state, AlertState.ACKNOWLEDGED)
    alert.owner, alert.acknowledged_at = actor, unit.now
    alerts.note(unit, alert, AlertEventKind.ACKNOWLEDGED, actor)
    alerts.wait_until_done(unit, alert)
    alert_cards.redraw(unit, alert)
    if alert.source.is_known_to_its_author and alert.grade >= Grade.URGENT:
        unit.say(alert.person, phrases.SEEN_BY, lane=Lane.SAFETY, name=actor.called)


def act_on(unit: Unit, actor: Person, alert: Alert, kind: AlertEventKind) -> None:
    """Something was done: it is noted, and the clock of doing stops."""
    take_on(unit, actor, alert)
    alerts.note(unit, alert, kind, actor)
    alert.acted_at, alert.clock_at = unit.now, None
    alert_cards.redraw(unit, alert)


def is_supervisors_work(unit: Unit, actor: Person) -> bool:
    """Whether this person may decide: supervisors, and coordinators only where there is no supervisor."""
    if Role.SUPERVISOR in actor.roles or not people.with_role(
        unit.session, unit.programme.id, Role.SUPERVISOR
    ):
        return True
    unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
    return False
