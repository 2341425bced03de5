"""Telegram's own limits on how fast a bot may send, enforced when asked for.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this (read November 2026): about 30
messages a second over all chats, one a second in a chat with short bursts let pass, 20 a minute in a group.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

COUNTED = frozenset(
    {"sendMessage", "copyMessage", "copyMessages", "forwardMessage", "forwardMessages", "editMessageText"}
    | {
        "sendPhoto",
        "sendVoice",
        "sendDocument",
        "sendSticker",
        "sendVideoNote",
        "sendVideo",
        "sendMediaGroup",
        "sendAudio",
        "sendAnimation",
        "sendDice",
    }
    | {"editMessageReplyMarkup", "editMessageCaption", "editMessageMedia"}
)


@dataclass(slots=True)
class _Bucket:
    """Fills with `rate` a second up to `size`; a message takes one out."""

    rate: float
    size: float
    level: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until there is one to take."""
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        return 0.0 if self.level >= 1 else (1 - self.level) / self.rate


@dataclass(slots=True)
class Pacing:
    """The limits, in messages; `clock` gives seconds (these are of the real world, not of the sandbox)."""

    per_second: float = 30.0
    chat_per_second: float = 1.0
    chat_burst: float = 5.0  # how many may come at once in one chat: "short bursts", our own reading
    group_per_minute: float = 20.0
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[tuple[int, int], _Bucket] = field(default_factory=dict)

    def wait(self, method: str, bot_id: int, chat_id: int) -> int:
        """0 where the call may go, else the whole seconds of a 429; a refused call costs nothing."""
        if method not in COUNTED:
            return 0
        now = self.clock()
        buckets = [self._bucket(bot_id, 0, self.per_second, self.per_second, now)]
        if chat_id < 0:
            buckets.append(
                self._bucket(bot_id, chat_id, self.group_per_minute / 60, self.group_per_minute, now)
            )
        elif chat_id:
            buckets.append(self._bucket(bot_id, chat_id, self.chat_per_second, self.chat_burst, now))
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait:
            return max(1, math.ceil(wait))
        for bucket in buckets:
            bucket.level -= 1
        return 0

    def _bucket(self, bot_id: int, chat_id: int, rate: float, size: float, now: float) -> _Bucket:
        bucket = self._buckets.get((bot_id, chat_id))
        if bucket is None:
            bucket = self._buckets[bot_id, chat_id] = _Bucket(rate, size, size, now)
        return bucket
