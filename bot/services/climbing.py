"""What the clock of an alert does when nobody has answered: one rung further, until somebody does."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.alerts import AlertEventKind, AlertState, Rung
from bot.domain.findings import Grade
from bot.services import alert_cards, alerts, cards, duty
from bot.services.unit import Unit
from bot.store.agenda import AgendaRow
from bot.store.alerts import Alert, holders
from bot.store.people import Person

OUTSIDE_AGAIN_AFTER = timedelta(minutes=15)
REPEATED_EVERY = timedelta(hours=1)  # once the ladder is at its end: the clock runs while an alert is open


def climb(unit: Unit, row: AgendaRow) -> None:
    """An alert's clock has run out; a clock that was stopped or started again since does nothing."""
    alert = unit.session.get_one(Alert, row.subject_id)
    if alert.state is AlertState.RESOLVED or alert.clock_at is None or unit.now < alert.clock_at:
        return
    if alert.state is AlertState.ACKNOWLEDGED:
        alerts.note(unit, alert, AlertEventKind.RANG_AGAIN, detail={"because": "nothing was done"})
        alerts.ring_again(unit, alert)
        return
    rang_at = alert.clock_at
    rung = Rung(alert.rung).next or Rung.EXHAUSTED
    was_exhausted = alert.rung == Rung.EXHAUSTED
    alert.rung = rung.value
    alerts.note(unit, alert, AlertEventKind.CLIMBED, detail={"rung": rung.name.lower()})
    reached = _call(unit, alert, rung)
    is_at_end = rung is Rung.EXHAUSTED and not was_exhausted
    if alert.source.is_known_to_its_author and (is_at_end or (not reached and rung is Rung.REMINDED)):
        cards.show_nobody_answered(unit, alert.person, alert.danger)
    wait = unit.policy.clocks.until_acknowledged(Grade(alert.grade))
    if rung is Rung.EXHAUSTED or wait is None:
        alerts.start_clock(unit, alert, unit.now + REPEATED_EVERY)
    else:
        alerts.start_clock(unit, alert, rang_at + wait)  # every minute that the bot was down counts


def _call(unit: Unit, alert: Alert, rung: Rung) -> int:
    """Cards to whoever this rung calls; who had one hears it again, as a card of its own that rings.

    Returns how many of them can be reached; where that is nobody, the outside channel is used at once.
    """
    holding = duty.reachable(unit, holders(unit.session, alert.id))
    called: Sequence[Person]
    match rung:
        case _ if alert.for_coordinators:
            called = duty.coordinators(unit, alert.person)
        case Rung.FIRST | Rung.REMINDED:
            called = holding or duty.first_called(unit, alert.person, Grade(alert.grade))
        case Rung.NEXT:
            called = duty.next_called(unit, alert.person, [one.id for one in holding]) or holding
        case Rung.EVERYONE:
            called = duty.everyone(unit, alert.person)
        case Rung.OUTSIDE | Rung.EXHAUSTED:
            called = [*duty.everyone(unit, alert.person), *duty.coordinators(unit, alert.person)]
    called = [one for one in called if one.unreachable_since is None] or called
    reached = alert_cards.send_cards(unit, alert, {one.id: one for one in called}.values())
    if not reached or rung >= Rung.OUTSIDE:
        _tell_outside(unit, alert)
    return reached


def _tell_outside(unit: Unit, alert: Alert) -> None:
    """Through the outside channel, but not again and again while it climbs past the unreachable."""
    if alert.outside_at is None or unit.now - alert.outside_at >= OUTSIDE_AGAIN_AFTER:
        alert.outside_at = unit.now
        unit.tell_outside(alert.id, Grade(alert.grade))
