"""Duty: on and off with one tap, a holiday, a colleague for one shift; the rota as it stands."""

from datetime import time, timedelta

from bot.domain import phrases
from bot.domain.buttons import Action, Button, Press
from bot.domain.people import Role
from bot.domain.phrases import Line
from bot.domain.rhythm import at_local
from bot.services import duty
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import people
from bot.store.people import Person
from bot.store.rota import DutyChange

ON_FOR = timedelta(hours=8)  # whoever says that they are on duty, until they say otherwise
HOLIDAYS = (1, 7, 14)  # days, from tomorrow
SHOWN_FOR = timedelta(days=7)
MOST_GAPS = 7


def show_duty(unit: Unit, actor: Person, command: object = None) -> None:
    """Who is on duty, who is next, and the gaps of the coming week."""
    del command
    if Role.SUPERVISOR not in actor.roles and Role.COORDINATOR not in actor.roles:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return
    plan = duty.rota_of(unit)
    zone = unit.policy.time_zone
    now = plan.on_duty(unit.now)
    start = plan.next_start(unit.now)
    gaps = plan.gaps(unit.now, unit.now + SHOWN_FOR)
    is_on = actor.id in now
    rows = [
        (Button(phrases.BUTTON_OFF_DUTY, Press(Action.OFF_DUTY)),)
        if is_on
        else (Button(phrases.BUTTON_ON_DUTY, Press(Action.ON_DUTY)),)
    ]
    if plan.next_shift(actor.id, unit.now) is not None:
        rows.append((Button(phrases.BUTTON_SWAP, Press(Action.SWAP)),))
    rows += [
        (Button(phrases.BUTTON_HOLIDAY, Press(Action.HOLIDAY, (days,)), args=(("days", days),)),)
        for days in HOLIDAYS
    ]
    unit.say(
        actor,
        phrases.DUTY,
        buttons=tuple(rows) if Role.SUPERVISOR in actor.roles else (),
        names=", ".join(_names(unit, now)),
        count=len(now),
        with_next=phrases.yes_or_no(start),
        next=duty.local(start, zone) if start else "",
        lines=duty.gap_lines(unit, gaps[:MOST_GAPS]) or [Line(phrases.NO_GAPS, {})],
    )


def go_on_duty(unit: Unit, actor: Person, command: Tapped) -> None:
    """On duty from now, whatever the rota says."""
    _change(unit, actor, command, is_on=True)


def go_off_duty(unit: Unit, actor: Person, command: Tapped) -> None:
    """Off duty from now; a gap that this makes is told to the coordinators at once."""
    _change(unit, actor, command, is_on=False)


def take_holiday(unit: Unit, actor: Person, command: Tapped) -> None:
    """Off duty for some days, from tomorrow."""
    days = command.ids[0] if command.ids else 0
    if Role.SUPERVISOR not in actor.roles or days not in HOLIDAYS:
        unit.say(actor, phrases.OLD_BUTTON)
        return
    unit.clear_buttons(actor, command.message_id)
    zone = unit.policy.time_zone
    first = unit.now.astimezone(zone).date() + timedelta(days=1)
    since, until = at_local(first, time(0), zone), at_local(first + timedelta(days=days), time(0), zone)
    _keep(unit, actor, DutyChange(since=since, until=until, is_on=False))
    unit.say(actor, phrases.HOLIDAY_KEPT, since=duty.local(since, zone), until=duty.local(until, zone))


def ask_who_swaps(unit: Unit, actor: Person, command: Tapped) -> None:
    """Who could take the next shift?"""
    span = duty.rota_of(unit).next_shift(actor.id, unit.now)
    others = [one for one in duty.everyone(unit, actor) if one.name is not None]
    if span is None or not others:
        unit.say(actor, phrases.NOBODY_TO_SWAP)
        return
    unit.clear_buttons(actor, command.message_id)
    zone = unit.policy.time_zone
    unit.say(
        actor,
        phrases.SWAP_WITH_WHOM,
        buttons=tuple(
            (
                Button(
                    phrases.BUTTON_PERSON,
                    Press(Action.SWAP_WITH, (one.id, int(span[0].timestamp()))),
                    args=(("name", one.called),),
                ),
            )
            for one in others[:8]
        ),
        since=duty.local(span[0], zone),
        until=duty.local(span[1], zone),
    )


