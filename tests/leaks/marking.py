"""Marks: for every field of everybody a value that is found again wherever it turns up.

A word begins with the mark that planted files have, a number with seven figures that nothing else has. Both
go on with whose it is (one figure) and which field it stands in (five).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.sandbox.accounts import Json
from tests.support.planted.marks import MARK, traces

FIGURES = "7319426"
_WORD = re.compile(rf"{MARK}(\d)(\d{{5}})", re.IGNORECASE)
_NUMBER = re.compile(rf"{FIGURES[:2]}\.?{FIGURES[2:]}(?:(\d)(\d{{5}}))?")  # a latitude has a point in it
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mark that was found: whose it is (NOBODY where that cannot be told) and of which field."""

    owner: int
    where: str


@dataclass(slots=True)
class Marks:
    """The marks of one account; `owner` is a figure that no other account has."""

    owner: int
    places: dict[str, int] = field(default_factory=dict)  # by the dotted path of the field

    def word(self, path: str) -> str:
        """A mark that is also good for a username."""
        return f"{MARK}{self.owner}{self._place(path):05d}"

    def link(self, path: str) -> str:
        """An address that opens an account."""
        return f"https://t.me/{self.word(path)}"

    def number(self, path: str) -> int:
        return int(f"{FIGURES}{self.owner}{self._place(path):05d}")

    def fraction(self, path: str) -> float:
        """A number that can be a latitude or a longitude."""
        return float(f"{FIGURES[:2]}.{FIGURES[2:]}{self.owner}{self._place(path):05d}")

    def moment(self, path: str) -> datetime:
        """Of a far century, so that its seconds since 1970 begin with the figures."""
        return datetime.fromtimestamp(int(f"{FIGURES}{self._place(path) % 1000:03d}"), UTC)

    def span(self, path: str) -> timedelta:
        self._place(path)
        return timedelta(seconds=int(FIGURES))

    def _place(self, path: str) -> int:
        place = self.places.setdefault(path, len(self.places) + 1)
        assert place < 100_000, "more fields than a mark can tell apart"
        return place


def sightings(data: bytes, everybody: list[Marks]) -> list[Sighting]:
    """Every mark in what was sent: as it is, in other encodings, and packed in the ways files are packed."""
    found = [_named(trace, everybody) for trace in traces(data)]
    for number in _NUMBER.finditer(data.decode("latin-1")):
        if number[1] is None:
            found.append(Sighting(NOBODY, "a moment or a span of time"))
        else:
            found.append(_told(int(number[1]), int(number[2]), everybody))
    return list(dict.fromkeys(found))  # what is JSON in a text is seen twice


def _named(trace: str, everybody: list[Marks]) -> Sighting:
    known = _WORD.search(trace)
    return _told(int(known[1]), int(known[2]), everybody) if known else Sighting(NOBODY, trace)


def _told(owner: int, place: int, everybody: list[Marks]) -> Sighting:
    for marks in everybody:
        if marks.owner == owner:
            path = next((path for path, known in marks.places.items() if known == place), f"field {place}")
            return Sighting(owner, path)
    return Sighting(NOBODY, f"field {place} of somebody unknown")


def marked_fields(update: Json) -> Iterator[str]:
    """The dotted path of every field of an update that holds a mark."""
    for kind, body in update.items():
        yield from _marked_within(body, kind)


def _marked_within(value: object, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _marked_within(each, f"{path}.{name}")
    elif isinstance(value, list):
        for each in value:
            yield from _marked_within(each, path)
    elif _WORD.search(str(value)) or _NUMBER.search(str(value)):
        yield path
