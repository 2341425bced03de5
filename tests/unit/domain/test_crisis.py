"""Whom to turn to: each danger has its own lines, the emergency number first."""

from datetime import date, timedelta

import pytest

from bot.domain.crisis import (
    CountryLines,
    CrisisLine,
    CrisisLines,
    Danger,
    LineKind,
    for_danger,
    older_than,
)

TODAY = date(2026, 11, 25)


def line(kind: LineKind, name: str = "", read_on: date = TODAY) -> CrisisLine:
    return CrisisLine(
        kind=kind,
        name=name or kind.value,
        number="116 123",
        url=None,
        hours="24 hours a day",
        languages=("English",),
        about=None,
        source="Somebody, a page: https://example.org/",
        read_on=read_on,
        dated=True,
        is_official=True,
    )


def country(*lines: CrisisLine) -> CountryLines:
    return CountryLines("GB", "United Kingdom", lines)


EVERY_KIND_BACKWARDS = country(*(line(kind) for kind in reversed(LineKind)))


@pytest.mark.parametrize(
    ("danger", "shown"),
    [
        (Danger.SUICIDE, "emergency suicide text chat directory"),
        (Danger.MEDICAL, "emergency medical_advice"),
        (Danger.ABUSE, "emergency police abuse child older directory"),
        (Danger.OTHER, "emergency suicide directory"),
    ],
)
def test_each_danger_has_its_lines_in_its_order(danger: Danger, shown: str) -> None:
    assert [each.name for each in for_danger(EVERY_KIND_BACKWARDS, danger)] == shown.split()


@pytest.mark.parametrize("danger", list(Danger))
def test_the_emergency_number_is_first_whatever_the_danger(danger: Danger) -> None:
    assert for_danger(EVERY_KIND_BACKWARDS, danger)[0].kind is LineKind.EMERGENCY


def test_every_kind_is_shown_for_some_danger() -> None:
    shown = {each.kind for danger in Danger for each in for_danger(EVERY_KIND_BACKWARDS, danger)}
    assert shown == set(LineKind)


def test_lines_of_one_kind_stay_in_the_order_of_their_file() -> None:
    lines = country(
        line(LineKind.SUICIDE, "first"), line(LineKind.EMERGENCY, "112"), line(LineKind.SUICIDE, "second")
    )
    assert [each.name for each in for_danger(lines, Danger.SUICIDE)] == ["112", "first", "second"]


@pytest.mark.parametrize(
    ("read_on", "is_older"),
    [
        (TODAY, False),
        (date(2026, 5, 29), False),  # 180 days ago, the limit itself
        (date(2026, 5, 28), True),
        (date(2016, 9, 5), True),
        (date(2026, 11, 26), True),  # tomorrow: a slip
    ],
)
def test_what_was_read_too_long_ago_is_to_be_checked(read_on: date, is_older: bool) -> None:  # noqa: FBT001
    lines = country(line(LineKind.EMERGENCY), line(LineKind.SUICIDE, "asked", read_on))
    older = older_than(lines, TODAY, timedelta(days=180))
    assert [each.name for each in older] == (["asked"] if is_older else [])


@pytest.mark.parametrize(
    ("code", "name"),
    [("GB", "United Kingdom"), ("gb", "United Kingdom"), ("XX", "Other"), ("", "Other"), (None, "Other")],
)
def test_a_country_without_a_file_gets_the_international_lines(code: str | None, name: str) -> None:
    every = CrisisLines({"GB": country()}, CountryLines(None, "Other", ()))
    assert every.of(code).name == name


def test_a_button_means_the_same_country_whatever_is_added_later() -> None:
    gb, ie = CountryLines("GB", "United Kingdom", ()), CountryLines("IE", "Ireland", ())
    other = CountryLines(None, "Other", ())
    before, after = CrisisLines({"GB": gb}, other), CrisisLines({"GB": gb, "IE": ie}, other)
    assert [each.name for each in after.all] == ["Ireland", "United Kingdom", "Other"]
    for shown in before.all:
        assert after.numbered(shown.number) is shown
    assert before.numbered(ie.number) is None
