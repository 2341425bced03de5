from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.sandbox.clock import MovableClock
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from tests.integration.sandbox.calling import Api

TOKEN = "8000000001:an-invented-token"


@pytest.fixture
def telegram() -> Iterator[LocalTelegram]:
    clock = MovableClock(datetime(2026, 11, 2, 9, tzinfo=UTC))
    with LocalTelegram(clock=clock) as running:
        running.add_bot("alongside_bot", "Alongside", token=TOKEN)
        yield running


@pytest.fixture
def api(telegram: LocalTelegram) -> Api:
    return Api(telegram.url, TOKEN)


@pytest.fixture
def rosa(telegram: LocalTelegram, api: Api) -> Talker:
    """Rosa, who pressed Start; the bot has taken note."""
    person = telegram.person("Rosa", username="rosa_m")
    person.presses_start()
    assert api.updates()
    assert api.updates() == []
    return person
