"""Alerts: raised in the transaction that found the reason, rung until somebody answers.

One floor below the use cases, because whoever meets a reason for an alert raises it the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.agenda import AgendaKind
from bot.domain.alerts import (
    REDRAWN_AT,
    AlertEventKind,
    AlertSource,
    AlertState,
    Joining,
    Rung,
    Standing,
    join,
    move_alert,
)
from bot.domain.crisis import Danger
from bot.domain.findings import Grade
from bot.domain.matches import MatchKind, MatchState, move_match
from bot.domain.rhythm import at_local
from bot.services import alert_cards, duty
from bot.services.unit import Unit
from bot.store import agenda, alerts, matches
from bot.store.alerts import Alert, AlertEvent
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.people import Person

ASKED_AT = time(10, 0)  # the day after, in the person's own time zone


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an alert is raised. `excerpt` holds the words, `peer` whom they were written to."""

    source: AlertSource
    grade: Grade
    danger: Danger = Danger.OTHER
    category: str = ""
    rule: str = ""
    excerpt: str | None = None
    message_id: int | None = None
    match_id: int | None = None
    peer: Person | None = None
    for_coordinators: bool = False  # it is about the team: no supervisor is called
    is_carded: bool = False  # its author is shown in the same breath where there is help
    detail: dict[str, Any] = field(default_factory=dict)


def raise_alert(unit: Unit, about: Person, cause: Cause) -> Alert:
    """Make sure that a professional hears of this, together with what belongs to it; returns its alert."""
    alert = alerts.latest_of(
        unit.session, about.id, _belonging(cause.source), for_coordinators=cause.for_coordinators
    )
    is_other = alert is not None and (alert.peer, alert.category) != (cause.peer, cause.category)
    if is_other and cause.source is AlertSource.NOT_RIGHT:
        alert = None  # what two people report is not one matter, nor is what one says of two
    standing = Standing(alert.state, Grade(alert.grade), alert.resolved_at) if alert else None
    joining = join(standing, cause.grade, unit.now, unit.policy.alerts_joined_within)
    if alert is None or joining is Joining.NEW:
        alert = _open(unit, about, cause)
        note(unit, alert, AlertEventKind.RAISED, detail=_told(cause))
        ring(unit, alert)
        return alert
    if cause.grade >= Grade.URGENT:
        alert.help_kind = alert.said_safe_at = None  # said before this; it speaks of nothing new
        alert.peer_cannot = False
    if joining is Joining.COUNTS and cause.grade is Grade.EMERGENCY and alert.rung >= Rung.EXHAUSTED:
        joining = Joining.RINGS  # an hour between two calls is too long for a new emergency
    alert.count += 1
    _take_over(alert, cause)
    if joining is Joining.COUNTS:
        note(unit, alert, AlertEventKind.JOINED, detail=_told(cause))
        if alert.count in REDRAWN_AT:
            alert_cards.redraw(unit, alert)
        return alert
    reopened = joining is Joining.REOPENS
    note(
        unit,
        alert,
        AlertEventKind.REOPENED if reopened else AlertEventKind.RANG_AGAIN,
        detail=_told(cause),
    )
    ring_again(unit, alert)
    return alert


def ring(unit: Unit, alert: Alert) -> None:
    """Send the card to whoever is called first, and start the clock."""
    alert.rung = Rung.FIRST.value
    plan_the_day_after(unit, alert)
    if alert.grade < Grade.URGENT:
        alert.clock_at = None
        return  # it does not ring: it comes with the next list of concerns
    alert_cards.send_cards(unit, alert, first_called(unit, alert))
    start_clock(unit, alert, duty.rings_until(unit, Grade(alert.grade)))


def first_called(unit: Unit, alert: Alert) -> Sequence[Person]:
    """Who gets the alert's card first."""
    if alert.for_coordinators:
        return duty.coordinators(unit, alert.person)
    return duty.first_called(unit, alert.person, Grade(alert.grade))


