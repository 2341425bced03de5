"""The one thread that writes. Each piece of work is kept or not by itself; one commit may cover many of them.

An fsync costs more than a unit of work, so whatever has gathered while the last commit was on its way to the
disk goes into the next one together. Nobody is told of a result before the commit that holds it.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

MOST_IN_ONE_COMMIT = 64

T = TypeVar("T")
Work = Callable[[Session], Any]
_Job = tuple[Work, "Future[Any]"]
_Done = tuple["Future[Any]", Any, BaseException | None]


class StoreUnavailableError(Exception):
    """The database does not take anything just now: full, locked or gone. Nothing was kept; try again."""


class Writer:
    """Runs work one after another: all of a piece of work is kept, or nothing of it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()
        self._is_closed = False

    def submit(self, work: Callable[[Session], T]) -> "Future[T]":
        """Queue a piece of work; the future has its result once that is committed, or its exception."""
        if self._is_closed:
            raise RuntimeError("the writer is closed")
        future: Future[T] = Future()
        self._jobs.put((work, future))
        return future

    async def run(self, work: Callable[[Session], T]) -> T:
        """The same, awaited."""
        return await asyncio.wrap_future(self.submit(work))

    def close(self) -> None:
        """Finish what is queued, then stop."""
        self._is_closed = True
        self._jobs.put(None)
        self._thread.join()
        self._engine.dispose()

    def _work(self) -> None:
        is_open = True
        while is_open:
            batch: list[_Job] = []
            job = self._jobs.get()
            while job is not None:
                # Whoever has stopped waiting by now gets nothing done; from here on nobody can take it back.
                if job[1].set_running_or_notify_cancel():
                    batch.append(job)
                if len(batch) >= MOST_IN_ONE_COMMIT:
                    break
                try:
                    job = self._jobs.get_nowait()
                except queue.Empty:
                    break
            else:
                is_open = False
            if batch:
                self._commit_together(batch)

    def _commit_together(self, batch: list[_Job]) -> None:
        """Run a batch and commit it, then tell everyone how it went.

        Savepoints cost a fifth of the time, and hardly a unit fails: so the batch is run without them first,
        and once more with one for each where that fails.
        """
        try:
            try:
                done = self._run(batch, with_savepoints=False)
            except OperationalError:
                raise
            except Exception:  # noqa: BLE001 - whose it is shows when each has its own savepoint
                done = self._run(batch, with_savepoints=True)
        except Exception as failure:  # noqa: BLE001 - handed to everyone whose work was in this commit
            # The database itself failed (full, locked, gone): nothing of this commit was kept.
            unavailable = StoreUnavailableError(type(failure).__name__)
            known = unavailable if isinstance(failure, OperationalError) else failure
            done = [(future, None, known) for _, future in batch]
        for future, result, error in done:
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)

    def _run(self, batch: list[_Job], *, with_savepoints: bool) -> list[_Done]:
        done: list[_Done] = []
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            for work, future in batch:
                if not with_savepoints:
                    done.append((future, work(session), None))
                    continue
                try:
                    with session.begin_nested():
                        result = work(session)
                    done.append((future, result, None))
                except OperationalError:
                    raise
                except Exception as failure:  # noqa: BLE001 - handed to whoever asked, by the future
                    done.append((future, None, failure))
        return done
