"""Times of day, over every zone and many years."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.rhythm import at_local, next_daily

# Zones whose rules anybody lives by; the system's own pseudo-zones are left out.
ZONES = sorted(
    zone
    for zone in available_timezones()
    if "/" in zone and not zone.startswith(("Etc/", "right/", "posix/"))
)
zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(date(1990, 1, 1), date(2037, 12, 31))
hours = st.builds(time, st.integers(0, 23), st.integers(0, 59))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is given beside


def wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


@given(days, hours, zones)
@example(date(2026, 3, 29), time(1, 30), ZoneInfo("Europe/London"))
@example(date(2026, 10, 25), time(1, 30), ZoneInfo("Europe/London"))
@example(date(2011, 12, 30), time(12), ZoneInfo("Pacific/Apia"))
def test_an_hour_that_exists_is_met_and_one_that_does_not_becomes_the_first_that_does(
    day: date, hour: time, zone: ZoneInfo
) -> None:
    moment = at_local(day, hour, zone)
    wanted = datetime.combine(day, hour)
    assert moment.tzinfo is UTC
    if wall(moment, zone) == wanted:
        # The first of two, where it comes twice: nothing in the four hours before shows the same clock.
        assert all(wall(moment - timedelta(minutes=15 * n), zone) != wanted for n in range(1, 17))
    else:
        assert wall(moment, zone) > wanted
        assert wall(moment - timedelta(minutes=1), zone) < wanted, "there was an earlier minute"


@given(moments, hours, zones)
def test_the_next_time_is_later_and_within_two_days(after: datetime, hour: time, zone: ZoneInfo) -> None:
    found = next_daily(after, hour, zone)
    assert after < found <= after + timedelta(hours=49)


@given(moments, hours, zones)
def test_no_day_is_skipped_and_none_comes_twice(after: datetime, hour: time, zone: ZoneInfo) -> None:
    moment = next_daily(after, hour, zone)
    for _ in range(10):
        following = next_daily(moment, hour, zone)
        assert following > moment
        between = (wall(following, zone).date() - wall(moment, zone).date()).days
        missing = [wall(moment, zone).date() + timedelta(days=n) for n in range(1, between)]
        # A day in between can only be one that never was, as in Samoa in December 2011.
        assert all(wall(at_local(each, time(12), zone), zone).date() != each for each in missing)
        assert between >= 1
        moment = following


@given(days, st.lists(hours, min_size=2, max_size=2), zones)
def test_a_later_hour_of_the_same_day_is_never_earlier(day: date, two: list[time], zone: ZoneInfo) -> None:
    earlier, later = sorted(two)
    assert at_local(day, earlier, zone) <= at_local(day, later, zone)
