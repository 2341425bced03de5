"""Signs that add up within one message, as on a clinician's score card: points for, points against."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from moderation.matcher import Matcher
from moderation.nodes import Pattern, Words
from moderation.page import Page, Span, located

_LANE = 16  # bits; the points of a scale, at most nine for each of its signs, stay far below half of it
_TOP = 1 << _LANE - 1


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

    Scales of one file share their signs; each is looked for once, and only if the signs that may be there
    could tip one of its scales. All the scales' points are added up together, in one number with a lane of
    16 bits for each scale: a lane starts at 2**15 less what is enough, so its top bit is set once it is.
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
        self._start = sum((_TOP - one.enough) << _LANE * place for place, one in enumerate(self._scales))
        self._gains = [0] * len(numbers)  # of each sign: its points for, in the lanes of its scales
        self._weighed = [0] * len(numbers)  # of each sign: the top bits of its scales
        for place, signs in enumerate(self._of):
            for _, points, number in signs:
                self._gains[number] += max(points, 0) << _LANE * place
                self._weighed[number] |= _TOP << _LANE * place
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
        self._all = self.among(range(len(self._scales)))

    def among(self, places: Iterable[int]) -> int:
        """The scales at these places, as `weigh` takes them."""
        return sum(_TOP << _LANE * place for place in places)

    def weigh(self, page: Page, meant: int | None = None) -> Iterator[tuple[int, Weighed]]:
        """The place of each scale (of those `meant`) that tips on the page, and how."""
        by_word = self._by_word
        words = [(word, numbers) for word in page.where if (numbers := by_word.get(word))]
        single = {number for _, numbers in words for number in numbers}
        near = self._longer.near(page)
        tipping = self._may_tip(single, near) & (self._all if meant is None else meant)
        if tipping:
            worth = self._longer.worth([one for one in near if self._weighed[one[0]] & tipping], page)
            tipping &= self._may_tip(single, worth)
            if tipping:
                yield from self._tipped(self._spans(page, words, worth, tipping), tipping)

    def _may_tip(self, single: set[int], longer: Iterable[tuple[int, object]]) -> int:
        """The scales that tip if all of these signs are there, and near each other."""
        signs = single.union([number for number, _ in longer])
        return sum(map(self._gains.__getitem__, signs), self._start)

    def _spans(
        self,
        page: Page,
        words: Iterable[tuple[str, Iterable[int]]],
        longer: Iterable[tuple[int, Pattern]],
        tipping: int,
    ) -> dict[int, list[Span]]:
        """Where each sign of the scales that may tip is found, by the sign's number."""
        found: dict[int, list[Span]] = {}
        for word, numbers in words:
            spans = [(at, at + 1) for at in positions(page.where[word])]
            for number in numbers:
                if self._weighed[number] & tipping:
                    found.setdefault(number, []).extend(spans)
        for number, pattern in longer:
            if self._weighed[number] & tipping and (spans := located(pattern, page)):
                found.setdefault(number, []).extend(spans)
        return found

    def _tipped(self, found: Mapping[int, list[Span]], tipping: int) -> Iterator[tuple[int, Weighed]]:
        for top in positions(tipping):
            place = top // _LANE
            scale = self._scales[place]
            there = [
                (name, points, found[number]) for name, points, number in self._of[place] if number in found
            ]
            if sum([points for _, points, _ in there if points > 0]) >= scale.enough:
                best = _heaviest(there, scale)
                if best.total >= scale.enough:
                    yield place, best


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
        total = 0
        for name, points, spans in there:
            begin = first if points > 0 else first - scale.within // 2
            for span in spans:
                if begin <= span[0] < last:
                    counted.append((name, points))
                    total += points
                    if points > 0:
                        words.append(span)
                    break
        if total > best.total:
            best = Weighed(
                tuple(counted), total, min([start for start, _ in words]), max([end for _, end in words])
            )
    return best
