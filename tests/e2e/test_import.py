"""Importing many people at once, by the command, while the bot runs."""

import json
from pathlib import Path

import pytest

from bot.domain.matches import MatchState
from bot.domain.people import PersonState, Role
from bot.sandbox.conversation import Talker
from bot.services.unit import Unit
from bot.store import matches, people
from tests.support.command import alongside
from tests.support.programme import Programme

HEADING = "telegram_id,role,name,language,time_zone,country,focus,mentor,accepted"


def imports(
    programme: Programme, folder: Path, *lines: str, heading: str = HEADING
) -> tuple[int, dict[str, object]]:
    """Run the command on a table; its exit status and what it says as JSON."""
    path = folder / "people.csv"
    path.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    done = alongside(programme.settings, "import", str(path), "--json")
    assert "Traceback" not in done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return done.returncode, told


def agrees(talker: Talker, name: str) -> None:
    talker.presses_start()
    talker.sees("Do you agree?")
    talker.taps("Yes, I agree")
    talker.sees(f"Thank you, {name}")


def test_people_imported_with_their_match_talk_once_both_have_agreed(
    programme: Programme, tmp_path: Path
) -> None:
    rosa, ben = programme.telegram.person("Rosalind"), programme.telegram.person("Benedict")
    status, told = imports(
        programme,
        tmp_path,
        f"{rosa.id},mentee,Rosa,en,Europe/Dublin,IE,back_pain,Ben,on paper 2026-11-20",
        f"{ben.id},mentor,Ben,,,,,,",
    )
    assert (status, told) == (0, {"imported": 2, "matches": 1, "problems": []})
    assert programme.telegram.requests("sendMessage") == []

    agrees(rosa, "Rosa")
    rosa.says("Is anybody there?")
    rosa.sees("I have not passed that on")
    assert ben.texts == []

    agrees(ben, "Ben")
    rosa.sees("Ben is your mentor")
    ben.sees("Rosa is looking forward")
    ben.sees_nothing()  # what was said before consent stays unsaid
    rosa.says("Good morning")
    ben.sees("Rosa\nGood morning")
    assert all(
        int(each.params["chat_id"]) in {rosa.id, ben.id}
        for each in programme.telegram.requests("sendMessage")
    )


def test_what_was_imported_is_kept_as_it_stood_in_the_table(programme: Programme, tmp_path: Path) -> None:
    rosa = programme.telegram.person("Rosalind")
    imports(programme, tmp_path, f"{rosa.id},mentee,Rosa,en,Europe/Dublin,ie,back_pain,,")

    def look(unit: Unit) -> tuple[object, ...]:
        person = programme.person(unit, "Rosa")
        return (
            person.telegram_id,
            person.roles,
            person.state,
            person.time_zone,
            person.country,
            person.focus,
        )

    kept = (rosa.id, Role.MENTEE, PersonState.INVITED, "Europe/Dublin", "IE", "back_pain")
    assert programme.reads(look) == kept


def test_without_a_note_both_are_asked_once_they_have_agreed_to_take_part(
    programme: Programme, tmp_path: Path
) -> None:
    rosa, ben = programme.telegram.person("Rosalind"), programme.telegram.person("Benedict")
    imports(programme, tmp_path, f"{ben.id},mentor,Ben,,,,,,", f"{rosa.id},mentee,Rosa,,,,,Ben,")
    agrees(rosa, "Rosa")
    rosa.sees("There may be a mentor for you: Ben")
    rosa.taps("Yes, gladly")
    rosa.sees("As soon as Ben has said yes too")
    assert ben.texts == []
    agrees(ben, "Ben")
    ben.sees("There is someone you could support: Rosa")
    ben.taps("Yes, gladly")
    ben.sees("You can talk now: Rosa")
    rosa.sees("You can talk now: Ben")


def test_somebody_imported_without_a_name_chooses_one(programme: Programme, tmp_path: Path) -> None:
    rosa = programme.telegram.person("Rosalind")
    imports(programme, tmp_path, f"{rosa.id},mentee", heading="telegram_id,role")
    rosa.says("Hello")  # without pressing Start
    rosa.sees("I have not passed that on")
    rosa.sees("Do you agree?")
    rosa.taps("Yes, I agree")
    rosa.sees("What would you like to be called")
    rosa.says("Rosa")
    rosa.sees("Thank you, Rosa")


def test_one_bad_row_keeps_everybody_out_and_every_bad_row_is_named(
    programme: Programme, tmp_path: Path
) -> None:
    programme.joins("Carla", Role.COORDINATOR)
    carla_id = programme.reads(lambda unit: programme.person(unit, "Carla").telegram_id)
    status, told = imports(
        programme,
        tmp_path,
        "1001,mentee,Rosa,,,,,,",  # 2: good
        "1002,admiral,Tom,,,,,,",
        "x12,mentee,Ann,,,,,,",
        "1003,mentee,Ann,xx,,,,,",
        "1004,mentee,Zoe,,Mars/Olympus,,,,",
        "1005,mentee,Lea,,,Ireland,,,",
        "1006,mentee,Ida,,,,gout,,",
        "1001,mentee,Una,,,,,,",
        "1007,mentee,ROSA,,,,,,",
        "1008,mentor,@eve,,,,,,",
        "1009,mentor,Bob,,,,,Ben,",
        "1010,mentee,Liv,,,,,,on paper",
        "1011,mentee,Mia,,,,,,,,",
        ",mentee,Nia,,,,,,",
        "1012,,Nia,,,,,,",
    )
    problems = told["problems"]
    assert isinstance(problems, list)
    assert status == 1
    assert told["imported"] == 0
    assert [problem["number"] for problem in sorted(problems, key=lambda each: each["number"])] == [
        *range(3, 17)
    ]
    assert programme.reads(lambda unit: len(people.everyone(unit.session, unit.programme.id))) == 1

    status, told = imports(
        programme,
        tmp_path,
        "1001,mentee,Rosa,,,,,Nobody,",
        f"{carla_id},mentee,Ann,,,,,,",
        "1003,mentee,carla,,,,,,",
        "1004,mentee,Zoe,,,,,Carla,",
        "1005,mentee,Lea,,,,,,",
    )
    problems = told["problems"]
    assert isinstance(problems, list)
    assert (status, [problem["number"] for problem in problems]) == (1, [2, 3, 4, 5])
    assert programme.reads(lambda unit: len(people.everyone(unit.session, unit.programme.id))) == 1
    assert programme.reads(lambda unit: matches.in_states(unit.session, 1, MatchState.PROPOSED)) == []


@pytest.mark.parametrize(
    "text",
    [
        b"telegram_id,role\n1001,mentee,\xff\n",
        b'telegram_id,role,name\n1001,mentee,"' + b"never closed\n" * 20_000,
        b"name;age\nRosa;72\n",
        b"",
        b"telegram_id,role,role\n1,mentee,mentor\n",
    ],
    ids=["not UTF-8", "a quotation mark never closed", "other columns", "empty", "a column twice"],
)
def test_a_file_that_is_no_such_table_is_refused_in_words(
    programme: Programme, tmp_path: Path, text: bytes
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(text)
    done = alongside(programme.settings, "import", str(path))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_table_from_a_spreadsheet_with_semicolons_is_read(programme: Programme, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("\ufefftelegram_id;role;name\r\n1001;Mentee;Zoë\r\n\r\n1002;mentor;Ben\r\n".encode())
    assert alongside(programme.settings, "import", str(path)).returncode == 0
    assert programme.reads(lambda unit: programme.person(unit, "Zoë").telegram_id) == 1001
