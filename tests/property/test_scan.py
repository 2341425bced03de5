"""Whatever the text, the scan answers in bounded time and points inside it."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.clean import clean
from moderation.message import Message
from moderation.scan import Scan

SCAN = Scan()
PIECES = st.sampled_from(
    [
        "gonna", "kill", "myself", " ", "k", "i", "l", "l", "not", "\u200b", "\u202e", "😂",
        ".", "?", '"', "'",
        "m", "\n\n", "(", "-", "é", "\u041a", "end", "my", "life",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(PIECES, max_size=120).map("".join),
    st.lists(PIECES, max_size=120).map(" ".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_gets_a_verdict_inside_it(text: str) -> None:
    began = time.perf_counter()
    findings = SCAN.findings(Message(text))
    assert time.perf_counter() - began < 1.0
    for one in findings:
        assert one.rule != "scan.unscanned"
        assert 0 <= one.start < one.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_cleaning_keeps_every_character_s_place(text: str) -> None:
    cleaned = clean(text)
    if cleaned.places is None:
        assert cleaned.text == text
        return
    assert len(cleaned.places) == len(cleaned.text) + 1
    assert list(cleaned.places) == sorted(cleaned.places)
    assert cleaned.places[-1] == len(text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab \n.?!,'", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_what_surrounds_a_cry_for_help_never_hides_it(before: str, after: str) -> None:
    text = f"{before} gonna kms {after}"
    assert any(one.rule == "suicide_active.plan" for one in SCAN.findings(Message(text)))
