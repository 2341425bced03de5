"""The shape of rule files. Unknown keys are refused everywhere."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

FEWEST_EXAMPLES = 6

GradeWord = Literal["none", "note", "concern", "urgent", "emergency"]
RoleWord = Literal["mentee", "mentor", "carer", "facilitator", "supervisor", "coordinator"]
FocusWord = Literal["back_pain", "diabetes", "stroke", "trauma", "mental_health"]
Words = Annotated[str, Field(min_length=1)]
Sourced = Annotated[str, Field(pattern=r"\b(19|20)\d\d\b", min_length=12)]
Sentence = Annotated[str, Field(min_length=12)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Lowered(Strict):
    """What a context does to a finding: a lower grade, another category, or both."""

    grade: GradeWord
    category: Words | None = None


class Example(Strict):
    """A text with what is expected of one rule.

    In `match`, `grade` is the rule's full grade unless given; in `no_match` the rule stays silent or reaches
    `at_most`, a note unless given.
    """

    text: Words
    role: RoleWord | None = None
    focus: FocusWord | None = None
    grade: GradeWord | None = None
    category: Words | None = None
    at_most: GradeWord | None = None


def _short(key: str) -> BeforeValidator:
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


Lowers = dict[str, Annotated[Lowered, _short("grade")]]
Examples = Annotated[list[Words | Example], Field(min_length=FEWEST_EXAMPLES)]
Patterns = Annotated[list[Words], Field(min_length=1)]


class Pack(Strict):
    """The head of a rule file; its category is the file's name."""

    family: Literal["distress", "advice"]
    category: Words
    about: Sentence


class AnyRule(Strict):
    """What every rule has, however it looks for its matter."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")]
    grade: Literal["note", "concern", "urgent", "emergency"]
    why: Sentence
    source: Sourced
    match: Examples
    no_match: Examples
    unless: list[Words] = []
    roles: list[RoleWord] = []
    focus: list[FocusWord] = []
    by_role: dict[RoleWord, GradeWord] = {}
    by_focus: dict[FocusWord, GradeWord] = {}
    lowers: Lowers = {}


class RuleEntry(AnyRule):
    patterns: Patterns


class WeighEntry(AnyRule):
    """Signs that mean little alone and much together: each one found within so many words has its points."""

    points: Annotated[dict[str, Annotated[int, Field(ge=-9, le=9)]], Field(min_length=2)]
    enough: Annotated[int, Field(ge=2, le=30)]
    within: Annotated[int, Field(ge=4, le=200)] = 30

    def imbalance(self, signs: Collection[str]) -> Iterator[str]:
        """What is wrong with its points; `signs` are those of its file."""
        unknown = sorted(self.points.keys() - set(signs))
        if unknown:
            yield f"there is no sign {', '.join(unknown)}"
        if 0 in self.points.values():
            yield "a sign without points changes nothing"
        speaking_for = [points for points in self.points.values() if points > 0]
        if sum(speaking_for) < self.enough:
            yield f"all its signs together have {sum(speaking_for)} points, and {self.enough} are wanted"
        if max(speaking_for, default=0) >= self.enough:
            yield "one sign alone is enough: that is a [[rule]]"


class RuleFile(Strict):
    pack: Pack
    lowers: Lowers = {}
    concepts: dict[str, list[Words]] = {}
    signs: dict[str, Patterns] = {}
    rule: list[RuleEntry] = []
    weigh: list[WeighEntry] = []


class Conversation(Strict):
    """Messages of one person, oldest first, the last one being scanned."""

    messages: Annotated[list[Words], Field(min_length=1)]
    role: RoleWord | None = None


class TogetherEntry(Strict):
    """Several lesser signs of one person that add up."""

    id: Annotated[str, Field(pattern=r"^together\.[a-z0-9_]+$")]
    family: Literal["distress", "advice"]
    category: Words
    grade: Literal["note", "concern", "urgent", "emergency"]
    why: Sentence
    source: Sourced
    counts: Annotated[list[Words], Field(min_length=1)]
    at_least: GradeWord
    different: Annotated[int, Field(ge=1, le=10)]
    signs: Annotated[int, Field(ge=2, le=10)]
    within: Annotated[int, Field(ge=1, le=30)]
    match: Annotated[list[Conversation], Field(min_length=FEWEST_EXAMPLES)]
    no_match: Annotated[list[Conversation], Field(min_length=FEWEST_EXAMPLES)]


class Exchange(Strict):
    """What the other side wrote last, and the answer."""

    asked: Words
    answer: Words


class ReplyEntry(Strict):
    """An answer that means something only beside its question."""

    id: Annotated[str, Field(pattern=r"^reply\.[a-z0-9_]+$")]
    family: Literal["distress", "advice"]
    category: Words
    grade: Literal["note", "concern", "urgent", "emergency"]
    why: Sentence
    source: Sourced
    asked: Patterns
    answer: Patterns
    match: Annotated[list[Exchange], Field(min_length=FEWEST_EXAMPLES)]
    no_match: Annotated[list[Exchange], Field(min_length=FEWEST_EXAMPLES)]


class TogetherFile(Strict):
    together: list[TogetherEntry] = []
    reply: list[ReplyEntry] = []


class CueEntry(Strict):
    """Words that say in which way a finding is meant."""

    context: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    reach: Literal["after", "before", "both", "message"]
    scope: Literal["phrase", "clause", "sentence"] = "clause"
    words: Annotated[int, Field(ge=1, le=60)] = 8
    rival: bool = False
    patterns: Patterns
    unless: list[Words] = []


class Ends(Strict):
    clause: list[Words]
    phrase: list[Words]


class ContextFile(Strict):
    terminators: Ends
    cue: Annotated[list[CueEntry], Field(min_length=1)]


class Listed(Strict):
    about: Sentence
    words: Annotated[list[Words], Field(min_length=1)]


def entries(table: dict[str, Any]) -> dict[str, Listed]:
    """The lists of a concepts file by name; raises pydantic's ValidationError."""
    return {name: Listed.model_validate(value) for name, value in table.items()}


def told(path: Path, refusal: ValidationError, table: Mapping[str, Any]) -> list[str]:
    """Pydantic's list of errors in the words of someone who writes rules."""
    lines = []
    for error in refusal.errors(include_url=False, include_input=False):
        where = [str(step) for step in error["loc"]]
        if len(where) > 1 and where[0] in ("rule", "weigh", "together", "reply") and where[1].isdigit():
            entry = table[where[0]][int(where[1])]
            where[:2] = [str(entry.get("id", f"{where[0]} {int(where[1]) + 1}"))]
        what = "unknown key" if error["type"] == "extra_forbidden" else error["msg"]
        lines.append(f"{path.name}: {' / '.join(where)}: {what}")
    return lines
