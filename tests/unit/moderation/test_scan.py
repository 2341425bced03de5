"""A verdict always comes back, and points at the words it is about."""

import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bot.domain.findings import Family, Grade
from bot.domain.people import Role
from moderation.message import Earlier, Message
from moderation.pipeline import COMPONENTS
from moderation.scan import LONGEST_TEXT, Scan


def words_of(scan: Scan, text: str, **more: Any) -> list[tuple[str, str]]:
    return [(one.grade.word, text[one.start : one.end]) for one in scan.findings(Message(text, **more))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Well. I'm gonna kill myself tonight", "gonna kill myself"),
        ("\u200bIm\u200d go\u00adnna k\u0456ll mysel\uff46 now", "go\u00adnna k\u0456ll mysel\uff46"),
        ("\U0001f600 he\u0301lp going to kill myself", "going to kill myself"),
        ("going to k i l l  m y s e l f ok", "going to k i l l  m y s e l f"),
        ("gonna kms", "gonna kms"),
    ],
)
def test_a_finding_points_into_the_text_as_it_was_written(scan: Scan, text: str, words: str) -> None:
    assert words_of(scan, text) == [("emergency", words)]


@pytest.mark.parametrize(
    "text",
    [
        "", " \n ", "\ud800", "\x00", "?" * 8000, "a " * 4000, "kill " * 2000, "😂" * 500,
        "\u202e\u200f" * 500,
        "not " * 2000 + "want to kill myself", "k " * 4000, "'" * 8000, "a'b" * 3000, "((((" * 2000,
        "-" * 8000,
    ],
)  # fmt: skip
def test_a_strange_text_gets_its_verdict(scan: Scan, text: str) -> None:
    began = time.perf_counter()
    findings = scan.findings(Message(text))
    assert time.perf_counter() - began < 2
    assert all(one.rule != "scan.unscanned" for one in findings)


@pytest.mark.usefixtures("only_few_rules")
@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_that_raises_leaves_a_finding_and_no_words_in_the_log(
    component: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    scan = Scan()

    def fail(*_: object) -> None:
        raise RuntimeError("gonna kms")

    monkeypatch.setattr(scan.nlp.get_pipe(component), "run", fail)
    with caplog.at_level(logging.ERROR):
        (finding,) = scan.findings(Message("gonna kms"))
    assert (finding.rule, finding.family, finding.grade) == ("scan.unscanned", Family.SCAN, Grade.NOTE)
    assert [record.message for record in caplog.records] == ["scan_component_failed"]
    assert not any("kms" in str(vars(record)) for record in caplog.records)


@pytest.mark.usefixtures("only_few_rules")
def test_a_tokenizer_that_raises_leaves_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    scan = Scan()
    monkeypatch.setattr(scan.nlp, "make_doc", lambda _: 1 / 0)
    assert [one.rule for one in scan.findings(Message("gonna kms"))] == ["scan.unscanned"]


def test_what_lies_beyond_the_longest_text_is_unscanned(scan: Scan) -> None:
    text = "gonna kms. " + "word " * LONGEST_TEXT
    rules = {one.rule: one.start for one in scan.findings(Message(text))}
    assert rules == {"suicide_active.plan": 0, "scan.unscanned": LONGEST_TEXT}


@pytest.mark.parametrize(
    "text",
    [
        "quiero morir hoy ya no tengo nada por que vivir", "Я больше не могу", "मुझे मदद चाहिए",
        "je ne veux plus vivre avec tout ça",
        "ich kann nicht mehr und will das alles nicht",
    ],
)  # fmt: skip
def test_another_language_is_said(scan: Scan, text: str) -> None:
    assert "scan.other_language" in {one.rule for one in scan.findings(Message(text))}


@pytest.mark.parametrize(
    "text", ["ok", "see you at the clinic", "no way", "On me!", "Café at 3, die Hard?", "😂😂"]
)
def test_english_is_not_taken_for_another_language(scan: Scan, text: str) -> None:
    assert words_of(scan, text) == []


def test_the_role_decides(scan: Scan) -> None:
    advice = "just double your insulin"
    assert words_of(scan, advice, role=Role.MENTOR)[0][0] == "urgent"
    assert words_of(scan, advice, role=Role.MENTEE)[0][0] == "concern"
    assert words_of(scan, advice, role=Role.SUPERVISOR) == []
    assert words_of(scan, advice, role=Role.SUPERVISOR | Role.MENTOR)[0][0] == "urgent"


def test_a_yes_means_what_was_asked(scan: Scan) -> None:
    asked = Earlier("Are you thinking of ending your life?", mine=False)
    assert words_of(scan, "Yes", recent=(asked,)) == [("urgent", "Yes")]
    assert words_of(scan, "Yes", recent=(Earlier("Are you thinking of ending your life?"),)) == []
    assert words_of(scan, "Yes") == []


def test_an_earlier_message_is_not_found_again(scan: Scan) -> None:
    assert words_of(scan, "good morning", recent=(Earlier("gonna kms"),)) == []


def test_answers_come_in_order_and_as_messages_come(scan: Scan) -> None:
    handed: list[int] = []

    def messages() -> Iterator[Message]:
        for number in range(5):
            handed.append(number)
            yield Message("gonna kms" if number % 2 else "hello")

    for number, findings in enumerate(scan.stream(messages())):
        assert handed == list(range(number + 1))
        assert bool(findings) is bool(number % 2)


@pytest.mark.usefixtures("only_few_rules")
def test_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moderation.scan._MOST_NEW_WORDS", 50)
    scan = Scan()
    for start in range(0, 1000, 10):
        scan.findings(Message(" ".join(f"w{number}x" for number in range(start, start + 10))))
    assert len(scan._vocab) < scan._familiar + 100
    assert words_of(scan, "gonna kms")[0][0] == "emergency"
