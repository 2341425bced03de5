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
_UK = re.compile(r"(?<![\w.])([a-z]{1,2})\d[a-z\d]?[ -]?(\d[abd-hjlnp-uw-z]{2})(?!\w)", re.IGNORECASE)
_CANADA = re.compile(
    r"(?<!\w)[abceghj-nprstvxy]\d[abceghj-nprstv-z][ -]?\d[abceghj-nprstv-z]\d(?!\w)", re.IGNORECASE
)
_EIRCODE = re.compile(r"(?<!\w)([a-z]\d[0-9w])[ -]?([0-9ac-fhknprtv-y]{4})(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}[a-z]?|[a-z]\d{1,3}")
_CODE_AFTER_CUE = re.compile(r"(?=\w*\d)[a-z0-9]{3,8}")
_ZIP, _AU_CODE = 5, 4
_REACH = 3  # words


class Addresses:
    """Finds addresses."""

    def __init__(self, words: AddressWords) -> None:
        self._roads = frozenset(words.road)
        self._places = frozenset(words.place)
        self._not_road = frozenset(words.not_road)
        self._units = frozenset(words.unit)
        self._cues = Phrases(words.cue)
        self._at_number = Phrases(words.at_number)
        self._road_cues = Phrases(words.road_cue)
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
        for first, last in self._at_number.found(page):
            if _NUMBER.fullmatch(page.word(last)) or page.word(last).isdigit():
                if self._not_after.at(page, last + 1) is None:
                    yield page.start(first), page.end(last)
        if not page.has_digit:
            return
        yield from self._codes(page)
        for place, word in enumerate(page.words):
            if _HOUSE.fullmatch(word) and not self._is_figure(page, place):
                yield from self._house(page, place)
            if (word in self._units or self._is_box(page, place)) and _NUMBER.fullmatch(page.word(place + 1)):
                if self._is_box(page, place) or self._is_at_home(page, place):
                    yield page.start(place), page.end(place + 1)
        for first, last in self._doors.found(page):
            if _NUMBER.fullmatch(page.word(last)) and page.gap(last).strip(" .:#-/") == "":
                yield page.start(first), page.end(last)

    def _is_box(self, page: Page, place: int) -> bool:
        return any(self._boxes.at(page, first) == place + 1 for first in range(max(0, place - 2), place + 1))

    def _is_at_home(self, page: Page, place: int) -> bool:
        return self._cues.is_before(page, place, _REACH)

    def _is_figure(self, page: Page, place: int) -> bool:
        """Whether the number belongs to a price, a time, a date or a decimal."""
        start, end = page.spans[place]
        return page.text[start - 1 : start] in _BEFORE_FIGURE or (
            page.text[end : end + 1] in _WITHIN_FIGURE and page.text[end + 1 : end + 2].isdigit()
        )

    def _house(self, page: Page, place: int) -> Iterator[tuple[int, int]]:
        """From a house number to "Road", over one to three words that could name one."""
        capitals = 0
        for road in range(place + 1, min(len(page.words), place + _MOST_BETWEEN + 2)):
            gap = page.gap(road).strip(" ")
            if not (
                gap in ("", "'", "-")
                or (gap in (",", ".", "/") and road == place + 1)
                or (gap == "." and len(page.words[road - 1]) <= 2)
            ):  # noqa: PLR2004
                return
            word = page.words[road]
            is_capitalised = page.shown(road)[0].isupper()
            if road > place + 1 or (is_capitalised and page.word(road - 1)):
                is_road = word in self._roads or (
                    word in self._places and (is_capitalised and capitals or self._is_at_home(page, place))
                )
                if is_road and road > place + 1:
                    yield page.start(place), page.end(road)
                    return
            if word in self._not_road and not (is_capitalised and word in ("the", "main", "high")):
                return
            if not (word.isalpha() or _ORDINAL.fullmatch(word)):
                return
            capitals += is_capitalised

    def _road_without_number(self, page: Page, place: int) -> Iterator[tuple[int, int]]:
        for road in range(place, min(len(page.words), place + _MOST_BETWEEN + 1)):
            if page.gap(road).strip(" ") not in ("", "'") or page.words[road] in self._not_road:
                return
            is_capitalised = page.is_capitalised(road)
            if road > place and (
                page.words[road] in self._roads
                or (page.words[road] in self._places and is_capitalised and page.is_capitalised(road - 1))
            ):
                yield page.start(place), page.end(road)
                return

    def _codes(self, page: Page) -> Iterator[tuple[int, int]]:
        for found in _UK.finditer(page.text):
            if found[1].lower() in self._areas and found[2].lower() not in self._not_inward:
                yield found.span()
        yield from (found.span() for found in _CANADA.finditer(page.text))
        for found in _EIRCODE.finditer(page.text):
            figures = sum(map(str.isdigit, found[2]))
            if found[1].lower() in self._keys and (0 < figures < 4 or (not figures and found[2].isupper())):  # noqa: PLR2004
                yield found.span()
        for place, word in enumerate(page.words):
            if word.isdigit() and len(word) in (_ZIP, _AU_CODE) and self._is_after_state(page, place):
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
