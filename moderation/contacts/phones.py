"""Telephone numbers, by the numbering plans of the library `phonenumbers` and by what is said before them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

from moderation.contacts.figures import Run, is_count
from moderation.contacts.form import PhoneWords
from moderation.contacts.page import Page, Phrases

WHERE_ENGLISH_IS_SPOKEN = ("GB", "IE", "US", "CA", "AU", "NZ", "IN")
_FEWEST, _MOST = 7, 17  # figures: 15 by ITU-T E.164, and two for a 00
_LEAST_ABROAD = 9  # after a plus sign
_FULL = range(9, 13)  # figures of a number with its area code
_AFTER_CUE = range(6, 16)
_MOST_PIECES = 15
_MOST_TRIES = 200  # a text with more candidates is a table; each takes a twentieth of a millisecond
_CUE_REACH, _OTHER_REACH = 2, 4  # words
_NOT_DIGIT = re.compile(r"\D")
_MONEY = "\u00a3$\u20ac\u20b9"
# A firm's or a service's number: helplines, surgeries on 03 and 08. Nobody is found at home by it.
_NOBODY_S_OWN = frozenset(
    {
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.UAN,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.VOICEMAIL,
    }
)
_HYPHENS = frozenset("-.()")
# How numbers are grouped where they begin with no 0: North America, India.
_GROUPED = {
    "1": frozenset({(10,), (11,), (3, 3, 4), (1, 3, 3, 4), (3, 7), (1, 10)}),
    "91": frozenset({(10,), (5, 5), (4, 6), (3, 3, 4), (4, 3, 3), (2, 4, 4), (2, 8), (3, 7)}),
}
# Numbers that are kept free for films and tests: no plan holds them, yet they are what people write as such.
_MOBILE_OR_LANDLINE = {"GB": ("01", "02", "07")}


class Public:
    """Numbers that everybody may be told: emergency and crisis lines."""

    def __init__(self, numbers: Iterable[str]) -> None:
        plain = {_NOT_DIGIT.sub("", number).lstrip("0") for number in numbers}
        self._numbers = frozenset(plain | {number.removeprefix("1") for number in plain if len(number) > 9})  # noqa: PLR2004

    def holds(self, figures: str) -> bool:
        return figures.lstrip("0") in self._numbers

    def makes_up(self, run: Run) -> bool:
        """Whether the run is nothing but such numbers, one after the other: 999 112 116 123."""
        reached = {0}
        for begin in range(len(run.pieces)):
            if begin in reached:
                reached |= {
                    end
                    for end in range(begin + 1, min(len(run.pieces), begin + 5) + 1)
                    if self.holds(run.part(begin, end).figures)
                }
        return len(run.pieces) in reached


@dataclass(slots=True)
class _Tries:
    left: int = _MOST_TRIES

    def take(self, count: int) -> bool:
        self.left -= count
        return self.left + count > 0


class Phones:
    """Finds telephone numbers among runs of figures."""

    def __init__(self, words: PhoneWords, public: Collection[str]) -> None:
        self._cues = Phrases(words.cue)
        self._others = Phrases(words.not_number)
        self._units = frozenset(words.unit)
        self._public = Public(public)

    def spans(self, page: Page, runs: Sequence[Run], countries: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Offsets in the cleaned text."""
        tries = _Tries()
        for run in runs:
            if tries.left <= 0:
                return
            if self._is_something_else(page, run):
                continue
            if self._fits_cue(page, run, countries, tries):
                yield run.span(page)
                continue
            if (run.is_spoken or set(run.shape) == {1}) and is_count([one.figures for one in run.pieces]):
                continue
            yield from (part.span(page) for part in self._within(run, countries, tries))

    def _is_something_else(self, page: Page, run: Run) -> bool:
        if run.plus:
            return False
        return page.gap(run.first).rstrip()[-1:] in tuple(_MONEY) or self._others.is_before(
            page, run.first, _OTHER_REACH
        )

    def _fits_cue(self, page: Page, run: Run, countries: Sequence[str], tries: _Tries) -> bool:
        """Whether it is said to be a number to ring, and could be one that is dialled in the same town."""
        if sum(run.shape) not in _AFTER_CUE or not self._cues.is_before(page, run.first, _CUE_REACH):
            return False
        if not tries.take(len(countries)) or self._public.makes_up(run) or page.word(run.last) in self._units:
            return False
        if len(run.figures) < _FULL.start and (set(run.joints) & {".", "/"} or max(run.shape) == 2):  # noqa: PLR2004
            return False  # ring me at 10.30 or 11.30
        return not any(self._is_nobody_s_own(number) for _, number in _parsed(run.figures, countries))

    def _within(self, run: Run, countries: Sequence[str], tries: _Tries) -> Iterator[Run]:
        begin, count, shape = 0, len(run.pieces), run.shape
        while begin < count and tries.left > 0:
            end = begin + 1
            if _may_begin(run, shape, begin):
                for end in range(min(count, begin + _MOST_PIECES), begin, -1):
                    if not _FEWEST <= sum(shape[begin:end]) <= _MOST:
                        continue
                    part = run.part(begin, end)
                    if self._is_number(
                        part, countries, tries, whole=end - begin == count
                    ) and not self._public.makes_up(part):
                        yield part
                        break
                else:
                    end = begin + 1
            begin = end

    def _is_number(self, part: Run, countries: Sequence[str], tries: _Tries, *, whole: bool) -> bool:
        figures = part.figures
        if part.plus or figures.startswith("00"):
            abroad = figures if part.plus else figures[2:]
            return len(abroad) >= _LEAST_ABROAD and tries.take(1) and self._is_abroad(abroad)
        if len(figures) not in _FULL:
            return False
        if part.is_spoken:
            is_amount = any(one.is_spoken and one.figures in ("00", "000") for one in part.pieces)
            return len(part.pieces) * 2 >= len(figures) and (figures.startswith("0") or not is_amount)
        if figures.startswith("0"):
            return tries.take(len(countries)) and self._is_domestic(part, countries)
        is_grouped = not _HYPHENS.isdisjoint(part.joints) and part.shape in _GROUPED["1"]
        return (whole or is_grouped) and tries.take(len(countries)) and self._is_bare(part, countries)

    def _is_abroad(self, figures: str) -> bool:
        return any(
            phonenumbers.is_possible_number(number) and not self._is_nobody_s_own(number)
            for _, number in _parsed(f"+{figures}", (None,))
        )

    def _is_domestic(self, part: Run, countries: Sequence[str]) -> bool:
        """A number that begins with a 0, as it is dialled within a country; the first to know it decides."""
        is_spaced = max(part.shape) == 1
        if set(part.joints) & {"."} and part.pieces[0].figures == "0" and not is_spaced:
            return False  # 0.5 0.25
        for _, number in _parsed(part.figures, countries):
            if phonenumbers.is_valid_number(number):
                return not self._is_nobody_s_own(number)
        return any(
            phonenumbers.is_possible_number(number)
            and not self._is_nobody_s_own(number)
            and _is_kept_free(part, country or "", is_spaced=is_spaced)
            for country, number in _parsed(part.figures, countries)
        )

    def _is_bare(self, part: Run, countries: Sequence[str]) -> bool:
        """A number that begins with no 0, where such numbers are usual; the first to know it decides."""
        is_hyphened = not _HYPHENS.isdisjoint(part.joints)
        for country, number in _parsed(part.figures, countries):
            code = str(number.country_code)
            grouped = _GROUPED.get(code)
            trunk = phonenumbers.ndd_prefix_for_region(country or "", strip_non_digits=True)
            if grouped is None and trunk == "0":
                continue
            if part.shape not in grouped if grouped else min(part.shape) == 1:
                continue
            is_american = code == "1" and is_hyphened and part.figures[-10] not in "01"
            if is_american or phonenumbers.is_valid_number(number):
                return not self._is_nobody_s_own(number)
        return False

    def _is_nobody_s_own(self, number: PhoneNumber) -> bool:
        return (
            self._public.holds(str(number.national_number))
            or phonenumbers.number_type(number) in _NOBODY_S_OWN
        )


def _may_begin(run: Run, shape: tuple[int, ...], begin: int) -> bool:
    """Whether a number may begin at this piece: the run does, with a 0 or as in North America."""
    return (
        begin == 0
        or run.pieces[begin].figures.startswith("0")
        or run.pieces[begin].is_spoken
        or shape[begin : begin + 3] == (3, 3, 4)
        or shape[begin : begin + 4] == (1, 3, 3, 4)
    )


def _is_kept_free(part: Run, country: str, *, is_spaced: bool) -> bool:
    """Whether a number outside the plan is written as a number is: 07700 900123, 01632 960 123."""
    beginnings = _MOBILE_OR_LANDLINE.get(country, ("0",))
    if is_spaced:
        return part.figures.startswith("07700900")
    return part.figures.startswith(beginnings) and len(part.figures) > _FULL.start and len(part.pieces) <= 4  # noqa: PLR2004


def _parsed(figures: str, countries: Iterable[str | None]) -> Iterator[tuple[str | None, PhoneNumber]]:
    for country in countries:
        try:
            yield country, phonenumbers.parse(figures, country)
        except NumberParseException:
            continue
