"""What a sentence of the bot is to the code: a key and arguments. The words live in `content/words/`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A message of the authored words: its key and the names of the arguments it is given, all of them."""

    key: str
    args: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """A phrase that stands as one line within another, with its arguments."""

    phrase: Phrase
    args: Mapping[str, str | int]


def yes_or_no(value: object) -> str:
    """What the words are told of something that may be missing: a variant's key cannot be empty."""
    return "yes" if value else "no"


ALL: dict[str, Phrase] = {}


def phrase(key: str, *args: str) -> Phrase:
    """Declare a sentence; raises ValueError where there is one with this key."""
    made = Phrase(key, frozenset(args))
    if ALL.setdefault(key, made) is not made:
        raise ValueError(f"two phrases have the key {key}")
    return made
