"""Loading the crisis lines strictly: a file with anything wrong in it is refused, never half used.

Each country is a file named by its code (`gb.toml`), and `international.toml` is for all others.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain.crisis import CountryLines, CrisisLine, CrisisLines, LineKind

HERE = Path(__file__).parent
INTERNATIONAL = "international.toml"
DIALLED = {LineKind.EMERGENCY, LineKind.POLICE, LineKind.SUICIDE, LineKind.TEXT}
VISITED = {LineKind.CHAT, LineKind.DIRECTORY}
NEEDED_BY_COUNTRY = (LineKind.EMERGENCY, LineKind.SUICIDE)
NEEDED_BY_ALL_OTHERS = (LineKind.EMERGENCY, LineKind.DIRECTORY)

# One line without blanks around it, short enough for a card on a telephone.
Short = Annotated[str, Field(pattern=r"^\S(.*\S)?$", max_length=80)]
Sentence = Annotated[str, Field(pattern=r"^\S(.*\S)?$", max_length=250)]


class CrisisLinesError(Exception):
    """The crisis lines are not complete or not sound; the message lists all there is to mend."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Line(_Strict):
    kind: Annotated[LineKind, Field(strict=False)]  # in TOML it is a word
    name: Short
    number: Annotated[str, Field(pattern=r"^\+?[0-9]+( [0-9]+)*$")] | None = None
    url: Annotated[str, Field(pattern=r"^https://[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?$")] | None = None
    hours: Short
    languages: Annotated[list[Short], Field(min_length=1)]
    about: Annotated[str, Field(pattern=r"^\S(.*\S)?$", max_length=120)] | None = None
    source: Annotated[str, Field(pattern=r"^\S.*: https?://\S+$")]
    read_on: date
    dated: bool
    official: bool
    note: Sentence | None = None

    def built(self) -> CrisisLine:
        return CrisisLine(
            kind=self.kind,
            name=self.name,
            number=self.number,
            url=self.url,
            hours=self.hours,
            languages=tuple(self.languages),
            about=self.about,
            source=self.source,
            read_on=self.read_on,
            dated=self.dated,
            is_official=self.official,
            note=self.note,
        )


class _Elsewhere(_Strict):
    name: Short
    line: list[_Line]


class _Country(_Elsewhere):
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


def load(folder: Path = HERE) -> CrisisLines:
    """Load every country's file. Raises CrisisLinesError with one line for each thing to mend."""
    problems: list[str] = []
    countries = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name != INTERNATIONAL and (lines := _load_file(path, _Country, problems)):
            countries[path.stem.upper()] = lines
    international = _load_file(folder / INTERNATIONAL, _Elsewhere, problems)
    if problems or international is None:
        raise CrisisLinesError("\n".join(problems))
    return CrisisLines(countries, international)


def _load_file(path: Path, form: type[_Elsewhere], problems: list[str]) -> CountryLines | None:
    """One file's lines, or None after adding what is wrong with it to `problems`."""
    table: dict[str, Any] = {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        parsed = form.model_validate(table)
    except FileNotFoundError:
        found = ["there is no such file"]
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as refusal:
        found = [f"cannot be read: {refusal}"]
    except ValidationError as refusal:
        found = [_told(table, error["loc"], error["msg"]) for error in refusal.errors()]
    else:
        found = list(_missing(path, parsed))
        if not found:
            country = parsed.country if isinstance(parsed, _Country) else None
            return CountryLines(country, parsed.name, tuple(line.built() for line in parsed.line))
    problems += [f"{path.name}: {each}" for each in found]
    return None


def _told(table: dict[str, Any], place: tuple[int | str, ...], message: str) -> str:
    """A refusal with the line's own name, since nobody counts lines in a file."""
    words = [str(part) for part in place]
    match place:
        case ("line", int(number), *_):
            entry = table["line"][number]
            named = entry.get("name") if isinstance(entry, dict) else None
            words[:2] = [f"line {number + 1} ({named})" if named else f"line {number + 1}"]
    return f"{': '.join(words)}: {message}"


def _missing(path: Path, parsed: _Elsewhere) -> Iterator[str]:
    """What a file of the right form still lacks, or says twice."""
    needed = NEEDED_BY_ALL_OTHERS
    if isinstance(parsed, _Country):
        needed = NEEDED_BY_COUNTRY
        if path.name != f"{parsed.country.lower()}.toml":
            yield f"its country is {parsed.country}, not the file's name"
    kinds = {line.kind for line in parsed.line}
    for kind in needed:
        if kind not in kinds:
            yield f"there is no line of the kind {kind.value}"
    seen = set()
    for line in parsed.line:
        if line.kind in DIALLED and line.number is None:
            yield f"{line.name}: {line.kind.value} needs a number"
        elif line.kind in VISITED and line.url is None:
            yield f"{line.name}: {line.kind.value} needs a url"
        elif line.number is None and line.url is None:
            yield f"{line.name}: neither number nor url"
        if (reached := (line.kind, line.number, line.url)) in seen:
            yield f"{line.name}: stands twice"
        seen.add(reached)
