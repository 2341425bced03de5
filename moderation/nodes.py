"""What a pattern is made of, once read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # nodes walk on a page; a page knows the branches of a node
    from moderation.page import Page

BREAK = "//"  # stands in the word stream where a sentence ends
NUMBER = "#"  # every number has this as a second name

# Every node has `walk`: the positions after it, if it begins at any position in `at`; and `starts`: positions
# outside of which it cannot begin. Nodes are never changed, and shared between patterns. (They are not
# `frozen`: that would double the time it takes to make the hundred thousand that a scan starts with.)


@dataclass(slots=True, eq=False)
class Words:
    """One word out of a set."""

    options: frozenset[str]

    def walk(self, page: Page, at: int) -> int:
        here = at & page.holding(self.options)
        return page.past(here) if here else 0

    def starts(self, page: Page) -> int:
        return page.holding(self.options)


@dataclass(slots=True, eq=False)
class AnyWord:
    """One word, whichever."""

    def walk(self, page: Page, at: int) -> int:
        return page.past(at & self.starts(page))

    def starts(self, page: Page) -> int:
        return ~page.breaks & (page.everywhere >> 1)


@dataclass(slots=True, eq=False)
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

    def starts(self, page: Page) -> int:
        return page.everywhere


@dataclass(slots=True, eq=False)
class Edge:
    """Where a sentence (or, `whole`, the message) starts or ends."""

    start: bool
    whole: bool

    def walk(self, page: Page, at: int) -> int:
        return at & self.starts(page)

    def starts(self, page: Page) -> int:
        return page.edges(start=self.start, whole=self.whole)


@dataclass(slots=True, eq=False)
class Maybe:
    part: Node

    def walk(self, page: Page, at: int) -> int:
        return at | self.part.walk(page, at)

    def starts(self, page: Page) -> int:
        return page.everywhere


@dataclass(slots=True, eq=False)
class Choice:
    """Any one of several branches.

    `ways` has for each branch keys of which one is on every page that holds the branch (none: it is always
    worth trying). `need` is what all of them come to, with its commonness.
    """

    branches: tuple[Node, ...]
    ways: tuple[Keys, ...]
    need: Need | None
    weight: int
    _by_key: dict[str, tuple[int, ...]] | None = None

    def walk(self, page: Page, at: int) -> int:
        found = 0
        for branch in page.alive(self):
            found |= branch.walk(page, at)
        return found

    def starts(self, page: Page) -> int:
        found = 0
        for branch in page.alive(self):
            found |= branch.starts(page)
        return found

    @property
    def by_key(self) -> dict[str, tuple[int, ...]]:
        """The places of the branches that a key makes worth trying, under "" those that always are.

        Made when first asked for.
        """
        if self._by_key is None:
            gathered: dict[str, tuple[int, ...]] = {}
            for place, keys in enumerate(self.ways):
                for key in keys or ("",):
                    gathered[key] = (*gathered.get(key, ()), place)
            self._by_key = gathered
        return self._by_key


@dataclass(slots=True, eq=False)
class Chain:
    """Parts one after the other."""

    parts: tuple[Node, ...]

    def walk(self, page: Page, at: int) -> int:
        for part in self.parts:
            at = part.walk(page, at)
            if not at:
                return 0
        return at

    def starts(self, page: Page) -> int:
        found = page.everywhere
        for part in self.parts:
            found &= part.starts(page)
            if not isinstance(part, Edge):
                break
        return found


Node = Words | AnyWord | Gap | Edge | Maybe | Choice | Chain
Keys = tuple[str, ...] | frozenset[str]  # few or many, of which one has to be on the page
Need = tuple[float, Keys]  # with how common they are


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """`clauses` all have to be found: one after another in any order, in one sentence unless `apart`.

    Of each of the sets of keys in `needs` one has to be on the page for the pattern to be there, the rarest
    set first. A key is a word, or two neighbours with a space between them.
    """

    text: str
    clauses: tuple[Node, ...]
    apart: bool
    needs: tuple[Keys, ...]


class BadPatternError(ValueError):
    """A pattern that cannot be read; the message says what to mend."""


def chain(parts: list[Node]) -> Node:
    if len(parts) == 1:
        return parts[0]
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Chain) else [part])
    return Chain(tuple(flat))


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


def weight(node: Node) -> int:
    """How many words a node holds in all."""
    match node:
        case Words(options):
            return len(options)
        case Chain(parts):
            return sum(map(weight, parts))
        case Choice():
            return node.weight
        case Maybe(part):
            return weight(part)
        case _:
            return 1
