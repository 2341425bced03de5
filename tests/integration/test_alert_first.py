"""Whatever waits, an alert leaves within a second."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.domain import phrases
from bot.domain.outbox import Lane, OutboxState
from bot.domain.people import PersonState, Role
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.pacing import Pacing
from bot.services.unit import Stranger, Unit
from bot.store import outbox
from bot.store.people import Person
from tests.support.programme import Programme

HELP = "🆘 I need help now"
ROWS = 5_000


def broadcasts(chats: list[int]) -> Callable[[Unit], None]:
    """Invented rows of the lowest lane, in turn for an invented participant in each of these chats."""

    def post(unit: Unit) -> None:
        crowd = [
            Person(
                programme_id=unit.programme.id,
                telegram_id=chat,
                roles=Role.MENTEE,
                state=PersonState.ACTIVE,
                language="en",
                time_zone="Europe/London",
                created_at=unit.now,
            )
            for chat in chats
        ]
        unit.session.add_all(crowd)
        unit.session.flush()
        for number in range(ROWS):
            unit.say(crowd[number % len(crowd)], phrases.UNKNOWN_COMMAND, lane=Lane.BROADCAST)

    return post


@pytest.mark.parametrize("is_paced", [False, True], ids=["no pacing", "Telegram's own pacing"])
def test_an_alert_leaves_within_a_second_before_5000_broadcasts(tmp_path: Path, is_paced: bool) -> None:  # noqa: FBT001 - a case
    with (
        LocalTelegram(pacing=Pacing() if is_paced else None) as telegram,
        Programme(telegram, tmp_path) as programme,
    ):
        sam = programme.joins("Sam", Role.SUPERVISOR)
        rosa = programme.joins("Rosa", Role.MENTEE)
        crowd = [telegram.person(f"P{number}") for number in range(100)]
        for person in crowd:
            person._do(lambda box, person=person: setattr(person._chat(box), "is_started", True))  # type: ignore[misc]
        programme.settles()
        programme.reads(broadcasts([person.id for person in crowd]))
        crowd[50].sees("I do not know that command")
        began = time.monotonic()
        rosa.says(HELP)
        sam.sees("Pressed I need help now", within=5)
        assert time.monotonic() - began < 1.0
        rosa.sees("in danger now, please call 999", within=3)
        left = programme.reads(lambda unit: outbox.counts(unit.session, unit.programme.id))
        assert left[OutboxState.QUEUED] > ROWS // 2, "the crowd was still waiting"


def test_an_alert_does_not_wait_behind_what_telegram_is_slow_to_take(programme: Programme) -> None:
    sam, rosa = programme.joins("Sam", Role.SUPERVISOR), programme.joins("Rosa", Role.MENTEE)
    crowd = [programme.telegram.person(f"P{number}") for number in range(70)]
    for person in crowd:
        person._do(lambda box, person=person: setattr(person._chat(box), "is_started", True))  # type: ignore[misc]
        programme.telegram.faults.add(Fault(FaultKind.HANG, chat_id=person.id, times=None, seconds=30))
    programme.settles()

    def post(unit: Unit) -> None:
        for person in crowd:
            unit.say(Stranger(person.id, "en"), phrases.UNKNOWN_COMMAND)

    before = len(programme.telegram.requests("sendMessage"))
    programme.reads(post)
    programme.telegram.waits_for_request("sendMessage", count=before + 48)
    began = time.monotonic()
    rosa.says(HELP)
    sam.sees("Pressed I need help now", within=5)
    rosa.sees("in danger now, please call 999", within=5)
    assert time.monotonic() - began < 1.0
    programme.telegram.faults.clear()
