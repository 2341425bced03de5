"""Every kind of contact detail against its own examples."""

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.contacts import Contact, ContactFinder, ContactKind
from moderation.contacts.form import Example, Examples

PUBLIC = ("999", "112", "111", "911", "988", "116 123", "0800 1111", "13 11 14", "85258", "1 800 799 7233")


def check(finder: ContactFinder, examples: Mapping[ContactKind, Examples]) -> list[str]:
    """A line for each example that does not come out as it says; empty when all is well.

    In a text under `match` there is one of the kind, in one under `no_match` there is nothing of any kind.
    The finder should take the numbers in `PUBLIC` for everybody's.
    """
    return [
        f"{kind.value}.toml: {where} {example.text!r}: {complaint}"
        for kind, those in examples.items()
        for where, wanted, example in _each(those)
        if (complaint := _complaint(finder, kind, example, wanted=wanted))
    ]


def _each(examples: Examples) -> Iterator[tuple[str, bool, Example]]:
    for where, wanted, those in (("match", True, examples.match), ("no_match", False, examples.no_match)):
        for one in those:
            yield where, wanted, Example(text=one) if isinstance(one, str) else one


def _complaint(finder: ContactFinder, kind: ContactKind, example: Example, *, wanted: bool) -> str | None:
    found: Sequence[Contact] = finder.find(example.text, example.countries or ("GB",), example.known_names)
    if wanted:
        return None if any(one.kind is kind for one in found) else "it is not found"
    return f"{found[0].kind.value} is found" if found else None
