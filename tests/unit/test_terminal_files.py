"""What the `alongside` command reads and writes: tables of people, settings, a database."""

import json
import os
from pathlib import Path

import pytest

from bot.domain.people import PersonState, Role
from bot.settings import ENV_FILE
from bot.store.people import Person
from tests.unit.operating import Heard, answers, environment, refuses
from tests.unit.small import Small

TABLE = "telegram_id,role,name,mentor,accepted\n22,mentor,Ben,,\n11,mentee,Rosa,Ben,on paper\n"

pytestmark = pytest.mark.usefixtures("operator")


def test_what_the_command_writes_is_nobody_elses_to_read(
    capsys: Heard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = os.umask(0o022)
    try:
        monkeypatch.setenv("ALONGSIDE_DATABASE_URL", f"sqlite:///{tmp_path}/below/alongside.sqlite")
        answers(capsys, "invite", "mentee")
        written = [tmp_path / "below", *(tmp_path / "below").iterdir()]
    finally:
        os.umask(before)
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in written} == {
        path.name: "0o700" if path.is_dir() else "0o600" for path in written
    }
    assert any(path.suffix == ".sqlite" for path in written)


def test_the_settings_can_stand_in_another_file(
    small: Small, capsys: Heard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    small.joins("Rosa", Role.MENTEE, 11)
    small.joins("Ben", Role.MENTOR, 22)
    file = tmp_path / "elsewhere"
    file.write_text("".join(f'{name}="{value}"\n' for name, value in environment(tmp_path).items()))
    for name in environment(tmp_path):
        monkeypatch.delenv(name)
    monkeypatch.setenv(ENV_FILE, "")  # so that what the command sets is taken back
    monkeypatch.delenv(ENV_FILE)
    assert "ALONGSIDE_TELEGRAM_TOKEN is missing" in refuses(capsys, "doctor")
    assert "Proposed." in answers(capsys, "--env", str(file), "match", "Rosa", "Ben")
    assert refuses(capsys, "--env", "nowhere", "doctor").endswith("\n  there is no file nowhere\n")


def test_a_table_is_enrolled_and_matched_and_nobody_is_written_to(
    small: Small, capsys: Heard, tmp_path: Path
) -> None:
    table = tmp_path / "people.csv"
    table.write_text("\ufeff" + TABLE.replace(",", ";"), encoding="utf-8")
    said = json.loads(answers(capsys, "import", str(table), "--json"))
    assert said == {"imported": 2, "matches": 1, "problems": []}
    rosa, ben = small.person(11), small.person(22)
    states = small.run(lambda unit: [unit.session.get_one(Person, each).state for each in (rosa, ben)])
    assert states == [PersonState.INVITED, PersonState.INVITED]
    assert small.rows() == []
    again = json.loads(answers(capsys, "import", str(table), "--json", status=1))
    assert again["imported"] == 0
    assert again["problems"] == [
        {"number": 2, "reason": "telegram_id is enrolled already"},
        {"number": 3, "reason": "telegram_id is enrolled already"},
    ]


def test_a_table_is_taken_as_a_whole_or_not_at_all(small: Small, capsys: Heard, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    for text, line in [
        (TABLE + "33,boss,Ana,,\n", "row 4: role is none of mentee"),
        (TABLE + "33,mentee,Ana,Nobody,\n", "row 4: mentor is nobody's name who is a mentor here"),
        (TABLE + "33,mentee,Ana,Rosa,\n", "row 4: mentor is nobody's name who is a mentor here"),
        (TABLE + "33,mentee,Ana,Ana,\n", "row 4: mentor is nobody's name who is a mentor here"),
        (TABLE + "33,mentee,ROSA,,\n", "row 4: name stands in row 3 too, or one that looks like it"),
    ]:
        table.write_text(text, encoding="utf-8")
        said = refuses(capsys, "import", str(table))
        assert said.startswith("Nobody was imported. Please mend:\n")
        assert line in said
        assert small.run(lambda unit: unit.session.query(Person).count()) == 0


@pytest.mark.parametrize("name", ["Rosa", "ROSA", "R\u00f3sa", "R\u043esa"])
def test_a_name_that_looks_like_that_of_somebody_here_is_not_imported(
    small: Small, capsys: Heard, tmp_path: Path, name: str
) -> None:
    small.joins("Rosa", Role.MENTEE, 11)
    table = tmp_path / "people.csv"
    table.write_text(f"telegram_id,role,name\n33,mentee,{name}\n", encoding="utf-8")
    said = refuses(capsys, "import", str(table))
    assert "row 2: name is taken, or looks like one that is" in said


def test_a_file_that_cannot_be_read_is_said_in_a_line(capsys: Heard, tmp_path: Path) -> None:
    assert "cannot be read: No such file or directory" in refuses(capsys, "import", "nowhere.csv")
    assert "cannot be read: Is a directory" in refuses(capsys, "import", str(tmp_path))
    table = tmp_path / "people.csv"
    table.write_bytes("telegram_id,role,name\n11,mentee,Zoë\n".encode("latin-1"))
    assert "is not UTF-8 text. Save it as CSV UTF-8." in refuses(capsys, "import", str(table))
    table.write_bytes(b"")
    assert "row 1: column 'role' is missing" in refuses(capsys, "import", str(table))


def test_a_mentor_may_stand_below_the_mentee(capsys: Heard, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("telegram_id,role,name,mentor\n11,mentee,Rosa,Ben\n22,mentor,Ben,\n", encoding="utf-8")
    said = answers(capsys, "import", str(table))
    assert said.startswith("2 people are enrolled, 1 matches proposed.")


def test_everything_that_is_wrong_with_a_table_is_said_in_one_go(
    small: Small, capsys: Heard, tmp_path: Path
) -> None:
    small.joins("Walter", Role.MENTEE, 12)
    table = tmp_path / "people.csv"
    table.write_text(
        "telegram_id,role,name,mentor\n22,boss,Ben,\n12,mentee,Ana,\n33,mentee,Walter,\n44,mentee,Zoe,Nobody\n",
        encoding="utf-8",
    )
    found = json.loads(answers(capsys, "import", str(table), "--json", status=1))
    assert [(each["number"], each["reason"].split(" ")[0]) for each in found["problems"]] == [
        (2, "role"),
        (3, "telegram_id"),
        (4, "name"),
        (5, "mentor"),
    ]
    assert found["imported"] == 0
    assert small.run(lambda unit: unit.session.query(Person).count()) == 1
