"""What an answer of Telegram's that is no yes means for what was to be said."""

import logging

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.domain.outbox import Kind, Lane
from bot.services.envelopes import Envelope
from bot.services.posting import Fate, Outcome
from bot.wire import NotSentError, ServerFaultError

LOG = logging.getLogger("alongside.delivery")

MOST_UNCERTAIN = 6  # tries in a row without an answer, after which Telegram is taken not to want it
MOST_SERVER_FAULTS = 120  # the same with Telegram out of order, which is nobody's fault: about an hour
_LONGEST_WAIT = 30.0


def judge_failure(envelope: Envelope, error: TelegramError, tries: int) -> Outcome:
    """What follows when Telegram did not say yes: above all, whether it may have carried it out.

    `tries` counts those that ended in doubt, this one included. Alerts and help are never given up.
    """
    name = type(error).__name__
    if isinstance(error, RetryAfter):
        seconds = error._retry_after.total_seconds()  # noqa: SLF001 - the public one warns of its future type
        return Outcome(envelope, Fate.NOT_SENT, wait=seconds, error=name)
    if isinstance(error, Forbidden):
        return Outcome(envelope, Fate.BLOCKED, error=name)
    backoff = min(_LONGEST_WAIT, 2.0 ** min(envelope.attempts - 1, 10))
    if isinstance(error, NotSentError | InvalidToken):
        return Outcome(envelope, Fate.NOT_SENT, wait=backoff, error=name)
    most = MOST_SERVER_FAULTS if isinstance(error, ServerFaultError) else MOST_UNCERTAIN
    fate = Fate.UNCERTAIN if tries < most or envelope.lane <= Lane.SAFETY else Fate.REJECTED
    return Outcome(envelope, fate, wait=backoff, error=name)


def judge_refusal(envelope: Envelope, error: BadRequest) -> Outcome:
    """What a 400 means; the texts are Telegram's own and not documented, so only these few are relied on."""
    reason = error.message.lower()
    if "message is not modified" in reason:
        return Outcome(envelope, Fate.SENT, sent_id=envelope.target_id)
    if envelope.kind is Kind.DELETE and "message to delete not found" in reason:
        return Outcome(envelope, Fate.SENT)  # its reader has removed it already
    if "chat not found" in reason or "user is deactivated" in reason:
        return Outcome(envelope, Fate.BLOCKED, error="chat not found")
    if is_topic_missing(error) and envelope.thread_id is not None:
        return Outcome(envelope, Fate.NO_TOPIC, error="no topic")
    LOG.warning("refused-by-telegram row=%d kind=%s", envelope.id, envelope.kind.value)
    return Outcome(envelope, Fate.REJECTED, error="BadRequest")


def is_topic_missing(error: BadRequest) -> bool:
    """Whether a topic is not there, or not any more."""
    reason = error.message.lower()
    return "thread not found" in reason or "topic_deleted" in reason or "topic_closed" in reason
