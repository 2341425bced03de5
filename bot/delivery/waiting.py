"""What waits to be said, in memory: who is next. The rows in the database stay the truth."""

import heapq
from datetime import datetime

from bot.domain.outbox import Lane
from bot.domain.pacing import Pacing
from bot.store.outbox import Posted

_LOOK_AGAIN = 1.0  # seconds
_SHORTEST = 0.001  # seconds, so that rounding cannot make it look again at the same moment


LOOK_AGAIN_SECONDS = 1.0


class Waiting:
    """Queues by chat, one thing at a time in each; between chats the lane decides, then who came first.

    `moment` is seconds of the monotonic clock, `now` the programme's time (a scheduled row waits for that).
    """

    def __init__(self, pacing: Pacing) -> None:
        self._pacing = pacing
        self._chats: dict[int, list[tuple[Lane, int]]] = {}
        self._heads: list[tuple[Lane, int, int]] = []
        self._known: set[int] = set()
        self._busy: set[int] = set()
        self._parked: list[tuple[float, int]] = []
        self._parked_until: dict[int, float] = {}
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
            if posted.lane <= Lane.SAFETY or not self._has_urgent(posted.chat_id):
                self._park(posted.chat_id, moment + (posted.not_before - now).total_seconds())
        self._enqueue(posted)

    def take(self, at_most: int, now: datetime, moment: float, up_to: Lane = Lane.BROADCAST) -> list[Posted]:
        """The next things to say, at most one for each chat; their chats are busy until released.

        `up_to` is the last lane to take from.
        """
        self._bulk_until = None
        while self._scheduled and self._scheduled[0][0] <= now:
            self._enqueue(heapq.heappop(self._scheduled)[2])
        while self._parked and self._parked[0][0] <= moment:
            until, chat = heapq.heappop(self._parked)
            if self._parked_until.get(chat) == until:
                del self._parked_until[chat]
                self._show_head(chat)
        taken: list[Posted] = []
        while self._heads and len(taken) < at_most and self._heads[0][0] <= up_to:
            lane, row_id, chat = heapq.heappop(self._heads)
            queue = self._chats.get(chat)
            if chat in self._busy or chat in self._parked_until or not queue or queue[0] != (lane, row_id):
                continue  # an old head: its chat shows its present one when it is free
            share = self._pacing.bulk_wait(moment) if self._pacing.keeps_to_share(lane, moment) else 0.0
            if share > 0:
                # Whatever is left keeps to it too: it stays where it is until there is a share again.
                heapq.heappush(self._heads, (lane, row_id, chat))
                self._bulk_until = moment + max(share, _SHORTEST)
                break
            wait = self._pacing.wait(chat, lane, moment)
            if wait > 0:
                # Looked at again soon, because what made everything wait may be over before its time.
                self._park(chat, moment + min(wait, _LOOK_AGAIN))
                continue
            self._pacing.take(lane, moment)
            heapq.heappop(queue)
            self._known.discard(row_id)
            self._busy.add(chat)
            taken.append(Posted(row_id, chat, lane, None))
        return taken

    def release(self, chat: int) -> None:
        """What was taken for this chat is settled: its next one may go."""
        self._busy.discard(chat)
        if not self._chats.get(chat):
            self._chats.pop(chat, None)
        else:
            self._show_head(chat)

    def next_moment(self, moment: float) -> float:
        """Seconds until a waiting chat may be tried again, at most one."""
        soonest = moment + 1.0
        if self._parked:
            soonest = min(soonest, self._parked[0][0])
        if self._bulk_until is not None:
            soonest = min(soonest, self._bulk_until)
        return max(0.0, soonest - moment)

    def _enqueue(self, posted: Posted) -> None:
        queue = self._chats.setdefault(posted.chat_id, [])
        heapq.heappush(queue, (posted.lane, posted.id))
        if queue[0] == (posted.lane, posted.id):
            if posted.lane <= Lane.SAFETY and not posted.is_retry:
                # An alert does not wait because something lesser in its chat does; only for its own retry.
                self._parked_until.pop(posted.chat_id, None)
            self._show_head(posted.chat_id)

    def _has_urgent(self, chat: int) -> bool:
        queue = self._chats.get(chat)
        return queue is not None and bool(queue) and queue[0][0] <= Lane.SAFETY

    def _show_head(self, chat: int) -> None:
        queue = self._chats.get(chat)
        if queue and chat not in self._busy and chat not in self._parked_until:
            lane, row_id = queue[0]
            heapq.heappush(self._heads, (lane, row_id, chat))

    def _park(self, chat: int, until: float) -> None:
        until = max(until, self._parked_until.get(chat, 0.0))
        self._parked_until[chat] = until
        heapq.heappush(self._parked, (until, chat))
