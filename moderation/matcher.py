"""Which of thousands of patterns are worth trying on a page, told by the words they need."""

from collections.abc import Container, Iterable, Iterator
from typing import Generic, TypeVar

from moderation.nodes import Keys, Pattern
from moderation.page import Page, Span, located

Key = TypeVar("Key")


class Matcher(Generic[Key]):
    """Patterns under keys.

    A pattern is looked up by the rarest of its needs; it is walked if the others are on the page as well.
    """

    def __init__(self, patterns: Iterable[tuple[Key, Pattern]]) -> None:
        self._keys: list[Key] = []
        self._patterns: list[Pattern] = []
        self._other_needs: list[tuple[Keys, ...]] = []
        self._by_need: dict[str, list[int]] = {}
        for place, (key, pattern) in enumerate(patterns):
            self._keys.append(key)
            self._patterns.append(pattern)
            self._other_needs.append(pattern.needs[1:])
            for need in pattern.needs[0]:
                self._by_need.setdefault(need, []).append(place)

    def near(self, page: Page) -> list[tuple[Key, int]]:
        """The patterns of which the rarest need is on the page, by key and number, in order."""
        by_need = self._by_need
        numbers = {number for need in by_need.keys() & page.keys for number in by_need[need]}
        keys = self._keys
        return [(keys[number], number) for number in sorted(numbers)]

    def worth(self, near: Iterable[tuple[Key, int]], page: Page) -> list[tuple[Key, Pattern]]:
        """Those that have everything else they need on the page as well."""
        missing = page.keys.isdisjoint
        worth = []
        for key, number in near:
            for need in self._other_needs[number]:
                if missing(need):
                    break
            else:
                worth.append((key, self._patterns[number]))
        return worth

    def found(self, page: Page, meant: Container[Key] | None = None) -> Iterator[tuple[Key, Pattern, Span]]:
        """Key (only of those `meant`), pattern and place of each match, patterns in order."""
        near = self.near(page)
        if meant is not None:
            near = [one for one in near if one[0] in meant]
        for key, pattern in self.worth(near, page):
            for span in located(pattern, page):
                yield key, pattern, span