def pass_on_owned(unit: Unit, owner: Person) -> None:
    """Whoever had taken alerts on is gone: each rings again, as if nobody had."""
    for alert in alerts.owned_by(unit.session, owner.id):
        if alert.state is AlertState.ACKNOWLEDGED:
            note(unit, alert, AlertEventKind.RANG_AGAIN, detail={"because": "its owner is gone"})
            ring_again(unit, alert)


def graver(unit: Unit, person: Person, because: str) -> None:
    """Somebody leaves or blocks the bot with an alert open: each rises by a grade and rings again."""
    for alert in alerts.unresolved_of(unit.session, person.id):
        if alert.source.is_distress:
            alert.grade = min(alert.grade + 1, Grade.EMERGENCY.value)
            note(unit, alert, AlertEventKind.LEFT, detail={"because": because})
            ring_again(unit, alert)


def ring_again(unit: Unit, alert: Alert) -> None:
    """Back to open, whatever it was: cards go out anew, to all who had one as well, and the clock starts."""
    if alert.state is not AlertState.OPEN:
        alert.state = move_alert(alert.state, AlertState.OPEN)
    alert.resolved_at = alert.disposition = alert.acknowledged_at = alert.acted_at = None
    alert.owner_id = None
    unit.session.flush()
    alert_cards.redraw(unit, alert)  # the old cards say that it is open once more
    holding = duty.reachable(unit, alerts.holders(unit.session, alert.id))
    called = first_called(unit, alert)
    alert.rung = Rung.FIRST.value
    plan_the_day_after(unit, alert)
    if alert.grade >= Grade.URGENT:
        alert_cards.send_cards(unit, alert, {one.id: one for one in (*called, *holding)}.values())
        start_clock(unit, alert, duty.rings_until(unit, Grade(alert.grade)))


def plan_the_day_after(unit: Unit, alert: Alert) -> None:
    """After every emergency: the person is asked the next day, and the mentor is offered to talk about it."""
    if alert.grade < Grade.EMERGENCY or not alert.source.is_known_to_its_author:
        return
    match = unit.session.get(Match, alert.match_id) if alert.match_id else None
    was_coached = match is not None and alert.peer is not None and match.is_supported(alert.person)
    whom = {AgendaKind.FOLLOW_UP: alert.person, AgendaKind.DEBRIEF: alert.peer if was_coached else None}
    for kind, person in whom.items():
        if person is not None and not agenda.waits(unit.session, unit.programme.id, kind, alert.id):
            zone = ZoneInfo(person.time_zone)
            tomorrow = unit.now.astimezone(zone).date() + timedelta(days=1)
            unit.at(kind, at_local(tomorrow, ASKED_AT, zone), alert.id)


def start_clock(unit: Unit, alert: Alert, due_at: datetime) -> None:
    """Let it ring at this moment (aware) unless something is done before; an earlier clock counts no more."""
    alert.clock_at = due_at
    unit.at(AgendaKind.ALERT_CLOCK, due_at, alert.id)


def wait_until_done(unit: Unit, alert: Alert) -> None:
    """From acknowledging, a second clock runs until something was done; a concern has none."""
    wait = unit.policy.clocks.until_done(Grade(alert.grade))
    if wait is None or alert.acted_at is not None:
        alert.clock_at = None
    else:
        start_clock(unit, alert, unit.now + wait)


def unresolved(unit: Unit, person: Person) -> Sequence[Alert]:
    """A person's alerts that are not over, oldest first."""
    return alerts.unresolved_of(unit.session, person.id)


def note_written(unit: Unit, author: Person, match: Match) -> None:
    """A supervisor's first words are on their way: something was done for whoever it is about."""
    if match.kind is not MatchKind.SUPPORT or not match.is_mentor(author):
        return
    for alert in alerts.owned_by(unit.session, author.id):
        if alert.acted_at is None and match.mentee_id in {alert.person_id, alert.peer_id}:
            alert.acted_at, alert.clock_at = unit.now, None
            alert_cards.redraw(unit, alert)


