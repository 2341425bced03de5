"""Away for longer than Telegram keeps what people write: the coordinator must know, the rest is made up."""

from datetime import timedelta

import pytest

from bot import intake
from bot.domain.people import Role
from bot.sandbox.faults import FaultKind
from tests.support.programme import Programme

TOLD = "I was out of service from"


def test_after_25_hours_the_coordinator_is_told_from_when_to_when(timed: Programme) -> None:
    carla, rosa = timed.joins("Carla", Role.COORDINATOR), timed.joins("Rosa", Role.MENTEE)
    timed.settles()
    began = timed.clock.now() if timed.clock else None
    timed.bot.stop()
    timed.moves_clock(timedelta(hours=25))
    timed.starts_again()
    told = carla.sees(TOLD)
    assert began is not None
    assert f"{began:%Y-%m-%d}" in told.text
    rosa.does_not_see(TOLD)
    carla.does_not_see(TOLD, within=1.2)


def test_a_night_away_is_not_told_because_telegram_keeps_what_was_written(timed: Programme) -> None:
    carla = timed.joins("Carla", Role.COORDINATOR)
    rosa = timed.joins("Rosa", Role.MENTEE)
    timed.settles()
    timed.bot.stop()
    rosa.says("/help")
    timed.moves_clock(timedelta(hours=23))
    timed.starts_again()
    rosa.sees("How this works")
    carla.does_not_see(TOLD)


def test_a_quiet_day_on_which_nobody_wrote_is_no_outage(
    timed: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "POLL_SECONDS", 1)
    carla = timed.joins("Carla", Role.COORDINATOR)
    timed.restart()
    for _ in range(3):
        timed.moves_clock(timedelta(hours=10))
        before = len(timed.telegram.requests("getUpdates"))
        timed.telegram.waits_for_request("getUpdates", count=before + 2)  # an empty answer came
    timed.restart()
    carla.does_not_see(TOLD)


def test_a_day_without_network_is_told_though_the_bot_itself_ran_on(
    timed: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "POLL_SECONDS", 1)
    carla = timed.joins("Carla", Role.COORDINATOR)
    timed.restart()
    away = timed.telegram.faults.cut_before("getUpdates", times=None)
    before = len(timed.telegram.requests("getUpdates"))
    timed.telegram.waits_for_request("getUpdates", count=before + 2)
    timed.moves_clock(timedelta(hours=25))
    timed.telegram.faults.remove(away)
    carla.sees(TOLD, within=15)


def test_what_fell_due_meanwhile_is_done_when_back_the_longest_overdue_first(timed: Programme) -> None:
    ben = timed.joins("Ben", Role.MENTOR)
    for name in ("Rosa", "Ann"):
        timed.joins(name, Role.MENTEE)
        timed.matches(name, "Ben", accepted=None)
        ben.sees(f"someone you could support: {name}")
        timed.settles()
        timed.moves_clock(timedelta(hours=1))
    timed.bot.stop()
    timed.moves_clock(timedelta(days=4))
    timed.starts_again()
    ben.sees("May I ask once more? Would you like to talk with Rosa?")
    ben.sees("May I ask once more? Would you like to talk with Ann?")


def test_a_hang_that_lasts_is_no_outage_of_ours(timed: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "POLL_SECONDS", -9)
    carla = timed.joins("Carla", Role.COORDINATOR)
    timed.telegram.faults.strike(FaultKind.HANG, "getUpdates", times=1)
    carla.says("/help")
    carla.sees("How this works", within=15)
    carla.does_not_see(TOLD)
