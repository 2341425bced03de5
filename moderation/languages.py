"""Whether a text is in another language than the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moderation.page import Page

_FEWEST = 3  # small words of another language that make a text foreign
_FEWEST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Languages:
    """Small words by which other languages are known, and our own."""

    by_word: Mapping[str, tuple[str, ...]]
    own: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any], own: frozenset[str]) -> "Languages":
        by_word: dict[str, list[str]] = {}
        for language, words in table.items():
            for word in words.split():
                if word not in own:
                    by_word.setdefault(word, []).append(language)
        return cls({word: tuple(those) for word, those in by_word.items()}, own)

    def foreign(self, text: str, page: Page) -> bool:
        """True where letters of another alphabet, or small words of another language, outweigh ours."""
        if not text.isascii():
            letters = [letter for letter in text if letter.isalpha()]
            others = sum(letter > "\u024f" for letter in letters)
            if others >= _FEWEST_LETTERS and 2 * others > len(letters):
                return True
        foreign: dict[str, int] = {}
        for word in page.where.keys() & self.by_word.keys():
            for language in self.by_word[word]:
                foreign[language] = foreign.get(language, 0) + 1
        most = max(foreign.values(), default=0)
        return most >= _FEWEST and most > len(page.where.keys() & self.own)
