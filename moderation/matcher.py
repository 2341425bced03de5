"""Which of thousands of patterns are worth trying on a page, told by the words they need."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from moderation.nodes import Pattern
from moderation.page import Page, located

Key = TypeVar("Key")
_NEEDS = 4  # sets of words a pattern is looked up by, its rarest first


class Matcher(Generic[Key]):
    """Patterns under keys.

    Every pattern is one bit. For each word there are four numbers: the patterns whose rarest, second, third
    and fourth needed set holds it. Or-ed over the words of a page and and-ed together they leave the few
    patterns that have all they need; only these are walked.
    """

    def __init__(self, patterns: Iterable[tuple[Key, Pattern]]) -> None:
        self._patterns = tuple(patterns)
        by_word: dict[str, list[int]] = {}
        lacking = [0] * _NEEDS
        for place, (_, pattern) in enumerate(self._patterns):
            sets = (pattern.anchor, *pattern.needs)
            for rank in range(_NEEDS):
                if rank >= len(sets):
                    lacking[rank] |= 1 << place
                    continue
                for word in sets[rank]:
                    by_word.setdefault(word, [0] * _NEEDS)[rank] |= 1 << place
        self._lacking = tuple(lacking)
        self._by_word = {word: tuple(bits) for word, bits in by_word.items()}

    def found(self, page: Page) -> Iterator[tuple[Key, Pattern, tuple[int, int]]]:
        """Key, pattern and (start, end) in positions of each match, patterns in order."""
        by_word = self._by_word
        one, two, three, four = self._lacking
        for word in page.where:
            bits = by_word.get(word)
            if bits is not None:
                first, second, third, fourth = bits
                one |= first
                two |= second
                three |= third
                four |= fourth
        worth = one & two & three & four
        while worth:
            place = (worth & -worth).bit_length() - 1
            worth &= worth - 1
            key, pattern = self._patterns[place]
            for span in located(pattern, page):
                yield key, pattern, span
