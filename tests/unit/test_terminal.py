"""The `alongside` command, as an operator uses it."""

import json
import logging
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.app import set_up_logging, take_lock
from bot.domain.people import PersonState, Role
from bot.services import daily
from bot.store.cipher import Cipher
from bot.store.people import Person
from tests.support.bot import KEY, settings_for
from tests.unit.operating import Heard, answers, environment, refuses
from tests.unit.small import TOKEN, Small

ROOT = Path(__file__).parents[2]


pytestmark = pytest.mark.usefixtures("operator")


def test_a_new_key_is_one_that_works(capsys: Heard) -> None:
    key = answers(capsys, "new-key").strip()
    assert Cipher([key]).open(Cipher([key]).seal(b"x")) == b"x"
    assert json.loads(answers(capsys, "new-key", "--json"))["key"] != key


@pytest.mark.parametrize("role", [role.word for role in Role])
def test_an_invitation_for_each_role(small: Small, capsys: Heard, role: str) -> None:
    small.run(lambda unit: setattr(unit.programme, "bot_username", "alongside_bot"))
    made = json.loads(answers(capsys, "invite", role, "--json"))
    assert made["role"] == role
    assert re.fullmatch(r"https://t\.me/alongside_bot\?start=[A-Za-z0-9_-]{24}", made["link"])
    said = answers(capsys, "invite", role)
    assert f"One {role}, once, until 20" in said
    assert made["link"] not in said


def test_before_the_bot_has_ever_run_the_token_itself_is_given(capsys: Heard) -> None:
    made = json.loads(answers(capsys, "invite", "mentee", "--json"))
    assert made["link"].startswith("/start ")


def test_an_unknown_role_is_refused_with_those_there_are(capsys: Heard) -> None:
    assert refuses(capsys, "invite", "boss") == (
        "unknown role 'boss': one of mentee, mentor, carer, facilitator, supervisor, coordinator\n"
    )


def test_two_people_are_matched_by_name_or_number(small: Small, capsys: Heard) -> None:
    small.joins("Rosa", Role.MENTEE, 11)
    small.joins("Walter", Role.MENTEE, 12)
    small.joins("Ben", Role.MENTOR, 22)
    assert json.loads(answers(capsys, "match", " rosa", "22", "--json"))["state"] == "proposed"
    assert "They are matched" in answers(capsys, "match", "12", "BEN", "--accepted", "on paper 2026-11-20")
    assert "These two have a match already." in refuses(capsys, "match", "Rosa", "Ben")


@pytest.mark.parametrize(
    ("mentee", "mentor", "says"),
    [
        ("Rosa", "Rosa", "Nobody can be matched with themselves."),
        ("Ben", "Ben", "Nobody can be matched with themselves."),
        ("Ben", "Rosa", "The first of the two is neither mentee nor carer."),
        ("Rosa", "Walter", "The second of the two is no mentor."),
        ("Rosa", "Nobody", "Nobody here goes by the second name."),
        ("Rosa", "@ben", "Nobody here goes by the second name."),
        ("9" * 30, "Ben", "Nobody here goes by the first name."),
        ("9" * 5000, "Ben", "Nobody here goes by the first name."),
        ("\u0661\u0661", "Ben", "Nobody here goes by the first name."),
        ("", "", "Nobody here goes by the first name."),
        ("Left", "Ben", "One of the two has left the programme."),
    ],
)
def test_who_cannot_be_matched_is_said(
    small: Small, capsys: Heard, mentee: str, mentor: str, says: str
) -> None:
    small.joins("Rosa", Role.MENTEE, 11)
    small.joins("Walter", Role.MENTEE, 12)
    small.joins("Ben", Role.MENTOR, 22)
    small.joins("Left", Role.MENTEE, 13, PersonState.WITHDRAWN)
    assert says in refuses(capsys, "match", mentee, mentor)
    assert small.rows() == []


