"""Contact details in a text, noticed before it is sent, so that its author can be asked: send, edit, drop."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class ContactKind(Enum):
    """By what somebody could be found outside the programme."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"  # where somebody lives: house and street, postcode
    HANDLE = "handle"  # an account elsewhere, and an @username in plain text
    TELEGRAM_LINK = "telegram_link"  # t.me, telegram.me, telegram.dog, tg://
    FULL_NAME = "full_name"  # a surname introduces itself
    BANK = "bank"


SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Contact:
    """One detail; `start` and `end` are offsets in code points of the text as it came in (end exclusive)."""

    kind: ContactKind
    start: int
    end: int


class ContactFinder(Protocol):
    """What use cases know of the search for contact details."""

    def find(
        self, words: str, countries: Sequence[str], known_names: Collection[str] = ()
    ) -> tuple[Contact, ...]:
        """The details in a text in the order of their places, none overlapping another.

        `countries`: codes (ISO 3166-1 alpha-2) of the countries whose telephone numbers are likely; with
        none, those where English is spoken. `known_names`: the programme's preferred names, which are no
        full names.
        """
        ...


def told(found: Iterable[Contact]) -> str | None:
    """What the author is told: the one kind's word, `several` for more than one, None for nothing."""
    kinds = {contact.kind for contact in found}
    if not kinds:
        return None
    return kinds.pop().value if len(kinds) == 1 else SEVERAL
