from random import Random

from bot.sandbox.updates import KEPT_SECONDS, QUIET_SECONDS, TAP_KEPT_SECONDS, UpdateQueue

NOW = 1_790_000_000.0


def queue_of(count: int, first: int = 100) -> UpdateQueue:
    queue = UpdateQueue(next_id=first)
    for number in range(count):
        queue.offer("message", {"text": str(number)}, NOW, Random(1))
    return queue


def ids(queue: UpdateQueue, limit: int = 100) -> list[int]:
    return [update["update_id"] for update in queue.first(limit)]


def test_an_offset_confirms_what_is_before_it() -> None:
    queue = queue_of(5)
    queue.confirm(103)
    assert ids(queue) == [103, 104]


def test_what_is_not_confirmed_comes_again() -> None:
    queue = queue_of(3)
    queue.confirm(0)
    assert ids(queue) == ids(queue) == [100, 101, 102]


def test_a_lower_offset_confirms_nothing() -> None:
    queue = queue_of(3)
    queue.confirm(50)
    assert ids(queue) == [100, 101, 102]


def test_a_negative_offset_keeps_that_many_from_the_end() -> None:
    queue = queue_of(5)
    queue.confirm(-2)
    assert ids(queue) == [103, 104]
    queue.confirm(-10)
    assert ids(queue) == [103, 104]


def test_an_offset_from_an_older_numbering_confirms_nothing() -> None:
    queue = queue_of(2, first=100)
    queue.confirm(500_000)
    assert ids(queue) == [100, 101]


def test_one_beyond_the_last_confirms_all() -> None:
    queue = queue_of(2)
    queue.confirm(102)
    assert ids(queue) == []


def test_where_ids_jumped_an_offset_confirms_by_place() -> None:
    queue = queue_of(2, first=900)
    queue.next_id = 100
    queue.offer("message", {}, NOW, Random(1))
    queue.offer("message", {}, NOW, Random(1))
    assert ids(queue) == [900, 901, 100, 101]
    queue.confirm(101)
    assert ids(queue) == [101]


def test_a_batch_has_at_most_as_many_as_asked_for() -> None:
    assert ids(queue_of(5), limit=2) == [100, 101]


def test_updates_are_kept_for_24_hours_and_taps_for_150_seconds() -> None:
    queue = queue_of(1)
    queue.offer("callback_query", {}, NOW, Random(1))
    assert queue.forget_old(NOW + TAP_KEPT_SECONDS) == 0
    assert queue.forget_old(NOW + TAP_KEPT_SECONDS + 1) == 1
    assert ids(queue) == [100]
    assert queue.forget_old(NOW + KEPT_SECONDS) == 0
    assert queue.forget_old(NOW + KEPT_SECONDS + 1) == 1


def test_after_a_quiet_week_ids_start_anew_at_random() -> None:
    queue = queue_of(1)
    queue.confirm(101)
    assert queue.offer("message", {}, NOW + QUIET_SECONDS, Random(7)) == 101
    renewed = queue.offer("message", {}, NOW + 2 * QUIET_SECONDS + 1, Random(7))
    assert renewed is not None
    assert renewed > 1000


def test_reactions_come_only_when_asked_for() -> None:
    queue = queue_of(0)
    assert queue.offer("message_reaction", {}, NOW, Random(1)) is None
    queue.allow(["message", "message_reaction"])
    assert queue.offer("message_reaction", {}, NOW, Random(1)) == 100
    assert queue.offer("callback_query", {}, NOW, Random(1)) is None
    queue.allow([])
    assert queue.offer("message_reaction", {}, NOW, Random(1)) is None
    assert queue.offer("callback_query", {}, NOW, Random(1)) == 101
