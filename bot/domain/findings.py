"""What the scan says about a text: findings, each with a grade."""

from dataclasses import dataclass
from enum import Enum, IntEnum


class Grade(IntEnum):
    """How soon a professional is needed; a higher number is sooner."""

    NONE = 0
    NOTE = 1  # in the digest
    CONCERN = 2  # next working day
    URGENT = 3  # today
    EMERGENCY = 4  # danger to life now

    @property
    def word(self) -> str:
        return self.name.lower()


class Family(Enum):
    """What kind of matter a rule looks for."""

    DISTRESS = "distress"
    ADVICE = "advice"
    SCAN = "scan"  # about the scan itself: a text that could not be scanned, or is in another language


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's hit in one text.

    `start` and `end` are offsets in code points of the text as it was handed in (end exclusive).
    `context` names what surrounded the hit and lowered its grade or changed its category.
    """

    rule: str
    category: str
    family: Family
    grade: Grade
    start: int
    end: int
    context: tuple[str, ...] = ()
