"""Whom somebody in danger can turn to, by country, and which of these lines belong to which danger."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

_FIGURES = re.compile(r"\d(?:[\d ]*\d)?")


ELSEWHERE = "ZZ"  # ISO 3166 gives it to no country


class LineKind(Enum):
    """What a line is for, and how it is reached where that matters."""

    EMERGENCY = "emergency"  # an ambulance; where one number does for everything, that one
    POLICE = "police"  # where the police have a number of their own
    SUICIDE = "suicide"  # a listening or crisis line, by telephone
    TEXT = "text"  # the same by text message
    CHAT = "chat"  # the same on a web page
    ABUSE = "abuse"  # however it is reached; `about` says so
    CHILD = "child"
    OLDER = "older"  # abuse of older people
    MEDICAL_ADVICE = "medical_advice"  # a nurse or doctor by telephone, not for emergencies
    DIRECTORY = "directory"  # a page that lists lines


class Danger(Enum):
    """What somebody is in danger of, as far as the choice of lines goes."""

    SUICIDE = "suicide"  # self-harm as well
    MEDICAL = "medical"
    ABUSE = "abuse"
    OTHER = "other"

    @property
    def number(self) -> int:
        """What a button carries for it; the order above is never changed."""
        return list(Danger).index(self)

    @classmethod
    def numbered(cls, number: int) -> "Danger":
        """The one a button carries; for a number there is not, OTHER, whose lines fit everybody."""
        return next((each for each in cls if each.number == number), cls.OTHER)


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """One line, as its source describes it; `number` is as one dials it inside that country.

    `source` names the page that was read and gives its address. `read_on` is the date which that page bears
    or, where it bears none (`dated` is false), the day on which a stored copy of unknown age was read.
    `is_official` says that the page is that of the service itself or of the public body which answers for it.
    """

    kind: LineKind
    name: str
    number: str | None
    url: str | None
    hours: str
    languages: tuple[str, ...]
    about: str | None
    source: str
    read_on: date
    dated: bool
    is_official: bool
    note: str | None = None  # for whoever checks the line; nobody in danger reads it


@dataclass(frozen=True, slots=True)
class CountryLines:
    """A country's lines in the order of their file; `country` is ISO 3166-1 alpha-2, or None."""

    country: str | None
    name: str
    lines: tuple[CrisisLine, ...]

    @property
    def code(self) -> str:
        """What is kept of somebody who is there; ELSEWHERE where it is no country."""
        return self.country or ELSEWHERE

    @property
    def number(self) -> int:
        """What a button carries for it: the two letters, whatever countries are added later."""
        return int.from_bytes(self.code.encode(), "big")


@dataclass(frozen=True, slots=True)
class CrisisLines:
    """Every country's lines, and what there is to say where a country has none."""

    countries: Mapping[str, CountryLines]
    international: CountryLines

    def of(self, country: str | None) -> CountryLines:
        """A country's lines by its code; the international ones where it is unknown or has no file."""
        return self.countries.get((country or "").upper(), self.international)

    @property
    def all(self) -> tuple[CountryLines, ...]:
        """Every country there are lines for, by name; at the end what fits all others."""
        return (*sorted(self.countries.values(), key=lambda each: each.name), self.international)

    def numbered(self, number: int) -> CountryLines | None:
        """The one a button carries; None for a number there is not."""
        return next((each for each in self.all if each.number == number), None)


# The emergency number stands first whatever the danger. Somebody with chest pain needs an ambulance: to be
# shown a suicide line would delay and frighten them.
_SHOWN = {
    Danger.SUICIDE: (
        LineKind.EMERGENCY,
        LineKind.SUICIDE,
        LineKind.TEXT,
        LineKind.CHAT,
        LineKind.DIRECTORY,
    ),
    Danger.MEDICAL: (LineKind.EMERGENCY, LineKind.MEDICAL_ADVICE),
    Danger.ABUSE: (
        LineKind.EMERGENCY,
        LineKind.POLICE,
        LineKind.ABUSE,
        LineKind.CHILD,
        LineKind.OLDER,
        LineKind.DIRECTORY,
    ),
    Danger.OTHER: (LineKind.EMERGENCY, LineKind.SUICIDE, LineKind.DIRECTORY),
}


def for_danger(lines: CountryLines, danger: Danger) -> tuple[CrisisLine, ...]:
    """The lines to show to somebody in this danger, in the order in which to show them."""
    return tuple(line for kind in _SHOWN[danger] for line in lines.lines if line.kind is kind)


def older_than(lines: CountryLines, today: date, limit: timedelta) -> tuple[CrisisLine, ...]:
    """The lines whose source was read longer than `limit` before `today`, and so need to be checked.

    A date still to come is a slip that would never grow old: it needs to be checked as well.
    """
    return tuple(line for line in lines.lines if not timedelta(0) <= today - line.read_on <= limit)


def public_numbers(lines: CrisisLines) -> frozenset[str]:
    """Every line's number, also those that are told in its description: they are nobody's own."""
    every = [*lines.international.lines, *(line for each in lines.countries.values() for line in each.lines)]
    told = {number for line in every for number in _FIGURES.findall(line.about or "")}
    return frozenset(told | {line.number for line in every if line.number is not None})
