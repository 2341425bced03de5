"""Whatever happens: nothing is lost or overtaken in its lane, and one thing at a time goes to a chat.

What is urgent has a queue of its own: it goes beside whatever else is on its way to its chat."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.delivery.waiting import Queue, Waiting, queue_of
from bot.domain.outbox import Lane
from bot.domain.pacing import Pacing
from bot.store.outbox import Posted

chats = st.integers(1, 4)
lanes = st.sampled_from(Lane)


class WaitingRoom(RuleBasedStateMachine):
    """A model beside the real thing: what is queued, what is on its way, what must wait until when."""

    def __init__(self) -> None:
        super().__init__()
        self.pacing = Pacing()
        self.waiting = Waiting(self.pacing)
        self.now, self.moment = datetime(2026, 11, 20, 9, tzinfo=UTC), 1000.0
        self.next_id = 1
        self.queued: dict[int, Posted] = {}
        self.flying: dict[Queue, Posted] = {}
        self.refused_until: dict[int, float] = {}

    def accept(self, posted: Posted) -> None:
        self.queued[posted.id] = posted
        self.waiting.offer(posted, self.now, self.moment)

    @rule(chat=chats, lane=lanes, due_in=st.none() | st.integers(-2, 5))
    def post(self, chat: int, lane: Lane, due_in: int | None) -> None:
        not_before = None if due_in is None else self.now + timedelta(seconds=due_in)
        self.accept(Posted(self.next_id, chat, lane, not_before))
        self.next_id += 1

    @precondition(lambda self: self.queued)
    @rule(data=st.data())
    def offer_again(self, data: st.DataObject) -> None:
        self.waiting.offer(
            data.draw(st.sampled_from(sorted(self.queued.values(), key=lambda p: p.id))),
            self.now,
            self.moment,
        )

    @rule(at_most=st.integers(1, 5))
    def take(self, at_most: int) -> None:
        taken = self.waiting.take(at_most, self.now, self.moment)
        assert len(taken) <= at_most
        for each in taken:
            posted = self.queued.pop(each.id)
            assert (posted.chat_id, posted.lane) == (each.chat_id, each.lane)
            queue = queue_of(each.chat_id, each.lane)
            assert queue not in self.flying, "two at a time in one chat"
            assert self.refused_until.get(each.chat_id, 0.0) <= self.moment, "retry_after was not obeyed"
            assert posted.not_before is None or posted.is_retry or posted.not_before <= self.now, "too early"
            self.assert_nothing_was_overtaken(posted)
            self.flying[queue] = posted

    def assert_nothing_was_overtaken(self, posted: Posted) -> None:
        for other in self.queued.values():
            is_due = other.not_before is None or other.is_retry or other.not_before <= self.now
            is_same = queue_of(other.chat_id, other.lane) == queue_of(posted.chat_id, posted.lane)
            if is_same and is_due:
                assert (posted.lane, posted.id) < (other.lane, other.id)

    @precondition(lambda self: self.flying)
    @rule(data=st.data())
    def arrive(self, data: st.DataObject) -> None:
        self.arrive_now(data.draw(st.sampled_from(sorted(self.flying))))

    @precondition(lambda self: self.flying)
    @rule(data=st.data(), wait=st.integers(1, 8), is_refused=st.booleans())
    def fail(self, data: st.DataObject, wait: int, *, is_refused: bool) -> None:
        posted = self.flying.pop(data.draw(st.sampled_from(sorted(self.flying))))
        chat = posted.chat_id
        if is_refused:
            self.pacing.refused(chat, wait, self.moment)
            self.refused_until[chat] = max(self.refused_until.get(chat, 0.0), self.moment + wait)
        again = Posted(posted.id, chat, posted.lane, self.now + timedelta(seconds=wait), is_retry=True)
        self.accept(again)  # as delivery does: first announced by the unit, then released
        self.waiting.release(chat, posted.lane)

    @rule(seconds=st.integers(0, 3))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.moment += seconds

    @invariant()
    def everything_is_known(self) -> None:
        assert len(self.waiting) == len(self.queued)
        assert 0.0 <= self.waiting.next_moment(self.moment) <= 1.0

    def teardown(self) -> None:
        """Given time, everything goes."""
        for _ in range(400):
            for queue in list(self.flying):
                self.arrive_now(queue)
            if not self.queued:
                return
            self.time_passes(1)
            self.take(5)
        assert self.queued == {}, "something was lost"

    def arrive_now(self, queue: Queue) -> None:
        posted = self.flying.pop(queue)
        self.pacing.sent(posted.chat_id, posted.lane, self.moment)
        self.refused_until.pop(posted.chat_id, None)
        self.waiting.release(posted.chat_id, posted.lane)


WaitingRoom.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestWaitingRoom = WaitingRoom.TestCase
