"""A message as the matcher sees it: one bit a word, one number a word form."""

from dataclasses import dataclass, field

from moderation.nodes import Choice, Node, Pattern

Span = tuple[int, int]  # positions, start and end (exclusive)


@dataclass(slots=True, eq=False)
class Page:
    """Words at positions 0 to `size` - 1. In every mask bit p speaks of position p.

    `where` has for each word form the positions that hold it; a position may hold several forms ("'s" is
    also "is" and "has") and the end of a sentence is a position of its own. A pattern is found by walking
    sets of positions through it, all at once: the time is the number of its parts, whatever the text says.
    """

    size: int
    where: dict[str, int]
    seethrough: int  # words that a pattern need not name: just, really, fillers, emoji
    breaks: int  # ends of sentences
    questions: int  # those of them that ask
    negations: int  # words that a gap does not pass
    clauses: int  # a clause begins at this position
    phrases: int  # a phrase begins at this position, after a comma
    quoted: int
    tokens: list[tuple[int, int]]  # of each position, the first and last token
    keys: set[str]  # what patterns are looked up by: the word forms, and pairs of neighbours
    _sets: dict[frozenset[str], int] = field(default_factory=dict)
    _alive: dict[Choice, tuple[Node, ...]] = field(default_factory=dict)

    @property
    def everywhere(self) -> int:
        return (1 << (self.size + 1)) - 1

    def holding(self, options: frozenset[str]) -> int:
        """The positions that hold any of these words."""
        found = self._sets.get(options)
        if found is None:
            where = self.where
            found = 0
            if len(options) < len(where):
                for word in options:
                    if word in where:
                        found |= where[word]
            else:
                for word, places in where.items():
                    if word in options:
                        found |= places
            self._sets[options] = found
        return found

    def alive(self, node: Choice) -> tuple[Node, ...]:
        """The branches of which a needed key is on the page."""
        found = self._alive.get(node)
        if found is None:
            by_key = node.by_key
            places = set(by_key.get("", ()))
            for key in by_key.keys() & self.keys:
                places.update(by_key[key])
            found = tuple(node.branches[place] for place in sorted(places))
            self._alive[node] = found
        return found

    def past(self, here: int) -> int:
        """One word on from the positions in `here`, and past any see-through words that follow."""
        here <<= 1
        clear = here & self.seethrough
        while clear:
            clear <<= 1
            here |= clear
            clear &= self.seethrough
        return here

    def edges(self, *, start: bool, whole: bool) -> int:
        """Where sentences start or end; `whole`: where the message does."""
        if not start:
            ends = self.breaks | 1 << self.size
            return ends & (~self.breaks | self._closing()) if whole else ends
        starts = 1 if whole else self.breaks << 1 | 1
        clear = starts & self.seethrough  # "oh just let me go" starts at "let" as well
        while clear:
            clear <<= 1
            starts |= clear
            clear &= self.seethrough
        return starts

    def _closing(self) -> int:
        """The break, if any, with which the message ends."""
        return self.breaks & (1 << self.size >> 1)


def first_span(node: Node, page: Page, at: int) -> Span | None:
    """The first place (start, end) at which `node` matches from a position in `at`; shortest there."""
    return _first(node, page, at & node.starts(page))


def _first(node: Node, page: Page, at: int) -> Span | None:
    while at:
        low = at & -at
        ends = node.walk(page, low)
        if ends:
            first = low.bit_length() - 1
            return first, max((ends & -ends).bit_length() - 1, first + 1)
        at = _halved(node, page, at ^ low)
    return None


def _halved(node: Node, page: Page, at: int) -> int:
    """The positions in `at` without those before the first match, found by halving; 0 if there is none."""
    if not at or not node.walk(page, at):
        return 0
    while at & (at - 1):
        middle = ((at & -at).bit_length() + at.bit_length()) // 2
        early = at & ((1 << middle) - 1)
        at = early if node.walk(page, early) else at ^ early
    return at


def spans(pattern: Pattern, page: Page, most: int = 4) -> list[Span]:
    """Up to `most` places at which the pattern matches; for one of several clauses, from first to last."""
    for need in pattern.needs:
        if page.keys.isdisjoint(need):
            return []
    return located(pattern, page, most)


def located(pattern: Pattern, page: Page, most: int = 4) -> list[Span]:
    """As `spans`, for a pattern whose needs are known to be there."""
    if len(pattern.clauses) == 1:
        return _all_spans(pattern.clauses[0], page, most)
    if not all(clause.walk(page, page.everywhere) for clause in pattern.clauses):
        return []
    if pattern.apart:
        found = [first_span(clause, page, page.everywhere) for clause in pattern.clauses]
        return [_cover(found)]
    return [
        _cover(found)
        for region in sentences(page)
        if all(found := [first_span(clause, page, region) for clause in pattern.clauses])
    ][:most]


def _all_spans(node: Node, page: Page, most: int) -> list[Span]:
    found: list[Span] = []
    at = node.starts(page)
    while len(found) < most and (span := _first(node, page, at)):
        found.append(span)
        at = at >> span[1] << span[1]
    return found


def _cover(found: list[Span | None]) -> Span:
    there = [span for span in found if span]
    return min(start for start, _ in there), max(end for _, end in there)


def sentences(page: Page) -> list[int]:
    """One mask of positions for each sentence."""
    regions = []
    start = 0
    rest = page.breaks | 1 << page.size
    while rest:
        end = (rest & -rest).bit_length() - 1
        if end > start:
            regions.append((1 << end) - (1 << start))
        start = end + 1
        rest &= rest - 1
    return regions
