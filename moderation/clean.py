"""Characters: every disguise of a letter becomes the letter, and each keeps its place in the original."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_APOSTROPHES = dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\uff07\u00b4`\u055a\ua78c", "'")
_QUOTES = dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"')
_DASHES = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": " \u2013 ",
    "\u2014": " \u2014 ",
    "\u2026": "...",
}
# Letters of other alphabets that look Latin; they count as Latin only among Latin letters.
_LOOKALIKES = dict(zip("аеорсухікмнтвѕјԁοαεικνρτυ", "aeopcyxikmhtbsjdoaeikvptu", strict=True))
# spaCy's tokenizer takes time in the square of what stands without a space: 8,000 question marks, 17 seconds.
LONGEST_UNBROKEN = 64
_UNBROKEN = re.compile(rf"\S{{{LONGEST_UNBROKEN + 1}}}")
_KEPT = frozenset("\n\t\r")
# Cf: zero-width, joiners, direction marks. Mn and Me: accents and emoji variation. Cc: controls.
_DROPPED = frozenset({"Cf", "Mn", "Me", "Cc", "Cs", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit for the tokenizer.

    `places` has one original offset a character and one for the end; None where both texts are the same.
    """

    text: str
    places: Sequence[int] | None
    length: int  # of the original, in code points

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the cleaned text (end exclusive) as offsets in the original one."""
        if self.places is None:
            return start, end
        if end <= start:
            return self.places[start], self.places[start]
        return self.places[start], self.places[end - 1] + 1


def clean(text: str) -> Cleaned:
    """`text` with compatibility forms, accents, invisible characters and look-alike letters resolved."""
    if text.isascii() and text.isprintable() and not _UNBROKEN.search(text):
        return Cleaned(text, None, len(text))
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    lookalikes = sum(letter in _LOOKALIKES for letter in text)
    letters: list[str] = []
    places: list[int] = []
    unbroken = 0
    for place, letter in enumerate(text):
        plain = letter if letter.isascii() and letter.isprintable() else _plain(letter, latin > lookalikes)
        unbroken = 0 if plain.isspace() else unbroken + len(plain)
        if unbroken > LONGEST_UNBROKEN:
            plain, unbroken = " " + plain, len(plain)
        letters.append(plain)
        places.extend([place] * len(plain))
    places.append(len(text))
    return Cleaned("".join(letters), places, len(text))


def _plain(letter: str, mostly_latin: bool) -> str:  # noqa: FBT001  one decision, one caller
    if letter in _KEPT:
        return letter
    for table in (_APOSTROPHES, _QUOTES, _DASHES):
        if letter in table:
            return table[letter]
    if mostly_latin and letter.lower() in _LOOKALIKES:
        return _LOOKALIKES[letter.lower()]
    if unicodedata.category(letter) in _DROPPED:
        return ""
    folded = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in folded if unicodedata.category(part) not in _DROPPED)