def join_peer(unit: Unit, alert: Alert, message: Message, match: Match) -> None:
    """What raised it has gone to somebody only now: they are the one its person is writing with.

    Where another message speaks for the alert, whoever that one was written to stays.
    """
    if match.kind is MatchKind.PEER and (alert.peer_id is None or alert.message_id == message.id):
        alert.peer, alert.match_id = match.other(alert.person), match.id
        plan_the_day_after(unit, alert)
        alert_cards.redraw(unit, alert)


def close_support(unit: Unit, alert: Alert) -> list[Match]:
    """What a supervisor opened with the person or their peer for this alert ends with it.

    Not with one of them about whom somebody has taken on another alert: that conversation goes on. Returns
    those that are over.
    """
    over = []
    both = {one.id for one in (alert.person, alert.peer) if one is not None}
    for person_id in both:
        if not alerts.is_taken_on_elsewhere(unit.session, person_id, alert):
            for match in matches.support_of(unit.session, person_id):
                match.state = move_match(match.state, MatchState.CLOSED)
                match.closed_at = unit.now
                over.append(match)
    return over


def reachable_count(unit: Unit, alert: Alert) -> int:
    """How many of those who are called for this alert can be reached as far as we know."""
    called = first_called(unit, alert)
    return sum(person.unreachable_since is None for person in called)


def note(
    unit: Unit,
    alert: Alert,
    kind: AlertEventKind,
    actor: Person | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Add to what has happened to the alert."""
    unit.session.add(
        AlertEvent(
            alert_id=alert.id,
            at=unit.now,
            actor_id=actor.id if actor else None,
            kind=kind,
            detail=detail or None,
        )
    )


def climb_at_once(unit: Unit, alert: Alert) -> None:
    """A card did not reach somebody: the next rung is called now, not when the clock says."""
    if alert.state is AlertState.OPEN and alert.clock_at is not None and alert.rung < Rung.EXHAUSTED:
        note(unit, alert, AlertEventKind.UNDELIVERED)
        start_clock(unit, alert, unit.now)


def _open(unit: Unit, about: Person, cause: Cause) -> Alert:
    alert = Alert(
        programme_id=unit.programme.id,
        person=about,
        peer=cause.peer,
        for_coordinators=cause.for_coordinators,
        match_id=cause.match_id,
        message_id=cause.message_id,
        source=cause.source,
        grade=cause.grade.value,
        danger=cause.danger,
        category=cause.category,
        rule=cause.rule,
        excerpt=cause.excerpt,
        state=AlertState.OPEN,
        opened_at=unit.now,
        changed_at=unit.now,
        carded_at=unit.now if cause.is_carded else None,
    )
    unit.session.add(alert)
    unit.session.flush()
    return alert


def _take_over(alert: Alert, cause: Cause) -> None:
    """The alert speaks of its gravest cause; one as grave adds what it brings, and takes nothing away."""
    if cause.grade < alert.grade:
        return
    is_graver = cause.grade > alert.grade
    alert.grade = cause.grade.value
    if is_graver or cause.rule or cause.excerpt:
        alert.source, alert.danger = cause.source, cause.danger
        alert.category, alert.rule = cause.category, cause.rule
        alert.excerpt = cause.excerpt or alert.excerpt
    alert.message_id = cause.message_id or alert.message_id
    alert.match_id = cause.match_id or alert.match_id
    alert.peer = cause.peer or alert.peer


def _belonging(source: AlertSource) -> list[AlertSource]:
    """The sources whose alerts of one person are one alert."""
    if source.is_distress:
        return [one for one in AlertSource if one.is_distress]
    return [source]


def _told(cause: Cause) -> dict[str, Any]:
    return {"grade": cause.grade.word, "source": cause.source.value, "rule": cause.rule, **cause.detail}
