"""The schema: migrations walked up and down, and held against the models."""

from itertools import pairwise
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from bot.store.cipher import Cipher
from bot.store.database import migrate, migrations, open_database
from bot.store.entities import Base

REVISIONS = [revision.revision for revision in ScriptDirectory.from_config(migrations()).walk_revisions()][
    ::-1
]


def schema(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
        )
        return {name: sql for name, sql in rows if name != "alembic_version"}


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path}/stairs/alongside.sqlite", Cipher([Cipher.new_key()]))


def test_every_migration_goes_up_down_and_up_again(engine: Engine) -> None:
    assert REVISIONS
    stairs = ["base", *REVISIONS]
    seen: list[dict[str, str]] = [{}]
    for below, step in pairwise(stairs):
        migrate(engine, step)
        up = schema(engine)
        migrate(engine, below) if below == "base" else _down(engine, below)
        assert schema(engine) == seen[-1], f"{step} leaves something behind"
        migrate(engine, step)
        assert schema(engine) == up
        seen.append(up)
    migrate(engine, "base")
    assert schema(engine) == {}
    engine.dispose()


def _down(engine: Engine, revision: str) -> None:
    from alembic import command  # noqa: PLC0415 - only this walk goes down one step

    config = migrations()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_the_models_are_what_the_migrations_make(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
    assert tables == {*Base.metadata.tables, "alembic_version"}
    engine.dispose()


def test_migrating_a_second_time_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    before = schema(engine)
    migrate(engine)
    assert schema(engine) == before
    engine.dispose()


def test_a_row_cannot_belong_to_a_programme_that_is_not_there(engine: Engine) -> None:
    migrate(engine)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO agenda (programme_id, kind, due_at, state, attempts)"
                " VALUES (77, 'tidy_up', '2026-11-20', 'due', 0)"
            )
        )
    engine.dispose()


def test_an_error_of_the_database_never_prints_what_was_to_be_stored(engine: Engine) -> None:
    migrate(engine)
    with pytest.raises(IntegrityError) as refusal, engine.begin() as connection:
        connection.execute(
            text("INSERT INTO programme (id, bot_id, bot_username) VALUES (1, 2, :name)"), {"name": "MARKER"}
        )
    assert "MARKER" not in str(refusal.value)
    engine.dispose()
