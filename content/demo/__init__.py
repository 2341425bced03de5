"""The invented programme with which the demo begins, as data by language."""

import tomllib
from datetime import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict, model_validator

HERE = Path(__file__).parent


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Someone(_Strict):
    """An invented person."""

    name: str
    role: str


class Pair(_Strict):
    """Two invented people who are matched, or have been asked and not answered."""

    mentee: str
    mentor: str
    accepted: bool


class Line(_Strict):
    """Something that was said, so many days ago at this hour of the programme's clock."""

    days: int
    at: time
    who: str
    says: str
    reply: str | None = None
    edited: str | None = None


class Page(_Strict):
    """Whose panes are open at first."""

    shown: tuple[str, ...]


class Story(_Strict):
    """A small programme and a few days of its history."""

    programme: str
    time_zone: str
    people: tuple[Someone, ...]
    matches: tuple[Pair, ...]
    lines: tuple[Line, ...]
    page: Page

    @model_validator(mode="after")
    def _everybody_is_known(self) -> "Story":
        names = {person.name for person in self.people}
        used = {name for pair in self.matches for name in (pair.mentee, pair.mentor)}
        used |= {line.who for line in self.lines} | set(self.page.shown)
        if unknown := used - names:
            raise ValueError(f"nobody is called {', '.join(sorted(unknown))}")
        return self


def load_story(language: str = "en") -> Story:
    """The story in a language. Raises pydantic's ValidationError where the file is not as it should be."""
    return Story.model_validate(tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8")))
