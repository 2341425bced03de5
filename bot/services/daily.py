"""What comes round by itself: concerns twice a day, a warning ahead of a gap, old crisis lines, the week."""

from collections import Counter
from datetime import datetime, time, timedelta
from statistics import median

from bot.domain import phrases
from bot.domain.agenda import AgendaKind
from bot.domain.alerts import AlertState, Disposition
from bot.domain.buttons import Action, Button, Press
from bot.domain.crisis import older_than
from bot.domain.findings import Grade
from bot.domain.menus import TEAM
from bot.domain.people import Role
from bot.domain.phrases import Line
from bot.domain.rhythm import next_daily
from bot.services import alert_cards, duty
from bot.services.unit import Unit
from bot.store import agenda, alerts, confirmations, people
from bot.store.agenda import AgendaRow
from bot.store.confirmations import Confirmation
from bot.store.people import Person

CONCERNS_AT = (time(9, 0), time(15, 0))  # in the programme's time zone
WEEK = timedelta(days=7)
MOST_RULES = 10
MONDAY = 0


def begin(unit: Unit) -> None:
    """At a start: make sure that the rounds are in the agenda, and a clock for every alert that rings."""
    for alert in alerts.unresolved(unit.session, unit.programme.id):
        rings = alert.state is AlertState.OPEN and alert.grade >= Grade.URGENT
        if rings and not agenda.waits(unit.session, unit.programme.id, AgendaKind.ALERT_CLOCK, alert.id):
            alert.clock_at = unit.now
            unit.at(AgendaKind.ALERT_CLOCK, unit.now, alert.id)
    if not agenda.waits(unit.session, unit.programme.id, AgendaKind.ROUND):
        unit.at(AgendaKind.ROUND, _next_round(unit))


def make_round(unit: Unit, row: AgendaRow) -> None:
    """The list of concerns; in the morning also what needs looking at ahead; on Mondays the week."""
    local = row.due_at.astimezone(unit.policy.time_zone)
    _list_concerns(unit)
    if local.time() < CONCERNS_AT[-1]:
        _warn_of_gaps(unit)
        _remind_of_lines(unit)
        if local.weekday() == MONDAY:
            for person in people.with_role(unit.session, unit.programme.id, TEAM):
                _say_week(unit, person)
    unit.at(AgendaKind.ROUND, _next_round(unit))


def show_week(unit: Unit, actor: Person, command: object = None) -> None:
    """Counts, response times, and for each rule how many of its alerts were false."""
    del command
    if not actor.roles & TEAM:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return
    _say_week(unit, actor)


def show_crisis_lines(unit: Unit, actor: Person, command: object = None) -> None:
    """The lines of the programme's country as people see them, for the coordinator to check."""
    del command
    if Role.COORDINATOR not in actor.roles:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return
    country = unit.crisis.of(unit.policy.country)
    confirmed = confirmations.of(unit.session, unit.programme.id, unit.policy.country)
    unit.say(
        actor,
        phrases.CRISIS_LINES_TO_CHECK,
        buttons=((Button(phrases.BUTTON_CONFIRM_LINES, Press(Action.CONFIRM_LINES)),),),
        country=country.name,
        confirmed=phrases.yes_or_no(confirmed),
        at=duty.local(confirmed.at, unit.policy.time_zone) if confirmed else "",
        lines=[
            Line(
                phrases.CRISIS_LINE_TO_CHECK,
                {
                    "name": line.name,
                    "number": line.number or line.url or "",
                    "hours": line.hours,
                    "read_on": line.read_on.isoformat(),
                    "official": phrases.yes_or_no(line.is_official),
                },
            )
            for line in country.lines
        ],
    )


