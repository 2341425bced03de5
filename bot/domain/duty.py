"""Who is on duty when: a weekly rota, with what was changed by hand; hours in the programme's time zone."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bot.domain.rhythm import at_local

LOOKED_AHEAD = timedelta(days=14)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"([a-z]{3})(?:-([a-z]{3}))?\s+(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


class Coverage(Enum):
    """What the programme promises; the consent text says it."""

    ON_CALL = "on_call"  # somebody can be called at any hour
    OFFICE_HOURS = "office_hours"  # nobody sees anything outside the duty hours


@dataclass(frozen=True, slots=True)
class Hours:
    """The same hours on one day of every week; `weekday` is 0 for Monday. An end at midnight is 00:00."""

    weekday: int
    start: time
    end: time

    def on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """When they begin and end on that day (aware); past midnight where the end is not after the start."""
        last = day if self.end > self.start else day + timedelta(days=1)
        return at_local(day, self.start, zone), at_local(last, self.end, zone)


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours of one person. `is_on_call`: called at night for what cannot wait, not on duty."""

    person_id: int
    hours: Hours
    is_on_call: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """From `since` to `until` (aware) somebody is on duty or off, whatever the rota says."""

    person_id: int
    since: datetime
    until: datetime
    is_on: bool


@dataclass(frozen=True, slots=True)
class Rota:
    """The rota of those who can be called; without shifts everyone is on duty in the programme's hours."""

    team: frozenset[int]
    shifts: tuple[Shift, ...]
    changes: tuple[Change, ...]  # oldest first: of two the newer counts
    hours: tuple[Hours, ...]
    zone: ZoneInfo

    def on_duty(self, now: datetime) -> frozenset[int]:
        """Who is on duty at a moment (aware)."""
        return self._at(now, is_on_call=False)

    def on_call(self, now: datetime) -> frozenset[int]:
        """Who may be called at a moment for what cannot wait, on duty or not."""
        return self.on_duty(now) | self._at(now, is_on_call=True)

    def next_start(self, now: datetime) -> datetime | None:
        """When somebody is on duty next (aware): now where somebody is; None within the next two weeks."""
        if self.on_duty(now):
            return now
        return next((moment for moment in self._edges(now) if self.on_duty(moment)), None)

    def next_on_duty(self, now: datetime, but: Collection[int]) -> int | None:
        """Who comes next, of those not in `but`."""
        for moment in (now, *self._edges(now)):
            coming = sorted(self.on_duty(moment) - set(but))
            if coming:
                return coming[0]
        return None

    def next_shift(self, person_id: int, now: datetime) -> tuple[datetime, datetime] | None:
        """Somebody's next shift that has not begun (aware)."""
        own = [shift.hours for shift in self.shifts if shift.person_id == person_id]
        coming = sorted(span for hours in own for span in self._spans(hours, now) if span[0] > now)
        return coming[0] if coming else None

    def gaps(self, now: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
        """Stretches of the programme's hours (aware) in which nobody is on duty."""
        found: list[tuple[datetime, datetime]] = []
        for hours in self.hours:
            for start, end in self._spans(hours, now):
                moments = sorted({start, *(edge for edge in self._edges(now) if start < edge < end)})
                for moment, following in zip(moments, [*moments[1:], end], strict=True):
                    if now <= moment < until and not self.on_duty(moment):
                        found.append((moment, following))
        return _joined(sorted(found))

    def _at(self, now: datetime, *, is_on_call: bool) -> frozenset[int]:
        shifts = [shift for shift in self.shifts if shift.is_on_call is is_on_call]
        if shifts:
            there = {shift.person_id for shift in shifts if self._covers(shift.hours, now)}
        elif is_on_call or self.shifts:
            there = set()
        else:
            there = set(self.team) if any(self._covers(hours, now) for hours in self.hours) else set()
        for change in self.changes:
            if change.since <= now < change.until:
                if change.is_on and not is_on_call:
                    there.add(change.person_id)
                elif not change.is_on:
                    there.discard(change.person_id)
        return frozenset(there & self.team)

    def _covers(self, hours: Hours, now: datetime) -> bool:
        return any(start <= now < end for start, end in self._spans(hours, now))

    def _spans(self, hours: Hours, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        today = now.astimezone(self.zone).date()
        for ahead in range(-1, LOOKED_AHEAD.days + 1):
            day = today + timedelta(days=ahead)
            if day.weekday() == hours.weekday:
                yield hours.on(day, self.zone)

    def _edges(self, now: datetime) -> list[datetime]:
        """Every moment after now at which somebody's duty may begin or end, in order."""
        all_hours = {shift.hours for shift in self.shifts} | set(self.hours)
        edges = {edge for hours in all_hours for span in self._spans(hours, now) for edge in span}
        edges |= {edge for change in self.changes for edge in (change.since, change.until)}
        return sorted(edge for edge in edges if now < edge <= now + LOOKED_AHEAD)


def read_hours(text: str) -> tuple[Hours, ...]:
    """Duty hours as one writes them: "Mon-Fri 09:00-17:00, Sat 10:00-12:00"; raises ValueError."""
    found: list[Hours] = []
    for part in text.split(","):
        match = _HOURS.fullmatch(part.strip().lower())
        if match is None or match[1] not in _DAYS or (match[2] or match[1]) not in _DAYS:
            raise ValueError(f"{part.strip()!r} is not like Mon-Fri 09:00-17:00")
        first, last = _DAYS.index(match[1]), _DAYS.index(match[2] or match[1])
        start, end = _clock(match[3], match[4]), _clock(match[5], match[6])
        days = range(first, (last if last >= first else last + 7) + 1)
        found += [Hours(day % 7, start, end) for day in days]
    return tuple(found)


def _clock(hour: str, minute: str) -> time:
    if int(hour) == 24 and int(minute) == 0:  # noqa: PLR2004  midnight, as the end of a day
        return time(0)
    return time(int(hour), int(minute))


def _joined(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
