"""What waits to be said, in memory: who is next. The rows in the database stay the truth."""

import heapq
from datetime import datetime

from bot.domain.outbox import Lane
from bot.domain.pacing import Pacing
from bot.store.outbox import Posted

_LOOK_AGAIN = 1.0  # seconds
_SHORTEST = 0.001  # seconds, so that rounding cannot make it look again at the same moment


LOOK_AGAIN_SECONDS = 1.0


Queue = tuple[int, bool]  # a chat, and whether what waits is urgent


def queue_of(chat: int, lane: Lane) -> Queue:
    """Alerts and safety messages have a queue of their own in each chat: none waits for an upload."""
    return chat, lane <= Lane.SAFETY


class Waiting:
    """Queues by chat, one thing at a time in each; between chats the lane decides, then who came first.

    `moment` is seconds of the monotonic clock, `now` the programme's time (a scheduled row waits for that).
    """

    def __init__(self, pacing: Pacing) -> None:
        self._pacing = pacing
        self._queues: dict[Queue, list[tuple[Lane, int]]] = {}
        self._heads: list[tuple[Lane, int, Queue]] = []
        self._known: set[int] = set()
        self._busy: set[Queue] = set()
        self._parked: list[tuple[float, Queue]] = []
        self._parked_until: dict[Queue, float] = {}
        self._bulk_until: float | None = None
        self._scheduled: list[tuple[datetime, int, Posted]] = []

    def __len__(self) -> int:
        return len(self._known)

    def offer(self, posted: Posted, now: datetime, moment: float) -> None:
        """Put a queued row in its place; a row that is known already is left where it is."""
        if posted.id in self._known:
            return
        self._known.add(posted.id)
        if posted.not_before is not None and posted.not_before > now:
            if not posted.is_retry:
                heapq.heappush(self._scheduled, (posted.not_before, posted.id, posted))
                return
            wait = (posted.not_before - now).total_seconds()
            self._park(queue_of(posted.chat_id, posted.lane), moment + wait)
        self._enqueue(posted)

    def take(self, at_most: int, now: datetime, moment: float, up_to: Lane = Lane.BROADCAST) -> list[Posted]:
        """The next things to say, at most one of each queue; these are busy until released.

        `up_to` is the last lane to take from.
        """
        self._bulk_until = None
        while self._scheduled and self._scheduled[0][0] <= now:
            self._enqueue(heapq.heappop(self._scheduled)[2])
        while self._parked and self._parked[0][0] <= moment:
            until, parked = heapq.heappop(self._parked)
            if self._parked_until.get(parked) == until:
                del self._parked_until[parked]
                self._show_head(parked)
        taken: list[Posted] = []
        while self._heads and len(taken) < at_most and self._heads[0][0] <= up_to:
            lane, row_id, key = heapq.heappop(self._heads)
            queue, chat = self._queues.get(key), key[0]
            if key in self._busy or key in self._parked_until or not queue or queue[0] != (lane, row_id):
                continue  # an old head: its queue shows its present one when it is free
            share = self._pacing.bulk_wait(moment) if self._pacing.keeps_to_share(lane, moment) else 0.0
            if share > 0:
                # Whatever is left keeps to it too: it stays where it is until there is a share again.
                heapq.heappush(self._heads, (lane, row_id, key))
                self._bulk_until = moment + max(share, _SHORTEST)
                break
            wait = self._pacing.wait(chat, lane, moment)
            if wait > 0:
                # Looked at again soon, because what made everything wait may be over before its time.
                self._park(key, moment + min(wait, _LOOK_AGAIN))
                continue
            self._pacing.take(lane, moment)
            heapq.heappop(queue)
            self._known.discard(row_id)
            self._busy.add(key)
            taken.append(Posted(row_id, chat, lane, None))
        return taken

    def release(self, chat: int, lane: Lane) -> None:
        """What was taken for this chat in this lane is settled: the next one may go."""
        key = queue_of(chat, lane)
        self._busy.discard(key)
        if not self._queues.get(key):
            self._queues.pop(key, None)
        else:
            self._show_head(key)

    def next_moment(self, moment: float) -> float:
        """Seconds until a waiting chat may be tried again, at most one."""
        soonest = moment + 1.0
        if self._parked:
            soonest = min(soonest, self._parked[0][0])
        if self._bulk_until is not None:
            soonest = min(soonest, self._bulk_until)
        return max(0.0, soonest - moment)

    def _enqueue(self, posted: Posted) -> None:
        key = queue_of(posted.chat_id, posted.lane)
        queue = self._queues.setdefault(key, [])
        heapq.heappush(queue, (posted.lane, posted.id))
        if queue[0] == (posted.lane, posted.id):
            if key[1] and not posted.is_retry:
                self._parked_until.pop(key, None)  # a new alert does not wait for another one's retry
            self._show_head(key)

    def _show_head(self, key: Queue) -> None:
        queue = self._queues.get(key)
        if queue and key not in self._busy and key not in self._parked_until:
            lane, row_id = queue[0]
            heapq.heappush(self._heads, (lane, row_id, key))

    def _park(self, key: Queue, until: float) -> None:
        until = max(until, self._parked_until.get(key, 0.0))
        self._parked_until[key] = until
        heapq.heappush(self._parked, (until, key))
