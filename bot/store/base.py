"""What every entity rests on: the declarative base and the column types."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    CursorResult,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    bindparam,
    select,
)
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.orm import DeclarativeBase, Mapped, Session
from sqlalchemy.types import TypeDecorator

from bot.domain.people import Role
from bot.store.cipher import cipher_of

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every entity."""

    metadata = MetaData(naming_convention=_NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class Sealed(TypeDecorator[Any]):
    """Anything JSON can hold, encrypted at rest with the cipher that was handed to the engine."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        return cipher_of(dialect).seal(json.dumps(value, separators=(",", ":")).encode())

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else json.loads(cipher_of(dialect).open(value))


class Roles(TypeDecorator[Role]):
    """A set of roles, one bit each."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Role | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else value.value

    def process_result_value(self, value: int | None, dialect: Dialect) -> Role | None:
        del dialect
        return None if value is None else Role(value)


class Numbered(TypeDecorator[Enum]):
    """An enumeration kept as its number."""

    impl = Integer
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Enum | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else int(value.value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Enum | None:
        del dialect
        return None if value is None else self.kind(value)


def word(kind: type[Enum]) -> SqlEnum:
    """A column type for an enumeration, kept as its value in plain text."""
    return SqlEnum(
        kind, native_enum=False, length=24, values_callable=lambda members: [m.value for m in members]
    )


# The id columns of tables that grow without end; SQLite numbers rows by itself only for its own INTEGER.
BigId = BigInteger().with_variant(Integer, "sqlite")


class HasId(Base):
    """An entity with a number of its own."""

    __abstract__ = True

    id: Mapped[int]


E = TypeVar("E", bound=HasId)


def by_ids(session: Session, entity: type[E], ids: Iterable[int | None]) -> dict[int, E]:
    """The entities with these ids, in one query; None and what is not there are left out."""
    wanted = {row_id for row_id in ids if row_id is not None}
    if not wanted:
        return {}
    return {each.id: each for each in session.scalars(_by_ids(entity), {"ids": tuple(wanted)})}


@cache
def _by_ids(entity: type[E]) -> Select[E]:
    """Built once for each entity, so that SQLAlchemy has its key for it once."""
    return select(entity).where(entity.id.in_(bindparam("ids", expanding=True)))


def id_of(done: CursorResult[Any]) -> int:
    """The number that a row got when it was inserted."""
    key = done.inserted_primary_key
    assert key is not None
    return int(key[0])


__all__ = [
    "Base", "BigId", "HasId", "Numbered", "Roles", "Sealed", "Session", "UtcDateTime", "by_ids", "id_of",
    "word",
]  # fmt: skip
