"""Sealing everything anew with the first key, while the bot goes on."""

from functools import partial
from typing import Any

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from bot.domain.names import Name, NameRefusal, read_name
from bot.store.base import Sealed
from bot.store.cipher import cipher_of
from bot.store.entities import Base, Person
from bot.store.writer import Writer

ROWS_AT_ONCE = 200


def sealed_tables() -> list[Table]:
    """Every table with something sealed in it."""
    return [
        table
        for table in Base.metadata.sorted_tables
        if any(isinstance(column.type, Sealed) for column in table.columns)
    ]


def reseal_everything(writer: Writer) -> int:
    """Seal every row of every table anew, each 200 of them in a transaction; returns how many rows."""
    total = 0
    for table in sealed_tables():
        last: int | None = 0
        while last is not None:
            last, rows = writer.submit(partial(_reseal, table=table, after=last)).result()
            total += rows
    return total


def _reseal(session: Session, table: Table, after: int) -> tuple[int | None, int]:
    """Seal up to 200 rows anew, those with an id above `after`; the last id (or None) and how many."""
    key = table.c.id
    sealed = [column for column in table.columns if isinstance(column.type, Sealed)]
    rows = session.execute(select(key, *sealed).where(key > after).order_by(key).limit(ROWS_AT_ONCE)).all()
    if not rows:
        return None, 0
    changed: list[dict[str, Any]] = [
        {
            "row_id": row[0],
            **{f"new_{column.name}": value for column, value in zip(sealed, row[1:], strict=True)},
        }
        for row in rows
    ]
    if table is Person.__table__:
        names = dict(zip((row[0] for row in rows), changed, strict=True))
        for values in names.values():
            values["new_name_digest"] = _digest(session, values["new_name"])
        sealed = [*sealed, table.c.name_digest]
    session.connection().execute(
        update(table)
        .where(key == bindparam("row_id"))
        .values({column.name: bindparam(f"new_{column.name}", type_=column.type) for column in sealed}),
        changed,
    )
    return rows[-1][0], len(rows)


def _digest(session: Session, name: str | None) -> str | None:
    read = read_name(name) if name else NameRefusal.EMPTY
    return cipher_of(session.get_bind().dialect).digest(read.compared) if isinstance(read, Name) else None
