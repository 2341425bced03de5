"""When something is due next, on the days when clocks change."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.rhythm import at_local, next_daily

LONDON, BERLIN = ZoneInfo("Europe/London"), ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("zone", "day", "hour", "moment"),
    [
        ("Europe/London", "2026-11-20", "09:00", "2026-11-20T09:00"),
        ("Europe/London", "2026-07-01", "09:00", "2026-07-01T08:00"),
        ("Asia/Kolkata", "2026-07-01", "09:00", "2026-07-01T03:30"),
        # Spring: 01:00 to 02:00 does not exist in London, 02:00 to 03:00 not in Berlin.
        ("Europe/London", "2026-03-29", "00:59", "2026-03-29T00:59"),
        ("Europe/London", "2026-03-29", "01:00", "2026-03-29T01:00"),
        ("Europe/London", "2026-03-29", "01:30", "2026-03-29T01:00"),
        ("Europe/London", "2026-03-29", "02:00", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-03-29", "02:59", "2026-03-29T01:00"),
        # Autumn: 01:00 to 02:00 comes twice in London; the first one counts.
        ("Europe/London", "2026-10-25", "01:30", "2026-10-25T00:30"),
        ("Europe/London", "2026-10-25", "02:00", "2026-10-25T02:00"),
        # Half an hour only, and at midnight.
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30"),
        ("Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:00"),
        # A whole day that never was.
        ("Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T10:00"),
        ("Pacific/Apia", "2011-12-29", "12:00", "2011-12-29T22:00"),
        ("Europe/London", "2028-02-29", "09:00", "2028-02-29T09:00"),
    ],
)
def test_an_hour_of_a_day_is_one_moment(zone: str, day: str, hour: str, moment: str) -> None:
    found = at_local(date.fromisoformat(day), time.fromisoformat(hour), ZoneInfo(zone))
    assert found == datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


def test_an_hour_that_names_the_second_of_two_is_still_the_first() -> None:
    assert at_local(date(2026, 10, 25), time(1, 30, fold=1), LONDON) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_the_next_time_is_later_than_now_even_by_a_hair() -> None:
    at_nine = datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert next_daily(at_nine, time(9), LONDON) == datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert next_daily(at_nine.replace(hour=8, minute=59, second=59), time(9), LONDON) == at_nine


def test_every_day_of_a_year_has_its_moment_once() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    days = []
    while (moment := next_daily(moment, time(2, 30), BERLIN)).year == 2026:
        days.append(moment.astimezone(BERLIN).date())
    assert len(days) == 365
    assert days == sorted(set(days))


def test_somebody_east_of_the_date_line_is_asked_on_their_own_day() -> None:
    evening = datetime(2026, 11, 20, 22, tzinfo=UTC)  # the 21st, 11:00, in Auckland
    assert next_daily(evening, time(9), ZoneInfo("Pacific/Auckland")) == datetime(
        2026, 11, 21, 20, tzinfo=UTC
    )
    assert next_daily(evening, time(12), ZoneInfo("Pacific/Auckland")) == datetime(
        2026, 11, 20, 23, tzinfo=UTC
    )
