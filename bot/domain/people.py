"""Who takes part in a programme, and in what capacity."""

from enum import Enum, Flag, auto


class Role(Flag):
    """The capacities a person may have in a programme; one may have several (`MENTOR | COORDINATOR`)."""

    MENTEE = auto()
    MENTOR = auto()
    CARER = auto()
    FACILITATOR = auto()
    SUPERVISOR = auto()
    COORDINATOR = auto()

    @classmethod
    def named(cls, word: str) -> "Role":
        """The single role that goes by this word; raises ValueError for anything else."""
        try:
            return cls[word.strip().upper()]
        except KeyError:
            known = ", ".join(role.word for role in cls)
            raise ValueError(f"unknown role {word.strip()!r}: one of {known}") from None

    @property
    def word(self) -> str:
        """The glossary's word, several joined by a plus sign."""
        return "+".join((role.name or "").lower() for role in type(self) if role in self)


class Focus(Enum):
    """The long-term condition a programme, a rule or a module is about."""

    BACK_PAIN = "back_pain"
    DIABETES = "diabetes"
    STROKE = "stroke"
    TRAUMA = "trauma"
    MENTAL_HEALTH = "mental_health"


class PersonState(Enum):
    """How far somebody's enrolment has come."""

    INVITED = "invited"  # imported by the coordinator; has not pressed Start
    CONSENTING = "consenting"  # has read, or could read, the consent text
    NAMING = "naming"  # has agreed; we ask what to call them
    ACTIVE = "active"
    WITHDRAWN = "withdrawn"  # took their consent back


class Awaiting(Enum):
    """What a person's next text means; without any of these it is for their match."""

    NAME = "name"
    ALERT_NOTE = "alert_note"  # what a supervisor notes on resolving an alert
    SAFETY_PLAN = "safety_plan"
    SENTENCE = "sentence"  # what somebody adds to a worry
    QUICK_WORDS = "quick_words"  # their own, one a line
    REASON = "reason"  # why somebody wants to know who this really is


_MOVES = {
    PersonState.INVITED: {PersonState.CONSENTING},
    PersonState.CONSENTING: {PersonState.NAMING, PersonState.ACTIVE},
    PersonState.NAMING: {PersonState.ACTIVE, PersonState.WITHDRAWN},
    PersonState.ACTIVE: {PersonState.WITHDRAWN},
    PersonState.WITHDRAWN: {PersonState.CONSENTING},
}


def move_person(now: PersonState, to: PersonState) -> PersonState:
    """The new state, where the move is allowed; raises ValueError where it is not."""
    if to not in _MOVES[now]:
        raise ValueError(f"a person cannot go from {now.value} to {to.value}")
    return to
