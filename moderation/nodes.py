"""What a pattern is made of, once read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # nodes walk on a page; a page knows the branches of a node
    from collections.abc import Mapping

    from moderation.page import Page

BREAK = "//"  # stands in the word stream where a sentence ends
NUMBER = "#"  # every number has this as a second name


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One word out of a set."""

    options: frozenset[str]

    def walk(self, page: Page, at: int) -> int:
        return page.past(at & page.holding(self.options))


@dataclass(frozen=True, slots=True, eq=False)
class AnyWord:
    """One word, whichever."""

    def walk(self, page: Page, at: int) -> int:
        return page.past(at & ~page.breaks & (page.everywhere >> 1))


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """Up to `most` words of no interest: never past the end of a sentence nor past a negation."""

    most: int

    def walk(self, page: Page, at: int) -> int:
        open_ = ~(page.breaks | page.negations)
        step = at
        for _ in range(self.most):
            step = (step & open_) << 1
            if not step:
                break
            at |= step
        return at & page.everywhere


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """Where a sentence (or, `whole`, the message) starts or ends."""

    start: bool
    whole: bool

    def walk(self, page: Page, at: int) -> int:
        return at & page.edges(start=self.start, whole=self.whole)


@dataclass(frozen=True, slots=True, eq=False)
class Maybe:
    part: Node

    def walk(self, page: Page, at: int) -> int:
        return at | self.part.walk(page, at)


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Any one of several branches. `by_word` finds the branches worth trying from a word that is there."""

    branches: tuple[Node, ...]
    by_word: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    always: tuple[int, ...] = ()

    def walk(self, page: Page, at: int) -> int:
        found = 0
        for branch in page.alive(self):
            found |= branch.walk(page, at)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Parts one after the other."""

    parts: tuple[Node, ...]

    def walk(self, page: Page, at: int) -> int:
        for part in self.parts:
            at = part.walk(page, at)
            if not at:
                return 0
        return at


Node = Words | AnyWord | Gap | Edge | Maybe | Choice | Chain


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """`clauses` all have to be found: one after another in any order, in one sentence unless `apart`.

    `anchor` holds words of which one must be there for the pattern to match; `needs` holds further such sets.
    """

    text: str
    clauses: tuple[Node, ...]
    apart: bool
    anchor: frozenset[str]
    needs: tuple[frozenset[str], ...]


class BadPatternError(ValueError):
    """A pattern that cannot be read; the message says what to mend."""


def choice(branches: list[Node]) -> Node:
    """Branches as a choice, with single words gathered in one set."""
    flat = [
        inner
        for branch in branches
        for inner in (branch.branches if isinstance(branch, Choice) else [branch])
    ]
    single = frozenset(word for branch in flat if isinstance(branch, Words) for word in branch.options)
    rest: list[Node] = [branch for branch in flat if not isinstance(branch, Words)]
    if single:
        rest.insert(0, Words(single))
    return rest[0] if len(rest) == 1 else _indexed(rest)


def _indexed(branches: list[Node]) -> Choice:
    by_word: dict[str, list[int]] = {}
    always = []
    for place, branch in enumerate(branches):
        required = needs(branch)
        if not required:
            always.append(place)
        for word in min(required, key=len, default=()):
            by_word.setdefault(word, []).append(place)
    return Choice(tuple(branches), {word: tuple(places) for word, places in by_word.items()}, tuple(always))


def chain(parts: list[Node]) -> Node:
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Chain) else [part])
    return flat[0] if len(flat) == 1 else Chain(tuple(flat))


def needs(node: Node) -> list[frozenset[str]]:
    """Sets of words of each of which one must be there for `node` to match."""
    match node:
        case Words(options):
            return [] if BREAK in options else [options]
        case Chain(parts):
            return [found for part in parts for found in needs(part)]
        case Choice(branches):
            gathered: set[str] = set()
            for branch in branches:
                required = needs(branch)
                if not required:
                    return []
                gathered |= min(required, key=len)
            return [frozenset(gathered)]
        case _:
            return []


def can_be_empty(node: Node) -> bool:
    """Whether `node` matches no words at all."""
    match node:
        case Words() | AnyWord():
            return False
        case Chain(parts):
            return all(can_be_empty(part) for part in parts)
        case Choice(branches):
            return any(can_be_empty(branch) for branch in branches)
        case _:
            return True