def ask_to_swap(unit: Unit, actor: Person, command: Tapped) -> None:
    """Ask that colleague; until they say yes, the shift stays where it is."""
    ids = command.ids
    to = unit.session.get(Person, ids[0]) if len(ids) == 2 else None  # noqa: PLR2004  person and shift
    span = duty.rota_of(unit).next_shift(actor.id, unit.now)
    if to is None or span is None or int(span[0].timestamp()) != ids[1] or Role.SUPERVISOR not in to.roles:
        unit.say(actor, phrases.OLD_BUTTON)
        return
    unit.clear_buttons(actor, command.message_id)
    zone = unit.policy.time_zone
    unit.say(
        to,
        phrases.SWAP_ASKED,
        buttons=((Button(phrases.BUTTON_TAKE_SHIFT, Press(Action.TAKE_SHIFT, (actor.id, ids[1]))),),),
        name=actor.called,
        since=duty.local(span[0], zone),
        until=duty.local(span[1], zone),
    )
    unit.say(actor, phrases.SWAP_WAITS, name=to.called)


def take_shift(unit: Unit, actor: Person, command: Tapped) -> None:
    """The colleague takes it: they are on duty then, and the other one is not."""
    ids = command.ids
    other = unit.session.get(Person, ids[0]) if len(ids) == 2 else None  # noqa: PLR2004  person and shift
    span = duty.rota_of(unit).next_shift(other.id, unit.now) if other else None
    if (
        other is None
        or span is None
        or int(span[0].timestamp()) != ids[1]
        or Role.SUPERVISOR not in actor.roles
        or other.id not in duty.rota_of(unit).on_duty(span[0])  # somebody else was faster
    ):
        unit.say(actor, phrases.OLD_BUTTON)
        return
    unit.clear_buttons(actor, command.message_id)
    _keep(unit, actor, DutyChange(since=span[0], until=span[1], is_on=True))
    _keep(unit, other, DutyChange(since=span[0], until=span[1], is_on=False))
    zone = unit.policy.time_zone
    for one, another in ((actor, other), (other, actor)):
        unit.say(
            one,
            phrases.SWAPPED,
            mine=phrases.yes_or_no(one is actor),
            name=another.called,
            since=duty.local(span[0], zone),
            until=duty.local(span[1], zone),
        )


def _change(unit: Unit, actor: Person, command: Tapped, *, is_on: bool) -> None:
    if Role.SUPERVISOR not in actor.roles:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return
    unit.clear_buttons(actor, command.message_id)
    until = unit.now + ON_FOR
    _keep(unit, actor, DutyChange(since=unit.now, until=until, is_on=is_on))
    at = duty.local(until, unit.policy.time_zone)
    unit.say(actor, phrases.DUTY_CHANGED, on=phrases.yes_or_no(is_on), until=at, menu=True)
    unit.session.flush()
    if not is_on and not duty.rota_of(unit).on_duty(unit.now):
        unit.say_to_team(
            phrases.NOBODY_ON_DUTY, roles=Role.COORDINATOR, about=actor, name=actor.called, until=at
        )


def _keep(unit: Unit, person: Person, change: DutyChange) -> None:
    change.programme_id, change.person_id = unit.programme.id, person.id
    unit.session.add(change)
    unit.session.flush()
    soon = unit.now + duty.WARNED_AHEAD
    gaps = [
        gap
        for gap in duty.rota_of(unit).gaps(unit.now, soon)
        if gap[0] < change.until and change.since < gap[1]
    ]
    if not change.is_on:
        duty.tell_gaps(unit, gaps)


def _names(unit: Unit, ids: frozenset[int]) -> list[str]:
    team = people.with_role(unit.session, unit.programme.id, Role.SUPERVISOR)
    return [person.name or "?" for person in team if person.id in ids]
