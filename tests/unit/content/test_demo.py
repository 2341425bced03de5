"""The story of the demo: everybody in it is known, and what is told can be played."""

from datetime import date, time
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from pydantic import ValidationError

from bot.domain.names import Name, read_name
from bot.domain.people import Role
from content import demo
from content.demo import load_story

STORY = """
programme = "P"
time_zone = "Europe/London"
[[people]]
name = "Rosa"
role = "mentee"
[[people]]
name = "Ben"
role = "mentor"
[[matches]]
mentee = "Rosa"
mentor = "Ben"
accepted = true
[page]
shown = ["Rosa"]
[[lines]]
days = 1
at = "10:05"
who = "Ben"
says = "Hello"
"""


def test_the_story_can_be_played() -> None:
    story = load_story()
    assert story.time_zone in available_timezones()
    roles = {person.name: Role.named(person.role) for person in story.people}
    assert {Role.COORDINATOR, Role.SUPERVISOR, Role.MENTOR, Role.MENTEE} <= set(roles.values())
    assert all(isinstance(read_name(name), Name) for name in roles)
    for pair in story.matches:
        assert (roles[pair.mentee], roles[pair.mentor]) == (Role.MENTEE, Role.MENTOR)
    assert {pair.accepted for pair in story.matches} == {True, False}, "one of them is still to be reminded"


def test_what_is_replied_to_was_said_before_and_time_goes_forwards() -> None:
    said: list[str] = []
    last = (date.min, time.min)
    accepted = [pair for pair in load_story().matches if pair.accepted]
    talking = {name for pair in accepted for name in (pair.mentee, pair.mentor)}
    for line in load_story().lines:
        assert line.who in talking, "nobody would hear it"
        assert line.reply is None or any(line.reply in earlier for earlier in said)
        moment = (date.fromordinal(date(2026, 1, 1).toordinal() - line.days), line.at)
        assert last < moment
        last, said = moment, [*said, line.says]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('mentor = "Ben"', 'mentor = "Bne"'),
        ("accepted = true", 'accepted = "perhaps"'),
        ("accepted = true\n", ""),
        ('who = "Ben"', 'who = "Bne"'),
        ('shown = ["Rosa"]', 'shown = ["Rsoa"]'),
        ('at = "10:05"', 'at = "25:05"'),
        ("days = 1", 'days = "soon"'),
        ('says = "Hello"', 'sais = "Hello"'),
        ('role = "mentor"', 'role = "mentor"\nage = 4'),
        ('programme = "P"', ""),
    ],
)
def test_a_story_with_a_slip_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, old: str, new: str
) -> None:
    monkeypatch.setattr(demo, "HERE", tmp_path)
    place = tmp_path / "en.toml"
    place.write_text(STORY, encoding="utf-8")
    load_story()
    place.write_text(STORY.replace(old, new), encoding="utf-8")
    with pytest.raises(ValidationError):
        load_story()
