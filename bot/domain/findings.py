"""What the scan says about a text: findings, each with a grade."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Protocol

from bot.domain.people import Focus, Role


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


@dataclass(frozen=True, slots=True)
class Earlier:
    """A message that came before: its author's own (`mine`) or the other side's."""

    text: str
    mine: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """What a rule is there for: one sentence for the supervisor, and the source it rests on."""

    why: str
    source: str


class Scanner(Protocol):
    """What use cases know of the scan. It always answers: a failure is a finding of the family SCAN."""

    def scan(
        self, words: str, role: Role, focus: frozenset[Focus], recent: Sequence[Earlier]
    ) -> tuple[Finding, ...]:
        """The findings in what somebody with this role wrote, gravest first; `recent` is oldest first."""
        ...

    def reason(self, rule: str) -> Reason | None:
        """Why there is this rule; None for a rule that is not there any more."""
        ...
