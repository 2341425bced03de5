"""Every rule against its examples, and nothing in a rule that no example would miss."""

from pathlib import Path

import pytest

from moderation.check import check
from moderation.mutate import mutants, survivors
from moderation.rulebook import RULES, load
from moderation.scan import Scan
from moderation.talks import check_talks

FILES = sorted((RULES / "en").glob("[!_]*.toml"))


def test_every_example_comes_out_as_it_says() -> None:
    assert check(load()) == []


def test_every_conversation_comes_out_as_it_says(authored: Scan) -> None:
    assert check_talks(authored) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_in_a_rule_goes_unmissed(path: Path) -> None:
    assert survivors(load(only=[path])) == []


def test_a_mutant_lacks_one_alternative_or_optional_part() -> None:
    squeezed = [(" ".join(text.split()), what) for text, what in mutants("(a|b (c|d)) [e] f")]
    assert squeezed == [
        ("(b (c|d)) [e] f", "'a'"),
        ("(a) [e] f", "'b (c|d)'"),
        ("(a|b (d)) [e] f", "'c'"),
        ("(a|b (c)) [e] f", "'d'"),
        ("(a|b (c|d)) f", "[e]"),
    ]
