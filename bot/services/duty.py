"""Who is called for an alert, and when: on duty, on call, next on the rota, everyone."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain import phrases
from bot.domain.duty import Coverage, Rota
from bot.domain.findings import Grade
from bot.domain.people import Role
from bot.domain.phrases import Line
from bot.services.unit import Unit
from bot.store import people, rota
from bot.store.people import Person

WARNED_AHEAD = timedelta(days=3)  # the coordinators hear of a gap in the rota as long before
FAR_AWAY = timedelta(hours=4)  # an urgent alert does not wait longer than this for somebody to come on duty


def rota_of(unit: Unit) -> Rota:
    """The rota as it stands: only who is a supervisor still and takes part counts."""
    team = people.with_role(unit.session, unit.programme.id, Role.SUPERVISOR)
    return Rota(
        team=frozenset(person.id for person in team),
        shifts=rota.shifts(unit.session, unit.programme.id),
        changes=rota.changes(unit.session, unit.programme.id, unit.now),
        hours=unit.policy.duty_hours,
        zone=unit.policy.time_zone,
    )


def first_called(unit: Unit, about: Person, grade: Grade) -> Sequence[Person]:
    """Who gets the card first: whoever is on duty; off duty whoever is on call, for what cannot wait.

    Where that is nobody, every supervisor, since a card in the night is better than none; where there is no
    supervisor, the coordinators.
    """
    supervisors = everyone(unit, about)
    plan = rota_of(unit)
    called = plan.on_duty(unit.now)
    if not called and (grade is Grade.EMERGENCY or _is_far_away(plan, unit.now)):
        called = plan.on_call(unit.now)
    on_duty = [person for person in supervisors if person.id in called]
    reachable_ones = [person for person in on_duty if person.unreachable_since is None]
    return reachable_ones or supervisors or coordinators(unit, about)


def next_called(unit: Unit, about: Person, holding: Collection[int]) -> Sequence[Person]:
    """The next on the rota who has no card yet; without one, any supervisor who has none."""
    coming = rota_of(unit).next_on_duty(unit.now, {*holding, about.id})
    others = [person for person in everyone(unit, about) if person.id not in holding]
    return [person for person in others if person.id == coming] or others[:1]


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
    """When an alert of this grade that rings now climbs if nobody acknowledges it (aware).

    An emergency's clock runs at any hour. An urgent one's runs in duty hours; where these are far away it
    runs at once, since whoever is on call has been called.
    """
    wait = unit.policy.clocks.until_acknowledged(grade) or timedelta(days=1)
    if grade is Grade.URGENT:
        plan = rota_of(unit)
        start = plan.next_start(unit.now)
        if start is not None and start > unit.now and not _is_far_away(plan, unit.now):
            return start + wait
    return unit.now + wait


def next_on_duty(unit: Unit) -> datetime | None:
    """When somebody is on duty next (aware): now where somebody is, or can be called at any hour."""
    if unit.policy.coverage is Coverage.ON_CALL:
        return unit.now
    return rota_of(unit).next_start(unit.now)


def gap_lines(unit: Unit, gaps: Iterable[tuple[datetime, datetime]]) -> list[Line]:
    """Hours in which nobody is on duty (aware, from when to when), one line each, in the programme's zone."""
    zone = unit.policy.time_zone
    return [
        Line(phrases.DUTY_GAP_LINE, {"since": local(since, zone), "until": local(until, zone)})
        for since, until in gaps
    ]


def tell_gaps(unit: Unit, gaps: Sequence[tuple[datetime, datetime]]) -> None:
    """The coordinators hear of hours ahead in which nobody is on duty; of none nobody hears."""
    if gaps:
        for person in people.with_role(unit.session, unit.programme.id, Role.COORDINATOR):
            unit.say(person, phrases.GAPS_AHEAD, lines=gap_lines(unit, gaps))


def local(moment: datetime, zone: ZoneInfo) -> str:
    """A moment (aware) as a person in that zone reads it."""
    return moment.astimezone(zone).strftime("%a %d %b, %H:%M")


def _is_far_away(plan: Rota, now: datetime) -> bool:
    start = plan.next_start(now)
    return start is None or start - now > FAR_AWAY


def _others(unit: Unit, about: Person, role: Role) -> Sequence[Person]:
    return [
        person for person in people.with_role(unit.session, unit.programme.id, role) if person.id != about.id
    ]
