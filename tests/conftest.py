"""What every test may lean on."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bot.domain.phrases import Phrase
from bot.sandbox.clock import MovableClock
from bot.sandbox.driver import LocalTelegram
from content.words import Words, load
from tests.support.programme import Programme

_WORDS: dict[str, Words] = {}


def _load_once(wanted: Iterable[Phrase], language: str) -> Words:
    """The words are read once in each process of tests: that takes time, and they never change."""
    if language not in _WORDS:
        _WORDS[language] = load(wanted, language)
    return _WORDS[language]


pytest.MonkeyPatch().setattr("bot.app.load", _load_once)


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
