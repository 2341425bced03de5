"""What unit tests lean on: a small programme whose database is a copy of one that was migrated once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.operating import environment
from tests.unit.small import Small, small_programme
from tests.unit.team import gather


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and nobody in it."""
    folder = tmp_path_factory.mktemp("migrated")
    with small_programme(folder):
        pass
    return folder / "alongside.sqlite"


@pytest.fixture
def small(migrated: Path, tmp_path: Path) -> Iterator[Small]:
    shutil.copy(migrated, tmp_path / "alongside.sqlite")
    with small_programme(tmp_path) as programme:
        yield programme


@pytest.fixture
def team(small: Small) -> Small:
    """Rosa and Ben, two supervisors, a coordinator."""
    return gather(small)


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings in the environment, and a folder without `.env`."""
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
