"""The outside channel against a real mail server: number and grade arrive, nothing else does."""

import time
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from socket import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from bot.domain.people import Role
from bot.sandbox.clock import MovableClock
from bot.sandbox.driver import LocalTelegram
from bot.services.unit import Unit
from bot.store import alerts
from tests.support.programme import Programme

CRY = "I am going to kill myself tonight"


class Postbox:
    """What the mail server has taken, and whether it takes anything now."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.is_down = False

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802  its name
        del server, session
        if self.is_down:
            return "451 try again later"
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, int]]:
    box = Postbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()


@pytest.fixture
def programme(postbox: tuple[Postbox, int], tmp_path: Path) -> Iterator[Programme]:
    """A programme on a movable clock with a mail address outside."""
    clock = MovableClock()
    address = f"mailto://127.0.0.1:{postbox[1]}?from=bot@example.org&to=team@example.org&mode=insecure"
    with (
        LocalTelegram(clock=clock) as telegram,
        Programme(telegram, tmp_path, clock, outside=address) as running,
    ):
        yield running


def climbs(programme: Programme, rungs: int) -> None:
    """Let the only alert's clock run out so many times, and wait until all that follows is done."""
    for _ in range(rungs):
        before = programme.reads(rung)
        programme.moves_clock(timedelta(minutes=5, seconds=1))
        until = time.monotonic() + 10
        while programme.reads(rung) == before:
            assert time.monotonic() < until, "the alert does not climb"
            time.sleep(0.05)
        programme.settles()


def rung(unit: Unit) -> int:
    (alert,) = alerts.unresolved(unit.session, unit.programme.id)
    return alert.rung


def test_an_alert_nobody_answers_goes_outside_with_its_number_and_grade_alone(
    programme: Programme, postbox: tuple[Postbox, int]
) -> None:
    box, _ = postbox
    programme.joins("Sam", Role.SUPERVISOR)
    rosa, _ = programme.pair()
    rosa.says(CRY)
    rosa.sees("I am glad you said it")
    climbs(programme, 3)
    assert box.mails == [], "not before the ladder has come so far"
    climbs(programme, 1)
    (mail,) = box.mails
    body = mail.get_body(("plain", "html"))
    assert body is not None
    assert "alert 1 (emergency)" in body.get_content()
    assert not any(word in str(mail) for word in ("Rosa", "Ben", "kill", "Sam"))


def test_without_anyone_who_can_be_reached_it_goes_outside_at_the_first_rung(
    programme: Programme, postbox: tuple[Postbox, int]
) -> None:
    box, _ = postbox
    rosa, _ = programme.pair()
    rosa.says(CRY)
    rosa.sees("I could not tell anyone of the programme just now")
    climbs(programme, 1)
    rosa.sees("Nobody from the team has answered yet")
    assert len(box.mails) == 1


def test_a_mail_server_that_refuses_is_tried_again(
    programme: Programme, postbox: tuple[Postbox, int]
) -> None:
    box, _ = postbox
    box.is_down = True
    rosa, _ = programme.pair()
    rosa.says(CRY)
    rosa.sees("I could not tell anyone")
    programme.moves_clock(timedelta(minutes=5, seconds=1))
    rosa.sees("Nobody from the team has answered yet")
    assert box.mails == []
    box.is_down = False
    for _ in range(6):
        programme.moves_clock(timedelta(seconds=10))
    programme.settles(within=30)
    assert len(box.mails) >= 1
