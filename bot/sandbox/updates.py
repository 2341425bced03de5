"""The queue of updates that waits for one bot, with Telegram's own rules of what is kept."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from random import Random

from bot.sandbox.accounts import Json

# The Bot API's page, "Getting updates": kept no longer than 24 hours; after a week without new updates the
# next identifier is chosen randomly instead of sequentially.
KEPT_SECONDS = 24 * 3600
# Its server (Client.cpp, add_update) keeps the tap on a button for 150 seconds only.
TAP_KEPT_SECONDS = 150
QUIET_SECONDS = 7 * 24 * 3600
FUTURE = 10  # an offset further than this behind the last update is taken to be from an older numbering

KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
    }
)
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True)
class Waiting:
    """One update that was not confirmed yet; `at` is when it came, in seconds since 1970."""

    id: int
    at: float
    body: Json


@dataclass(slots=True)
class UpdateQueue:
    """Updates in the order they came. Identifiers rise by one, unless a test makes them jump."""

    next_id: int
    pending: deque[Waiting] = field(default_factory=deque)
    allowed: frozenset[str] | None = None  # None is Telegram's default: all but NOT_BY_DEFAULT
    last_at: float = 0.0
    on_arrival: list[Callable[[], None]] = field(default_factory=list)

    def takes(self, kind: str) -> bool:
        """Whether updates of this kind are kept for the bot at all."""
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def allow(self, kinds: list[str]) -> None:
        """Remember what the bot wants; an empty list is the default, unknown ones are ignored."""
        self.allowed = frozenset(kinds) & KINDS or None

    def offer(self, kind: str, payload: Json, at: float, random: Random) -> int | None:
        """Keep an update of this kind; returns its identifier, None where the bot does not want it."""
        if not self.takes(kind):
            return None
        if self.last_at and at - self.last_at > QUIET_SECONDS:
            self.next_id = random.randrange(100_000_000, 900_000_000)
        return self.put({"update_id": self.next_id, kind: payload}, at)

    def put(self, body: Json, at: float) -> int:
        """Keep an update as it is, its own identifier included; the next one follows on from it."""
        identifier = int(body["update_id"])
        self.next_id = identifier + 1
        self.last_at = at
        self.pending.append(Waiting(identifier, at, body))
        for wake in list(self.on_arrival):
            wake()
        return identifier

    def forget_old(self, at: float) -> int:
        """Drop what is older than 24 hours (a tap: than 150 seconds); returns how many."""
        if not self.pending or at - self.pending[0].at <= TAP_KEPT_SECONDS:
            return 0
        count = len(self.pending)
        self.pending = deque(each for each in self.pending if at - each.at <= _kept_seconds(each.body))
        return count - len(self.pending)

    def confirm(self, offset: int) -> None:
        """Forget every update before the offset; a negative one keeps that many from the end.

        An offset far above every identifier (ids started anew) forgets nothing, as on Telegram. Where ids
        were made to jump, an offset right behind a waiting update confirms that one and all before it.
        """
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        if offset <= 0:
            return
        behind = next((number for number, each in enumerate(self.pending) if each.id == offset - 1), None)
        if behind is not None:
            for _ in range(behind + 1):
                self.pending.popleft()
            while self.pending and self.pending[0].id == offset - 1:
                self.pending.popleft()
        elif offset <= self.next_id + FUTURE:
            self.pending = deque(waiting for waiting in self.pending if waiting.id >= offset)

    def first(self, limit: int) -> list[Json]:
        """Up to `limit` of the earliest updates, which stay until they are confirmed."""
        return [waiting.body for waiting in islice(self.pending, limit)]


def _kept_seconds(body: Json) -> int:
    return TAP_KEPT_SECONDS if "callback_query" in body else KEPT_SECONDS
