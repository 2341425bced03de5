"""Alerts: raised in the transaction that found the reason, rung until somebody answers.

One floor below the use cases, because whoever meets a reason for an alert raises it the same way.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain import phrases
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
from bot.domain.buttons import Action, Button, Press, Rows
from bot.domain.crisis import Danger
from bot.domain.findings import Grade
from bot.domain.matches import MatchState, move_match
from bot.domain.menus import leading_role
from bot.domain.outbox import Lane
from bot.domain.phrases import yes_or_no
from bot.services import duty
from bot.services.unit import Unit
from bot.store import alerts, matches
from bot.store.alerts import Alert, AlertEvent
from bot.store.people import Person


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
    detail: dict[str, Any] = field(default_factory=dict)


def raise_alert(unit: Unit, about: Person, cause: Cause) -> Alert:
    """Make sure that a professional hears of this, together with what belongs to it; returns its alert."""
    sources = [one for one in AlertSource if one.is_distress == cause.source.is_distress]
    alert = alerts.latest_of(unit.session, about.id, sources)
    standing = Standing(alert.state, Grade(alert.grade), alert.resolved_at) if alert else None
    joining = join(standing, cause.grade, unit.now, unit.policy.alerts_joined_within)
    if alert is None or joining is Joining.NEW:
        alert = _open(unit, about, cause)
        note(unit, alert, AlertEventKind.RAISED, detail=_told(cause))
        ring(unit, alert)
        return alert
    alert.count += 1
    _take_over(alert, cause)
    if joining is Joining.COUNTS:
        note(unit, alert, AlertEventKind.JOINED, detail=_told(cause))
        if alert.count in REDRAWN_AT:
            redraw(unit, alert)
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
    if alert.grade < Grade.URGENT:
        return  # it does not ring: it comes with the next list of concerns
    send_cards(unit, alert, duty.first_called(unit, alert.person, Grade(alert.grade)))
    start_clock(unit, alert, duty.rings_until(unit, Grade(alert.grade)))


def ring_again(unit: Unit, alert: Alert) -> None:
    """Back to open, whatever it was: cards go out anew, to all who had one as well, and the clock starts."""
    if alert.state is not AlertState.OPEN:
        alert.state = move_alert(alert.state, AlertState.OPEN)
    alert.resolved_at = alert.disposition = alert.acknowledged_at = alert.acted_at = None
    alert.owner_id = None
    unit.session.flush()
    redraw(unit, alert)  # the old cards say that it is open once more
    holding = duty.reachable(unit, alerts.holders(unit.session, alert.id))
    called = duty.first_called(unit, alert.person, Grade(alert.grade))
    alert.rung = Rung.FIRST.value
    if alert.grade >= Grade.URGENT:
        send_cards(unit, alert, {one.id: one for one in (*called, *holding)}.values())
        start_clock(unit, alert, duty.rings_until(unit, Grade(alert.grade)))


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


def close_support(unit: Unit, alert: Alert) -> None:
    """What a supervisor opened with the person or their peer for this alert ends with it."""
    for person_id in {alert.person_id, alert.peer_id} - {None}:
        for match in matches.support_of(unit.session, person_id or 0):
            if not alerts.others_unresolved(unit.session, alert):
                match.state = move_match(match.state, MatchState.CLOSED)
                match.closed_at = unit.now


def send_cards(unit: Unit, alert: Alert, to: Iterable[Person]) -> int:
    """Put the alert's card into these people's chats, never into that of whom it is about.

    Returns how many of them can be reached as far as we know.
    """
    unit.session.flush()
    reached = 0
    for person in to:
        if person.id == alert.person_id:
            continue
        unit.say(
            person,
            phrases.ALERT_CARD,
            lane=Lane.ALERT,
            buttons=card_buttons(alert),
            menu=False,
            reply_to=None,
            about=alert.person,
            alert_id=alert.id,
            lines=(),
            **card_args(unit, alert),
        )
        reached += person.unreachable_since is None
    return reached


def reachable_count(unit: Unit, alert: Alert) -> int:
    """How many of those who are called for this alert can be reached as far as we know."""
    called = duty.first_called(unit, alert.person, Grade(alert.grade))
    return sum(person.unreachable_since is None for person in called)


def redraw(unit: Unit, alert: Alert) -> None:
    """Change every card of the alert to what is true now."""
    alert.changed_at = unit.now
    unit.session.flush()
    for card in alerts.cards_of(unit.session, alert.id):
        redraw_card(unit, alert, unit.session.get_one(Person, card.person_id), card.telegram_message_id)


def redraw_card(unit: Unit, alert: Alert, holder: Person, telegram_message_id: int) -> None:
    """Change one card to what is true now."""
    unit.change(
        holder,
        telegram_message_id,
        phrases.ALERT_CARD,
        lane=Lane.ALERT,
        buttons=card_buttons(alert),
        **card_args(unit, alert),
    )


def card_buttons(alert: Alert) -> Rows:
    """What can be done with an alert as it stands."""

    def button(label: phrases.Phrase, action: Action) -> Button:
        return Button(label, Press(action, (alert.id,)))

    if alert.state is AlertState.RESOLVED:
        return ((button(phrases.BUTTON_REOPEN, Action.REOPEN),),)
    first = button(phrases.BUTTON_ACKNOWLEDGE, Action.ACKNOWLEDGE)
    messages = [button(phrases.BUTTON_MESSAGE_PERSON, Action.MESSAGE_PERSON)]
    if alert.peer_id is not None:
        messages.append(button(phrases.BUTTON_MESSAGE_PEER, Action.MESSAGE_PEER))
    return (
        *([(first,)] if alert.state is AlertState.OPEN else []),
        (button(phrases.BUTTON_OPEN_CONTEXT, Action.OPEN_CONTEXT),),
        tuple(messages),
        (button(phrases.BUTTON_RESOLVE, Action.RESOLVE), button(phrases.BUTTON_MORE, Action.MORE)),
    )


def card_args(unit: Unit, alert: Alert) -> dict[str, str | int]:
    """What the card says, in the arguments of its words."""
    person = alert.person
    reason = unit.scanner.reason(alert.rule) if alert.rule else None
    return {
        "number": alert.id,
        "grade": Grade(alert.grade).word,
        "source": alert.source.value,
        "state": alert.state.value,
        "kind": alert.help_kind.word if alert.help_kind else "unsaid",
        "named": yes_or_no(person.name),
        "name": person.name or "",
        "role": leading_role(person.roles).word,
        "with_peer": yes_or_no(alert.peer),
        "peer": (alert.peer.name or "") if alert.peer else "",
        "with_words": yes_or_no(alert.excerpt),
        "excerpt": alert.excerpt or "",
        "hidden": yes_or_no(unit.policy.words_hidden),
        "with_why": yes_or_no(reason),
        "why": reason.why if reason else "",
        "source_of_rule": reason.source if reason else "",
        "carded": yes_or_no(alert.grade >= Grade.URGENT and alert.source.is_distress),
        "count": alert.count,
        "opened": duty.local(alert.opened_at, unit.policy.time_zone),
        "local": duty.local(unit.now, ZoneInfo(person.time_zone)),
        "owner": (alert.owner.name or "") if alert.owner else "",
        "disposition": alert.disposition.value if alert.disposition else "",
    }


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
    if alert.state is AlertState.OPEN and alert.clock_at is not None:
        note(unit, alert, AlertEventKind.UNDELIVERED)
        start_clock(unit, alert, unit.now)


def _open(unit: Unit, about: Person, cause: Cause) -> Alert:
    alert = Alert(
        programme_id=unit.programme.id,
        person=about,
        peer=cause.peer,
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
    )
    unit.session.add(alert)
    unit.session.flush()
    return alert


def _take_over(alert: Alert, cause: Cause) -> None:
    """The alert speaks of its gravest and, of equals, newest cause."""
    if cause.grade < alert.grade:
        return
    alert.source, alert.grade, alert.danger = cause.source, cause.grade.value, cause.danger
    alert.category, alert.rule = cause.category, cause.rule
    if cause.excerpt is not None:
        alert.excerpt = cause.excerpt
    alert.message_id = cause.message_id or alert.message_id
    alert.match_id = cause.match_id or alert.match_id
    alert.peer = cause.peer or alert.peer


def _told(cause: Cause) -> dict[str, Any]:
    return {"grade": cause.grade.word, "source": cause.source.value, "rule": cause.rule, **cause.detail}
