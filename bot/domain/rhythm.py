"""When something is due next, in a person's own time zone, across changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def at_local(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The moment (aware, UTC) at which a clock in this zone shows this hour of this day.

    An hour that does not exist that day becomes the first minute that does; of an hour that comes twice it
    is the first (PEP 495: `fold=0`).
    """
    local = datetime.combine(day, hour.replace(tzinfo=None, fold=0), zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    # The hour was skipped: find the first minute after the gap by halving the hours around it.
    before, after = moment - timedelta(days=1), moment + timedelta(days=1)
    wall = local.replace(tzinfo=None)
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).replace(tzinfo=None) < wall:
            before = middle
        else:
            after = middle
    return after.replace(second=0, microsecond=0)


def next_daily(after: datetime, hour: time, zone: ZoneInfo) -> datetime:
    """The first moment (UTC) later than `after` at which the zone's clock shows this hour."""
    day = after.astimezone(zone).date() - timedelta(days=1)
    while (moment := at_local(day, hour, zone)) <= after:
        day += timedelta(days=1)
    return moment
