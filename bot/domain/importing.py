"""Reading a table of people: every row is checked before any of them counts."""

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import available_timezones

from bot.domain.duty import Hours, read_hours
from bot.domain.matches import MENTEE_SIDE
from bot.domain.names import Name, NameRefusal, outlines, read_name
from bot.domain.people import Focus, Role

COLUMNS = (
    "telegram_id",
    "role",
    "name",
    "language",
    "time_zone",
    "country",
    "focus",
    "mentor",
    "accepted",
)
_NEEDED = {"telegram_id", "role"}


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the table. `number` is the line in the file, the heading being line 1."""

    number: int
    telegram_id: int
    role: Role
    name: Name | None
    language: str | None
    time_zone: str | None
    country: str | None
    focus: Focus | None
    mentor: Name | None
    accepted: str | None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one row. It names the column, never what stands in it."""

    number: int
    reason: str


def read_table(text: str, languages: Collection[str]) -> tuple[list[Row], list[Problem]]:
    """The people in a CSV text (commas or semicolons), and what is wrong with it, row by row."""
    heading = text.split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""),
        delimiter=";" if ";" in heading and "," not in heading else ",",
        strict=True,  # a quotation mark that is never closed would swallow the rows below it
    )
    rows: list[Row] = []
    problems: list[Problem] = []
    zones = available_timezones()
    try:
        problems += _read_heading(reader)
        for raw in () if problems else reader:
            number = reader.line_num
            if None in raw:
                problems.append(Problem(number, "has more cells than the heading"))
                continue
            cells = {key: (value or "").strip() for key, value in raw.items()}
            if any(cells.values()):
                try:
                    rows.append(_read_row(number, cells, languages, zones))
                except ValueError as error:
                    problems.append(Problem(number, str(error)))
    except csv.Error:
        problems.append(Problem(reader.line_num + 1, "a quotation mark in it is not closed"))
    return rows, sorted(problems + _clashes(rows), key=lambda problem: problem.number)


def _read_heading(reader: "csv.DictReader[str]") -> list[Problem]:
    """What is wrong with the columns; their names are folded for the rows below."""
    columns = [(name or "").strip().lower() for name in reader.fieldnames or []]
    reader.fieldnames = columns
    return [
        *(Problem(1, f"unknown column {name!r}") for name in columns if name not in COLUMNS),
        *(Problem(1, f"column {name!r} is missing") for name in sorted(_NEEDED - set(columns))),
        *(Problem(1, f"column {name!r} stands twice") for name in COLUMNS if columns.count(name) > 1),
    ]


def _read_row(number: int, cells: dict[str, str], languages: Collection[str], zones: Collection[str]) -> Row:
    role = next((each for each in Role if each.word == cells["role"].lower()), None)
    if role is None:
        words = ", ".join(each.word for each in Role)
        raise ValueError(f"role is none of {words}" if cells["role"] else "role is empty")
    if not re.fullmatch(r"[1-9][0-9]{0,15}", cells["telegram_id"]):
        raise ValueError("telegram_id is not a Telegram account's number")
    language, zone = cells.get("language") or None, cells.get("time_zone") or None
    if language is not None and language not in languages:
        raise ValueError(f"language is not one there are words for ({', '.join(sorted(languages))})")
    if zone is not None and zone not in zones:
        raise ValueError("time_zone is not a time zone's name, such as Europe/London")
    country = (cells.get("country") or "").upper() or None
    if country is not None and not re.fullmatch(r"[A-Z]{2}", country):
        raise ValueError("country is not a code of two letters, such as GB")
    focus = cells.get("focus") or None
    if focus is not None and focus not in {each.value for each in Focus}:
        raise ValueError(f"focus is none of {', '.join(each.value for each in Focus)}")
    mentor, accepted = _name(cells, "mentor"), cells.get("accepted") or None
    if mentor is not None and not role & MENTEE_SIDE:
        raise ValueError("mentor is given for somebody who is neither mentee nor carer")
    if mentor is not None and not cells.get("name"):
        raise ValueError("mentor is given, so name is needed too: the mentor must know who is meant")
    if accepted is not None and mentor is None:
        raise ValueError("accepted is given without a mentor")
    return Row(
        number,
        int(cells["telegram_id"]),
        role,
        _name(cells, "name"),
        language,
        zone,
        country,
        Focus(focus) if focus else None,
        mentor,
        accepted,
    )


def _name(cells: dict[str, str], column: str) -> Name | None:
    if not cells.get(column):
        return None
    name = read_name(cells[column])
    if isinstance(name, NameRefusal):
        raise ValueError(f"{column} cannot be a name ({name.value})")  # noqa: TRY004 - it is a value, not a type
    return name


def _clashes(rows: list[Row]) -> list[Problem]:
    """Accounts and names that stand in the table twice."""
    problems = []
    accounts: dict[int, int] = {}
    names: dict[str, int] = {}
    for row in rows:
        if (first := accounts.setdefault(row.telegram_id, row.number)) != row.number:
            problems.append(Problem(row.number, f"telegram_id stands in row {first} too"))
        alike = outlines(row.name.shown) if row.name else frozenset()
        if there := [names[outline] for outline in alike if outline in names]:
            first = min(there)
            problems.append(Problem(row.number, f"name stands in row {first} too, or one that looks like it"))
        for outline in alike:
            names.setdefault(outline, row.number)
    return problems


ROTA_COLUMNS = ("name", "day", "from", "to", "on_call")


@dataclass(frozen=True, slots=True)
class RotaRow:
    """One line of a rota; `number` is the line in the file, the heading being line 1."""

    number: int
    name: Name
    hours: tuple[Hours, ...]
    is_on_call: bool


def read_rota(text: str) -> tuple[list[RotaRow], list[Problem]]:
    """A weekly rota in a CSV text: name, day (Mon or Mon-Fri), from, to, on_call (yes or empty)."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if not {"name", "day", "from", "to"} <= set(reader.fieldnames or ()):
        return [], [Problem(1, f"needs the columns {', '.join(ROTA_COLUMNS)}")]
    rows: list[RotaRow] = []
    problems: list[Problem] = []
    for raw in reader:
        cells = {key: (value or "").strip() for key, value in raw.items() if key and isinstance(value, str)}
        name = read_name(cells.get("name", ""))
        if isinstance(name, NameRefusal):
            problems.append(Problem(reader.line_num, "name is none"))
            continue
        try:
            hours = read_hours(f"{cells.get('day', '')} {cells.get('from', '')}-{cells.get('to', '')}")
        except ValueError:
            problems.append(Problem(reader.line_num, "day, from and to are not like Mon-Fri, 09:00, 17:00"))
            continue
        on_call = cells.get("on_call", "").lower()
        if on_call not in {"", "no", "yes"}:
            problems.append(Problem(reader.line_num, "on_call is yes, no or empty"))
            continue
        rows.append(RotaRow(reader.line_num, name, hours, is_on_call=on_call == "yes"))
    return rows, problems
