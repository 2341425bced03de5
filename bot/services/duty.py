"""Who is called for an alert, and when: on duty, next, everyone."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.findings import Grade
from bot.domain.people import Role
from bot.services.unit import Unit
from bot.store import people
from bot.store.people import Person


def first_called(unit: Unit, about: Person, grade: Grade) -> Sequence[Person]:
    """Who gets the card first: the supervisors, or the coordinators where there is none."""
    del grade
    return _others(unit, about, Role.SUPERVISOR) or _others(unit, about, Role.COORDINATOR)


def everyone(unit: Unit, about: Person) -> Sequence[Person]:
    """Every supervisor but the one it is about."""
    return _others(unit, about, Role.SUPERVISOR)


def coordinators(unit: Unit, about: Person) -> Sequence[Person]:
    """Every coordinator but the one it is about."""
    return _others(unit, about, Role.COORDINATOR)


def reachable(unit: Unit, ids: Collection[int]) -> Sequence[Person]:
    """Those of these people who are in the team still."""
    team = people.with_role(unit.session, unit.programme.id, Role.SUPERVISOR | Role.COORDINATOR)
    return [person for person in team if person.id in ids]


def rings_until(unit: Unit, grade: Grade) -> datetime:
    """When an alert of this grade that rings now climbs if nobody acknowledges it (aware)."""
    return unit.now + (unit.policy.clocks.until_acknowledged(grade) or timedelta(days=1))


def next_on_duty(unit: Unit) -> datetime | None:
    """When somebody is on duty next (aware); None while nobody's duty is known."""
    del unit
    return None


def local(moment: datetime, zone: ZoneInfo) -> str:
    """A moment (aware) as a person in that zone reads it."""
    return moment.astimezone(zone).strftime("%a %d %b, %H:%M")


def _others(unit: Unit, about: Person, role: Role) -> Sequence[Person]:
    return [
        person for person in people.with_role(unit.session, unit.programme.id, role) if person.id != about.id
    ]
