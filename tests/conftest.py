"""What every test may lean on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox.clock import MovableClock
from bot.sandbox.driver import LocalTelegram
from tests.support.programme import Programme


@pytest.fixture
def telegram() -> Iterator[LocalTelegram]:
    """A local Telegram with nobody in it."""
    with LocalTelegram() as running:
        yield running


@pytest.fixture
def programme(telegram: LocalTelegram, tmp_path: Path) -> Iterator[Programme]:
    """A running bot without participants."""
    with Programme(telegram, tmp_path) as running:
        yield running


@pytest.fixture
def timed(tmp_path: Path) -> Iterator[Programme]:
    """A running bot without participants, on a clock that `moves_clock` moves, Telegram's own included."""
    clock = MovableClock()
    with LocalTelegram(clock=clock) as telegram, Programme(telegram, tmp_path, clock) as running:
        yield running
