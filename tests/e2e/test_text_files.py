"""What somebody writes in a text file is scanned on its way."""

import pytest

from bot.domain.people import Role
from bot.sandbox import attachments
from bot.services import reading
from bot.store import alerts
from bot.store.writer import StoreUnavailableError
from tests.support.programme import Programme

CRY = b"I am writing this here because I cannot say it.\nI am going to kill myself tonight."


def test_a_cry_for_help_in_a_text_file_raises_an_alert_and_brings_help(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    rosa.sends_document("letter.txt", "for you", CRY)
    assert "kill myself" in sam.sees("EMERGENCY").text
    rosa.sees("I am glad you said it")
    ben.sees("for you")
    ben.sees("Only you see this")


def test_a_file_that_is_sent_again_is_not_scanned_again(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    programme.telegram.faults.cut_after("sendDocument", times=1)
    rosa.sends_document("letter.txt", "for you", CRY)
    sam.sees("EMERGENCY")
    ben.sees("for you")
    programme.telegram.waits_for_request("sendDocument", count=2)
    programme.settles()
    (alert,) = programme.reads(lambda unit: alerts.unresolved(unit.session, unit.programme.id))
    assert alert.count == 1


def test_another_file_in_its_place_is_scanned_too(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    said = rosa.sends_document("letter.txt", "for you", b"It was a good day.")
    ben.sees("for you")
    programme.settles()
    sam.sees_nothing()
    rosa.edits_media(said, attachments.document(CRY, "letter.txt", "for you, once more"))
    sam.sees("EMERGENCY")
    ben.sees_edit("once more")


def test_where_scanning_a_file_fails_it_goes_its_way(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "read_file", fails)
    rosa, ben = programme.pair()
    rosa.sends_document("letter.txt", "for you", CRY)
    ben.sees("for you")


def test_a_file_waits_until_what_was_found_in_it_can_be_written_down(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    reads = reading.read_file

    def is_away_at_first(*given: object, **named: object) -> None:
        tried.append(1)
        if len(tried) <= 2:  # the writer tries again by itself
            raise StoreUnavailableError
        reads(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_file", is_away_at_first)
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    rosa.sends_document("letter.txt", "for you", CRY)
    sam.sees("EMERGENCY")
    ben.sees("for you")
    assert len(tried) == 3
