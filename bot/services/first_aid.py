"""What follows at once from grave words, whatever becomes of the message: alert, flags, cards."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.alerts import AlertState
from bot.domain.findings import Finding, Grade
from bot.domain.matches import MatchState
from bot.domain.risk import Verdict, assess
from bot.services import alerts, cards, scanning
from bot.services.unit import Unit
from bot.store import alerts as stored
from bot.store.alerts import Alert
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.people import Person

SHOWN_AGAIN_AFTER = timedelta(minutes=5)
MANY = 3  # messages of one alert; up to these each brings its cards


def help_at_once(
    unit: Unit, message: Message, findings: Sequence[Finding], verdict: Verdict, words: str | None = None
) -> None:
    """The alert, the flags, the crisis card and the peer's coaching card: whatever becomes of the message.

    `words` are those of its file, where it was in them that something was found.
    """
    author = unit.session.get_one(Person, message.sender_id)
    match = unit.session.get(Match, message.match_id) if message.match_id else None
    alert = scanning.raise_for(unit, author, verdict, message=message, match=match, words=words)
    scanning.keep_flags(unit, author, findings, message.id, alert)
    scanning.watch(unit, author, findings)
    if alert is None or verdict.danger is None:
        return
    is_recent = alert.carded_at is not None and unit.now - alert.carded_at < SHOWN_AGAIN_AFTER
    if is_recent and alert.count > MANY:
        return  # somebody who writes line after line has help in sight already
    if verdict.crisis_card:
        told = alerts.reachable_count(unit, alert)
        cards.show_crisis_card(unit, author, verdict.danger, told=told, alert_id=alert.id)
    if verdict.coaching_card and match and _reads_it_now(match, author):
        cards.coach(unit, match.other(author), author, verdict.danger, alert.id)


def _reads_it_now(match: Match, author: Person) -> bool:
    """Whether the other side gets the words at once; otherwise its card comes with them."""
    return match.state is MatchState.ACTIVE and match.other(author).unreachable_since is None


def help_on_the_way(unit: Unit, message: Message, match: Match) -> None:
    """A message goes to its reader only now, whose author was helped when they wrote it: so is their peer.

    Beside that conversation it may be graver than alone, as the answer to a question is: then all of it anew.
    """
    author = unit.session.get_one(Person, message.sender_id)
    findings = scanning.look_again(unit, message, match)
    verdict = assess(findings, scanning.situation(match, author))
    known = stored.distress_in(unit.session, message.id)
    if verdict.alert > (known.grade if known else Grade.NONE):
        help_at_once(unit, message, findings, verdict)
    elif known and known.alert_id:
        alert = unit.session.get_one(Alert, known.alert_id)
        if alert.state is AlertState.RESOLVED:
            return  # somebody of the team has seen to it
        alerts.join_peer(unit, alert, message, match)
        if verdict.coaching_card and verdict.danger and _reads_it_now(match, alert.person):
            cards.coach(unit, match.other(alert.person), alert.person, verdict.danger, alert.id)
