"""An alert that nobody answers climbs until somebody does; what stops it, and who is called when."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.domain.alerts import AlertEventKind, AlertSource, AlertState, Rung
from bot.domain.buttons import Action, Press, encode
from bot.domain.crisis import Danger
from bot.domain.duty import Coverage, Shift, read_hours
from bot.domain.findings import Grade
from bot.domain.outbox import OutboxState
from bot.domain.people import PersonState, Role
from bot.services import health, timed
from bot.services.alerts import Cause, raise_alert
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import agenda, alerts, people, rota
from bot.store.alerts import Alert
from bot.store.outbox import OutboxRow
from tests.unit.small import Small

ROSA, BEN, SAM, DORA, MARIA = 11, 22, 55, 66, 77
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def team(small: Small) -> Small:
    """Rosa and Ben, two supervisors and a coordinator; it is Friday the 20th at nine in the morning."""
    small.pair()
    small.joins("Sam", Role.SUPERVISOR, SAM)
    small.joins("Dora", Role.SUPERVISOR, DORA)
    small.joins("Maria", Role.COORDINATOR, MARIA)
    small.settle_all()
    return small


def finds(small: Small, grade: Grade = Grade.EMERGENCY, source: AlertSource = AlertSource.DISTRESS) -> None:
    def find(unit: Unit) -> None:
        person = people.by_telegram_id(unit.session, unit.programme.id, ROSA)
        assert person is not None
        raise_alert(unit, person, Cause(source, grade, Danger.SUICIDE))

    small.run(find)


def cards(small: Small) -> list[int]:
    """Whose chats get a card that is waiting now; afterwards all that waits counts as sent."""
    found = [
        row.chat_id
        for row in small.rows(OutboxState.QUEUED)
        if row.key == "alert-card" and row.target_id is None
    ]
    remember(small)
    small.settle_all()
    return found


def remember(small: Small) -> None:
    """As delivery does: who has a card now."""

    def keep(unit: Unit) -> None:
        for row in small_rows(unit):
            if row.alert_id is not None and row.person_id is not None:
                unit.session.add(
                    alerts.AlertCard(
                        alert_id=row.alert_id,
                        person_id=row.person_id,
                        telegram_message_id=row.id,
                        sent_at=unit.now,
                    )
                )

    small.run(keep)


def small_rows(unit: Unit) -> list[OutboxRow]:
    return list(unit.session.scalars(select(OutboxRow).where(OutboxRow.state == OutboxState.QUEUED)))


def passes(small: Small, time: timedelta) -> None:
    """Time passes, and what is due is done, as the ticker does it."""
    small.clock.move(time)
    while ids := small.run(lambda unit: list(agenda.due(unit.session, unit.programme.id, unit.now))):
        for row_id in ids:
            small.run(partial(timed.carry_out, row_id=row_id))


def the_alert(small: Small) -> Alert:
    (alert,) = small.run(lambda unit: list(alerts.unresolved(unit.session, unit.programme.id)))
    return alert


def presses(small: Small, who: int, action: Action, number: int = 1) -> None:
    press = Press(action, (the_alert(small).id,))
    small.taps(who, Tapped(f"q{number}", number, encode(press), press))


FIVE = timedelta(minutes=5)


def test_the_ladder_in_its_order(team: Small) -> None:
    team.run(partial(shift, account=SAM, text="Mon-Sun 00:00-24:00"))
    finds(team)
    assert cards(team) == [SAM], "whoever is on duty"
    passes(team, FIVE)
    assert cards(team) == [SAM], "is reminded"
    passes(team, FIVE)
    assert cards(team) == [DORA], "then the next"
    passes(team, FIVE)
    assert sorted(cards(team)) == [SAM, DORA], "then everyone"
    passes(team, FIVE)
    assert sorted(cards(team)) == [SAM, DORA, MARIA], "then the coordinator as well"
    passes(team, FIVE)
    assert (ROSA, "nobody-answered") in [(row.chat_id, row.key) for row in team.rows()]
    assert the_alert(team).rung == Rung.EXHAUSTED


def test_at_its_end_it_goes_on_ringing_every_hour(team: Small) -> None:
    finds(team)
    for _ in range(5):
        cards(team)
        passes(team, FIVE)
    cards(team)
    passes(team, timedelta(minutes=59))
    assert cards(team) == []
    passes(team, timedelta(minutes=1))
    assert sorted(cards(team)) == [SAM, DORA, MARIA]


def test_acknowledging_stops_it_and_starts_a_second_clock(team: Small) -> None:
    finds(team)
    cards(team)
    presses(team, SAM, Action.ACKNOWLEDGE)
    team.settle_all()
    passes(team, timedelta(minutes=29))
    assert cards(team) == []
    passes(team, timedelta(minutes=1))
    assert sorted(cards(team)) == [SAM, DORA], "nothing was done: it rings again"
    assert the_alert(team).state is AlertState.OPEN


def test_once_something_was_done_nothing_rings(team: Small) -> None:
    finds(team)
    cards(team)
    presses(team, SAM, Action.MESSAGE_PERSON)
    assert the_alert(team).clock_at is not None, "opening a conversation says nothing yet"
    team.says(SAM, "Rosa, are you safe right now?")
    team.settle_all()
    passes(team, timedelta(hours=20))
    assert cards(team) == []
    assert the_alert(team).clock_at is None


def test_two_hundred_messages_are_one_alert_that_counts(team: Small) -> None:
    for _ in range(200):
        finds(team)
    alert = the_alert(team)
    assert alert.count == 200
    assert cards(team) == [SAM, DORA], "one card each"


def test_every_minute_the_bot_is_down_counts(team: Small) -> None:
    finds(team)
    cards(team)
    passes(team, timedelta(hours=25))  # one look at the clock after a day without any
    assert cards(team), "it climbs at once"
    assert the_alert(team).rung >= Rung.REMINDED


def test_a_concern_never_rings_and_comes_with_the_list(team: Small) -> None:
    finds(team, Grade.CONCERN)
    assert cards(team) == []
    team.run(timed.begin)
    passes(team, timedelta(hours=6))  # the list at three in the afternoon
    assert {row.chat_id for row in team.rows() if row.key == "concerns"} == {SAM, DORA}


def test_an_urgent_alert_in_the_night_waits_for_duty_that_is_near(team: Small) -> None:
    policy(team, hours="Mon-Sun 08:00-18:00")
    team.clock.time = datetime(2026, 11, 21, 5, 0, tzinfo=LONDON)
    finds(team, Grade.URGENT)
    assert the_alert(team).clock_at == datetime(2026, 11, 21, 9, 0, tzinfo=LONDON), (
        "an hour after duty begins"
    )


def test_an_urgent_alert_far_from_duty_goes_to_whoever_is_on_call(team: Small) -> None:
    policy(team, hours="Mon-Fri 09:00-17:00")
    team.run(partial(shift, account=SAM, text="Mon-Fri 09:00-17:00"))
    team.run(partial(shift, account=DORA, text="Mon-Sun 17:00-09:00", is_on_call=True))
    team.clock.time = datetime(2026, 11, 21, 20, 0, tzinfo=LONDON)  # Saturday evening
    finds(team, Grade.URGENT)
    assert cards(team) == [DORA]
    assert the_alert(team).clock_at == team.clock.time + timedelta(hours=1)


def test_an_emergency_in_the_night_goes_to_whoever_is_on_call_at_once(team: Small) -> None:
    policy(team, hours="Mon-Fri 09:00-17:00")
    team.run(partial(shift, account=SAM, text="Mon-Fri 09:00-17:00"))
    team.run(partial(shift, account=DORA, text="Mon-Sun 17:00-09:00", is_on_call=True))
    team.clock.time = datetime(2026, 11, 23, 3, 0, tzinfo=LONDON)
    finds(team)
    assert cards(team) == [DORA]
    assert the_alert(team).clock_at == team.clock.time + FIVE


def test_a_rota_that_names_only_who_has_left_calls_everyone_and_doctor_says_so(team: Small) -> None:
    team.run(partial(shift, account=SAM, text="Mon-Sun 00:00-24:00"))
    team.change(SAM, state=PersonState.WITHDRAWN)
    finds(team)
    assert cards(team) == [DORA]
    (check,) = [one for one in team.run(health.examine) if one.name == "rota"]
    assert not check.is_well
    assert "1 on it have left" in check.detail


def test_with_every_supervisor_unreachable_the_person_is_told_and_doctor_says_so(team: Small) -> None:
    for account in (SAM, DORA):
        team.change(account, unreachable_since=team.clock.now())
    finds(team)
    cards(team)
    passes(team, FIVE)
    assert (ROSA, "nobody-answered") in [(row.chat_id, row.key) for row in team.rows()]
    (check,) = [one for one in team.run(health.examine) if one.name == "supervisors can be reached"]
    assert not check.is_well


def test_without_supervisors_the_coordinators_are_called(team: Small) -> None:
    for account in (SAM, DORA):
        team.change(account, state=PersonState.WITHDRAWN)
    finds(team)
    assert cards(team) == [MARIA]


def test_an_alert_about_a_supervisor_never_goes_to_them(team: Small) -> None:
    def find(unit: Unit) -> None:
        person = people.by_telegram_id(unit.session, unit.programme.id, SAM)
        assert person is not None
        raise_alert(unit, person, Cause(AlertSource.DISTRESS, Grade.EMERGENCY, Danger.SUICIDE))

    team.run(find)
    seen: set[int] = set()
    for _ in range(6):
        seen |= set(cards(team))
        passes(team, FIVE)
    assert seen == {DORA, MARIA}


def test_an_old_clock_does_nothing(team: Small) -> None:
    finds(team, Grade.URGENT)
    cards(team)
    finds(team, Grade.EMERGENCY)  # graver: the clock starts again, five minutes from now
    cards(team)
    team.run(lambda unit: setattr(alerts.unresolved(unit.session, unit.programme.id)[0], "clock_at", None))
    passes(team, timedelta(hours=2))
    assert cards(team) == []


def test_what_happened_is_written_down_in_order(team: Small) -> None:
    finds(team)
    cards(team)
    passes(team, FIVE)
    presses(team, SAM, Action.ACKNOWLEDGE)
    kinds = team.run(lambda unit: [one.kind for one in alerts.events_of(unit.session, the_id(unit))])
    assert kinds == [AlertEventKind.RAISED, AlertEventKind.CLIMBED, AlertEventKind.ACKNOWLEDGED]


def the_id(unit: Unit) -> int:
    return alerts.unresolved(unit.session, unit.programme.id)[0].id


def shift(unit: Unit, account: int, text: str, *, is_on_call: bool = False) -> None:
    person = people.by_telegram_id(unit.session, unit.programme.id, account)
    assert person is not None
    kept = rota.shifts(unit.session, unit.programme.id)
    new = [Shift(person.id, hours, is_on_call) for hours in read_hours(text)]
    rota.replace_shifts(unit.session, unit.programme.id, [*kept, *new])


def policy(small: Small, hours: str) -> None:
    small.house.units.policy = replace(
        small.house.units.policy, duty_hours=read_hours(hours), coverage=Coverage.OFFICE_HOURS
    )
