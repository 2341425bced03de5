"""A topic for each conversation, in the private chat of somebody who has several."""

from enum import Enum


class TopicState(Enum):
    """Where a topic stands."""

    ASKED = "asked"  # Telegram has not answered yet
    OPEN = "open"
    GONE = "gone"  # somebody deleted it, or it could not be made; see bot.services.topics
    REFUSED = "refused"  # Telegram does not make topics here, whatever it says of itself
    ENDED = "ended"  # the conversation is over; its topic stays, under another name


_MOVES = {
    TopicState.ASKED: {TopicState.OPEN, TopicState.REFUSED, TopicState.GONE, TopicState.ENDED},
    TopicState.OPEN: {TopicState.GONE, TopicState.ENDED},
    TopicState.GONE: {TopicState.ASKED, TopicState.ENDED},
    TopicState.REFUSED: {TopicState.ASKED, TopicState.ENDED},
    TopicState.ENDED: {TopicState.ASKED},  # the two are matched again
}


def move_topic(now: TopicState, to: TopicState) -> TopicState:
    """The new state, where the move is allowed; raises ValueError where it is not."""
    if to not in _MOVES[now]:
        raise ValueError(f"a topic cannot go from {now.value} to {to.value}")
    return to
