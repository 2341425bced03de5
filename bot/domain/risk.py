"""From findings to what follows: the one decision that a clinical safety officer should read."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from bot.domain.crisis import Danger
from bot.domain.findings import Family, Finding, Grade

BOUNDARIES = frozenset({"boundary_money", "boundary_contact", "boundary_romance_sexual"})
OF_SOMEBODY_ELSE = "someone_at_risk"  # the category of danger that is not the author's own
# Waits for a supervisor whatever its grade; of the rest, what is urgent: stopping insulin, doses, secrecy.
_ALWAYS_GRAVE = frozenset({"boundary_money"})
_DANGERS = (
    ("red_flag", Danger.MEDICAL),
    ("abuse_safeguarding", Danger.ABUSE),
    ("suicide", Danger.SUICIDE),
    ("self_harm", Danger.SUICIDE),
    ("hopelessness_despair", Danger.SUICIDE),
    ("burden", Danger.SUICIDE),
)


class Passage(Enum):
    """What becomes of the message itself."""

    DELIVER = "deliver"
    ASK_FIRST = "ask_first"  # its author is asked privately: send, edit or drop
    WAIT = "wait"  # for a supervisor


class SettledBy(Enum):
    """Who has said that a text goes with the advice in it."""

    NOBODY = 0
    AUTHOR = 1
    TEAM = 2


@dataclass(frozen=True, slots=True)
class Situation:
    """In what conversation the words were written."""

    peer_supports: bool = False  # the other side is there to support the author, and may be coached
    may_be_held: bool = True  # they pass through us; in a group chat they are out already
    by_professional: bool = False  # advice is a supervisor's work: only their own distress counts


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from one text."""

    passage: Passage = Passage.DELIVER
    distress: Finding | None = None  # the gravest of each family, from concern upwards
    advice: Finding | None = None
    danger: Danger | None = None
    crisis_card: bool = False
    coaching_card: bool = False
    correcting_note: bool = False
    is_boundary: bool = False

    @property
    def alert(self) -> Grade:
        """The grade of the alert about its author's distress; none below a concern."""
        return self.distress.grade if self.distress else Grade.NONE


def danger_of(category: str) -> Danger:
    """Which kind of help a finding's category calls for."""
    return next((danger for prefix, danger in _DANGERS if category.startswith(prefix)), Danger.OTHER)


def assess(findings: Iterable[Finding], situation: Situation) -> Verdict:
    """What follows from the findings in one text.

    Distress is never held back, and outranks advice in the same text: that is delivered with a correcting
    note. From urgent upwards the author gets the crisis card at once, and a supporting peer is coached.
    """
    gravest = {
        family: max(
            (one for one in findings if one.family is family and one.grade >= Grade.CONCERN),
            key=lambda one: one.grade,
            default=None,
        )
        for family, findings in _by_family(findings).items()
    }
    distress = gravest[Family.DISTRESS]
    advice = None if situation.by_professional else gravest[Family.ADVICE]
    passage = Passage.DELIVER
    if advice is not None and distress is None and situation.may_be_held:
        passage = Passage.WAIT if is_grave(advice) else Passage.ASK_FIRST
    is_urgent = distress is not None and distress.grade >= Grade.URGENT
    return Verdict(
        passage=passage,
        distress=distress,
        advice=advice,
        danger=danger_of(distress.category) if distress else None,
        crisis_card=is_urgent,
        coaching_card=is_urgent and situation.peer_supports,
        correcting_note=advice is not None and passage is Passage.DELIVER,
        is_boundary=advice is not None and advice.category in BOUNDARIES,
    )


def is_grave(advice: Finding) -> bool:
    """Whether advice has to wait for a supervisor."""
    return advice.grade >= Grade.URGENT or advice.category in _ALWAYS_GRAVE


def _by_family(findings: Iterable[Finding]) -> dict[Family, list[Finding]]:
    by_family: dict[Family, list[Finding]] = {family: [] for family in Family}
    for one in findings:
        by_family[one.family].append(one)
    return by_family
