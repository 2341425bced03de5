"""What an operator should know: counts and ages, never names or words."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from bot.domain.agenda import AgendaState
from bot.domain.inbox import InboxState
from bot.domain.outbox import OutboxState
from bot.domain.people import Role
from bot.services.unit import Unit
from bot.store import inbox, outbox, people
from bot.store.agenda import AgendaRow
from bot.store.outbox import OutboxRow
from bot.store.people import Person

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
    late = unit.session.scalars(
        select(func.count())
        .select_from(OutboxRow)
        .where(
            OutboxRow.programme_id == unit.programme.id,
            OutboxRow.state == OutboxState.QUEUED,
            OutboxRow.created_at < unit.now - _LATE,
        )
    ).one()
    undone = unit.session.scalars(
        select(func.count())
        .select_from(AgendaRow)
        .where(AgendaRow.programme_id == unit.programme.id, AgendaRow.state == AgendaState.SET_ASIDE)
    ).one()
    unreachable = unit.session.scalars(
        select(func.count())
        .select_from(Person)
        .where(Person.programme_id == unit.programme.id, Person.unreachable_since.is_not(None))
    ).one()
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
