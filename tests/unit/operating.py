"""The `alongside` command in this process, as an operator uses it."""

from pathlib import Path

import pytest

from bot.__main__ import main
from tests.support.bot import KEY
from tests.unit.small import TOKEN


def environment(folder: Path) -> dict[str, str]:
    return {
        "ALONGSIDE_TELEGRAM_TOKEN": TOKEN,
        "ALONGSIDE_TELEGRAM_API_URL": "http://127.0.0.1:9",
        "ALONGSIDE_DATABASE_URL": f"sqlite:///{folder}/alongside.sqlite",
        "ALONGSIDE_ENCRYPTION_KEYS": KEY,
        "ALONGSIDE_PROGRAMME_NAME": "Backs Together",
        "ALONGSIDE_TIME_ZONE": "Europe/London",
        "ALONGSIDE_COUNTRY": "GB",
        "ALONGSIDE_COVER": "office_hours",
        "ALONGSIDE_LOG_LEVEL": "ERROR",
    }


Heard = pytest.CaptureFixture[str]


def answers(capsys: Heard, *argv: str, status: int = 0) -> str:
    """What a command prints to standard output; nothing else is said when it works."""
    assert main(argv) == status
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def refuses(capsys: Heard, *argv: str) -> str:
    """What a command that cannot do what it was asked says, with status 1."""
    assert main(argv) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err
