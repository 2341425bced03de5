"""What the bot will say: lanes, states, and whether it may still be said."""

from dataclasses import dataclass
from enum import Enum, IntEnum

from bot.domain.matches import MatchState
from bot.domain.people import PersonState


class Lane(IntEnum):
    """Which goes first when much waits; a lower number goes first.

    ANSWER is what somebody asked for by their own tap or command just now: like a relayed message it obeys
    neither quiet hours nor daily limits.
    """

    ALERT = 0
    SAFETY = 1
    ANSWER = 2
    RELAY = 3
    CIRCLE = 4
    PROMPT = 5
    BROADCAST = 6


OUTSIDE = 0  # stands for a chat's id where the recipient is the outside channel; Telegram gives no such id


class Kind(Enum):
    """What is to be done in the recipient's chat."""

    SAY = "say"  # words of our own
    COPY = "copy"  # a participant's message
    EDIT = "edit"  # a copy whose original was changed
    REACT = "react"  # a reaction on what somebody wrote, or none any more
    DELETE = "delete"  # copies of what somebody took back
    TOPIC = "topic"  # a topic to be made, or given another name
    CHANGE = "change"  # words of our own in place of what an earlier message of ours said
    OUTSIDE = "outside"  # words of our own through the outside channel: e-mail, SMS
    CLEAR_BUTTONS = "clear_buttons"  # a question of ours that has been answered


class OutboxState(Enum):
    """Where one thing to say stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"  # was not to be said any more when its turn came
    UNCERTAIN = "uncertain"  # Telegram may or may not have said it, and a twin would be worse


_MOVES = {
    OutboxState.QUEUED: {OutboxState.SENDING, OutboxState.FAILED, OutboxState.DROPPED},
    OutboxState.SENDING: {
        OutboxState.SENT,
        OutboxState.FAILED,
        OutboxState.QUEUED,
        OutboxState.UNCERTAIN,
    },
    OutboxState.SENT: set(),
    OutboxState.FAILED: set(),
    OutboxState.DROPPED: set(),
    OutboxState.UNCERTAIN: set(),
}


def move_outbox(now: OutboxState, to: OutboxState) -> OutboxState:
    """The new state, where the move is allowed; raises ValueError where it is not."""
    if to not in _MOVES[now]:
        raise ValueError(f"an outbox row cannot go from {now.value} to {to.value}")
    return to


def when_uncertain(lane: Lane) -> OutboxState:
    """What follows when nobody knows whether Telegram said it: the Bot API has no idempotency key.

    Twice is better than never for what people wait for or wrote to each other; once is enough for a prompt
    or a broadcast.
    """
    return OutboxState.UNCERTAIN if lane >= Lane.PROMPT else OutboxState.QUEUED


@dataclass(frozen=True, slots=True)
class Recipient:
    """What deciding about a row needs to know of the person it is for; a stranger has no state."""

    state: PersonState | None
    is_unreachable: bool = False


class Verdict(Enum):
    """Whether a row may still be said when its turn comes."""

    SAY = "say"
    DROP = "drop"
    KEEP = "keep"  # until the pause is over
    UNREACHABLE = "unreachable"


def may_still_be_said(
    lane: Lane, recipient: Recipient, match_state: MatchState = MatchState.ACTIVE, *, is_unsent: bool = False
) -> Verdict:
    """Asked once more at the time of sending, because much may have changed since it was decided.

    Alerts, safety messages and answers to somebody's own tap always go; a relayed message needs its match
    (`match_state`), its recipient's consent, and an author who has not taken it back; prompts and broadcasts
    need a participant who takes part.
    """
    if lane <= Lane.ANSWER:
        return Verdict.SAY
    if lane is Lane.RELAY and is_unsent:
        return Verdict.DROP
    if recipient.is_unreachable:
        return Verdict.UNREACHABLE
    if recipient.state is not PersonState.ACTIVE:
        return Verdict.DROP
    if lane is not Lane.RELAY or match_state is MatchState.ACTIVE:
        return Verdict.SAY
    return Verdict.KEEP if match_state is MatchState.PAUSED else Verdict.DROP
