"""Contact details, noticed before a text is sent: what is looked for stands in `en/`, with its examples."""

from collections.abc import Collection

from moderation.contacts.finder import Contacts
from moderation.contacts.form import ContactsRefusedError, load_examples, load_words
from moderation.contacts.trying import PUBLIC, check

__all__ = ["Contacts", "ContactsRefusedError", "check_examples", "count_examples", "load"]


def load(public: Collection[str] = (), language: str = "en") -> Contacts:
    """The finder, every example tried; `public`: numbers and addresses that everybody may be told.

    Raises ContactsRefusedError with all there is to mend.
    """
    problems = check_examples(language)
    if problems:
        raise ContactsRefusedError(problems)
    return Contacts(load_words(language), public)


def check_examples(language: str = "en") -> list[str]:
    """A line for each example that does not come out as it says. Raises ContactsRefusedError."""
    return check(Contacts(load_words(language), PUBLIC), load_examples(language))


def count_examples(language: str = "en") -> int:
    return sum(len(one.match) + len(one.no_match) for one in load_examples(language).values())
