"""Preferred names: a pseudonym somebody chooses, unique in the programme."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

MOST_WORDS = 3  # more is a sentence
MOST_DIGITS = 4  # a year may be in a name, a telephone number not
ASKED_FOR = timedelta(minutes=10)  # after that, what somebody writes is no answer to "what shall I call you?"
LONGEST_NAME = 32  # characters; a name line stays one line on a small phone

_ADDRESS = re.compile(r"[@/\\<>]|://|\bt\.me\b", re.IGNORECASE)
# Drawn as nothing, though their categories are those of letters, marks and symbols: the joiner, the Hangul
# and Khmer fillers, variation selectors (Unicode, Default_Ignorable_Code_Point), and the blank of Braille.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# Cyrillic and Greek letters that are drawn like Latin ones (small Cyrillic ones also where only their capital
# is), letters that no accent can be taken from, and figures.
_DRAWN_ALIKE = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456\u0458\u0501\u04bb\u04cf"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408\u0500\u04ba\u04c0"
    "\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
    "\u00f8\u00d8\u0142\u0141\u0111\u0110\u0127\u0126\u0131"
    "01|",
    "abekmhopctyxsijdhlABEKMHOPCTYXSIJDHIaikvoptuxABEZHIKMNOPTYXoOlLdDhHioll",
)
# Combining classes (Unicode, 4.3): 1 is drawn through a letter, 200 and more above or below it. Those between
# are vowels and the like: with another one it is another name.
_THROUGH, _BESIDE = 1, 200


class NameRefusal(Enum):
    """Why a name cannot be taken."""

    EMPTY = "empty"
    LONG = "long"
    SENTENCE = "sentence"  # reads like a message
    NUMBER = "number"  # looks like a telephone number
    ADDRESS = "address"  # looks like an account or a link
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is shown, and the form in which two names are compared."""

    shown: str
    compared: str


def read_name(text: str) -> Name | NameRefusal:
    """The name in what somebody wrote, or why it cannot be one.

    Characters that cannot be seen are dropped and white space is folded, so that no two names look alike
    but differ; names are compared after Unicode's compatibility folding (NFKC) and without case.
    """
    visible = "".join(
        " " if unicodedata.category(char) in {"Zs", "Zl", "Zp"} or char in "\t\n\r" else char
        for char in _BLANK.sub("", text)
        if char in "\t\n\r" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    shown = unicodedata.normalize("NFC", " ".join(visible.split()))
    if not any(char.isalnum() for char in shown):
        return NameRefusal.EMPTY
    if len(shown.split()) > MOST_WORDS:
        return NameRefusal.SENTENCE
    if len(shown) > LONGEST_NAME:
        return NameRefusal.LONG
    if sum(char.isdigit() for char in shown) > MOST_DIGITS:
        return NameRefusal.NUMBER
    if _ADDRESS.search(shown):
        return NameRefusal.ADDRESS
    return Name(shown, _folded(shown))


def may_be_name(text: str | None, waited: timedelta) -> bool:
    """Whether a participant who wants another name means this as one, or as a message to their match.

    A sentence is never taken for a name: it may be the most important one they ever write.
    """
    return text is not None and waited < ASKED_FOR and len(text.split()) <= MOST_WORDS


def _folded(shown: str) -> str:
    """The form in which names are compared; folding case may undo a composition, so it is composed again."""
    folded = unicodedata.normalize("NFKC", shown).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def outlines(shown: str) -> frozenset[str]:
    """What is left of a name on a quick look; two that have one of these in common are look-alikes.

    Accents, punctuation and the alphabet a letter is from are left out, and either case or, where case is
    kept, the difference between a capital I and a small l.
    """
    plain = unicodedata.normalize("NFKC", shown)
    drawn = _bare(plain).translate({ord("I"): "l"})
    return frozenset({_bare(plain.casefold()).casefold(), f"\n{drawn}"})  # no name has a line end


def _bare(name: str) -> str:
    letters = "".join(part for part in unicodedata.normalize("NFKD", name) if not _is_accent(part))
    letters = letters.translate(_DRAWN_ALIKE)
    return " ".join(
        "".join(" " if unicodedata.category(each).startswith("P") else each for each in letters).split()
    )


def _is_accent(part: str) -> bool:
    place = unicodedata.combining(part)
    return place == _THROUGH or place >= _BESIDE
