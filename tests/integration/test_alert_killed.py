"""SIGKILL at each commit and each send between a cry for help and its being taken on: the alert is there, one
card reaches somebody, the clock goes on, the crisis card comes.
"""

from pathlib import Path

import pytest

from bot.domain.alerts import AlertState
from bot.domain.people import Role
from bot.sandbox.driver import LocalTelegram
from bot.services.unit import Unit
from bot.store import alerts
from bot.store.alerts import Alert
from tests.integration.test_killed_at_each_step import MAY_BE_TWICE, dies
from tests.support.doomed import MOMENTS
from tests.support.programme import Programme

CRY = "I am going to kill myself tonight"
# With one message there are four things to say: the card, the crisis card, the coaching card, the copy.
SENDS = {"before the request to Telegram", "after Telegram's yes"}
CASES = [(moment, number) for moment in MOMENTS for number in ((1, 2, 3, 4) if moment in SENDS else (1,))]


@pytest.mark.parametrize(("moment", "number"), CASES)
def test_a_kill_on_the_way_loses_neither_card_nor_clock(
    telegram: LocalTelegram, tmp_path: Path, moment: str, number: int
) -> None:
    programme = Programme(telegram, tmp_path)
    programme.bot.start()
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    programme.settles()
    programme.bot.stop()
    rosa.says(CRY)
    dies(programme, tmp_path, moment, number)
    programme.starts_again()
    try:
        sam.sees("EMERGENCY")
        rosa.sees("I am glad you said it")
        ben.sees("Only you see this")
        ben.sees(CRY)
        programme.settles()
        (alert,) = programme.reads(open_alerts)
        assert alert.state is AlertState.OPEN
        assert alert.count == 1, "one cry is one, however often it was begun"
        assert alert.clock_at is not None
        sam.taps("I am taking this on")
        rosa.sees("Sam from the team has seen this")
    finally:
        programme.bot.stop()
    for who, words in ((sam, "EMERGENCY"), (rosa, "I am glad you said it"), (ben, CRY)):
        heard = sum(words in text for text in who.texts)
        assert heard == 1 or (moment in MAY_BE_TWICE and heard == 2), f"{words}: {heard} times"


def open_alerts(unit: Unit) -> list[Alert]:
    return list(alerts.unresolved(unit.session, unit.programme.id))
