"""What an operator should know: counts and ages, never names or words."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.inbox import InboxState
from bot.domain.outbox import OutboxState
from bot.domain.people import Role
from bot.services import daily, duty
from bot.services.unit import Unit
from bot.store import agenda, alerts, inbox, outbox, people, rota

_LATE = timedelta(minutes=10)
_FORGOTTEN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is well, and what to do where it is not."""

    name: str
    is_well: bool
    detail: str


def examine(unit: Unit) -> list[Check]:
    """Look at everything that can be known from the database."""
    set_aside = inbox.count(unit.session, unit.programme.id, InboxState.SET_ASIDE)
    counts = outbox.counts(unit.session, unit.programme.id)
    late = outbox.count_queued_since(unit.session, unit.programme.id, unit.now - _LATE)
    undone = agenda.count_set_aside(unit.session, unit.programme.id)
    unreachable = people.count_unreachable(unit.session, unit.programme.id)
    coordinators = len(people.with_role(unit.session, unit.programme.id, Role.COORDINATOR))
    supervisors = len(people.with_role(unit.session, unit.programme.id, Role.SUPERVISOR))
    failed = counts.get(OutboxState.FAILED, 0)
    return [
        Check(
            "coordinator",
            coordinators > 0,
            f"{coordinators} active"
            if coordinators
            else "nobody has claimed the programme: see `alongside run`",
        ),
        Check(
            "supervisor",
            supervisors > 0,
            f"{supervisors} active" if supervisors else "there is none: `alongside invite supervisor`",
        ),
        *_alerting(unit),
        Check("updates set aside", set_aside == 0, f"{set_aside}; each author was told that it did not work"),
        Check("messages not delivered", failed == 0, f"{failed}; authors were told"),
        Check("messages late", late == 0, f"{late} have waited for more than ten minutes"),
        Check("agenda set aside", undone == 0, f"{undone}"),
        Check("people who cannot be reached", unreachable == 0, f"{unreachable} have blocked the bot"),
    ]


def _alerting(unit: Unit) -> list[Check]:
    """Whether an alert would reach a human being, and whether any waits."""
    everyone = people.with_role(unit.session, unit.programme.id, Role.SUPERVISOR)
    reachable = [person for person in everyone if person.unreachable_since is None]
    named = {shift.person_id for shift in rota.shifts(unit.session, unit.programme.id)}
    left = named - {person.id for person in everyone}
    start = duty.rota_of(unit).next_start(unit.now)
    forgotten = alerts.count_unacknowledged(unit.session, unit.programme.id, unit.now - _FORGOTTEN)
    if left:
        told = f"{len(left)} on it have left: `alongside rota FILE` with a new one"
    elif start is None:
        told = "nobody is on duty in the next two weeks: see ALONGSIDE_DUTY_HOURS and `alongside rota`"
    else:
        told = "somebody is on duty within two weeks"
    unread = alerts.count_flags(unit.session, unit.programme.id, "unscanned", unit.now - _FORGOTTEN)
    has_outside = unit.policy.has_outside
    return [
        Check("supervisors can be reached", bool(reachable), f"{len(reachable)} of {len(everyone)}"),
        Check("rota", not left and start is not None, told),
        Check(
            "outside channel",
            has_outside,
            "set" if has_outside else "none, so alerts end in Telegram: see ALONGSIDE_OUTSIDE",
        ),
        Check(
            "crisis lines",
            not daily.lines_need_a_look(unit),
            f"for {unit.policy.country}; a coordinator confirms them in Telegram (Team, Crisis lines)",
        ),
        Check("scan", unread == 0, f"{unread} messages could not be scanned in the last hour"),
        Check("alerts nobody has taken on", forgotten == 0, f"{forgotten} ring for more than an hour"),
    ]
