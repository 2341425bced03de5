"""Who is on duty when."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.duty import Change, Hours, Rota, Shift, read_hours

LONDON = ZoneInfo("Europe/London")
SAM, DORA = 1, 2
OFFICE = read_hours("Mon-Fri 09:00-17:00")


def rota(
    *shifts: Shift, changes: tuple[Change, ...] = (), team: frozenset[int] = frozenset({SAM, DORA})
) -> Rota:
    return Rota(team, shifts, changes, OFFICE, LONDON)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in London; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Mon 09:00-17:00", (Hours(0, time(9), time(17)),)),
        ("sat-sun 8:30-12:00", (Hours(5, time(8, 30), time(12)), Hours(6, time(8, 30), time(12)))),
        ("Sun-Mon 22:00-24:00", (Hours(6, time(22), time(0)), Hours(0, time(22), time(0)))),
    ],
)
def test_hours_are_read_as_one_writes_them(text: str, hours: tuple[Hours, ...]) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    "text", ["", "Mon", "Mon 9-17", "Mondays 09:00-17:00", "Mon 25:00-26:00", "Mon 09:00-17:00;"]
)
def test_other_hours_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not like|hour must be|minute must be"):
        read_hours(text)


def test_without_shifts_everyone_is_on_duty_in_the_programmes_hours() -> None:
    assert rota().on_duty(at(23, 10)) == {SAM, DORA}
    assert rota().on_duty(at(23, 17)) == frozenset()
    assert rota().next_start(at(27, 18)) == at(30, 9)


def test_with_shifts_only_whoever_has_one() -> None:
    mornings = rota(Shift(SAM, Hours(0, time(9), time(13))))
    assert mornings.on_duty(at(23, 10)) == {SAM}
    assert mornings.on_duty(at(23, 14)) == frozenset()


def test_a_night_goes_past_midnight() -> None:
    nights = rota(Shift(DORA, Hours(0, time(22), time(6))))
    assert nights.on_duty(at(24, 5, 59)) == {DORA}
    assert nights.on_duty(at(24, 6)) == frozenset()


def test_what_is_changed_by_hand_counts_and_the_newest_first() -> None:
    on = Change(DORA, at(23, 18), at(23, 22), is_on=True)
    off = Change(DORA, at(23, 19), at(23, 22), is_on=False)
    assert rota(changes=(on,)).on_duty(at(23, 20)) == {DORA}
    assert rota(changes=(on, off)).on_duty(at(23, 20)) == frozenset()


def test_whoever_is_on_call_is_not_on_duty_but_can_be_called() -> None:
    calls = rota(
        Shift(SAM, Hours(0, time(9), time(17))), Shift(DORA, Hours(0, time(17), time(9)), is_on_call=True)
    )
    assert calls.on_duty(at(23, 20)) == frozenset()
    assert calls.on_call(at(23, 20)) == {DORA}
    assert calls.on_call(at(23, 10)) == {SAM}


def test_who_has_left_is_never_on_duty_and_leaves_a_gap() -> None:
    left = rota(Shift(9, Hours(0, time(9), time(17))), team=frozenset({SAM}))
    assert left.on_duty(at(23, 10)) == frozenset()
    assert left.gaps(at(23, 8), at(24, 0)) == [(at(23, 9), at(23, 17))]


def test_gaps_are_stretches_of_the_programmes_hours_without_anyone() -> None:
    mornings = rota(*(Shift(SAM, Hours(day, time(9), time(13))) for day in range(5)))
    assert mornings.gaps(at(23, 8), at(25, 0)) == [(at(23, 13), at(23, 17)), (at(24, 13), at(24, 17))]
    assert rota().gaps(at(23, 8), at(30, 0)) == []


def test_who_comes_next_on_the_rota() -> None:
    days = rota(Shift(SAM, Hours(0, time(9), time(17))), Shift(DORA, Hours(1, time(9), time(17))))
    assert days.next_on_duty(at(23, 10), but=()) == SAM
    assert days.next_on_duty(at(23, 10), but={SAM}) == DORA
    assert days.next_on_duty(at(23, 10), but={SAM, DORA}) is None
    assert days.next_shift(DORA, at(23, 10)) == (at(24, 9), at(24, 17))


def test_summer_time_moves_duty_with_the_clock_on_the_wall() -> None:
    office = Rota(frozenset({SAM}), (), (), read_hours("Mon-Sun 09:00-17:00"), LONDON)
    before, after = datetime(2027, 3, 27, 8, 30, tzinfo=UTC), datetime(2027, 3, 28, 8, 30, tzinfo=UTC)
    assert office.on_duty(before) == frozenset()  # 8:30 in winter
    assert office.on_duty(after) == {SAM}  # 9:30 in summer


def test_a_week_without_anyone_has_no_next_start() -> None:
    away = Change(SAM, at(1, 0), at(30, 0) + timedelta(days=30), is_on=False)
    alone = rota(changes=(away,), team=frozenset({SAM}))
    assert alone.next_start(at(23, 10)) is None
