"""A few rules of the tests' own: how the scan works is tested apart from what is authored.

Words, cues and shared lists are the real ones; the rules are these few: authored ones may come and go.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from moderation import pipeline, rulebook
from moderation.scan import Scan

RULE_FILES = {
    "suicide_active": """
[pack]
family = "distress"
category = "suicide_active"
about = "made up for tests"
[lowers]
negated = "note"
[[rule]]
id = "suicide_active.plan"
grade = "emergency"
why = "Says that they are going to do it."
source = "made up for tests (2025)"
patterns = ["going to kill myself"]
match = [
  "I'm going to kill myself", "gonna kill myself", "gonna kms", "he knows I am going to kill myself",
  "going to kill my self I think, going to kill myself", "going to kill myself now",
]
no_match = ["a", "b", "c", "d", "e", "I'm not going to kill myself"]
""",
    "dose_advice": """
[pack]
family = "advice"
category = "dose_advice"
about = "made up for tests"
[[rule]]
id = "dose_advice.more"
grade = "urgent"
roles = ["mentor", "mentee"]
by_role = { mentee = "concern" }
why = "Tells someone to take more."
source = "made up for tests (2025)"
patterns = ["double your @medicine"]
match = [
  "double your insulin", "double your dose", "double your tablets", "just double your metformin",
  "double your painkillers", { text = "double your insulin", role = "mentee", grade = "concern" },
]
no_match = ["a", "b", "c", "d", "e", "double your money"]
""",
}
TOGETHER = """
[[reply]]
id = "reply.yes"
family = "distress"
category = "suicide_active"
grade = "urgent"
why = "Says yes when asked about ending their life."
source = "made up for tests (2025)"
asked = ["(thinking of|about) ~end your life", "do you want to die"]
answer = ["^^ yes $$"]
match = [{matches}]
no_match = [{no_matches}]
"""


@pytest.fixture(scope="session")
def few_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of rules like the authored one, with only the rules above in it."""
    folder = tmp_path_factory.mktemp("rules")
    english = folder / "en"
    english.mkdir()
    for name in ("_words.toml", "_concepts.toml", "_context.toml"):
        shutil.copy(rulebook.RULES / "en" / name, english / name)
    for category, text in RULE_FILES.items():
        (english / f"{category}.toml").write_text(text, encoding="utf-8")
    together = TOGETHER.format(
        matches=6 * '{ asked = "do you want to die", answer = "yes" }, ',
        no_matches=6 * '{ asked = "do you want tea", answer = "yes" }, ',
    )
    (english / "_together.toml").write_text(together, encoding="utf-8")
    return folder


@pytest.fixture
def only_few_rules(few_rules: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever loads rules during the test gets the few."""
    monkeypatch.setattr(rulebook, "RULES", few_rules)
    pipeline._book.cache_clear()
    yield
    pipeline._book.cache_clear()


@pytest.fixture(scope="session")
def scan(few_rules: Path) -> Scan:
    """One scan by the few rules for all tests: loading spaCy takes half a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rulebook, "RULES", few_rules)
        pipeline._book.cache_clear()
        made = Scan()
        pipeline._book.cache_clear()
    return made


@pytest.fixture(scope="session")
def authored() -> Scan:
    """The scan by the authored rules."""
    return Scan()
