"""SIGKILL at random moments in a two-way conversation with a faulty Telegram: `make kills` runs it longer."""

from pathlib import Path

import pytest

from tests import kills


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_twenty_kills_in_a_conversation_of_500_messages_lose_nothing(tmp_path: Path) -> None:
    toll = kills.run(kills=20, messages=500, seed=1, folder=tmp_path, log=print)
    assert (toll.kills, toll.sent) == (20, 500)
    assert (toll.lost, toll.out_of_order, toll.doubled_unexplained) == (0, 0, 0)
