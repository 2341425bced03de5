"""What has to be on a page for a pattern to be there at all: words, and pairs of neighbours.

Few pages hold what a pattern needs, so few patterns are walked. A need is a set of keys of which one has to
be there. A key is a word form ("saddle") or two that follow each other ("not cope"), as pages name them too.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from moderation.nodes import BREAK, Chain, Choice, Keys, Need, Node, Words, weight

UNKNOWN = 1.0  # the commonness of a word that is not in the table; the most common has 10,000
_TOGETHER = 3e-4  # of the product of two words' commonness: how common they are as neighbours
_MOST_PAIRS = 64  # of two sets of words that follow each other
_FEW = 8  # keys; fewer are kept as a tuple, which takes a quarter of the memory of a set
_COMMONNESS = itemgetter(0)


@dataclass(slots=True)
class Needs:
    """Finds the needs of nodes; `commonness` says how often words are met."""

    commonness: Mapping[str, float] = field(default_factory=dict)

    def of(self, node: Node) -> list[Need]:
        """Everything that has to be there for `node` to match."""
        match node:
            case Words(options):
                return [] if BREAK in options else [self._word(options)]
            case Chain(parts):
                return self._neighbours(parts)
            case Choice():
                return [] if node.need is None else [node.need]
            case _:
                return []

    def rarest(self, nodes: Iterable[Node], most: int) -> tuple[Keys, ...]:
        """Up to `most` sets of keys that the nodes need, the rarest first."""
        needs = [need for node in nodes for need in self.of(node)]
        needs.sort(key=_COMMONNESS)
        return tuple([keys for _, keys in needs[:most]])

    def choice(self, branches: Sequence[Node]) -> Node:
        """Branches as a choice, with single words gathered in one set."""
        single: set[str] = set()
        rest: list[Node] = []
        for branch in branches:
            for inner in branch.branches if isinstance(branch, Choice) else (branch,):
                if isinstance(inner, Words):
                    single |= inner.options
                else:
                    rest.append(inner)
        if single:
            rest.insert(0, Words(frozenset(single)))
        if len(rest) == 1:
            return rest[0]
        rarest = [min(self.of(branch), default=None, key=_COMMONNESS) for branch in rest]
        ways = tuple([need[1] if need else () for need in rarest])
        return Choice(tuple(rest), ways, _any_of(rarest), sum(map(weight, rest)))

    def _word(self, options: frozenset[str]) -> Need:
        return sum([self.commonness.get(word, UNKNOWN) for word in options]), _kept(options)

    def _neighbours(self, parts: Sequence[Node]) -> list[Need]:
        """Words that follow each other as pairs, everything else for itself."""
        needs: list[Need] = []
        before: frozenset[str] = frozenset()
        paired = False  # whether `before` is part of a pair
        for part in parts:
            if not isinstance(part, Words) or BREAK in part.options:
                if before and not paired:
                    needs.append(self._word(before))
                needs += self.of(part)
                before, paired = frozenset(), False
                continue
            options = part.options
            pairs = bool(before) and len(before) * len(options) <= _MOST_PAIRS
            if pairs:
                needs.append(self._pair(before, options))
            elif before and not paired:
                needs.append(self._word(before))
            before, paired = options, pairs
        if before and not paired:
            needs.append(self._word(before))
        return needs

    def _pair(self, first: frozenset[str], second: frozenset[str]) -> Need:
        commonness = self.commonness
        met = 0.0
        keys = []
        for one in first:
            often = commonness.get(one, UNKNOWN)
            for other in second:
                too = commonness.get(other, UNKNOWN)
                met += min(often, too, _TOGETHER * often * too)
                keys.append(sys.intern(f"{one} {other}"))
        return met, _kept(keys)


def _kept(keys: Sequence[str] | frozenset[str]) -> Keys:
    return tuple(keys) if len(keys) <= _FEW else frozenset(keys)


def _any_of(needs: Sequence[Need | None]) -> Need | None:
    """One of several needs, whichever; None if one of them is none."""
    met = 0.0
    keys: set[str] = set()
    for need in needs:
        if need is None:
            return None
        met += need[0]
        keys.update(need[1])
    return met, _kept(frozenset(keys))
