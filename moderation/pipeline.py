"""The scan as a spaCy pipeline: a blank tokenizer and four components of our own.

A component that raises leaves a mark on the text's work and never an exception: the log gets the component's
name and the exception's type, no words.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.domain.people import Focus, Role
from moderation.clean import Cleaned
from moderation.matcher import Matcher
from moderation.message import Message
from moderation.nodes import Pattern, Words
from moderation.page import Page
from moderation.reading import read
from moderation.rulebook import Rule, Rulebook, load
from moderation.verdict import Hit, Judged, applies, gravest, hits_on
from moderation.weighing import Scales
from moderation.words import Lexicon

_LOG = logging.getLogger(__name__)
KEY = "scan"
COMPONENTS = ("alongside_normalise", "alongside_match", "alongside_context", "alongside_verdict")


@dataclass(slots=True, eq=False)
class Work:
    """One text on its way through the components; it travels in the Doc's `user_data`."""

    message: Message
    cleaned: Cleaned
    every_rule: bool = False  # also those that are not for this author, to explain them
    page: Page | None = None
    found: list[tuple[Rule, str, tuple[int, int]]] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    verdict: list[tuple[Hit, Judged]] = field(default_factory=list)
    failed: str = ""


class Component:
    """What the four have in common: a failure is noted, and the text goes on."""

    name = "component"

    def __init__(self, book: Rulebook) -> None:
        self.book = book

    def __call__(self, doc: Doc) -> Doc:
        work: Work = doc.user_data[KEY]
        if not work.failed:
            try:
                self.run(doc, work)
            except Exception as failure:  # noqa: BLE001  whatever it is, the message must get its verdict
                work.failed = self.name
                note_failure(self.name, failure)
        return doc

    def run(self, doc: Doc, work: Work) -> None:
        raise NotImplementedError


class Normalise(Component):
    """Tokens as word forms at positions."""

    name = COMPONENTS[0]

    def __init__(self, book: Rulebook) -> None:
        super().__init__(book)
        self.lexicon = Lexicon(book.spelling, vocabulary(book))

    def run(self, doc: Doc, work: Work) -> None:
        work.page = read(doc, self.lexicon, self.book.terminators)


class Match(Component):
    """Which patterns are there."""

    name = COMPONENTS[1]

    def __init__(self, book: Rulebook) -> None:
        super().__init__(book)
        self._matcher = Matcher((rule, pattern) for rule in book.rules for pattern in rule.patterns)
        self._weighing = tuple(rule for rule in book.rules if rule.scale)
        self._scales = Scales(rule.scale for rule in self._weighing if rule.scale)
        self._meant: dict[tuple[Role, frozenset[Focus]], tuple[frozenset[Rule], int]] = {}

    def run(self, doc: Doc, work: Work) -> None:  # noqa: ARG002  the page says it all
        if work.page is None:
            return
        rules, scales = (None, None) if work.every_rule else self._meant_for(work.message)
        work.found = [
            (rule, pattern.text, span) for rule, pattern, span in self._matcher.found(work.page, rules)
        ]
        work.found += [
            (self._weighing[place], weighed.told, (weighed.start, weighed.end))
            for place, weighed in self._scales.weigh(work.page, scales)
        ]

    def _meant_for(self, message: Message) -> tuple[frozenset[Rule], int]:
        """The rules that apply to the message's author, and the places of those that weigh."""
        author = (message.role, message.focus)
        if author not in self._meant:
            rules = frozenset(rule for rule in self.book.rules if applies(rule, *author))
            places = [place for place, rule in enumerate(self._weighing) if rule in rules]
            self._meant[author] = rules, self._scales.among(places)
        return self._meant[author]


class Context(Component):
    """How what was found is meant."""

    name = COMPONENTS[2]

    def run(self, doc: Doc, work: Work) -> None:  # noqa: ARG002  the page says it all
        if work.page is not None and work.found:
            work.hits = hits_on(work.page, work.found, self.book.contexts)


class Verdict(Component):
    """How grave it is for this author."""

    name = COMPONENTS[3]

    def run(self, doc: Doc, work: Work) -> None:  # noqa: ARG002  the page says it all
        if work.hits:
            work.verdict = gravest(work.hits, work.message.role, work.message.focus)


def note_failure(component: str, failure: Exception) -> None:
    _LOG.error("scan_component_failed", extra={"component": component, "error": type(failure).__name__})


def vocabulary(book: Rulebook) -> frozenset[str]:
    """Every word that some pattern of the book speaks of."""
    words: set[str] = set()
    patterns: list[Pattern] = [one for rule in book.rules for one in (*rule.patterns, *rule.unless)]
    patterns += [one for cue in book.cues for one in (*cue.patterns, *cue.unless)]
    patterns += [
        one for rule in book.rules if rule.scale for sign in rule.scale.signs.values() for one in sign
    ]
    patterns += [one for reply in book.replies for one in (*reply.asked, *reply.answer)]
    for pattern in patterns:
        for clause in pattern.clauses:
            _gather(clause, words)
    return frozenset(words)


def _gather(node: object, words: set[str]) -> None:
    if isinstance(node, Words):
        words |= node.options
        return
    part = getattr(node, "part", None)
    for inner in (part,) if part is not None else getattr(node, "parts", getattr(node, "branches", ())):
        _gather(inner, words)


@lru_cache(maxsize=4)
def _book(language: str, folders: tuple[str, ...]) -> Rulebook:
    return load([Path(folder) for folder in folders], language, examples=False)


def _register(name: str, kind: type[Component]) -> None:
    @Language.factory(name, default_config={"language": "en", "folders": []})
    def make(nlp: Language, name: str, language: str, folders: list[str]) -> Component:  # noqa: ARG001
        return kind(_book(language, tuple(folders)))


for _name, _kind in zip(COMPONENTS, (Normalise, Match, Context, Verdict), strict=True):
    _register(_name, _kind)


def build(folders: Sequence[Path] = (), language: str = "en") -> tuple[Language, Rulebook]:
    """The pipeline and the rules it works by; raises RulesRefusedError."""
    names = [str(folder.resolve()) for folder in folders]
    nlp = spacy.blank(language)
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"language": language, "folders": names})
    return nlp, _book(language, tuple(names))
