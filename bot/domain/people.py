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
