"""Who is next: order within a chat, lanes between chats, and what makes a chat wait."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.waiting import Waiting
from bot.domain.outbox import Lane
from bot.domain.pacing import Pacing
from bot.store.outbox import Posted

ROSA, BEN, WALTER = 1, 2, 3
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
START = 1000.0


class Desk:
    """A waiting room with its own two clocks, which move together."""

    def __init__(self) -> None:
        self.pacing = Pacing()
        self.waiting = Waiting(self.pacing)
        self.now, self.moment = NOW, START

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.moment += seconds

    def offers(self, row_id: int, chat: int, lane: Lane = Lane.RELAY, *, due_in: float | None = None) -> None:
        not_before = None if due_in is None else self.now + timedelta(seconds=due_in)
        self.waiting.offer(Posted(row_id, chat, lane, not_before), self.now, self.moment)

    def retries(self, row_id: int, chat: int, lane: Lane = Lane.RELAY, *, wait: float) -> None:
        again = Posted(row_id, chat, lane, self.now + timedelta(seconds=wait), is_retry=True)
        self.waiting.offer(again, self.now, self.moment)

    def takes(self, at_most: int = 48) -> list[int]:
        return [posted.id for posted in self.waiting.take(at_most, self.now, self.moment)]

    def releases(self, chat: int) -> None:
        """All that is on its way to this chat has arrived."""
        for lane in (Lane.ALERT, Lane.RELAY):
            self.waiting.release(chat, lane)

    @property
    def sleeps(self) -> float:
        return self.waiting.next_moment(self.moment)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_one_thing_at_a_time_in_each_chat_and_in_order(desk: Desk) -> None:
    for row_id, chat in [(1, ROSA), (2, ROSA), (3, BEN), (4, ROSA)]:
        desk.offers(row_id, chat)
    assert desk.takes() == [1, 3]
    assert desk.takes() == []
    desk.releases(BEN)
    assert desk.takes() == []
    desk.releases(ROSA)
    assert desk.takes() == [2]
    desk.releases(ROSA)
    assert desk.takes() == [4]
    assert len(desk.waiting) == 0


def test_the_lane_decides_between_chats_and_then_who_came_first(desk: Desk) -> None:
    lanes = list(reversed(Lane))
    for row_id, lane in enumerate(lanes, start=1):
        desk.offers(row_id, 100 + row_id, lane)
        desk.offers(50 + row_id, 200 + row_id, lane)
    assert desk.takes(14) == [7, 57, 6, 56, 5, 55, 4, 54, 3, 53, 2, 52, 1, 51][:14]


def test_the_lane_decides_within_a_chat_too(desk: Desk) -> None:
    desk.offers(1, ROSA, Lane.BROADCAST)
    desk.offers(2, ROSA, Lane.RELAY)
    desk.offers(3, ROSA, Lane.ALERT)
    order = []
    while taken := desk.takes():
        order += taken
        desk.releases(ROSA)
    assert order == [3, 2, 1]


def test_a_row_that_is_known_is_not_taken_twice(desk: Desk) -> None:
    desk.offers(1, ROSA)
    desk.offers(1, ROSA)
    assert desk.takes() == [1]
    desk.releases(ROSA)
    assert desk.takes() == []


def test_no_more_are_taken_than_there_is_room_for(desk: Desk) -> None:
    for chat in range(1, 11):
        desk.offers(chat, chat)
    assert desk.takes(3) == [1, 2, 3]
    assert desk.takes(0) == []
    assert desk.takes(100) == [4, 5, 6, 7, 8, 9, 10]


def test_a_scheduled_row_waits_for_its_time_and_its_chat_does_not_wait_for_it(desk: Desk) -> None:
    desk.offers(1, ROSA, due_in=60)
    desk.offers(2, ROSA)
    assert desk.takes() == [2]
    desk.releases(ROSA)
    desk.passes(59.9)
    assert desk.takes() == []
    desk.passes(0.1)
    assert desk.takes() == [1]


def test_a_scheduled_row_goes_when_the_programmes_clock_is_moved(desk: Desk) -> None:
    desk.offers(1, ROSA, due_in=86400)
    desk.now += timedelta(days=1)
    assert desk.takes() == [1]


def test_a_row_whose_time_has_passed_goes_at_once(desk: Desk) -> None:
    desk.offers(1, ROSA, due_in=-5)
    assert desk.takes() == [1]


def test_nothing_overtakes_what_is_tried_again(desk: Desk) -> None:
    desk.offers(1, ROSA)
    desk.offers(2, ROSA)
    assert desk.takes() == [1]
    desk.retries(1, ROSA, wait=4)
    desk.releases(ROSA)
    desk.offers(3, BEN)
    assert desk.takes() == [3]
    desk.passes(3.9)
    assert desk.takes() == []
    assert desk.sleeps == pytest.approx(0.1)
    desk.passes(0.1)
    assert desk.takes() == [1]
    desk.releases(ROSA)
    assert desk.takes() == [2]


@pytest.mark.parametrize("lane", [Lane.ALERT, Lane.SAFETY])
def test_an_alert_passes_a_chat_that_waits_for_something_lesser(desk: Desk, lane: Lane) -> None:
    desk.offers(1, ROSA)
    desk.takes()
    desk.retries(1, ROSA, wait=30)
    desk.releases(ROSA)
    assert desk.takes() == []
    desk.offers(2, ROSA, lane)
    assert desk.takes() == [2]


@pytest.mark.parametrize("lane", [Lane.ANSWER, Lane.RELAY])
def test_nothing_lesser_than_a_safety_message_passes(desk: Desk, lane: Lane) -> None:
    desk.offers(1, ROSA, Lane.PROMPT)
    desk.takes()
    desk.retries(1, ROSA, Lane.PROMPT, wait=30)
    desk.releases(ROSA)
    desk.offers(2, ROSA, lane)
    assert desk.takes() == []


def test_an_alert_that_came_while_something_lesser_was_on_its_way_does_not_wait_for_its_retry(
    desk: Desk,
) -> None:
    desk.offers(1, ROSA)
    assert desk.takes() == [1]
    desk.offers(2, ROSA, Lane.ALERT)
    desk.retries(1, ROSA, wait=30)
    desk.releases(ROSA)
    assert desk.takes() == [2]


@pytest.mark.parametrize("lane", [Lane.ALERT, Lane.SAFETY])
def test_nothing_urgent_waits_for_a_film_that_is_on_its_way_to_the_same_chat(desk: Desk, lane: Lane) -> None:
    desk.offers(1, ROSA)
    assert desk.takes() == [1]
    desk.offers(2, ROSA, lane)
    desk.offers(3, ROSA)
    assert desk.takes() == [2]


def test_two_alerts_for_one_chat_keep_their_order(desk: Desk) -> None:
    desk.offers(1, ROSA, Lane.ALERT)
    desk.offers(2, ROSA, Lane.SAFETY)
    assert desk.takes() == [1]
    assert desk.takes() == []
    desk.waiting.release(ROSA, Lane.ALERT)
    assert desk.takes() == [2]


def test_an_alert_waits_for_its_own_retry_instead_of_hammering(desk: Desk) -> None:
    desk.offers(1, ROSA, Lane.ALERT)
    assert desk.takes() == [1]
    desk.retries(1, ROSA, Lane.ALERT, wait=4)
    desk.releases(ROSA)
    assert desk.takes() == []
    desk.passes(4)
    assert desk.takes() == [1]


def test_a_chat_refused_by_telegram_waits_and_others_flow(desk: Desk) -> None:
    desk.pacing.refused(ROSA, 10, desk.moment)
    desk.offers(1, ROSA)
    desk.offers(2, BEN)
    assert desk.takes() == [2]
    desk.releases(BEN)
    for _ in range(9):
        desk.passes(1)
        assert desk.takes() == []
    desk.passes(1)
    assert desk.takes() == [1]


def test_when_the_bot_is_meant_only_alerts_probe_and_their_arrival_frees_all(desk: Desk) -> None:
    desk.pacing.refused(ROSA, 2000, desk.moment)
    desk.pacing.refused(BEN, 2000, desk.moment)
    desk.offers(1, WALTER)
    desk.offers(2, 4, Lane.ALERT)
    assert desk.takes() == []
    desk.passes(1)
    assert desk.takes() == [2]
    desk.pacing.sent(4, Lane.ALERT, desk.moment)
    desk.releases(4)
    desk.passes(1)
    assert desk.takes() == [1], "what waited for everything goes on when it is over, not 2,000 seconds later"


def test_it_sleeps_at_most_a_second(desk: Desk) -> None:
    assert desk.sleeps == 1.0
    desk.pacing.refused(ROSA, 500, desk.moment)
    desk.offers(1, ROSA)
    desk.takes()
    assert 0 < desk.sleeps <= 1.0


def test_five_thousand_broadcasts_go_at_their_pace_and_cost_next_to_nothing(desk: Desk) -> None:
    for row_id in range(1, 5001):
        desk.offers(row_id, row_id, Lane.BROADCAST)
    sent, began = [], time.process_time()
    until = desk.moment + 60
    while desk.moment < until:
        taken = desk.takes()
        sent += taken
        for chat in taken:
            desk.releases(chat)
        desk.passes(desk.sleeps)
    assert 1490 <= len(sent) <= 1510
    assert sent == sorted(sent)
    assert time.process_time() - began < 3.0, "a minute of waiting must not keep the processor busy"


def test_an_alert_leaves_at_once_however_much_is_queued(desk: Desk) -> None:
    for row_id in range(1, 5001):
        desk.offers(row_id, row_id % 100, Lane.BROADCAST)
    for chat in desk.takes(5):
        desk.releases(chat)
    desk.offers(9001, 7, Lane.RELAY)
    desk.offers(9002, 7, Lane.ALERT)
    assert desk.takes() == [9002, 9001]
