"""The inbox's side of a unit: keeping updates, handling each once, and what follows a failure."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.domain import phrases
from bot.domain.alerts import AlertSource
from bot.domain.findings import Grade
from bot.domain.inbox import InboxState, next_attempt
from bot.domain.outbox import Lane
from bot.domain.people import Role
from bot.services import duty, undelivered
from bot.services.alerts import Cause, raise_alert
from bot.services.commands import Reachability, Start, Tapped
from bot.services.unit import Stranger, Unit
from bot.store import inbox, people
from bot.store.inbox import InboxUpdate
from bot.store.people import Person

C = TypeVar("C")
UseCase = Callable[[Unit, Person | Stranger, C], None]


def keep(unit: Unit, updates: Sequence[dict[str, Any]]) -> list[tuple[int, int, dict[str, Any]]]:
    """Store a batch as it came; returns (row id, subject, update) for what is new.

    An empty one counts too: it says that we were there, which is how an outage is told from a quiet day.
    """
    unit.programme.polled_at = unit.now
    return inbox.keep(unit.session, unit.programme.id, updates, unit.now)


def handle(unit: Unit, inbox_id: int, sender: Stranger, use_case: UseCase[C], command: C) -> None:
    """Load who it is from, call the use case and mark the update handled: all or nothing."""
    actor: Person | Stranger = (
        people.by_telegram_id(unit.session, unit.programme.id, sender.telegram_id) or sender
    )
    if isinstance(actor, Person) and actor.unreachable_since and not isinstance(command, Reachability):
        undelivered.note_reachable(unit, actor)  # whoever writes to us can be reached
    use_case(unit, actor, command)
    if isinstance(command, Start | Tapped):  # not with every message: a sealed value costs time
        person = people.by_telegram_id(unit.session, unit.programme.id, sender.telegram_id)
        if person is not None and sender.account and person.account != sender.account:
            person.account = sender.account
    inbox.mark_handled(unit.session, inbox_id, unit.now)


def pass_over(unit: Unit, inbox_id: int) -> None:
    """No handler has anything to do with it: nothing is to be done, and it is done."""
    inbox.mark_handled(unit.session, inbox_id, unit.now)


def note_failure(unit: Unit, inbox_id: int, error: str, *, is_hopeless: bool = False) -> float | None:
    """Count a failed attempt. Returns the seconds to wait before the next, or None: it was set aside.

    What is set aside stays, sealed, for somebody to look at, and its author is told plainly.
    """
    row = unit.session.get_one(InboxUpdate, inbox_id)
    row.attempts += 1
    row.error = error[:80]
    wait = None if is_hopeless else next_attempt(row.attempts)
    if wait is None:
        row.state, row.settled_at = InboxState.SET_ASIDE, unit.now
        author = people.by_telegram_id(unit.session, unit.programme.id, row.subject)
        if author is not None:
            if author.is_active:
                unit.say(author, phrases.DID_NOT_WORK)
            # It may have been a cry for help that nobody will ever read.
            raise_alert(unit, author, Cause(AlertSource.UNPROCESSED, Grade.URGENT))
    return wait


def note_outage(unit: Unit, until: datetime) -> None:
    """After a start: when we were away longer than Telegram keeps updates, the coordinator must know."""
    since = unit.programme.polled_at
    if since is not None and until - since > unit.policy.outage_told_after:
        form = "%Y-%m-%d %H:%M"
        unit.say_to_team(
            phrases.OUTAGE_TO_COORDINATOR,
            roles=Role.COORDINATOR,
            since=since.astimezone(unit.policy.time_zone).strftime(form),
            until=until.astimezone(unit.policy.time_zone).strftime(form),
        )
    if since is not None and until - since > unit.policy.absence_told_after:
        _tell_everyone(unit, since, until)
    unit.programme.polled_at = until


def _tell_everyone(unit: Unit, since: datetime, until: datetime) -> None:
    """Whoever wrote into the silence may have waited: each hears from when to when, in their own time."""
    for person in people.with_role(unit.session, unit.programme.id, ~Role(0)):
        zone = ZoneInfo(person.time_zone)
        unit.say(
            person,
            phrases.OUTAGE_TO_ALL,
            lane=Lane.BROADCAST,
            since=duty.local(since, zone),
            until=duty.local(until, zone),
        )
