"""Signs that add up within one message, as on a clinician's score card: points for, points against."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from moderation.matcher import Matcher
from moderation.nodes import Pattern, Words
from moderation.page import Page

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """What one rule weighs: patterns and points by the sign's name.

    A sign counts once, however often it is found. `enough` points within `within` words make a hit.
    """

    signs: Mapping[str, tuple[Pattern, ...]]
    points: Mapping[str, int]
    enough: int
    within: int

    def without(self, name: str) -> "Scale":
        """The same scale with one sign taken away."""
        points = {sign: worth for sign, worth in self.points.items() if sign != name}
        return Scale(self.signs, points, self.enough, self.within)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A scale that tipped: the signs found, with their points, and the words from first to last of them."""

    signs: tuple[tuple[str, int], ...]
    total: int
    start: int
    end: int

    @property
    def told(self) -> str:
        return " ".join(f"{name}{points:+d}" for name, points in self.signs) + f" = {self.total}"


class Scales:
    """Many scales at once. Single words are looked up; longer expressions go through the matcher.

    Scales of one file share their signs; each is looked for once.
    """

    def __init__(self, scales: Iterable[Scale]) -> None:
        self._scales = tuple(scales)
        numbers: dict[tuple[Pattern, ...], int] = {}
        self._of = [
            [
                (sign, points, numbers.setdefault(one.signs[sign], len(numbers)))
                for sign, points in one.points.items()
            ]
            for one in self._scales
        ]
        self._by_word: dict[str, list[int]] = {}
        longer: list[tuple[int, Pattern]] = []
        for patterns, number in numbers.items():
            for pattern in patterns:
                alone = single_words(pattern)
                for word in alone:
                    self._by_word.setdefault(word, []).append(number)
                if not alone:
                    longer.append((number, pattern))
        self._longer = Matcher(longer)

    def weigh(self, page: Page) -> Iterator[tuple[int, Weighed]]:
        """The place of each scale that tips on the page, and how."""
        found = self._found(page)
        if not found:
            return
        for place, (scale, signs) in enumerate(zip(self._scales, self._of, strict=True)):
            there = [(name, points, found[number]) for name, points, number in signs if number in found]
            if sum(points for _, points, _ in there if points > 0) >= scale.enough:
                best = _heaviest(there, scale)
                if best.total >= scale.enough:
                    yield place, best

    def _found(self, page: Page) -> dict[int, list[Span]]:
        """The spans (start, end) at which each sign is found, by the sign's number."""
        found: dict[int, list[Span]] = {}
        by_word = self._by_word
        for word, places in page.where.items():
            numbers = by_word.get(word)
            if numbers is not None:
                spans = [(place, place + 1) for place in positions(places)]
                for number in numbers:
                    found.setdefault(number, []).extend(spans)
        for number, _, span in self._longer.found(page):
            found.setdefault(number, []).append(span)
        return found


def positions(mask: int) -> Iterator[int]:
    """The positions in a mask, first to last."""
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1


def single_words(pattern: Pattern) -> frozenset[str]:
    """The words of which any one is the whole pattern, or none if the pattern is more than that."""
    only = pattern.clauses[0]
    return only.options if len(pattern.clauses) == 1 and isinstance(only, Words) else frozenset()


def _heaviest(there: Sequence[tuple[str, int, list[Span]]], scale: Scale) -> Weighed:
    """The heaviest stretch of so many words, the first of equal ones.

    What speaks against it may also stand a little before the first sign: "please don't …".
    """
    best = Weighed((), -1, 0, 0)
    for first in sorted({start for _, points, spans in there if points > 0 for start, _ in spans}):
        last = first + scale.within
        counted: list[tuple[str, int]] = []
        words: list[Span] = []
        for name, points, spans in there:
            begin = first if points > 0 else first - scale.within // 2
            inside = next((span for span in spans if begin <= span[0] < last), None)
            if inside is not None:
                counted.append((name, points))
                words += [inside] if points > 0 else []
        total = sum(points for _, points in counted)
        if total > best.total:
            best = Weighed(
                tuple(counted), total, min(start for start, _ in words), max(end for _, end in words)
            )
    return best
