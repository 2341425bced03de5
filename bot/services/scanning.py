"""The scan's place in a use case: what is asked of it, and what of its answer is kept.

One floor below the use cases: every text somebody writes goes through here before anything leaves.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.domain import phrases
from bot.domain.alerts import AlertSource
from bot.domain.findings import Earlier, Family, Finding, Grade
from bot.domain.matches import MatchKind
from bot.domain.outbox import Lane
from bot.domain.people import Focus, Role
from bot.domain.risk import Situation, Verdict, danger_of
from bot.services.alerts import Cause, raise_alert
from bot.services.unit import Unit
from bot.store import alerts, messages
from bot.store.alerts import Alert, Flag
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.people import Person

REMEMBERED = 12  # messages of the conversation that are looked at beside a new one
REMEMBERED_FOR = timedelta(days=2)
FAILURES_WITHIN = timedelta(minutes=10)
MOST_FAILING = 0.01  # of all messages
WARNED_AGAIN_AFTER = timedelta(hours=1)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_EXCERPT = 300  # characters of an alert's excerpt: the words found, with a little around them
_AROUND = 60


def look(unit: Unit, author: Person, words: str, match: Match | None) -> tuple[Finding, ...]:
    """Everything found in what somebody wrote, beside the latest messages of that conversation."""
    match_id, since = match.id if match else None, unit.now - REMEMBERED_FOR
    return _beside(unit, author, words, messages.latest(unit.session, author.id, match_id, since, REMEMBERED))


def look_again(
    unit: Unit, message: Message, match: Match | None, words: str | None = None
) -> tuple[Finding, ...]:
    """The same for a message that is kept already, or for the words of its file: not beside itself."""
    author = unit.session.get_one(Person, message.sender_id)
    match_id, since = match.id if match else None, unit.now - REMEMBERED_FOR
    earlier = messages.latest(unit.session, author.id, match_id, since, REMEMBERED, before=message.id)
    return _beside(unit, author, message.text.words if words is None else words, earlier)


def _beside(unit: Unit, author: Person, words: str, earlier: Iterable[Message]) -> tuple[Finding, ...]:
    recent = [Earlier(one.text.words, mine=one.sender_id == author.id) for one in earlier]
    focus = frozenset({Focus(author.focus)} if author.focus else ())
    return unit.scanner.scan(words, author.roles, focus, recent)


def raise_for(
    unit: Unit,
    author: Person,
    verdict: Verdict,
    *,
    message: Message,
    match: Match | None = None,
    words: str | None = None,
) -> Alert | None:
    """The alert for what was found, or None where nothing is a supervisor's work; concerns do not ring.

    `words` are those it was found in, where they are not the message's own but its file's.
    """
    found = verdict.distress
    if found is None:
        return None
    return raise_alert(
        unit,
        author,
        Cause(
            AlertSource.DISTRESS,
            found.grade,
            danger_of(found.category),
            category=found.category,
            rule=found.rule,
            excerpt=excerpt(message.text.words if words is None else words, found),
            message_id=message.id,
            match_id=match.id if match else None,
            peer=match.other(author) if match and match.kind is MatchKind.PEER else None,
            is_carded=verdict.crisis_card,
        ),
    )


def situation(match: Match | None, author: Person) -> Situation:
    """In what conversation these words were written."""
    return Situation(
        peer_supports=match is not None and match.is_supported(author),
        by_professional=match is not None and match.kind is MatchKind.SUPPORT and match.is_mentor(author),
    )


def keep_flags(
    unit: Unit, author: Person, findings: Iterable[Finding], message_id: int | None, alert: Alert | None
) -> None:
    """Every finding leaves its mark: the digest and a rule's precision are counted from these."""
    for one in findings:
        unit.session.add(
            Flag(
                programme_id=unit.programme.id,
                person_id=author.id,
                message_id=message_id,
                alert_id=alert.id if alert and one.family is Family.DISTRESS else None,
                at=unit.now,
                rule=one.rule,
                category=one.category,
                family=one.family,
                grade=one.grade.value,
                start=one.start,
                end=one.end,
            )
        )


def note_unread(unit: Unit, author: Person, kind: str) -> None:
    """Something that cannot be scanned: counted as unscanned, never as safe.

    Its author is told once, for each kind, that nobody checks these for danger.
    """
    category = f"unscanned_{kind}"
    is_first = not alerts.count_flags(unit.session, unit.programme.id, category, LONG_AGO, author.id)
    unit.session.add(
        Flag(
            programme_id=unit.programme.id,
            person_id=author.id,
            at=unit.now,
            rule=f"scan.{category}",
            category=category,
            family=Family.SCAN,
            grade=Grade.NOTE.value,
            start=0,
            end=0,
        )
    )
    if is_first:
        unit.say(author, phrases.UNSCANNED_NOTICE, kind=kind)


def watch(unit: Unit, author: Person, findings: Iterable[Finding]) -> None:
    """What the scan says of itself: its author hears of a foreign language, the coordinator of failures."""
    for one in findings:
        if one.family is not Family.SCAN:
            continue
        if one.category == "other_language":
            note_unread(unit, author, "language")
        elif one.category == "unscanned":
            _warn_of_failures(unit)


def _warn_of_failures(unit: Unit) -> None:
    """More than one in a hundred unscanned within ten minutes: something is wrong with the scan itself."""
    since = unit.now - FAILURES_WITHIN
    warned = unit.programme.scan_warned_at
    if warned is not None and unit.now - warned < WARNED_AGAIN_AFTER:
        return
    unit.session.flush()
    failed = alerts.count_flags(unit.session, unit.programme.id, "unscanned", since)
    total = messages.count_since(unit.session, unit.programme.id, since)
    if failed > MOST_FAILING * total:
        unit.programme.scan_warned_at = unit.now
        unit.say_to_team(
            phrases.SCAN_FAILS, lane=Lane.ALERT, roles=Role.COORDINATOR, failed=failed, total=total
        )


def excerpt(words: str, found: Finding) -> str:
    """The words that caused a finding with a little around them, cut at the ends of words."""
    start = max(0, found.start - _AROUND)
    end = min(len(words), found.end + _AROUND, start + _EXCERPT)
    if start:
        start = words.find(" ", start, found.start) + 1 or found.start
    if end < len(words):
        cut = words.rfind(" ", found.end, end)
        end = cut if cut > 0 else end
    return ("… " if start else "") + words[start:end].strip() + (" …" if end < len(words) else "")
