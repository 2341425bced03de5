"""In which way words are meant."""

import pytest

from moderation.message import Message
from moderation.scan import Scan

CASES = [
    ("I'm going to kill myself", {"self"}),
    ("I'm not going to kill myself", {"negated", "self"}),
    ("No, I'm going to kill myself", {"self"}),
    ("I'm not well and I'm going to kill myself", {"self"}),
    ("I can't cope, I'm going to kill myself", {"self"}),
    ("I'm not sad, going to kill myself", {"self"}),
    ("I did not sleep but going to kill myself", set()),
    ("not only that, going to kill myself", set()),
    ("My son says he is going to kill myself", {"reported", "someone_else"}),
    ("My son knows I am going to kill myself", {"self"}),
    ("ma heid says going to kill myself", {"self"}),
    ("ma says going to kill myself", {"reported", "someone_else"}),
    ("if you leave I am going to kill myself", {"hypothetical", "self"}),
    ("years ago I was going to kill myself", {"past", "self"}),
    ("back in March I was going to kill myself", {"past", "self"}),
    ("in March I was going to kill myself", {"self"}),
    ("am I going to kill myself?", {"question", "self"}),
    ('she wrote "going to kill myself" on it', {"quoted", "someone_else"}),
    ("in the song it goes: going to kill myself", {"fiction"}),
    ("😂 going to kill myself", {"figurative"}),
    ("The training today had: going to kill myself", {"training"}),
]


@pytest.mark.parametrize(("text", "contexts"), CASES)
def test_contexts(scan: Scan, text: str, contexts: set[str]) -> None:
    work, _ = scan.work(Message(text))
    (hit,) = work.hits
    assert set(hit.contexts) == contexts
