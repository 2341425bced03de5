"""Whoever stops waiting for a piece of work must not stop the one thread that writes."""

import threading
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.store.cipher import Cipher
from bot.store.database import open_database
from bot.store.writer import Writer


def test_the_writer_goes_on_when_somebody_no_longer_waits(tmp_path: Path) -> None:
    writer = Writer(open_database(f"sqlite:///{tmp_path}/w.sqlite", Cipher([Cipher.new_key()])))
    has_begun, may_end = threading.Event(), threading.Event()

    def slow(session: Session) -> None:
        has_begun.set()
        may_end.wait(10)
        session.execute(text("create table here (id integer)"))

    running = writer.submit(slow)
    assert has_begun.wait(10)
    waiting = writer.submit(lambda session: session.execute(text("drop table here")))
    assert not running.cancel(), "what runs cannot be called off any more"
    assert waiting.cancel(), "what only waits can"
    may_end.set()
    count = writer.submit(lambda session: session.execute(text("select count(*) from here")).scalar_one())
    assert count.result(10) == 0, "the first was kept, the second never ran, the third found a living writer"
    writer.close()
