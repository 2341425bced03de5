"""What follows at once from grave words, whatever becomes of the message: alert, flags, cards."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain import phrases
from bot.domain.alerts import AlertState
from bot.domain.findings import Finding, Grade
from bot.domain.matches import MatchState
from bot.domain.risk import Verdict, assess
from bot.services import alerts, cards, scanning
from bot.services.unit import Unit
from bot.store import alerts as stored
from bot.store import outbox
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
    has_help_in_sight = is_recent and alert.count > MANY  # whoever writes line after line
    if verdict.crisis_card and not has_help_in_sight:
        told = alerts.reachable_count(unit, alert)
        cards.show_crisis_card(unit, author, verdict.danger, told=told, alert_id=alert.id)
    if match:
        _coach(unit, match, alert, verdict)


def _coach(unit: Unit, match: Match, alert: Alert, verdict: Verdict) -> None:
    """What helps the other side to say, if they read the words now; otherwise it comes with them.

    Not with line after line: who has been coached about this person in the last minutes has it in sight.
    """
    author, peer = alert.person, match.other(alert.person)
    reads_it_now = match.state is MatchState.ACTIVE and peer.unreachable_since is None
    if not (verdict.coaching_card and verdict.danger and reads_it_now):
        return
    since = unit.now - SHOWN_AGAIN_AFTER
    if outbox.count_said(unit.session, peer.id, phrases.COACHING_CARD.key, author.id, since) < MANY:
        cards.coach(unit, peer, author, verdict.danger, alert.id)


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
        _coach(unit, match, alert, verdict)
