"""Bank details: what carries a checksum, and figures after the words that name them."""

import re
from collections.abc import Iterator, Sequence

from moderation.contacts.figures import Run
from moderation.contacts.form import BankWords, MailWords
from moderation.contacts.page import Page, Phrases

_REACH = 4  # words from "sort code" to its figures
_CARD = range(13, 20)  # figures, ISO/IEC 7812
_CARD_BEGINNINGS = "3456"
_SORT_CODE, _ACCOUNT, _BSB, _ROUTING = 6, 8, 6, 9
_ANY_ACCOUNT = range(6, 18)
_IFSC = re.compile(r"[a-z]{4}0[a-z0-9]{6}")
_SWIFT = re.compile(r"[a-z]{6}[a-z0-9]{2}([a-z0-9]{3})?")
_IBAN_BEGINS = re.compile(r"[a-z]{2}[0-9]{2}")
_IBAN_GOES_ON = re.compile(r"[a-z0-9]+")
_IBAN_JOINT = re.compile(r"[ \t.-]{0,2}")
_LONGEST_NAME = 64
_UPI_NAME = re.compile(r"[\w.-]{2,64}\Z")
_UPI_BANK = re.compile(r"[a-z]{2,20}\b(?!\.\w)", re.IGNORECASE)
_TAG = re.compile(r"\W{0,3}[@$]?([a-z]\w{2,29})", re.IGNORECASE)
_REMAINDER = 97


class Banks:
    """Finds bank details."""

    def __init__(self, words: BankWords, mail: MailWords) -> None:
        self._iban = words.iban
        self._iban_cues = Phrases(words.iban_cue)
        self._sort_codes = Phrases(words.sort_code)
        self._named = (
            (Phrases(words.account), _ANY_ACCOUNT),
            (Phrases(words.sort_code), (_SORT_CODE, _SORT_CODE + _ACCOUNT)),
            (Phrases(words.bsb), (_BSB, *range(_BSB + 6, _BSB + 10))),
            (Phrases(words.routing), (_ROUTING,)),
            (Phrases(words.card), _CARD),
        )
        self._not_accounts = Phrases(words.not_account)
        self._swift = Phrases(words.swift)
        self._tags = Phrases(words.tag)
        links = "|".join(map(re.escape, words.link))
        self._links = re.compile(rf"(?<![\w.@-])(?:www\.)?(?:{links})/[\w$.-]+", re.IGNORECASE)
        self._payment = frozenset(mail.payment)

    def spans(self, page: Page, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
        """Offsets in the cleaned text."""
        for run in runs:
            if self._not_accounts.is_before(page, run.first, _REACH):
                continue
            if _is_sort_code_and_account(run) or _is_card(run) or self._is_named(page, run):
                yield run.span(page)
        if page.has_digit:
            yield from self._ibans(page)
            yield from (
                page.spans[place]
                for place, word in enumerate(page.words)
                if len(word) == 11 and _IFSC.fullmatch(word) and any(map(str.isdecimal, word[5:]))  # noqa: PLR2004
            )
        if "/" in page.text:
            yield from (found.span() for found in self._links.finditer(page.text))
        yield from self._after_words(page)

    def upis(self, page: Page) -> Iterator[tuple[int, int]]:
        """Addresses for payments in India: a name, @ and a bank's short name without an ending."""
        place = page.text.find("@")
        while place >= 0:
            bank = _UPI_BANK.match(page.text, place + 1)
            if bank and bank[0].lower() in self._payment:
                name = _UPI_NAME.search(page.text, max(0, place - _LONGEST_NAME), place)
                if name:
                    yield name.start(), bank.end()
            place = page.text.find("@", place + 1)

    def _is_named(self, page: Page, run: Run) -> bool:
        return any(
            len(run.figures) in lengths and names.is_before(page, run.first, _REACH)
            for names, lengths in self._named
        )

    def _ibans(self, page: Page) -> Iterator[tuple[int, int]]:
        for place, word in enumerate(page.words):
            length = self._iban.get(word[:2]) if _IBAN_BEGINS.match(word) else None
            if length is None:
                continue
            read, last = "", place
            while len(read) < length and last < len(page.words) and _IBAN_GOES_ON.fullmatch(page.words[last]):
                if last > place and not _IBAN_JOINT.fullmatch(page.gap(last)):
                    break
                read += page.words[last]
                last += 1
            is_sound = len(read) == length and _checks(read)
            if is_sound or (len(read) >= 15 and self._iban_cues.is_before(page, place, _REACH)):  # noqa: PLR2004
                yield page.start(place), page.end(last - 1)

    def _after_words(self, page: Page) -> Iterator[tuple[int, int]]:
        for _, last in self._swift.found(page):
            word = page.word(last + (page.word(last) in ("is", "code")))
            if _SWIFT.fullmatch(word) and (any(map(str.isdecimal, word)) or word.upper() in page.text):
                place = page.words.index(word)
                yield page.spans[place]
        for _, last in self._tags.found(page):
            found = _TAG.match(page.text, page.end(last - 1))
            if found and ("@" in found[0] or "$" in found[0] or any(map(str.isdecimal, found[1]))):
                yield found.span(1)


def _is_sort_code_and_account(run: Run) -> bool:
    return run.shape[:4] == (2, 2, 2, 8) and run.pieces[1].joint.strip() == run.pieces[2].joint.strip()


def _is_card(run: Run) -> bool:
    figures = run.figures
    if len(figures) not in _CARD or figures[0] not in _CARD_BEGINNINGS or len(set(figures)) == 1:
        return False
    if run.shape not in {(4, 4, 4, 4), (4, 6, 5), (len(figures),)}:
        return False
    total = 0
    for place, figure in enumerate(reversed(figures)):
        doubled = int(figure) * (1 + place % 2)
        total += doubled - 9 * (doubled > 9)  # noqa: PLR2004  Luhn: the figures of the double, added
    return total % 10 == 0


def _checks(iban: str) -> bool:
    """ISO 7064, modulus 97: the four signs in front go to the end, letters count from 10."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % _REMAINDER == 1
