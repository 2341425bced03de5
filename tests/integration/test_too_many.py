"""429: one chat's never delays another; two at once mean the bot; what Telegram says is obeyed."""

import time
from datetime import UTC, datetime, timedelta

from bot.domain.outbox import OutboxState
from bot.domain.people import Role
from bot.sandbox.recording import Request
from bot.services.unit import Unit
from bot.store.outbox import OutboxRow
from tests.support.programme import Programme

SEND = frozenset({"sendMessage"})


def sends_to(programme: Programme, chat_id: int) -> list[Request]:
    return [
        each for each in programme.telegram.requests("sendMessage") if int(each.params["chat_id"]) == chat_id
    ]


def test_one_chat_waits_while_the_others_flow(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.telegram.faults.too_many(3, chat_id=ben.id, methods=SEND, lasts=3.0)
    began = time.monotonic()
    for number in range(3):
        rosa.says(f"message {number}")
    programme.telegram.waits_for_request("sendMessage")
    ben.says("and the other way round")
    rosa.sees("Ben\nand the other way round", within=1.5)
    ben.sees("Rosa\nmessage 2", within=10)
    assert time.monotonic() - began >= 2.5
    assert [text for text in ben.texts if "\nmessage" in text] == [
        f"Rosa\nmessage {number}" for number in range(3)
    ]


def test_two_chats_refused_at_once_make_all_wait_but_alerts_which_probe(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    ann = programme.joins("Ann", Role.MENTEE)
    programme.settles()
    programme.telegram.faults.too_many(30, methods=SEND, lasts=3.0)
    rosa.says("to Ben")
    ben.says("to Rosa")
    programme.telegram.waits_for_request("sendMessage")
    time.sleep(0.3)
    seen = len(programme.telegram.requests("sendMessage"))
    ann.says("/help")
    time.sleep(0.7)
    assert len(programme.telegram.requests("sendMessage")) == seen, "nothing else is tried"
    rosa.says("🆘 I need help now")
    sam.sees("Pressed I need help now", within=8)
    probes = sends_to(programme, sam.id)[-6:]
    assert len([each for each in probes if each.status == 429]) <= 4, "a probe a second"
    ann.sees("This is not an emergency service", within=5)  # the alert went through, so all may go again


def test_a_wait_of_half_an_hour_is_kept_over_a_restart(timed: Programme) -> None:
    rosa, ben = timed.pair()
    timed.telegram.faults.too_many(2000, chat_id=ben.id, methods=SEND, times=1)
    rosa.says("message 0")
    waits_until_it_is_written_down(timed)
    before = len(sends_to(timed, ben.id))
    timed.restart()
    rosa.says("message 1")
    ben.says("the other way round")
    rosa.sees("Ben\nthe other way round")
    ben.sees_nothing(1.5)
    assert len(sends_to(timed, ben.id)) == before, "not a single try"
    timed.bot.stop()
    timed.moves_clock(timedelta(seconds=2000))
    timed.starts_again()
    ben.sees("Rosa\nmessage 0")
    ben.sees("Rosa\nmessage 1")


def test_a_wait_is_written_down_with_its_end(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.telegram.faults.too_many(2000, chat_id=ben.id, methods=SEND, times=1)
    rosa.says("message 0")
    ends = waits_until_it_is_written_down(programme)
    assert 1900 < (ends - datetime.now(UTC)).total_seconds() <= 2000


def waits_until_it_is_written_down(programme: Programme) -> datetime:
    until = time.monotonic() + 5
    while (ends := programme.reads(_waiting_until)) is None:
        assert time.monotonic() < until, "the wait is never written down"
        time.sleep(0.02)
    return ends


def _waiting_until(unit: Unit) -> datetime | None:
    row = (
        unit.session.query(OutboxRow)
        .filter(OutboxRow.state == OutboxState.QUEUED, OutboxRow.not_before.is_not(None))
        .first()
    )
    return row.not_before if row is not None else None
