"""A text as the contact rules see it: its words with their places, and phrases found among them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from moderation.clean import Cleaned, clean

_WORD = re.compile(r"[^\W_]+")
_ANY_DIGIT = re.compile(r"\d")
_ENDS_SENTENCE = re.compile(r"[!?\n;]|\.(?!\S)")
_OPTIONS = re.compile(r"\{([^{}]*)\}")
LONGEST_PHRASE = 8  # words
_END = ""  # no word: a phrase may end here
_Steps = dict[str, "_Steps"]


@dataclass(slots=True)
class Page:
    """`text` is cleaned; `words` are in small letters, "I'm" is two of them; `spans` are their offsets."""

    cleaned: Cleaned
    text: str
    words: list[str]
    present: frozenset[str]
    spans: list[tuple[int, int]]
    has_digit: bool

    @classmethod
    def of(cls, original: str) -> "Page":
        cleaned = clean(original)
        text = cleaned.text
        if not text.isascii():
            text = _ANY_DIGIT.sub(lambda found: str(int(found[0])), text)
        found = list(_WORD.finditer(text.lower() if text.isascii() else _lowered(text)))
        words = [one[0] for one in found]
        spans = [one.span() for one in found]
        return cls(cleaned, text, words, frozenset(words), spans, _ANY_DIGIT.search(text) is not None)

    def start(self, place: int) -> int:
        return self.spans[place][0]

    def end(self, place: int) -> int:
        return self.spans[place][1]

    def shown(self, place: int) -> str:
        start, end = self.spans[place]
        return self.text[start:end]

    def is_capitalised(self, place: int) -> bool:
        """One capital and small letters after it: a text in capitals alone says nothing about names."""
        if place >= len(self.words):
            return False
        shown = self.shown(place)
        return shown[0].isupper() and not shown.isupper() if len(shown) > 1 else False

    def gap(self, place: int) -> str:
        """What stands between a word and the one before it; after the last word, the rest."""
        begin = self.spans[place - 1][1] if place else 0
        return self.text[begin : self.spans[place][0]] if place < len(self.spans) else self.text[begin:]

    def ends_sentence(self, place: int) -> bool:
        """Whether a sentence, or the text, ends just before this word."""
        return place >= len(self.words) or _ENDS_SENTENCE.search(self.gap(place)) is not None

    def is_one_sentence(self, first: int, last: int) -> bool:
        return not any(self.ends_sentence(place) for place in range(first + 1, last + 1))

    def word(self, place: int) -> str:
        """The word there, nothing outside the text."""
        return self.words[place] if 0 <= place < len(self.words) else ""


def _lowered(text: str) -> str:
    """Small letters, none of which changes how many there are."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


class Phrases:
    """Phrases of one or more words; `{a|b c}` in one stands for either, `{a|}` for what may be missing."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._steps: _Steps = {}
        for text in texts:
            for words in _expanded(text):
                step = self._steps
                for word in words:
                    step = step.setdefault(word, {})
                step[_END] = {}
        self._firsts = frozenset(self._steps)

    def at(self, page: Page, place: int) -> int | None:
        """Where the longest phrase that begins at this word ends (exclusive)."""
        words, last = page.words, None
        step = self._steps
        for reached in range(place, len(words)):
            following = step.get(words[reached])
            if following is None:
                break
            step = following
            if _END in step:
                last = reached + 1
        return last

    def found(self, page: Page) -> Iterator[tuple[int, int]]:
        """First and last word (exclusive) of each phrase on the page."""
        if self._firsts.isdisjoint(page.present):
            return
        firsts = self._firsts
        for place, word in enumerate(page.words):
            if word in firsts and (last := self.at(page, place)) is not None:
                yield place, last

    def is_before(self, page: Page, place: int, reach: int) -> bool:
        """Whether a phrase ends at most `reach` words before this one, in the same sentence."""
        if self._firsts.isdisjoint(page.present):
            return False
        for first in range(max(0, place - reach - LONGEST_PHRASE), place):
            if page.words[first] not in self._firsts:
                continue
            last = self.at(page, first)
            if last is not None and place - reach <= last <= place and page.is_one_sentence(last - 1, place):
                return True
        return False


def _expanded(text: str) -> Iterator[tuple[str, ...]]:
    parts = [
        part.split("|") if place % 2 else [part] for place, part in enumerate(_OPTIONS.split(text.lower()))
    ]
    for choice in product(*parts):
        words = tuple(_WORD.findall(" ".join(choice)))
        if not 0 < len(words) <= LONGEST_PHRASE:
            raise ValueError(f"{text!r}: a phrase has one to {LONGEST_PHRASE} words")
        yield words
