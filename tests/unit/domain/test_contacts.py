"""What the author of a text with contact details is told."""

import pytest

from bot.domain.contacts import SEVERAL, Contact, ContactKind, told


@pytest.mark.parametrize("kind", ContactKind)
def test_one_kind_is_named(kind: ContactKind) -> None:
    assert told([Contact(kind, 0, 3), Contact(kind, 5, 8)]) == kind.value


def test_several_kinds_are_told_together() -> None:
    assert told([Contact(ContactKind.PHONE, 0, 3), Contact(ContactKind.EMAIL, 5, 8)]) == SEVERAL


def test_nothing_found_is_nothing_told() -> None:
    assert told([]) is None
