"""The two commands as a shell sees them."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.__main__ import main

pytestmark = pytest.mark.usefixtures("only_few_rules")


def run_scan(lines: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(lines.encode())))
    return main(["scan"])


def test_each_line_has_its_answer_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        '{"id": 1, "text": "gonna kms", "role": "mentee"}', "{broken", '{"id": "x"}', '{"id": 3, "text": 5}',
        '{"id": 4, "text": "hi", "role": "boss"}', '{"id": 5, "text": "hi", "focus": "hiccups"}',
        '{"id": 6, "text": "yes", "recent": ["hm", {"text": "do you want to die", "mine": false}]}', "[1]",
        '{"id": 7, "text": "hi", "recent": [4]}', '{"id": 8, "text": "hi", "focus": ["stroke", "diabetes"]}',
    ]  # fmt: skip
    assert run_scan("\n".join(lines) + "\n", monkeypatch) == 1
    out, err = capsys.readouterr()
    answers = [json.loads(line) for line in out.splitlines()]
    assert [one["id"] for one in answers] == [1, None, "x", 3, 4, 5, 6, None, 7, 8]
    assert [one["grade"] for one in answers] == ["emergency", *["note"] * 5, "urgent", "note", "note", "none"]
    assert [one["findings"][0]["rule"] for one in answers[1:6]] == ["scan.unscanned"] * 5
    assert answers[0]["findings"] == [
        {
            "rule": "suicide_active.plan", "category": "suicide_active", "family": "distress",
            "grade": "emergency", "start": 0, "end": 9, "context": [],
        }
    ]  # fmt: skip
    assert [line.split(":")[0] for line in err.splitlines()] == [f"line {n}" for n in (2, 3, 4, 5, 6, 8, 9)]
    assert "gonna" not in err


def test_explain_says_what_fired_and_how_far_a_rule_got(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "--explain", "I'm not going to kill myself", "--rule", "dose_advice"]) == 0
    told = capsys.readouterr().out
    assert "emergency, lowered to note (negated)" in told
    assert "'double your @medicine': wants double" in told
    assert told.endswith("grade: note\n")


def test_rules_are_listed_with_their_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    (line,) = [
        line for line in capsys.readouterr().out.splitlines() if line.startswith("suicide_active.plan ")
    ]
    assert "emergency" in line
    assert "made up for tests (2025)" in line


def test_a_refused_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.toml").write_text("[pack]\n")
    assert main(["rules", "--check", str(tmp_path / "x.toml")]) == 2
    assert "x.toml: pack / family: Field required" in capsys.readouterr().err
