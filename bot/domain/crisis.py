"""STUB until merged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class Danger(Enum):
    SUICIDE = "suicide"
    MEDICAL = "medical"
    ABUSE = "abuse"
    OTHER = "other"


class LineKind(Enum):
    EMERGENCY = "emergency"
    SUICIDE = "suicide"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class CrisisLine:
    kind: LineKind
    name: str
    number: str | None
    url: str | None
    hours: str


@dataclass(frozen=True, slots=True)
class CountryLines:
    country: str
    name: str
    lines: tuple[CrisisLine, ...]


def for_danger(country: CountryLines, danger: Danger) -> Sequence[CrisisLine]:
    return [one for one in country.lines if danger is not Danger.MEDICAL or one.kind is LineKind.EMERGENCY]


@dataclass(frozen=True, slots=True)
class CrisisDirectory:
    countries: Mapping[str, CountryLines]

    @property
    def all(self) -> tuple[CountryLines, ...]:
        return tuple(self.countries.values())

    def of(self, country: str) -> CountryLines:
        return self.countries.get(country) or self.countries["GB"]
