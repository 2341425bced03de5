"""A full disk, a locked database: nothing is confirmed that is not kept, and all goes on afterwards."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select

from bot.intake import IntakeState
from bot.services import relay
from bot.services.unit import Unit
from bot.store.inbox import InboxUpdate
from tests.support.programme import Programme

HOLD = """
import sqlite3, sys, time
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
database.execute("ROLLBACK")
"""


def path_of(programme: Programme) -> str:
    return str(programme.settings.database_path)


@contextmanager
def locked(programme: Programme) -> Iterator[None]:
    """Another process writes, and takes its time."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path_of(programme)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.stdin.write("\n")
        other.stdin.flush()
        other.wait(10)


@contextmanager
def full_disk(programme: Programme) -> Iterator[None]:
    """The database takes no page more than it has: to SQLite the same as a full disk."""
    assert programme.bot.parts is not None
    writer = programme.bot.parts.house.writer

    def limit(pages: str) -> Any:
        def work(session: Any) -> int:
            count = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
            wanted = count if pages == "now" else 1_000_000
            return int(session.connection().exec_driver_sql(f"PRAGMA max_page_count = {wanted}").scalar())

        return writer.submit(work).result(10)

    with sqlite3.connect(path_of(programme)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    limit("now")
    yield
    limit("all")


def waits_for_state(programme: Programme, state: IntakeState) -> None:
    until = time.monotonic() + 20
    assert programme.bot.parts is not None
    while programme.bot.parts.intake.state is not state:
        assert time.monotonic() < until, f"never {state.value}"
        time.sleep(0.01)


def test_a_full_disk_at_the_inbox_confirms_nothing_and_loses_nothing(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.settles()
    with full_disk(programme):
        for number in range(40):  # more than the pages that are there can take
            rosa.says(f"message {number:02d} " + "x" * 3000)
        waits_for_state(programme, IntakeState.NO_STORE)
        time.sleep(1.0)
        assert programme.telegram.pending() > 0
        polls = len(programme.telegram.requests("getUpdates"))
        time.sleep(2.0)
        assert len(programme.telegram.requests("getUpdates")) - polls <= 8, "no hot loop"
    ben.sees("message 39", within=30)
    programme.settles()
    heard = [text[:15] for text in ben.texts if text.startswith("Rosa\nmessage")]
    assert heard == [f"Rosa\nmessage {number:02d}" for number in range(40)]


def test_a_disk_that_fills_up_in_the_middle_of_a_unit_loses_nothing(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, ben = programme.pair()
    programme.settles()
    said = threading.Event()
    with monkeypatch.context() as patched:
        _fail_units(patched, said)
        rosa.says("hello")
        assert said.wait(10)
        ben.sees_nothing()
        rosa.sees_nothing(0.1)
    ben.sees("Rosa\nhello", within=15)
    programme.settles()
    assert ben.texts.count("Rosa\nhello") == 1
    assert programme.reads(_most_attempts) == 0, "it was not the update's fault"


def _most_attempts(unit: Unit) -> int:
    return max(unit.session.scalars(select(InboxUpdate.attempts)))


def _fail_units(patched: pytest.MonkeyPatch, said: threading.Event) -> None:
    receive = relay.receive

    def on_a_full_disk(unit: Unit, *rest: Any) -> None:
        receive(unit, *rest)
        unit.session.flush()
        connection = unit.session.connection()
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        said.set()
        for number in range(200):  # an error of the real database, not one that looks like it
            connection.exec_driver_sql(f"CREATE TABLE filler_{number} (x)")

    patched.setattr(relay, "receive", on_a_full_disk)


def test_another_process_that_writes_for_a_while_delays_and_loses_nothing(programme: Programme) -> None:
    rosa, ben = programme.pair()
    with locked(programme):
        rosa.says("while it is locked")
        ben.sees_nothing(1.0)
    ben.sees("Rosa\nwhile it is locked")
    rosa.sees_nothing(0.1)


def test_another_process_that_writes_for_longer_than_we_wait_loses_nothing_either(
    programme: Programme,
) -> None:
    rosa, ben = programme.pair()
    programme.settles()
    assert programme.bot.parts is not None

    def be_impatient(session: Any) -> None:
        session.connection().exec_driver_sql("PRAGMA busy_timeout = 50")

    programme.bot.parts.house.writer.submit(be_impatient).result(5)
    for number in range(5):
        rosa.says(f"message {number}")
    with locked(programme):
        for number in range(5, 10):
            rosa.says(f"message {number}")
        waits_for_state(programme, IntakeState.NO_STORE)
        time.sleep(1.5)
    ben.sees("message 9", within=20)
    programme.settles()
    heard = [text for text in ben.texts if text.startswith("Rosa\nmessage")]
    assert heard == [f"Rosa\nmessage {number}" for number in range(10)]
