"""Where somebody lives: house and road, flats, postcodes, and "I'm at number 12"."""

import re
from collections.abc import Iterator

from moderation.contacts.form import AddressWords
from moderation.contacts.page import Page, Phrases

_HOUSE = re.compile(r"[1-9]\d{0,3}[a-h]?")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_BEFORE_FIGURE = tuple("\u00a3$\u20ac\u20b9:.,/")
_WITHIN_FIGURE = (".", ":", "%")
_MOST_BETWEEN = 3  # words between the number and "road"
_MOST_IN_ADDRESS = 7
_SERVICE_REACH = 6
_UK = re.compile(r"(?<![\w.])([a-z]{1,2})\d[a-z\d]?[ -]?(\d[abd-hjlnp-uw-z]{2})(?!\w)", re.IGNORECASE)
_CANADA = re.compile(
    r"(?<!\w)[abceghj-nprstvxy]\d[abceghj-nprstv-z][ -]?\d[abceghj-nprstv-z]\d(?!\w)", re.IGNORECASE
)
_EIRCODE = re.compile(r"(?<!\w)([a-z]\d[0-9w])[ -]?([0-9ac-fhknprtv-y]{4})(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}[a-z]?|[a-z]\d{1,3}")
_CODE_AFTER_CUE = re.compile(r"(?=\w*\d)[a-z0-9]{3,8}")
_ZIP, _AU_CODE = 5, 4
_REACH = 3  # words
_LONGEST_SHORT = 2  # letters of a shortened word: St.


