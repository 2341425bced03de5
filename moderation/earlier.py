"""What a message means beside those before it: an answer to a grave question, lesser signs that add up."""

from collections.abc import Callable, Iterable, Sequence

from bot.domain.findings import Family, Finding, Grade
from moderation.format import TogetherEntry
from moderation.message import Earlier
from moderation.page import Page, spans
from moderation.rulebook import Reply

LONGEST_ANSWER = 14  # words; a longer text speaks for itself
QUESTION_WITHIN = 3  # messages back


def answered(
    page: Page, recent: Sequence[Earlier], replies: Sequence[Reply], read: Callable[[str], Page]
) -> list[tuple[Reply, int, int]]:
    """The reply rules that `page` completes, each with the positions of the answer."""
    if page.size > LONGEST_ANSWER or not recent:
        return []
    found = []
    asked = next((one.text for one in reversed(recent[-QUESTION_WITHIN:]) if not one.mine), None)
    if asked is None:
        return []
    question: Page | None = None
    for reply in replies:
        span = next((span for pattern in reply.answer for span in spans(pattern, page)), None)
        if span is None:
            continue
        question = question or read(asked)
        if any(spans(pattern, question) for pattern in reply.asked):
            found.append((reply, *span))
    return found


def added_up(
    findings: Sequence[Finding],
    recent: Sequence[Earlier],
    together: Sequence[TogetherEntry],
    findings_of: Callable[[str], Sequence[Finding]],
) -> list[Finding]:
    """Findings for lesser signs that make a graver one with those in the author's `recent` messages.

    The message itself has to hold one of the signs, and nothing in it may be as grave already.
    """
    found = []
    for entry in together:
        grade, family = Grade[entry.grade.upper()], Family(entry.family)
        if any(one.grade >= grade and one.family is family for one in findings):
            continue
        signs = _apart(one for one in findings if _counts(one, entry))
        if not signs:
            continue
        own = [one.text for one in recent if one.mine][-(entry.within - 1) :] if entry.within > 1 else []
        before = [
            one for text in own for one in _apart(one for one in findings_of(text) if _counts(one, entry))
        ]
        gathered = [*signs, *before]
        if len(gathered) >= entry.signs and len({one.category for one in gathered}) >= entry.different:
            here = signs[0]
            found.append(Finding(entry.id, entry.category, family, grade, here.start, here.end))
    return found


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one message without those on words already counted: several rules, one sign."""
    kept: list[Finding] = []
    for one in findings:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return kept


def _counts(finding: Finding, entry: TogetherEntry) -> bool:
    return finding.category in entry.counts and finding.grade >= Grade[entry.at_least.upper()]
