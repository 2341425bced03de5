"""Runs of figures, however they are written: 07700 900123, oh seven seven double oh, O77OO 9.0.0."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from moderation.contacts.form import FigureWords
from moderation.contacts.page import Page

_JOINT = re.compile(r"[ \t.()/_~*\u2013-]{0,6}")
_SPOKEN_JOINT = re.compile(r"[ \t.,()/_~*\u2013\u2026-]{0,6}")
_LETTERS = str.maketrans("oOlI", "0011")  # for figures, within a word of figures
_LEAST_MIXED, _LEAST_FIGURES = 4, 2  # signs, and real figures among them
_MONTHS, _DAYS = 12, 31
_DATE_SEPARATORS = {".", "/", "-"}
_LEAST_RUN = 6  # figures; a shorter one is no number to be reached by


@dataclass(frozen=True, slots=True)
class Piece:
    """Figures that stand together: one word of figures, or one spoken number."""

    figures: str
    first: int  # word
    last: int  # word, exclusive
    joint: str  # what stands between it and the piece before
    is_spoken: bool = False


@dataclass(frozen=True)
class Run:
    """Pieces that belong together; `plus` says that a plus sign stands before the first."""

    pieces: tuple[Piece, ...]
    plus: bool = False

    @cached_property
    def figures(self) -> str:
        return "".join(piece.figures for piece in self.pieces)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(piece.figures) for piece in self.pieces)

    @cached_property
    def joints(self) -> str:
        """Every sign between its pieces."""
        return "".join(piece.joint for piece in self.pieces[1:]).replace(" ", "").replace("\t", "")

    @property
    def first(self) -> int:
        return self.pieces[0].first

    @property
    def last(self) -> int:
        return self.pieces[-1].last

    @property
    def is_spoken(self) -> bool:
        return any(piece.is_spoken for piece in self.pieces)

    def part(self, begin: int, end: int) -> "Run":
        return Run(self.pieces[begin:end], self.plus and begin == 0)

    def span(self, page: Page) -> tuple[int, int]:
        """Offsets in the cleaned text, with an opening bracket and a plus sign."""
        start = page.start(self.first)
        while start and page.text[start - 1] in "+(":
            start -= 1
        return start, page.end(self.last - 1)


class Figures:
    """Reads a page's runs."""

    def __init__(self, words: FigureWords) -> None:
        self._units = dict(words.unit)
        self._teens = dict(words.teen)
        self._tens = dict(words.ten)
        self._times = dict(words.times)
        self._noughts = dict(words.noughts)
        self._between = frozenset(words.between)
        self._plus = frozenset(words.plus)
        self._spoken = frozenset({*self._units, *self._teens, *self._tens, *self._times})

    def runs(self, page: Page) -> tuple[Run, ...]:
        """Runs of six figures and more, without dates."""
        if not page.has_digit and len(page.words) < _LEAST_RUN // 2:
            return ()
        if not page.has_digit and self._spoken.isdisjoint(page.present):
            return ()
        return tuple(
            part
            for run in self._joined(page)
            for part in _without_dates(run)
            if sum(part.shape) >= _LEAST_RUN
        )

    def _joined(self, page: Page) -> Iterator[Run]:
        pieces: list[Piece] = []
        place = 0
        while place < len(page.words):
            piece = self._piece(page, place, in_run=bool(pieces))
            if piece is None:
                after = self._past_hesitation(page, place) if pieces and pieces[-1].is_spoken else None
                if after is None:
                    yield from self._closed(page, pieces)
                    pieces = []
                place = after or place + 1
                continue
            if pieces and not self._joins(page, pieces[-1], piece):
                yield from self._closed(page, pieces)
                pieces = []
            pieces.append(piece)
            place = piece.last
        yield from self._closed(page, pieces)

    def _closed(self, page: Page, pieces: Sequence[Piece]) -> Iterator[Run]:
        if len(pieces) > 1 or (pieces and len(pieces[0].figures) >= _LEAST_RUN):
            first = pieces[0].first
            plus = "+" in page.gap(first)[-2:] or page.word(first - 1) in self._plus
            yield Run(tuple(pieces), plus)

    def _joins(self, page: Page, before: Piece, piece: Piece) -> bool:
        if before.last != piece.first:
            return True  # a hesitation was seen through
        gap = page.gap(piece.first)
        joint = _SPOKEN_JOINT if before.is_spoken or piece.is_spoken else _JOINT
        return joint.fullmatch(gap) is not None

    def _past_hesitation(self, page: Page, place: int) -> int | None:
        """The next number's word, if only words like "um", "dash" or "then" come before it."""
        for after in (place + 1, place + 2):
            if page.word(after - 1) not in self._between or page.ends_sentence(after):
                return None
            if self._piece(page, after, in_run=True) is not None:
                return after
        return None

    def _piece(self, page: Page, place: int, *, in_run: bool) -> Piece | None:
        word = page.words[place]
        if word.isdecimal() and word.isascii():
            return Piece(word, place, place + 1, page.gap(place))
        if len(word) >= _LEAST_MIXED and word[0] in "0123456789ol" and (read := _unmixed(word)):
            return Piece(read, place, place + 1, page.gap(place))
        if word not in self._spoken and not (in_run and word in self._noughts):
            return None
        figures, last = self._said(page, place, in_run=in_run)
        return Piece(figures, place, last, page.gap(place), is_spoken=True) if figures else None

    def _said(self, page: Page, place: int, *, in_run: bool) -> tuple[str, int]:
        """The figures of a spoken number, and the word after it."""
        word, following = page.word(place), page.word(place + 1)
        if word in self._times:
            single = self._units.get(following) or (following if following.isdecimal() else "")
            return (single * int(self._times[word]), place + 2) if len(single) == 1 else ("", place + 1)
        if word in self._tens:
            unit = self._units.get(following, "0")
            return (
                (self._tens[word] + unit, place + 2) if unit != "0" else (self._tens[word] + "0", place + 1)
            )
        if in_run and word in self._noughts:
            return self._noughts[word], place + 1
        return self._units.get(word) or self._teens[word], place + 1


