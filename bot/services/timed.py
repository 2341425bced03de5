"""What the agenda says is due: each row in a unit of its own, calling exactly one use case."""

from collections.abc import Callable
from datetime import time, timedelta

from bot.domain.agenda import AgendaKind, AgendaState, after_failure
from bot.domain.rhythm import next_daily
from bot.services import advice, afterwards, daily, kept, pausing
from bot.services.climbing import climb
from bot.services.introductions import remind_mentee, remind_mentor
from bot.services.unit import Unit
from bot.store import agenda, inbox, outbox, people, rota, taps
from bot.store.agenda import AgendaRow

TIDY_UP_AT = time(3, 30)  # in the programme's time zone: when the fewest people write


def tidy_up(unit: Unit, row: AgendaRow) -> None:
    """Forget what has served: handled updates, settled outbox rows, old taps; and again tomorrow."""
    del row
    inbox.forget_handled(unit.session, unit.programme.id, unit.now, unit.policy.handled_kept)
    outbox.forget_settled(unit.session, unit.programme.id, unit.now, unit.policy.settled_kept)
    agenda.forget_done(unit.session, unit.programme.id, unit.now, unit.policy.settled_kept)
    people.forget_visitors(unit.session, unit.programme.id, unit.now, unit.policy.settled_kept)
    rota.forget_changes(unit.session, unit.programme.id, unit.now, unit.policy.settled_kept)
    taps.forget(unit.session, unit.programme.id, unit.now - timedelta(days=1))
    unit.at(AgendaKind.TIDY_UP, next_daily(unit.now, TIDY_UP_AT, unit.policy.time_zone))


_USE_CASES: dict[AgendaKind, Callable[[Unit, AgendaRow], None]] = {
    AgendaKind.REMIND_MENTEE: remind_mentee,
    AgendaKind.REMIND_MENTOR: remind_mentor,
    AgendaKind.TIDY_UP: tidy_up,
    AgendaKind.ADVICE_REMINDER: advice.remind,
    AgendaKind.KEPT_REMINDER: kept.remind,
    AgendaKind.PAUSE_REMINDER: pausing.remind,
    AgendaKind.ALERT_CLOCK: climb,
    AgendaKind.ROUND: daily.make_round,
    AgendaKind.FOLLOW_UP: afterwards.follow_up,
    AgendaKind.DEBRIEF: afterwards.offer_debrief,
}


def begin(unit: Unit) -> None:
    """At a start: make sure that what recurs is in the agenda."""
    daily.begin(unit)
    if not agenda.waits(unit.session, unit.programme.id, AgendaKind.TIDY_UP):
        unit.at(AgendaKind.TIDY_UP, next_daily(unit.now, TIDY_UP_AT, unit.policy.time_zone))


def carry_out(unit: Unit, row_id: int) -> None:
    """Do what one row says and mark it done, all or nothing; a row that is done already is left alone."""
    row = unit.session.get_one(AgendaRow, row_id)
    if row.state is not AgendaState.DUE:
        return
    row.state, row.done_at = AgendaState.DONE, unit.now
    _USE_CASES[row.kind](unit, row)


def note_failure(unit: Unit, row_id: int) -> AgendaState:
    """It could not be done: try again later, a bounded number of times, then set it aside for a person."""
    row = unit.session.get_one(AgendaRow, row_id)
    row.attempts += 1
    again = after_failure(row.attempts, unit.now, row.kind)
    if again is None:
        row.state = AgendaState.SET_ASIDE
    else:
        row.due_at = again
    return row.state