def confirm_lines(unit: Unit, actor: Person, command: object = None) -> None:
    """A coordinator stands by them; the reminder starts anew."""
    del command
    if Role.COORDINATOR not in actor.roles:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return
    country = unit.policy.country
    confirmed = confirmations.of(unit.session, unit.programme.id, country)
    if confirmed is None:
        confirmed = Confirmation(programme_id=unit.programme.id, country=country)
        unit.session.add(confirmed)
    confirmed.person_id, confirmed.at = actor.id, unit.now
    unit.say(actor, phrases.CRISIS_LINES_CONFIRMED, country=unit.crisis.of(country).name)


def lines_need_a_look(unit: Unit) -> bool:
    """Whether nobody has confirmed the country's lines, or it is too long ago."""
    confirmed = confirmations.of(unit.session, unit.programme.id, unit.policy.country)
    return confirmed is None or unit.now - confirmed.at > unit.policy.crisis_lines_last


def _next_round(unit: Unit) -> datetime:
    return min(next_daily(unit.now, at, unit.policy.time_zone) for at in CONCERNS_AT)


def _list_concerns(unit: Unit) -> None:
    """Concerns never ring: whoever is in the team gets them as a list, without those about themselves."""
    concerns = [
        one
        for one in alerts.unresolved(unit.session, unit.programme.id)
        if one.grade <= Grade.CONCERN and one.state is AlertState.OPEN
    ]
    supervisors = people.with_role(unit.session, unit.programme.id, Role.SUPERVISOR)
    for person in supervisors or people.with_role(unit.session, unit.programme.id, Role.COORDINATOR):
        theirs = [one for one in concerns if one.person_id != person.id and not one.for_coordinators]
        if theirs:
            unit.say(
                person,
                phrases.CONCERNS,
                buttons=alert_cards.list_buttons(unit, theirs),
                count=len(theirs),
                shown=min(len(theirs), alert_cards.MOST_LISTED),
            )


def _warn_of_gaps(unit: Unit) -> None:
    """The coordinators hear ahead of hours in which nobody is on duty, of each gap once."""
    after = max(unit.now, unit.programme.gap_warned_until or unit.now)
    until = unit.now + duty.WARNED_AHEAD
    gaps = duty.rota_of(unit).gaps(after, until) if after < until else []
    unit.programme.gap_warned_until = until
    duty.tell_gaps(unit, gaps)


def _remind_of_lines(unit: Unit) -> None:
    """Numbers change: lines that were read or confirmed too long ago are to be looked at."""
    old = older_than(unit.crisis.of(unit.policy.country), unit.now.date(), unit.policy.crisis_lines_last)
    if lines_need_a_look(unit) or old:
        unit.say_to_team(
            phrases.CRISIS_LINES_OLD,
            roles=Role.COORDINATOR,
            country=unit.crisis.of(unit.policy.country).name,
            count=len(old),
        )


def _say_week(unit: Unit, person: Person) -> None:
    """Figures of the last seven days, without names."""
    since = unit.now - WEEK
    found = alerts.opened_since(unit.session, unit.programme.id, since)
    grades = Counter(Grade(one.grade).word for one in found)
    waits = [
        (one.acknowledged_at - one.opened_at).total_seconds() / 60 for one in found if one.acknowledged_at
    ]
    closed: Counter[str] = Counter(one.rule for one in found if one.disposition and one.rule)
    false = Counter(one.rule for one in found if one.disposition is Disposition.FALSE_POSITIVE and one.rule)
    unit.say(
        person,
        phrases.WEEK,
        emergency=grades["emergency"],
        urgent=grades["urgent"],
        concern=grades["concern"],
        open=sum(one.state is not AlertState.RESOLVED for one in found),
        with_wait=phrases.yes_or_no(waits),
        wait=round(median(waits)) if waits else 0,
        notes=alerts.count_notes(unit.session, unit.programme.id, since),
        unscanned=alerts.count_unscanned(unit.session, unit.programme.id, since),
        lines=[
            Line(phrases.WEEK_RULE, {"rule": rule, "false": false[rule], "total": total})
            for rule, total in closed.most_common(MOST_RULES)
        ]
        or [Line(phrases.WEEK_NO_RULES, {})],
    )
