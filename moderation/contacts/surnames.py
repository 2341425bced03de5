"""Surnames that introduce themselves: my name is Rosa Example, it's Mrs Example, surname's Example."""

from collections.abc import Collection, Iterator

from moderation.contacts.form import NameWords
from moderation.contacts.page import Page, Phrases

_LEAST_LETTERS = 2
_MOST_NAMES = 4
_JOINTS = (" ", "  ", "-", "'", ". ")
_NEAR = 2  # words at most between a name and what says that it is somebody else's
_CLITICS = ("s", "m", "re", "ve", "ll", "d")


class Surnames:
    """Finds introductions with a surname."""

    def __init__(self, words: NameWords) -> None:
        self._intros = Phrases(words.intro)
        self._ams = Phrases(words.am)
        self._pointing = Phrases(words.pointing)
        self._somebody_else = Phrases(words.somebody_else)
        self._surnames = Phrases(words.surname)
        self._titled = Phrases(words.titled)
        self._closings = Phrases(words.closing)
        self._here = Phrases(words.here)
        self._greetings = frozenset(words.greeting)
        self._plain_titles = frozenset(words.plain_title)
        self._titles = frozenset(words.title)
        self._professional = frozenset(words.professional)
        self._skipped = frozenset(words.skipped)
        self._particles = frozenset(words.particle)
        self._not_given = frozenset(words.not_given)
        self._ordinary = frozenset(words.ordinary)
        self._not_surname = frozenset(words.not_surname)
        self._surnames_too = frozenset(words.surname_too)
        self._not_person = Phrases(words.not_person)
        self._not_titled = frozenset(words.not_titled)
        self._capitalised = frozenset(words.capitalised)

    def spans(self, page: Page, known_names: Collection[str]) -> Iterator[tuple[int, int]]:
        """Offsets in the cleaned text, from the given name to the surname."""
        known = frozenset(" ".join(name.lower().split()) for name in known_names)
        for first, last in self._found(page):
            if " ".join(page.words[first:last]) not in known:
                yield page.start(first), page.end(last - 1)

    def _found(self, page: Page) -> Iterator[tuple[int, int]]:
        for _, last in self._intros.found(page):
            yield from self._after_intro(page, last)
        for first, last in self._ams.found(page):
            if not (first and page.word(first - 1) in self._not_surname and page.gap(first).strip() == ""):
                is_own = self._pointing.at(page, first) is None
                yield from self._themselves(page, first, self._capitals(page, last, is_own=is_own))
        for _, last in self._surnames.found(page):
            yield from self._after_surname(page, last)
        for first, last in self._titled.found(page):
            is_doctor = page.word(last) in self._professional and self._pointing.at(page, first) is not None
            if not is_doctor:
                yield from self._themselves(page, first, self._after_title(page, last))
        for first, _ in self._here.found(page):
            yield from self._before_here(page, first)
        for _, last in self._closings.found(page):
            if page.gap(last).strip(" ") in (",", ",\n", "\n", "-") and _is_end(page, last + 2):
                yield from self._capitals(page, last, is_after_sign=True)

    def _themselves(
        self, page: Page, cue: int, names: Iterator[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Names after "I'm"; after "it's" and the like, not those of singers, authors, doctors."""
        may_be_elses = self._pointing.at(page, cue) is not None
        for first, last in names:
            if not (may_be_elses and self._is_elses(page, last)):
                yield first, last

    def _is_elses(self, page: Page, after: int) -> bool:
        """Whether the clause says right after a name that it is somebody else's: on the radio."""
        for place in range(after, min(after + _NEAR + 1, len(page.words))):
            if page.ends_sentence(place) or "," in page.gap(place):
                return False
            if self._somebody_else.at(page, place) is not None:
                return True
        return False

    def _after_intro(self, page: Page, place: int) -> Iterator[tuple[int, int]]:
        """After "my name is", small letters are a name too."""
        while page.word(place) in self._skipped:
            place += 1
        if page.word(place) in self._titles:
            yield from self._after_title(page, place)
            return
        if not self._is_given(page, place) or page.ends_sentence(place):
            return
        last = place + 1
        while last < len(page.words) and last - place < _MOST_NAMES and self._goes_on(page, last):
            last += 1
        while last > place + 1 and self._is_unfinished(page.words[last - 1]):
            last -= 1
        if last > place + 1:
            yield place, last

    def _goes_on(self, page: Page, place: int) -> bool:
        """Whether the name goes on at this word: O'Example, J. Example, Example-Sample."""
        word, gap = page.words[place], page.gap(place)
        is_joined = gap in _JOINTS and (gap != ". " or len(page.words[place - 1]) == 1)
        if not is_joined or not word.isalpha() or (gap == "'" and word in _CLITICS):
            return False
        if page.is_capitalised(place) and word in self._surnames_too:
            return True
        return word not in self._not_surname and word not in self._ordinary

    def _is_unfinished(self, word: str) -> bool:
        return word in self._particles or len(word) < _LEAST_LETTERS

    def _is_given(self, page: Page, place: int) -> bool:
        word = page.word(place)
        is_word = word in self._not_given or word in self._ordinary
        return word.isalpha() and len(word) >= _LEAST_LETTERS and not is_word

    def _is_name(self, page: Page, place: int) -> bool:
        """Written as a name is, and no other word that is written so."""
        word = page.word(place)
        return (
            _has_shape(page, place)
            and word not in self._not_given
            and word not in self._not_surname
            and (word not in self._ordinary or word in self._surnames_too)
            and word not in self._capitalised
        )

    def _capitals(
        self, page: Page, place: int, *, is_after_sign: bool = False, is_own: bool = False
    ) -> Iterator[tuple[int, int]]:
        """Two names with capitals and nothing but a blank between them.

        After words such as "I'm" (`is_own`) the second may be a word that is a surname as well: Ben White.
        """
        if page.ends_sentence(place) and not is_after_sign:
            return
        if not self._is_name(page, place) or page.gap(place).strip() not in ("", ",", "-", ":"):
            return
        if self._not_person.at(page, place) is not None:
            return
        last = place + 1
        while page.word(last) in self._particles or (len(page.word(last)) == 1 and page.gap(last) == " "):
            last += 1
        is_word_too = is_own and page.word(last) in self._surnames_too and _has_shape(page, last)
        if not (is_word_too or self._is_name(page, last)):
            return
        if page.gap(last) not in _JOINTS or _owns(page, last):
            return
        end = last + 1
        while page.gap(end) in ("-", "'") and page.is_capitalised(end):
            end += 1
        is_something_s = page.gap(end) == " " and page.is_capitalised(end)
        if not (is_something_s and page.word(end) in self._capitalised):  # Example Street Clinic
            yield place, end

    def _after_surname(self, page: Page, place: int) -> Iterator[tuple[int, int]]:
        """My surname is Example, or letter by letter."""
        while page.word(place) in self._skipped or page.word(place) in ("is", "s", "now"):
            place += 1
        word = page.word(place)
        if page.ends_sentence(place) or not word.isalpha() or word in self._not_surname | self._not_given:
            return
        last = place
        while len(page.word(last)) == 1 and page.word(last).isalpha():
            last += 1
        if last - place > _LEAST_LETTERS:
            yield place, last
        elif len(word) >= _LEAST_LETTERS and word not in self._capitalised:
            is_over = page.ends_sentence(place + 1) or page.gap(place + 1).strip() == ","
            if is_over or page.is_capitalised(place):
                yield place, place + 1

    def _after_title(self, page: Page, place: int) -> Iterator[tuple[int, int]]:
        """Mrs Example, Mr O'Example; in small letters only where nothing follows."""
        title, name = page.word(place), place + 1
        if title not in self._titles or page.gap(name) not in (" ", ". ", "."):
            return
        if page.word(name) in self._particles and page.gap(name + 1) == "'":
            name += 1
        last = name + 1
        is_small = title in self._plain_titles and self._goes_on(page, name) and page.ends_sentence(last)
        if not (self._is_name(page, name) or is_small) or _owns(page, name):
            return
        while page.gap(last) in (" ", "-") and self._is_name(page, last):
            last += 1
        if page.ends_sentence(last) or page.word(last) not in self._not_titled:
            yield place, last

    def _before_here(self, page: Page, here: int) -> Iterator[tuple[int, int]]:
        """Ben Example here: only where a text or a sentence begins."""
        first = here - 2
        if first < 0 or page.ends_sentence(here) or page.gap(here) != " ":
            return
        if page.word(first) in self._titles and page.word(here + 1) not in self._not_titled:
            yield from self._after_title(page, first)
            return
        begins = first == 0 or page.ends_sentence(first) or page.word(first - 1) in self._greetings
        is_pair = self._is_name(page, first) and self._is_name(page, first + 1)
        if begins and is_pair and page.gap(first + 1) == " ":
            yield first, here


def _has_shape(page: Page, place: int) -> bool:
    word = page.word(place)
    return word.isalpha() and len(word) >= _LEAST_LETTERS and page.is_capitalised(place)


def _owns(page: Page, place: int) -> bool:
    """Mrs Example's: somebody else is spoken of."""
    return page.word(place + 1) == "s" and page.gap(place + 1) == "'"


def _is_end(page: Page, place: int) -> bool:
    return place >= len(page.words) or "\n" in page.gap(place)
