"""Opening the database: SQLite in WAL mode, every commit on disk before anyone is told."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool, StaticPool

from bot.store.cipher import Cipher, hand_cipher
from bot.store.writer import StoreUnavailableError

BUSY_SECONDS = 10  # how long to wait for another process (the command line) that is writing


def open_database(url: str, cipher: Cipher) -> Engine:
    """An engine for this address, with its cipher. The folder of a SQLite file is made where missing.

    Raises StoreUnavailableError where that cannot be.
    """
    path = make_url(url).database
    if path and path != ":memory:":
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailableError(type(error).__name__) from None
    engine = create_engine(
        url,
        poolclass=QueuePool if path and path != ":memory:" else StaticPool,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        hide_parameters=True,  # an error must not print what people wrote
    )
    hand_cipher(engine.dialect, cipher)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, record: object) -> None:
    del record
    # The driver would open transactions by itself, too late and of the wrong kind for savepoints.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def migrations() -> Config:
    """Alembic's configuration; no file of its own, so that nothing names a path."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the database to a revision; the newest at every start.

    Raises StoreUnavailableError where it is locked, no database, or of a newer version than this one.
    """
    config = migrations()
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            if revision == "base":
                command.downgrade(config, revision)
            else:
                command.upgrade(config, revision)
    except (DatabaseError, CommandError) as error:
        engine.dispose()
        raise StoreUnavailableError(type(error).__name__) from None
