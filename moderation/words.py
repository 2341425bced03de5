"""Words: each token, however it was typed, becomes the word forms that patterns speak of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import reduce
from typing import Any

from spacy.strings import StringStore

from moderation.nodes import NUMBER

LONGEST_WORD = 40  # code points; a longer token is cut before it is looked at
MOST_REMEMBERED = 8_000  # tokens; then the memory starts anew
_ELONGATED = re.compile(r"(.)\1{2,}")
_CLITIC = re.compile(r"(.+?)(n't|'s|'m|'re|'ve|'ll|'d)$")
_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}
_LEET = str.maketrans("013457@$!|+", "oieastasilt")
_SYMBOLS = re.compile(r"[^a-z0-9']+")
_FUZZY_LEAST = 7  # letters; in shorter words a slip makes another word too often


class Mark(Enum):
    """What a token does to the stream of words besides adding to it."""

    NOTHING = 0
    PHRASE = 1
    CLAUSE = 2
    SENTENCE = 3
    QUESTION = 4
    QUOTE = 5
    LETTER = 6


@dataclass(frozen=True, slots=True)
class Slot:
    """One position: its word forms, and whether a pattern may look through it."""

    forms: tuple[str, ...]
    seethrough: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What a token stands for; right after a number, it is the word `after_number` if that is not empty."""

    slots: tuple[Slot, ...]
    mark: Mark = Mark.NOTHING
    after_number: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A language's words file, `_words.toml`."""

    respell: Mapping[str, str]
    emoji: Mapping[str, str]
    fillers: frozenset[str]
    numbers: frozenset[str]
    negations: frozenset[str]
    sensitive: frozenset[str]
    fuzzy: frozenset[str]
    not_fuzzy: frozenset[str]
    after_number: Mapping[str, str]
    irregular: Mapping[str, Sequence[str]]
    commonness: Mapping[str, float]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Spelling":
        """From the parsed file; raises KeyError or TypeError where a part is missing or of another shape."""
        common = table["common"].split()
        return cls(
            respell=dict(table["respell"]),
            emoji=dict(table["emoji"]),
            fillers=frozenset(table["fillers"]),
            numbers=frozenset(table["numbers"]),
            negations=frozenset(table["negations"]),
            sensitive=frozenset(table["sensitive"]),
            fuzzy=frozenset(table["fuzzy"]),
            not_fuzzy=frozenset(table["not_fuzzy"]),
            after_number=dict(table["after_number"]),
            irregular={base: tuple(forms.split()) for base, forms in table["irregular"].items()},
            # By Zipf's law: the n-th word is n times rarer than the first.
            commonness={word: 10_000 / (rank + 1) for rank, word in enumerate(common)},
        )

    def spell(self, piece: str) -> list[str]:
        """A word of a pattern as the plain forms that a message's words are turned into."""
        known = self.respell.get(piece)
        if known is not None and "/" not in known and "(" not in known:
            return known.split()
        split = _CLITIC.fullmatch(piece)
        if split:
            stem, clitic = split.groups()
            return [_STEMS.get(stem, stem) if clitic == "n't" else stem, _CLITICS[clitic]]
        if piece == "cannot":
            return ["can", "not"]
        return [part for part in piece.split("-") if part] or [piece]


_CLITICS = {"n't": "not", "'s": "'s", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "'d"}


