"""The one thread that writes: savepoints, commits together, and what happens when the database fails."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store import database
from bot.store.cipher import Cipher
from bot.store.database import open_database
from bot.store.writer import StoreUnavailableError, Writer

Insert = Callable[[Session], int]


def insert(number: int) -> Insert:
    def work(session: Session) -> int:
        session.execute(text("INSERT INTO kept VALUES (:number)"), {"number": number})
        return number

    return work


class Ink:
    """A writer on a real file, whose commits are counted and whose thread can be made to wait."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine: Engine = open_database(f"sqlite:///{path}", Cipher([Cipher.new_key()]))
        with self.engine.begin() as connection:
            connection.execute(text("CREATE TABLE kept (number INTEGER PRIMARY KEY)"))
        self.commits = 0
        event.listen(self.engine, "commit", self._count)
        self.writer = Writer(self.engine)

    def _count(self, connection: object) -> None:
        del connection
        self.commits += 1

    def kept(self) -> list[int]:
        """What another connection reads."""
        with sqlite3.connect(self.path) as connection:
            found = [number for (number,) in connection.execute("SELECT number FROM kept ORDER BY number")]
        connection.close()
        return found

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """What is submitted inside is waiting together when the writer comes to it."""
        held, go = threading.Event(), threading.Event()

        def hold(session: Session) -> None:
            del session
            held.set()
            go.wait(10)

        holding = self.writer.submit(hold)
        assert held.wait(10)
        yield
        go.set()
        holding.result(10)


@pytest.fixture
def ink(tmp_path: Path) -> Iterator[Ink]:
    made = Ink(tmp_path / "ink.sqlite")
    yield made
    made.writer.close()


def test_what_has_gathered_goes_into_one_commit_and_every_result_is_told(ink: Ink) -> None:
    with ink.gathering():
        futures = [ink.writer.submit(insert(number)) for number in range(30)]
    assert [future.result(10) for future in futures] == list(range(30))
    assert ink.commits == 1
    assert ink.kept() == list(range(30))


def test_a_commit_covers_64_at_most(ink: Ink) -> None:
    with ink.gathering():
        futures = [ink.writer.submit(insert(number)) for number in range(130)]
    assert [future.result(10) for future in futures] == list(range(130))
    assert ink.commits == 3


def test_one_failing_piece_does_not_take_others_along(ink: Ink) -> None:
    def fails(session: Session) -> None:
        insert(50)(session)
        raise LookupError("mine alone")

    with ink.gathering():
        before, failing, twice, after = (
            ink.writer.submit(insert(1)),
            ink.writer.submit(fails),
            ink.writer.submit(insert(1)),
            ink.writer.submit(insert(2)),
        )
    assert (before.result(10), after.result(10)) == (1, 2)
    with pytest.raises(LookupError, match="mine alone"):
        failing.result(10)
    with pytest.raises(IntegrityError):
        twice.result(10)
    assert ink.kept() == [1, 2]
    assert ink.commits == 1


def test_nobody_is_told_before_the_commit(ink: Ink) -> None:
    told_early: list[bool] = []
    futures: list[Future[int]] = []

    def look(connection: object) -> None:
        del connection
        told_early.extend(future.done() for future in futures)

    event.listen(ink.engine, "commit", look)
    with ink.gathering():
        futures += [ink.writer.submit(insert(number)) for number in range(3)]
    assert [future.result(10) for future in futures] == [0, 1, 2]
    assert told_early
    assert not any(told_early)


def test_a_commit_that_fails_is_told_to_everyone_in_it_and_nothing_is_kept(ink: Ink) -> None:
    def refuse(connection: object) -> None:
        del connection
        raise RuntimeError("no")

    with ink.gathering():
        futures = [ink.writer.submit(insert(number)) for number in range(3)]
        event.listen(ink.engine, "commit", refuse)
    for future in futures:
        with pytest.raises(RuntimeError, match="no"):
            future.result(10)
    event.remove(ink.engine, "commit", refuse)
    assert ink.kept() == []
    assert ink.writer.submit(insert(7)).result(10) == 7


def test_a_locked_database_is_unavailable_and_serves_again_when_it_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    ink = Ink(tmp_path / "ink.sqlite")
    other = sqlite3.connect(ink.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailableError, match=r"^OperationalError$"):
        ink.writer.submit(insert(1)).result(10)
    other.execute("ROLLBACK")
    other.close()
    assert ink.writer.submit(insert(1)).result(10) == 1
    ink.writer.close()


def test_a_full_disk_is_unavailable_to_everyone_in_the_commit_and_keeps_nothing(ink: Ink) -> None:
    def too_much(session: Session) -> None:
        session.execute(text("CREATE TABLE large (content BLOB)"))
        session.execute(text("INSERT INTO large VALUES (zeroblob(10000000))"))

    def limit(session: Session) -> None:
        session.execute(text("PRAGMA max_page_count=20"))

    ink.writer.submit(limit).result(10)
    with ink.gathering():
        first, full, last = (
            ink.writer.submit(insert(1)),
            ink.writer.submit(too_much),
            ink.writer.submit(insert(2)),
        )
    for future in (first, full, last):
        with pytest.raises(StoreUnavailableError):
            future.result(10)
    assert ink.kept() == []
    assert ink.writer.submit(insert(3)).result(10) == 3


def test_closing_finishes_what_is_queued_and_takes_no_more(ink: Ink) -> None:
    with ink.gathering():
        futures = [ink.writer.submit(insert(number)) for number in range(100)]
        closing = threading.Thread(target=ink.writer.close)
        closing.start()
    closing.join(10)
    assert not closing.is_alive()
    assert [future.result(0) for future in futures] == list(range(100))
    with pytest.raises(RuntimeError, match="closed"):
        ink.writer.submit(insert(100))


def test_whoever_stops_waiting_does_not_stop_the_writer(ink: Ink) -> None:
    """A task that is cancelled cancels its future; the thread must outlive that."""

    async def scene() -> None:
        with ink.gathering():
            given_up = asyncio.ensure_future(ink.writer.run(insert(1)))
            await asyncio.sleep(0)
            given_up.cancel()
            with pytest.raises(asyncio.CancelledError):
                await given_up
        assert await asyncio.wait_for(ink.writer.run(insert(2)), 5) == 2

    asyncio.run(scene())
    assert 2 in ink.kept()


def test_whoever_stops_waiting_while_it_runs_does_not_stop_the_writer_either(ink: Ink) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(session: Session) -> int:
        begun.set()
        go.wait(10)
        return insert(1)(session)

    async def scene() -> None:
        given_up = asyncio.ensure_future(ink.writer.run(slow))
        await asyncio.to_thread(begun.wait, 10)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
        go.set()
        assert await asyncio.wait_for(ink.writer.run(insert(2)), 5) == 2

    asyncio.run(scene())
    assert ink.kept() == [1, 2]


def test_sqlite_is_opened_so_that_what_was_told_survives_a_power_cut(ink: Ink) -> None:
    with ink.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
