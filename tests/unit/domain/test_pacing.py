"""Who waits after "too many requests", on an explicit monotonic clock."""

import pytest

from bot.domain.outbox import Lane
from bot.domain.pacing import BULK_PER_SECOND, CAUTIOUS_FOR, Pacing

ROSA, BEN, WALTER = 1, 2, 3
START = 1000.0


def test_nobody_waits_at_first() -> None:
    pacing = Pacing()
    assert all(pacing.wait(ROSA, lane, START) == 0.0 for lane in Lane)


def test_one_chats_429_never_delays_another() -> None:
    pacing = Pacing()
    for moment in range(20):
        pacing.refused(ROSA, 30.0, START + moment / 10)
        for lane in Lane:
            assert pacing.wait(BEN, lane, START + moment / 10) == 0.0


@pytest.mark.parametrize("retry_after", [1.0, 37.0, 2000.0])
def test_what_telegram_says_is_waited_for_to_the_end(retry_after: float) -> None:
    pacing = Pacing()
    pacing.refused(ROSA, retry_after, START)
    for lane in Lane:
        assert pacing.wait(ROSA, lane, START) == pytest.approx(retry_after)
        assert pacing.wait(ROSA, lane, START + retry_after - 0.25) == pytest.approx(0.25)
    assert pacing.wait(ROSA, Lane.RELAY, START + retry_after) == 0.0


def test_a_shorter_second_answer_does_not_shorten_the_first() -> None:
    pacing = Pacing()
    pacing.refused(ROSA, 30.0, START)
    pacing.refused(ROSA, 1.0, START + 1)
    assert pacing.wait(ROSA, Lane.RELAY, START + 1) == pytest.approx(29.0)


def test_what_went_out_shows_that_its_chat_is_free_again() -> None:
    pacing = Pacing()
    pacing.refused(ROSA, 30.0, START)
    pacing.sent(ROSA, Lane.ALERT, START + 1)
    assert pacing.wait(ROSA, Lane.RELAY, START + 1) == 0.0


@pytest.mark.parametrize(("apart", "all_wait"), [(0.0, True), (2.0, True), (2.001, False), (60.0, False)])
def test_two_chats_within_two_seconds_mean_the_bot(apart: float, *, all_wait: bool) -> None:
    pacing = Pacing()
    pacing.refused(ROSA, 10.0, START)
    pacing.refused(BEN, 20.0, START + apart)
    for lane in (Lane.ANSWER, Lane.RELAY, Lane.CIRCLE):
        waits = pacing.wait(WALTER, lane, START + apart)
        assert waits == (pytest.approx(20.0) if all_wait else 0.0)


def test_alerts_and_safety_messages_probe_once_a_second_while_all_else_waits() -> None:
    pacing = Pacing()
    pacing.refused(ROSA, 60.0, START)
    pacing.refused(BEN, 60.0, START)
    assert pacing.wait(WALTER, Lane.ALERT, START) == pytest.approx(0.5)
    now = START + 0.5
    assert pacing.wait(WALTER, Lane.SAFETY, now) == 0.0
    pacing.take(Lane.SAFETY, now)
    assert pacing.wait(WALTER, Lane.ALERT, now) == pytest.approx(1.0)
    assert pacing.wait(WALTER, Lane.ALERT, now + 1.0) == 0.0
    for lane in set(Lane) - {Lane.ALERT, Lane.SAFETY}:
        assert pacing.wait(WALTER, lane, now) == pytest.approx(59.5)


def test_a_probe_that_arrives_ends_the_waiting_for_all_but_the_refused_chats() -> None:
    pacing = Pacing()
    pacing.refused(ROSA, 60.0, START)
    pacing.refused(BEN, 60.0, START)
    pacing.take(Lane.ALERT, START + 1)
    pacing.sent(WALTER, Lane.ALERT, START + 1.2)
    assert pacing.wait(WALTER, Lane.RELAY, START + 1.2) == 0.0
    assert pacing.wait(ROSA, Lane.RELAY, START + 1.2) == pytest.approx(58.8)


def test_a_late_yes_to_something_lesser_does_not_end_the_waiting() -> None:
    pacing = Pacing()
    pacing.refused(ROSA, 60.0, START)
    pacing.refused(BEN, 60.0, START)
    pacing.sent(WALTER, Lane.RELAY, START + 0.1)
    assert pacing.wait(WALTER, Lane.RELAY, START + 0.1) == pytest.approx(59.9)


@pytest.mark.parametrize("lane", [Lane.PROMPT, Lane.BROADCAST])
def test_bulk_keeps_to_25_a_second_and_a_small_burst(lane: Lane) -> None:
    pacing, now, sent = Pacing(), START, 0
    while now < START + 10.0:
        if pacing.wait(sent, lane, now) == 0.0:
            pacing.take(lane, now)
            sent += 1
        else:
            now += 0.01
    assert 10 * BULK_PER_SECOND <= sent <= 10 * BULK_PER_SECOND + 6


def test_no_second_of_bulk_holds_more_than_a_burst_beside_its_share() -> None:
    pacing, now = Pacing(), START
    moments: list[float] = []
    while now < START + 5.0:
        wait = pacing.wait(len(moments), Lane.BROADCAST, now)
        if wait == 0.0:
            pacing.take(Lane.BROADCAST, now)
            moments.append(now)
        else:
            now += max(wait, 0.001)
    for begin in moments:
        assert sum(begin <= each < begin + 1.0 for each in moments) <= BULK_PER_SECOND + 6


def test_interactive_messages_take_nothing_from_bulk_and_do_not_wait_for_it() -> None:
    pacing = Pacing()
    while pacing.wait(BEN, Lane.BROADCAST, START) == 0.0:
        pacing.take(Lane.BROADCAST, START)
    assert 0.0 < pacing.wait(BEN, Lane.PROMPT, START) <= 1 / BULK_PER_SECOND
    for lane in (Lane.ALERT, Lane.SAFETY, Lane.ANSWER, Lane.RELAY, Lane.CIRCLE):
        for _ in range(100):
            assert pacing.wait(ROSA, lane, START) == 0.0
            pacing.take(lane, START)
    assert pacing.wait(BEN, Lane.PROMPT, START + 1 / BULK_PER_SECOND) == pytest.approx(0.0)


@pytest.mark.parametrize("lane", [Lane.ANSWER, Lane.RELAY])
def test_once_the_bot_was_refused_all_but_alerts_leave_room_for_them(lane: Lane) -> None:
    pacing = Pacing()
    assert not pacing.keeps_to_share(lane, START)
    pacing.refused(ROSA, 1.0, START)
    pacing.refused(BEN, 1.0, START)
    after = START + 1.5
    assert pacing.keeps_to_share(lane, after)
    assert not pacing.keeps_to_share(Lane.ALERT, after)
    assert not pacing.keeps_to_share(Lane.SAFETY, after)
    gone = 0
    while pacing.wait(100 + gone, lane, after) == 0:
        pacing.take(lane, after)
        gone += 1
    assert 0 < gone < 10, "not forty-eight at once"
    assert not pacing.keeps_to_share(lane, START + 1.0 + CAUTIOUS_FOR), "for a while, not for ever"
