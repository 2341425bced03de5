"""What an operator should know: counts and ages, never names or words."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.inbox import InboxState
from bot.domain.outbox import OutboxState
from bot.domain.people import Role
from bot.services.unit import Unit
from bot.store import agenda, inbox, outbox, people

_LATE = timedelta(minutes=10)


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
        Check("updates set aside", set_aside == 0, f"{set_aside}; each author was told that it did not work"),
        Check("messages not delivered", failed == 0, f"{failed}; authors were told"),
        Check("messages late", late == 0, f"{late} have waited for more than ten minutes"),
        Check("agenda set aside", undone == 0, f"{undone}"),
        Check("people who cannot be reached", unreachable == 0, f"{unreachable} have blocked the bot"),
    ]
