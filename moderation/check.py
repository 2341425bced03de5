"""Every rule against its own examples."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import spacy
from spacy.language import Language

from bot.domain.findings import Family, Grade
from bot.domain.people import Focus, Role
from moderation.clean import clean
from moderation.format import Example
from moderation.nodes import Pattern
from moderation.page import Page, spans
from moderation.pipeline import vocabulary
from moderation.reading import read
from moderation.rulebook import Rule, Rulebook
from moderation.verdict import Hit, applies, full_grade, hits_on, judge
from moderation.weighing import Scale, Scales
from moderation.words import Lexicon


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule makes of one text: whether it fired, and its gravest grade and category."""

    fired: bool
    grade: Grade
    category: str


SILENT = Outcome(fired=False, grade=Grade.NONE, category="")


@dataclass(slots=True)
class Bench:
    """Reads example texts once and runs single rules on them, without the rest of the rules."""

    book: Rulebook
    nlp: Language = field(init=False)
    lexicon: Lexicon = field(init=False)
    _pages: dict[str, Page] = field(default_factory=dict)
    _scales: dict[Scale, Scales] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.nlp = spacy.blank(self.book.language)
        self.lexicon = Lexicon(self.book.spelling, vocabulary(self.book))

    def page(self, text: str) -> Page:
        """The text as the matcher sees it."""
        if text not in self._pages:
            self._pages[text] = read(self.nlp.make_doc(clean(text).text), self.lexicon, self.book.terminators)
        return self._pages[text]

    def hits(self, rule: Rule, text: str, patterns: Sequence[Pattern] | None = None) -> list[Hit]:
        """The rule's hits in the text; `patterns` stand in for its own."""
        page = self.page(text)
        found = [
            (rule, pattern.text, span)
            for pattern in (rule.patterns if patterns is None else patterns)
            for span in spans(pattern, page)
        ]
        if rule.scale and patterns is None:
            if rule.scale not in self._scales:
                self._scales[rule.scale] = Scales([rule.scale])
            weighed = self._scales[rule.scale].weigh(page)
            found += [(rule, one.told, (one.start, one.end)) for _, one in weighed]
        return hits_on(page, found, self.book.contexts)


@dataclass(frozen=True, slots=True)
class Trial:
    """One example of one rule, with what is expected of it."""

    rule: Rule
    example: Example
    wanted: bool

    @property
    def role(self) -> Role:
        if self.example.role:
            return Role.named(self.example.role)
        usual = Role.MENTEE if self.rule.family is Family.DISTRESS else Role.MENTOR
        return usual if usual & self.rule.roles else next(iter(self.rule.roles))

    @property
    def focus(self) -> frozenset[Focus]:
        return frozenset({Focus(self.example.focus)} if self.example.focus else ())

    def outcome(self, hits: Iterable[Hit], rule: Rule | None = None) -> Outcome:
        """The gravest of the hits for this example's author; `rule` stands in for the hits' own."""
        best = SILENT
        for hit in hits:
            meant = hit if rule is None else Hit(rule, hit.pattern, hit.start, hit.end, hit.contexts)
            if not applies(meant.rule, self.role, self.focus):
                continue
            judged = judge(meant, self.role, self.focus)
            if not best.fired or judged.grade > best.grade:
                best = Outcome(fired=True, grade=judged.grade, category=judged.category)
        return best

    def complaint(self, outcome: Outcome) -> str | None:
        """What is wrong with the outcome, or None."""
        if not self.wanted:
            limit = Grade[
                (self.example.at_most or ("note" if self.rule.grade > Grade.NOTE else "none")).upper()
            ]
            return f"fires as {outcome.grade.word}, at most {limit.word}" if outcome.grade > limit else None
        wanted = self.wanted_grade
        if not outcome.fired:
            return "does not fire"
        if outcome.grade is not wanted:
            return f"fires as {outcome.grade.word}, not {wanted.word}"
        category = self.example.category or (self.rule.category if wanted is self._full else outcome.category)
        return None if outcome.category == category else f"its category is {outcome.category}, not {category}"

    @property
    def _full(self) -> Grade:
        return full_grade(self.rule, self.role, self.focus)

    @property
    def wanted_grade(self) -> Grade:
        return Grade[self.example.grade.upper()] if self.example.grade else self._full


def trials(rule: Rule) -> list[Trial]:
    """The rule's examples, those that must fire first."""
    return [
        Trial(rule, Example(text=one) if isinstance(one, str) else one, wanted)
        for wanted, those in ((True, rule.match), (False, rule.no_match))
        for one in those
    ]


def check(book: Rulebook) -> list[str]:
    """A line for each example that does not come out as it says; empty when all is well."""
    bench = Bench(book)
    lines = []
    for rule in book.rules:
        for trial in trials(rule):
            complaint = trial.complaint(trial.outcome(bench.hits(rule, trial.example.text)))
            if complaint:
                kind = "match" if trial.wanted else "no_match"
                lines.append(f"{rule.path.name}: {rule.id}: {kind} {trial.example.text!r}: {complaint}")
    return lines
