"""How fast to speak, and how long to wait after Telegram said "too many requests" (429).

Telegram publishes about 30 messages a second over all chats for bulk notifications
(core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this) and answers 429 with
`retry_after` in seconds beyond what it tolerates; what it says is always obeyed. Moments are seconds of one
monotonic clock, handed in.
"""

from bot.domain.outbox import Lane

BULK_PER_SECOND = 25.0
_BULK_BURST = 5.0
_TWO_CHATS_WITHIN = 2.0  # seconds: two chats refused so close together means the bot is meant
_FIRST_PROBE = 0.5  # seconds after the bot was refused: an alert is to leave within one
_PROBE_EVERY = 1.0  # seconds between tries of an alert while everything waits
CAUTIOUS_FOR = 30.0  # seconds after the bot was meant, in which all but alerts keep to the published rate


class Pacing:
    """Who has to wait until when."""

    def __init__(self) -> None:
        self._chat_until: dict[int, float] = {}
        self._all_until = 0.0
        self._last_refusal: tuple[int, float] | None = None
        self._next_probe = 0.0
        self._cautious_until = 0.0
        self._bulk_left = _BULK_BURST
        self._bulk_at = 0.0

    def refused(self, chat: int, retry_after: float, now: float) -> None:
        """Telegram answered 429 for this chat: it waits; a second chat close behind makes all wait."""
        self._chat_until[chat] = max(self._chat_until.get(chat, 0.0), now + retry_after)
        last = self._last_refusal
        if last is not None and last[0] != chat and now - last[1] <= _TWO_CHATS_WITHIN:
            if self._all_until <= now:
                self._next_probe = now + _FIRST_PROBE
            self._all_until = max(self._all_until, now + retry_after)
            self._cautious_until = now + retry_after + CAUTIOUS_FOR
        self._last_refusal = (chat, now)

    def keeps_to_share(self, lane: Lane, now: float) -> bool:
        """Whether this keeps to the published rate: bulk always; all but alerts once the bot was refused.

        Otherwise a crowd of waiting messages would use up, again and again, the room an alert needs.
        """
        return lane >= Lane.PROMPT or (lane > Lane.SAFETY and now < self._cautious_until)

    def sent(self, chat: int, lane: Lane, now: float) -> None:
        """Something went out, so whatever made its chat or everything wait is over; bulk uses its share."""
        self._chat_until.pop(chat, None)
        if lane <= Lane.SAFETY:
            self._all_until = min(self._all_until, now)

    def wait(self, chat: int, lane: Lane, now: float) -> float:
        """Seconds this must still wait, 0.0 when it may go now."""
        until = self._chat_until.get(chat, 0.0)
        if until <= now:
            self._chat_until.pop(chat, None)
        waits = max(0.0, until - now)
        if self._all_until > now:
            held_until = self._next_probe if lane <= Lane.SAFETY else self._all_until
            waits = max(waits, held_until - now)
        if self.keeps_to_share(lane, now):
            waits = max(waits, self.bulk_wait(now))
        return waits

    def take(self, lane: Lane, now: float) -> None:
        """It is being sent now: a probe or a bulk message uses up its turn."""
        if lane <= Lane.SAFETY and self._all_until > now:
            self._next_probe = now + _PROBE_EVERY
        if self.keeps_to_share(lane, now):
            self.bulk_wait(now)
            self._bulk_left -= 1.0

    def bulk_wait(self, now: float) -> float:
        """Seconds until what keeps to a share has one again."""
        self._bulk_left = min(_BULK_BURST, self._bulk_left + (now - self._bulk_at) * BULK_PER_SECOND)
        self._bulk_at = now
        return max(0.0, (1.0 - self._bulk_left) / BULK_PER_SECOND)
