"""Matches: a mentor and a mentee together, and how they come about."""

from dataclasses import dataclass
from enum import Enum

from bot.domain.people import PersonState, Role

MENTEE_SIDE = Role.MENTEE | Role.CARER
MENTOR_SIDE = Role.MENTOR | Role.FACILITATOR


class MatchKind(Enum):
    """What two people are together for."""

    PEER = "peer"
    SUPPORT = "support"  # a supervisor in the mentor's place, for as long as an alert is looked after


class TellOther(Enum):
    """What the other side is told of a pause, of quiet, or of the wish for a change."""

    REST = "rest"  # I need a rest
    PAUSE = "pause"  # just that we pause
    SLOW = "slow"  # I may be slow to answer
    CHANGE = "change"  # I have asked for somebody else
    NOTHING = "nothing"

    @property
    def number(self) -> int:
        """What a button carries."""
        return list(TellOther).index(self)

    @classmethod
    def numbered(cls, number: int) -> "TellOther | None":
        """What a button carried, None for a number that none of ours does."""
        return next((each for each in cls if each.number == number), None)


# For how many mornings somebody may want no sound: by the word for it.
MUTE_LENGTHS = {"night": 1, "three_days": 3, "week": 7}


class MatchState(Enum):
    """Where a match stands."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDING = "ending"
    CLOSED = "closed"
    DECLINED = "declined"


_MOVES = {
    MatchState.PROPOSED: {MatchState.ACTIVE, MatchState.DECLINED, MatchState.CLOSED},
    MatchState.ACTIVE: {MatchState.PAUSED, MatchState.ENDING, MatchState.CLOSED},
    MatchState.PAUSED: {MatchState.ACTIVE, MatchState.ENDING, MatchState.CLOSED},
    MatchState.ENDING: {MatchState.ACTIVE, MatchState.CLOSED},
    MatchState.CLOSED: set(),
    MatchState.DECLINED: set(),
}

GOING_ON = (MatchState.ACTIVE, MatchState.PAUSED)  # the two belong together, and may write
OPEN_STATES = frozenset({MatchState.PROPOSED, MatchState.ACTIVE, MatchState.PAUSED, MatchState.ENDING})


def move_match(now: MatchState, to: MatchState) -> MatchState:
    """The new state, where the move is allowed; raises ValueError where it is not."""
    if to not in _MOVES[now]:
        raise ValueError(f"a match cannot go from {now.value} to {to.value}")
    return to


class MatchRefusal(Enum):
    """Why two people cannot be proposed to each other."""

    SAME_PERSON = "same_person"
    NOT_A_MENTEE = "not_a_mentee"
    NOT_A_MENTOR = "not_a_mentor"
    ALREADY = "already"  # these two have an open match
    HAS_LEFT = "has_left"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What deciding about a match needs to know of one person."""

    person_id: int
    roles: Role
    state: PersonState


def may_propose(mentee: Candidate, mentor: Candidate, *, already_open: bool) -> MatchRefusal | None:
    """Whether these two may be proposed to each other; None where they may."""
    if mentee.person_id == mentor.person_id:
        return MatchRefusal.SAME_PERSON
    if not mentee.roles & MENTEE_SIDE:
        return MatchRefusal.NOT_A_MENTEE
    if not mentor.roles & MENTOR_SIDE:
        return MatchRefusal.NOT_A_MENTOR
    if PersonState.WITHDRAWN in {mentee.state, mentor.state}:
        return MatchRefusal.HAS_LEFT
    return MatchRefusal.ALREADY if already_open else None


def may_begin(*, mentee_accepted: bool, mentor_accepted: bool, states: set[PersonState]) -> bool:
    """A match begins when both have accepted it and both have consented; never before."""
    return mentee_accepted and mentor_accepted and states == {PersonState.ACTIVE}
