"""Signs that add up within one message: a sign counts once, near the others, and some speak against."""

from pathlib import Path

import pytest

from moderation.check import Bench, check
from moderation.mutate import survivors
from moderation.rulebook import Rule, RulesRefusedError, load

FILE = """
[pack]
family = "advice"
category = "made_up"
about = "made up for a test"
[signs]
medicine = ["(tablets|pills)", "my wee ones"]
leaving = ["leave off", "(skip|bin)"]
secret = ["nobody checks"]
asked = ["ask your nurse", "do not"]
{signs}
[[weigh]]
id = "made_up.weighed"
grade = "concern"
why = "because it is made up"
source = "a made-up source, 2025"
points = {{ {points} }}
enough = 4
within = 10
match = [
  "skip the tablets", "bin the pills", "leave off the tablets", "skip my wee ones",
  "the pills, nobody checks, do not worry, skip them", "tablets? skip a day, nobody checks",
]
no_match = [
  "skip the pills, ask your nurse first", "skip tea", "tablets tablets tablets", "nobody checks",
  "do not skip your tablets",
  "skip the tea and the cake and have a long walk by the river and then your tablets",
]
"""
POINTS = "medicine = 2, leaving = 2, secret = 2, asked = -2"


def _load(folder: Path, points: str = POINTS, signs: str = "") -> Rule:
    path = folder / "made_up.toml"
    path.write_text(FILE.format(points=points, signs=signs), encoding="utf-8")
    return load(only=[path]).rules[0]


def test_enough_points_within_reach_make_a_finding_and_its_words_are_told(tmp_path: Path) -> None:
    rule = _load(tmp_path)
    bench = Bench(load(only=[tmp_path / "made_up.toml"]))
    (hit,) = bench.hits(rule, "please, skip your tablets today")
    assert hit.pattern == "medicine+2 leaving+2 = 4"
    assert (hit.start, hit.end) == (1, 4)  # from the first of the words that count to the last


def test_every_example_is_right_and_every_sign_is_needed(tmp_path: Path) -> None:
    _load(tmp_path)
    book = load(only=[tmp_path / "made_up.toml"])
    assert check(book) == []
    assert survivors(book) == []


def test_a_sign_that_no_example_needs_is_told(tmp_path: Path) -> None:
    _load(tmp_path, POINTS + ", spare = 1", signs='spare = ["blue moon"]')
    lines = survivors(load(only=[tmp_path / "made_up.toml"]))
    assert lines == ["made_up.toml: made_up.weighed: the sign spare is not missed"]


@pytest.mark.parametrize(
    ("points", "signs", "complaint"),
    [
        (POINTS + ", other = 1", "", "there is no sign other"),
        (POINTS, 'spare = ["blue moon"]', "the sign spare is weighed by no rule"),
        ("medicine = 2, leaving = 4, secret = 2, asked = -2", "", "one sign alone is enough"),
        ("medicine = 1, leaving = 1, secret = 1, asked = -2", "", "together have 3 points, and 4 are wanted"),
        (POINTS + ", spare = 0", 'spare = ["blue moon"]', "without points changes nothing"),
        (POINTS, 'spare = ["(blue"]', "not closed"),
    ],
)
def test_a_scale_out_of_order_is_refused(tmp_path: Path, points: str, signs: str, complaint: str) -> None:
    with pytest.raises(RulesRefusedError, match=complaint):
        _load(tmp_path, points, signs)