def _unmixed(word: str) -> str:
    """Figures some of which were written as letters, nothing where it is a word."""
    read = word.translate(_LETTERS)
    return read if read.isdecimal() and sum(map(str.isdecimal, word)) >= _LEAST_FIGURES else ""


def _without_dates(run: Run) -> Iterator[Run]:
    """The run's parts before, between and after dates."""
    if _DATE_SEPARATORS.isdisjoint(run.joints):
        yield run
        return
    begin = place = 0
    count = len(run.pieces)
    while place < count:
        if _is_date(run.pieces[place : place + 3], run.pieces[place + 3 : place + 4]):
            if place > begin:
                yield run.part(begin, place)
            begin = place = place + 3
        else:
            place += 1
    if count > begin:
        yield run.part(begin, count)


def _is_date(three: Sequence[Piece], following: Sequence[Piece]) -> bool:
    if any(piece.is_spoken for piece in three):
        return False
    match [piece.figures for piece in three]:
        case [day, month, year] if len(year) in (2, 4) and max(len(day), len(month)) <= 2:  # noqa: PLR2004
            pass
        case [year, month, day] if len(year) == 4 and max(len(day), len(month)) <= 2:  # noqa: PLR2004
            pass
        case _:
            return False
    signs = {piece.joint.strip() for piece in three[1:]}
    if len(signs) != 1 or not signs <= _DATE_SEPARATORS or any(p.joint.strip() in signs for p in following):
        return False
    low, high = sorted((int(day), int(month)))
    return 0 < low <= _MONTHS and high <= _DAYS


def is_count(figures: Sequence[str]) -> bool:
    """Whether spoken or single figures only count up or down, or repeat a few: an exercise, not a number."""
    numbers = [int(figure) for figure in figures]
    steps = {after - before for before, after in pairwise(numbers)}
    if len(steps) == 1:
        return True
    return any(
        all(numbers[place] == numbers[place % period] for place in range(period, len(numbers)))
        for period in range(1, min(len(numbers) // 2, 4) + 1)
    )