def test_keys_are_rotated_and_the_old_one_can_go(
    small: Small, capsys: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.joins("Rosa", Role.MENTEE, 11)
    small.joins("Ben", Role.MENTOR, 22)
    new = Cipher.new_key()
    monkeypatch.setenv("ALONGSIDE_ENCRYPTION_KEYS", f"{new},{KEY}")
    assert json.loads(answers(capsys, "rotate-keys", "--json")) == {"rows": 2}
    assert answers(capsys, "rotate-keys").startswith("2 rows are sealed with the first key now.")
    monkeypatch.setenv("ALONGSIDE_ENCRYPTION_KEYS", new)
    assert "Proposed." in answers(capsys, "match", "Rosa", "Ben")


def test_a_lost_key_is_said_in_a_line(small: Small, capsys: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    small.joins("Maria", Role.COORDINATOR, 33)
    monkeypatch.setenv("ALONGSIDE_ENCRYPTION_KEYS", Cipher.new_key())
    for command in (["doctor"], ["rotate-keys"], ["match", "33", "33"]):
        assert "No key of ALONGSIDE_ENCRYPTION_KEYS opens what is stored." in refuses(capsys, *command)


def test_the_doctor_says_what_is_wrong_and_names_nobody(
    small: Small, capsys: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answers(capsys, "doctor", status=1)
    assert "LOOK  coordinator: nobody has claimed the programme" in said
    small.joins("Maria", Role.COORDINATOR, 33)
    small.joins("Dr Okafor", Role.SUPERVISOR, 55)
    found = json.loads(answers(capsys, "doctor", "--json", status=1))
    unwell = {check["name"] for check in found["checks"] if not check["is_well"]}
    assert unwell == {"outside channel", "crisis lines"}, "what nobody has set or confirmed yet"
    maria = small.person(33)
    small.run(lambda unit: daily.confirm_lines(unit, unit.session.get_one(Person, maria)))
    small.settle_all()
    monkeypatch.setenv("ALONGSIDE_OUTSIDE", "mailto://127.0.0.1:9?from=a@example.org&to=b@example.org")
    found = json.loads(answers(capsys, "doctor", "--json"))
    assert found["well"] is True, [check for check in found["checks"] if not check["is_well"]]
    small.change(33, unreachable_since=small.clock.now())
    said = answers(capsys, "doctor", status=1)
    assert "LOOK  people who cannot be reached: 1 have blocked the bot" in said
    assert "Maria" not in said


def test_missing_settings_end_in_a_list(capsys: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALONGSIDE_TIME_ZONE")
    monkeypatch.setenv("ALONGSIDE_TELEGRAM_TOKEN", "MARKER")
    for command in (["run"], ["invite", "mentee"], ["doctor"], ["rotate-keys"]):
        said = refuses(capsys, *command)
        assert said.startswith(
            "The settings need mending (see .env.example):\n  ALONGSIDE_TELEGRAM_TOKEN is not"
        )
        assert said.endswith("\n  ALONGSIDE_TIME_ZONE is missing\n")
        assert "MARKER" not in said


def test_a_language_without_words_is_refused(capsys: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_LANGUAGE", "xx")
    assert refuses(capsys, "doctor") == (
        "The authored words need mending:\n  xx: there are no words in this language\n"
    )


def test_a_database_that_cannot_be_used_is_said_in_a_line(
    capsys: Heard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    says = "The database of ALONGSIDE_DATABASE_URL cannot be used."
    folder, junk, newer = tmp_path / "folder", tmp_path / "junk", tmp_path / "newer"
    folder.mkdir()
    junk.write_bytes(b"this is no database " * 100)
    with sqlite3.connect(newer) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.close()
    for path in (folder, junk, newer, junk / "below" / "a-file"):
        monkeypatch.setenv("ALONGSIDE_DATABASE_URL", f"sqlite:///{path}")
        assert refuses(capsys, "doctor").startswith(says)


def test_a_second_run_on_the_same_database_is_refused(capsys: Heard, tmp_path: Path) -> None:
    with take_lock(settings_for(TOKEN, "http://127.0.0.1:9", tmp_path)):
        assert refuses(capsys, "run") == "Another process already runs this programme. Stop it first.\n"


def test_arguments_that_are_none_are_explained(capsys: Heard) -> None:
    for argv in ([], ["fly"], ["invite"], ["match", "Rosa"], ["invite", "mentee", "--yaml"]):
        with pytest.raises(SystemExit) as end:
            main(argv)
        assert end.value.code == 2
        assert "usage: alongside" in capsys.readouterr().err


def test_libraries_that_would_print_private_words_are_silent() -> None:
    set_up_logging("DEBUG")
    for name in (
        "telegram.ext.Application",
        "telegram.Bot",
        "httpx",
        "httpcore.http11",
        "apscheduler.executors.default",
        "aiohttp.access",
        "aiohttp.client",
        "alembic.runtime.migration",
        "sqlalchemy.engine.Engine",
        "sqlalchemy.pool",
    ):
        assert not logging.getLogger(name).isEnabledFor(logging.CRITICAL), name
    assert logging.getLogger("alongside.intake").isEnabledFor(logging.ERROR)


def test_the_command_runs_as_a_program(tmp_path: Path) -> None:
    def command(*argv: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *argv],
            cwd=tmp_path,
            env=os.environ | environment(tmp_path) | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    invited = command("invite", "coordinator", "--json")
    assert (invited.returncode, invited.stderr) == (0, "")
    assert json.loads(invited.stdout)["role"] == "coordinator"
    refused = command("invite", "boss")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("unknown role 'boss'")
