"""A message as the matcher sees it: one bit a word, one number a word form."""

from dataclasses import dataclass, field

from moderation.nodes import Choice, Node, Pattern


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
        """The branches of which a needed word is on the page."""
        found = self._alive.get(node)
        if found is None:
            places = set(node.always)
            for word in node.by_word.keys() & self.where.keys():
                places.update(node.by_word[word])
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


def first_span(node: Node, page: Page, at: int) -> tuple[int, int] | None:
    """The first place (start, end) at which `node` matches from a position in `at`; shortest there."""
    if not node.walk(page, at):
        return None
    low, high = 0, page.size
    while low < high:  # the smallest `low` such that a match starts at or before it
        middle = (low + high) // 2
        if node.walk(page, at & ((2 << middle) - 1)):
            high = middle
        else:
            low = middle + 1
    ends = node.walk(page, at & (1 << low))
    return low, max((ends & -ends).bit_length() - 1, low + 1)


def spans(pattern: Pattern, page: Page, most: int = 4) -> list[tuple[int, int]]:
    """Up to `most` places at which the pattern matches; for one of several clauses, from first to last."""
    if any(page.where.keys().isdisjoint(words) for words in pattern.needs):
        return []
    return located(pattern, page, most)


def located(pattern: Pattern, page: Page, most: int = 4) -> list[tuple[int, int]]:
    """As `spans`, for a pattern of which the needed words are known to be there."""
    for clause in pattern.clauses:
        if not clause.walk(page, page.everywhere):
            return []
    if len(pattern.clauses) == 1:
        return _all_spans(pattern.clauses[0], page, page.everywhere, most)
    if pattern.apart:
        found = [first_span(clause, page, page.everywhere) for clause in pattern.clauses]
        return [_cover(found)]
    return [
        _cover(found)
        for region in sentences(page)
        if all(found := [first_span(clause, page, region) for clause in pattern.clauses])
    ][:most]


def _all_spans(node: Node, page: Page, at: int, most: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while len(found) < most and (span := first_span(node, page, at)):
        found.append(span)
        at &= ~((1 << span[1]) - 1)
    return found


def _cover(found: list[tuple[int, int] | None]) -> tuple[int, int]:
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