class Lexicon:
    """Turns tokens into entries; remembers what it has seen, up to a limit."""

    def __init__(self, spelling: Spelling, vocabulary: Iterable[str]) -> None:
        words = set(vocabulary) | spelling.sensitive | spelling.fuzzy
        self.spelling = spelling
        self.known = frozenset(word for word in words if not word.endswith("*"))
        self._beginnings = frozenset(word for word in words if word.endswith("*"))
        self._one_off = {
            variant: word
            for word in sorted(spelling.fuzzy)
            if len(word) >= _FUZZY_LEAST
            for variant in _without_one(word)
        }
        self._seen: dict[str, Entry] = {}
        self._by_norm: dict[int, Entry] = {}

    def entry(self, norm: int, strings: StringStore) -> Entry:
        """What one token stands for; `norm` is the number of the tokenizer's NORM of it in `strings`."""
        found = self._by_norm.get(norm)
        if found is None:
            if len(self._by_norm) > MOST_REMEMBERED:
                self._by_norm.clear()
            found = self._by_norm[norm] = self.entry_of(strings[norm])
        return found

    def entry_of(self, norm: str) -> Entry:
        """What one token stands for; `norm` is the tokenizer's NORM of it."""
        found = self._seen.get(norm)
        if found is None:
            if len(self._seen) > MOST_REMEMBERED:
                self._seen.clear()
            found = self._entry(norm[:LONGEST_WORD].lower().strip("~"))
            after_number = self.spelling.after_number.get(norm)
            if after_number:
                found = replace(found, after_number=after_number)
            self._seen[norm] = found
        return found

    def joined(self, letters: str) -> list[str] | None:
        """Words spelt with a space after each letter, or None if they make none that matter."""
        best: list[list[str] | None] = [[]]
        for end in range(1, len(letters) + 1):
            ways = (
                [*found, letters[start:end]]
                for start in range(max(0, end - 14), end)
                if (found := best[start]) is not None and self._spelt(letters[start:end])
            )
            best.append(min(ways, key=len, default=None))
        return best[-1]

    def _spelt(self, word: str) -> bool:
        return word in self.known and (len(word) > 2 or word in ("me", "my", "it"))  # noqa: PLR2004  not "a", "i"

    def _entry(self, norm: str) -> Entry:
        if norm.isspace() or not norm:
            newlines = norm.count("\n")
            return Entry((), Mark.SENTENCE if newlines > 1 else Mark.CLAUSE if newlines else Mark.NOTHING)
        if norm in self.spelling.emoji:
            return Entry(tuple(Slot((word,), seethrough=True) for word in self.spelling.emoji[norm].split()))
        if not any(map(str.isalnum, norm)):
            return Entry((), _mark(norm))
        slots = self._slots(norm)
        return Entry(slots, Mark.LETTER if len(norm) == 1 and norm.isalpha() else Mark.NOTHING)

    def _slots(self, norm: str) -> tuple[Slot, ...]:
        respelt = self.spelling.respell.get(norm)
        if respelt is not None:
            return tuple(self._written(part) for part in respelt.split())
        if norm in self.known or norm in self.spelling.fillers or norm in self.spelling.commonness:
            return (self._slot(norm),)
        if norm.isalpha() and norm.isascii():
            return self._guessed(norm)
        split = _CLITIC.fullmatch(norm)
        if split:
            return (*self._slots(split[1]), *self._slots(split[2]))
        return self._unmasked(norm)

    def _guessed(self, norm: str) -> tuple[Slot, ...]:
        if _ELONGATED.search(norm):
            for keep in (r"\1\1", r"\1"):
                shorter = _ELONGATED.sub(keep, norm)
                if self._matters(shorter):
                    return self._slots(shorter)
            return self._slots(shorter)
        if norm.endswith("in") and norm + "g" in self.known:
            return (self._slot(norm + "g"),)
        if len(norm) >= _FUZZY_LEAST - 1 and norm not in self.spelling.not_fuzzy:
            for variant in (norm, *_without_one(norm)):
                word = self._one_off.get(variant) or (variant if variant in self.spelling.fuzzy else None)
                if word:
                    return (self._slot(word),)
        return (self._slot(norm),)

    def _matters(self, word: str) -> bool:
        return word in self.known or word in self.spelling.respell or word in self.spelling.commonness

    def _unmasked(self, norm: str) -> tuple[Slot, ...]:  # noqa: PLR0911  one way after another, the surest first
        """Figures, and words with signs in place of letters or between them."""
        if _is_figure(norm):
            return (Slot((norm, NUMBER)),)
        straight = _SYMBOLS.sub("", norm.translate(_LEET))
        if straight in self.spelling.sensitive:
            return (self._slot(straight),)
        bare = _SYMBOLS.sub("", norm)
        if bare in self.spelling.sensitive:
            return (self._slot(bare),)
        masked = re.sub(r"[^a-z]", ".", norm)
        if 0 < masked.count(".") < len(norm) - 1 and norm[0] == masked[0]:
            for word in sorted(self.spelling.sensitive):
                if len(word) == len(masked) and re.fullmatch(masked, word):
                    return (self._slot(word),)
        parts = [part for part in _SYMBOLS.split(norm) if part]
        if len(parts) > 1:
            return reduce(tuple.__add__, (self._slots(part) for part in parts[:8]), ())
        figure = re.fullmatch(r"(\d+)([a-z]+)", parts[0]) if parts else None
        if figure:
            unit = figure[2]
            return (Slot((figure[1], NUMBER)), *self._slots(self.spelling.after_number.get(unit, unit)))
        return (self._slot(parts[0] if parts else norm),)

    def _written(self, part: str) -> Slot:
        through = part.startswith("(")
        forms = part.strip("()").split("/")
        slot = self._slot(forms[0])
        return Slot(tuple(dict.fromkeys((*slot.forms, *forms))), through or slot.seethrough)

    def _slot(self, word: str) -> Slot:
        forms = [
            word,
            *(word[:end] + "*" for end in range(3, len(word) + 1) if word[:end] + "*" in self._beginnings),
        ]
        if word in self.spelling.numbers or _is_figure(word):  # a figure that some pattern names is one still
            forms.append(NUMBER)
        return Slot(tuple(forms), word in self.spelling.fillers)


def _mark(sign: str) -> Mark:
    if "?" in sign:
        return Mark.QUESTION
    if sign[0] == "." and len(sign) > 1:
        return Mark.CLAUSE  # three dots are a pause: a thought goes on after them
    if sign[0] in ".!\u3002\u0964\u061f\u06d4":
        return Mark.SENTENCE
    if sign[0] in ";:\u2013\u2014()[]*\u2022" or sign == "--":
        return Mark.CLAUSE
    if sign[0] in ",\u060c\u3001":
        return Mark.PHRASE
    return Mark.QUOTE if sign in ('"', "''", "``") else Mark.NOTHING


def _without_one(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(1, len(word))}


def _is_figure(word: str) -> bool:
    return word[:1].isdigit() and not any(map(str.isalpha, word[1:]))
