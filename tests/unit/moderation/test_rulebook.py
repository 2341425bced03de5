"""What is wrong with rule files is said all at once."""

from pathlib import Path

import pytest

from moderation.check import check
from moderation.mutate import survivors
from moderation.rulebook import RulesRefusedError, load

HEAD = '[pack]\nfamily = "distress"\ncategory = "{category}"\nabout = "made up for a test"\n'
RULE = """
[lowers]
{lowers}
[[rule]]
id = "{id}"
grade = "urgent"
why = "because it is made up"
source = "a made-up source, 2025"
patterns = [{patterns}]
match = [{match}]
no_match = ["b", "c", "d", "e", "f", "g"]
{more}
"""


def _file(folder: Path, category: str = "made_up", **parts: str) -> Path:
    usual = {
        "id": f"{category}.one", "patterns": '"blue moon"', "more": "", "lowers": "",
        "match": ", ".join(f'"blue moon {n}"' for n in range(6)),
    }  # fmt: skip
    path = folder / f"{category}.toml"
    path.write_text(HEAD.format(category=category) + RULE.format(**(usual | parts)))
    return path


def test_a_sound_file_is_loaded_and_its_examples_pass(tmp_path: Path) -> None:
    book = load(only=[_file(tmp_path)])
    assert [rule.id for rule in book.rules] == ["made_up.one"]
    assert check(book) == []


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        ({"more": "colour = 1"}, "colour: unknown key"),
        ({"match": '"blue moon"'}, "at least 6 items"),
        ({"patterns": '"(blue"'}, "not closed"),
        ({"patterns": ""}, "at least 1 item"),
        ({"id": "other.one"}, "begins with its category"),
        ({"lowers": 'sideways = "note"'}, "no context 'sideways'"),
        ({"lowers": 'negated = "gone"'}, "negated"),
        ({"more": 'roles = ["boss"]'}, "roles"),
        ({"category": "suicide_x", "lowers": 'negated = "none"'}, "a note is the least"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, parts: dict[str, str], complaint: str) -> None:
    with pytest.raises(RulesRefusedError, match=complaint):
        load(only=[_file(tmp_path, **parts)])


def test_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    files = [_file(tmp_path, "a_one", patterns='"(x"'), _file(tmp_path, "b_two", more="colour = 1")]
    (tmp_path / "c_three.toml").write_text("not toml at all")
    with pytest.raises(RulesRefusedError) as refused:
        load(only=[*files, tmp_path / "c_three.toml"])
    assert [line.split(":")[0] for line in refused.value.problems] == [
        "a_one.toml",
        "b_two.toml",
        "c_three.toml",
    ]


def test_an_id_is_used_once(tmp_path: Path) -> None:
    path = _file(tmp_path)
    body = path.read_text()
    path.write_text(body + body[body.index("[[rule]]") :])
    with pytest.raises(RulesRefusedError, match="exists already"):
        load(only=[path])


def test_an_example_that_fails_is_told(tmp_path: Path) -> None:
    examples = '"red moon", ' + ", ".join(f'"blue moon {n}"' for n in range(6))
    assert check(load(only=[_file(tmp_path, match=examples)])) == [
        "made_up.toml: made_up.one: match 'red moon': does not fire"
    ]


def test_what_no_example_needs_survives(tmp_path: Path) -> None:
    path = _file(tmp_path, patterns='"blue (moon|sun)", "harvest moon"', lowers='negated = "note"')
    assert survivors(load(only=[path])) == [
        "made_up.toml: made_up.one: 'sun' in 'blue (moon|sun)' is not missed",
        "made_up.toml: made_up.one: the pattern 'harvest moon' is not missed",
        "made_up.toml: lowers.negated: no example needs it",
    ]