class Addresses:
    """Finds addresses."""

    def __init__(self, words: AddressWords) -> None:
        self._roads = frozenset(words.road)
        self._places = frozenset(words.place)
        self._not_road = frozenset(words.not_road)
        self._units = Phrases(words.unit)
        self._names = frozenset(words.road_name)
        self._cues = Phrases(words.cue)
        self._at_number = Phrases(words.at_number)
        self._road_cues = Phrases(words.road_cue)
        self._address_cues = Phrases(words.address_cue)
        self._services = frozenset(words.service)
        self._code_cues = Phrases(words.code_cue)
        self._doors = Phrases(words.door)
        self._boxes = Phrases(words.box)
        self._not_after = Phrases(words.not_after)
        self._areas = frozenset(words.postcode_area)
        self._not_inward = frozenset(words.not_inward)
        self._keys = frozenset(words.eircode_key)
        self._states = frozenset(words.state)
        self._states_au = frozenset(words.state_au)

    def spans(self, page: Page) -> Iterator[tuple[int, int]]:
        """Offsets in the cleaned text."""
        for _, last in self._road_cues.found(page):
            yield from self._road_without_number(page, last)
        for _, last in self._address_cues.found(page):
            yield from self._road_without_number(page, last, is_address=True)
        if not page.has_digit:
            return
        yield from self._numbered(page)
        yield from self._codes(page)
        for place, word in enumerate(page.words):
            is_house = _HOUSE.fullmatch(word) and not _is_within_figure(page, place)
            if is_house and not self._is_theirs(page, place):
                yield from self._house(page, place)

    def _numbered(self, page: Page) -> Iterator[tuple[int, int]]:
        """A house, a flat, a box by its number alone: I'm at number 12."""
        for first, last in self._at_number.found(page):
            if _NUMBER.fullmatch(page.word(last)) and self._not_after.at(page, last + 1) is None:
                yield page.start(first), page.end(last)
        for first, last in self._doors.found(page):
            if _NUMBER.fullmatch(page.word(last)) and not page.gap(last).strip(" .:#-/"):
                yield page.start(first), page.end(last)
        for first, last in self._boxes.found(page):
            if page.word(last).isdecimal():
                yield page.start(first), page.end(last)
        for first, last in self._units.found(page):
            if _NUMBER.fullmatch(page.word(last)) and self._cues.is_before(page, first, _REACH):
                yield page.start(first), page.end(last)

    def _house(self, page: Page, place: int) -> Iterator[tuple[int, int]]:
        """From a house number to "Road", over one to three words that could name one."""
        is_any_capitalised = False
        for last in range(place + 1, min(len(page.words), place + _MOST_BETWEEN + 2)):
            if not _goes_on(page, last, is_first=last == place + 1):
                return
            word, is_capitalised = page.words[last], page.shown(last)[0].isupper()
            if last > place + 1 and (word in self._roads or word in self._places):
                is_named = is_any_capitalised and is_capitalised
                if word in self._roads or is_named or self._cues.is_before(page, place, _REACH):
                    yield page.start(place), page.end(last)
                    return
            if word in self._not_road and not (is_capitalised and word in self._names):
                return
            if not (word.isalpha() or _ORDINAL.fullmatch(word)):
                return
            is_any_capitalised = is_any_capitalised or is_capitalised or not word.isalpha()

    def _is_theirs(self, page: Page, place: int) -> bool:
        """Whether the address is a clinic's or a club's, and nobody says that they live there."""
        before = page.words[max(0, place - _SERVICE_REACH) : place]
        return not self._services.isdisjoint(before) and not self._cues.is_before(page, place, _REACH)

    def _road_without_number(
        self, page: Page, place: int, *, is_address: bool = False
    ) -> Iterator[tuple[int, int]]:
        """I live on Example Road; my address is The Mill, Example Lane."""
        most, signs = (_MOST_IN_ADDRESS, ("", "'", ",")) if is_address else (_MOST_BETWEEN, ("", "'"))
        for last in range(place, min(len(page.words), place + most + 1)):
            word = page.words[last]
            is_other = word in self._not_road and not (is_address and word in self._names)
            if page.gap(last).strip(" ") not in signs or is_other:
                return
            is_named = page.is_capitalised(last) and page.is_capitalised(last - 1)
            if last > place and (word in self._roads or (word in self._places and is_named)):
                yield page.start(place), page.end(last)
                return

    def _codes(self, page: Page) -> Iterator[tuple[int, int]]:
        for found in _UK.finditer(page.text):
            if found[1].lower() in self._areas and found[2].lower() not in self._not_inward:
                yield found.span()
        yield from (found.span() for found in _CANADA.finditer(page.text))
        for found in _EIRCODE.finditer(page.text):
            figures = sum(map(str.isdecimal, found[2]))
            if found[1].lower() in self._keys and (0 < figures < 4 or (not figures and found[2].isupper())):  # noqa: PLR2004
                yield found.span()
        for place, word in enumerate(page.words):
            if word.isdecimal() and len(word) in (_ZIP, _AU_CODE) and self._is_after_state(page, place):
                yield page.start(place - 1), page.end(place)
        for _, last in self._code_cues.found(page):
            if _CODE_AFTER_CUE.fullmatch(page.word(last)):
                yield page.spans[last]

    def _is_after_state(self, page: Page, place: int) -> bool:
        state = page.word(place - 1)
        if page.gap(place).strip(" ,") or not state:
            return False
        if len(page.words[place]) == _ZIP:
            return state in self._states and page.shown(place - 1).isupper()
        is_year = "1900" <= page.words[place] <= "2040" and state not in ("nsw", "act")
        return state in self._states_au and page.shown(place - 1)[0].isupper() and not is_year


def _is_within_figure(page: Page, place: int) -> bool:
    """Whether the number belongs to a price, a time, a date or a decimal."""
    start, end = page.spans[place]
    return page.text[start - 1 : start] in _BEFORE_FIGURE or (
        page.text[end : end + 1] in _WITHIN_FIGURE and page.text[end + 1 : end + 2].isdecimal()
    )


def _goes_on(page: Page, place: int, *, is_first: bool) -> bool:
    """Whether an address may go on at this word: 14, Example's Road; 12 St. Example Road."""
    sign = page.gap(place).strip(" ")
    if sign in ("", "'", "-"):
        return True
    return (
        sign in (",", ".", "/") if is_first else sign == "." and len(page.words[place - 1]) <= _LONGEST_SHORT
    )
