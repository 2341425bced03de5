"""How soon an alert leaves with 5,000 relayed messages queued before it and Telegram's pacing enforced.

Beside it, in the same run, how soon the same alert leaves with nothing waiting.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bot.domain.matches import MatchState
from bot.domain.outbox import OutboxState
from bot.domain.people import PersonState, Role
from bot.domain.texts import Text
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.pacing import Pacing
from bot.services.unit import Unit
from bot.store import messages, outbox
from bot.store.matches import Match
from bot.store.messages import MessageState, NewMessage
from bot.store.people import Person
from tests.support.programme import Programme

ROWS = 5_000
PAIRS = 50
ROUNDS = 3
CRY = "I am going to kill myself tonight"


def measure() -> dict[str, float]:
    """Seconds from the message to the supervisor's card: the median of three rounds."""
    behind = statistics.median(_once(ROWS) for _ in range(ROUNDS))
    alone = statistics.median(_once(0) for _ in range(ROUNDS))
    return {"alert_s_behind_5000": behind, "alert_s_alone": alone, "alert_ratio": behind / alone}


def _once(rows: int) -> float:
    with (
        tempfile.TemporaryDirectory() as folder,
        LocalTelegram(pacing=Pacing()) as telegram,
        Programme(telegram, Path(folder)) as programme,
    ):
        sam = programme.joins("Sam", Role.SUPERVISOR)
        rosa, _ = programme.pair()
        crowd = [telegram.person(f"P{number}") for number in range(2 * PAIRS)]
        for person in crowd:
            person._do(lambda box, person=person: setattr(person._chat(box), "is_started", True))  # type: ignore[misc]
        programme.settles()
        if rows:
            programme.reads(_relayed([person.id for person in crowd], rows))
            crowd[1].sees("message")
        began = time.monotonic()
        rosa.says(CRY)
        sam.sees("EMERGENCY", within=30)
        took = time.monotonic() - began
        counts = programme.reads(lambda unit: outbox.counts(unit.session, unit.programme.id))
        assert not rows or counts[OutboxState.QUEUED] > rows // 2, "the others were still waiting"
        return took


def _relayed(accounts: list[int], rows: int) -> Callable[[Unit], None]:
    """Invented pairs, and so many messages of theirs on their way."""

    def post(unit: Unit) -> None:
        crowd = [
            Person(
                programme_id=unit.programme.id,
                telegram_id=account,
                roles=Role.MENTOR if number % 2 else Role.MENTEE,
                state=PersonState.ACTIVE,
                name=f"Person {number}",
                name_digest=unit.cipher.digest(f"person {number}"),
                language="en",
                time_zone="Europe/London",
                created_at=unit.now,
            )
            for number, account in enumerate(accounts)
        ]
        unit.session.add_all(crowd)
        unit.session.flush()
        matches = [
            Match(
                programme_id=unit.programme.id,
                mentee=mentee,
                mentor=mentor,
                state=MatchState.ACTIVE,
                proposed_at=unit.now,
                began_at=unit.now,
            )
            for mentee, mentor in zip(crowd[::2], crowd[1::2], strict=True)
        ]
        unit.session.add_all(matches)
        unit.session.flush()
        for number in range(rows):
            match = matches[number % len(matches)]
            written = NewMessage(
                sender_id=match.mentee_id,
                telegram_message_id=100_000 + number,
                text=Text(f"message {number}"),
                state=MessageState.RELAYED,
                match_id=match.id,
            )
            unit.copy(messages.keep(unit.session, written, unit.now), match.mentor)

    return post
