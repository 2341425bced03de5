"""From hits to findings: whose words, about what, how meant, how grave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.findings import Finding, Grade
from bot.domain.people import Focus, Role
from moderation.context import Contexts, contexts_of
from moderation.page import Page, spans
from moderation.rulebook import Rule


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A rule's pattern found at positions `start` to `end` (exclusive), with its surroundings."""

    rule: Rule
    pattern: str
    start: int
    end: int
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What a hit comes to for one author: grade, category and the contexts that decided."""

    grade: Grade
    category: str
    because: tuple[str, ...]


def applies(rule: Rule, role: Role, focus: frozenset[Focus]) -> bool:
    """Whether the rule is meant for this author."""
    return bool(rule.roles & role) and (not rule.focus or not focus or bool(rule.focus & focus))


def full_grade(rule: Rule, role: Role, focus: frozenset[Focus]) -> Grade:
    """The rule's grade for this author; of several that apply, the highest."""
    special = [grade for one, grade in rule.by_role.items() if one & role]
    special += [grade for one, grade in rule.by_focus.items() if one in focus]
    return max(special, default=rule.grade)


def judge(hit: Hit, role: Role, focus: frozenset[Focus]) -> Judged:
    """The hit's grade, lowered as its contexts say; the lowest of them holds."""
    full = full_grade(hit.rule, role, focus)
    lowering = [(name, hit.rule.lowers[name]) for name in hit.contexts if name in hit.rule.lowers]
    grade = min((full, *(one.grade for _, one in lowering)))
    category = next((one.category for _, one in lowering if one.category), hit.rule.category)
    return Judged(grade, category, tuple(name for name, _ in lowering))


def hits_on(page: Page, found: Iterable[tuple[Rule, str, tuple[int, int]]], contexts: Contexts) -> list[Hit]:
    """The hits that no `unless` of their rule explains away, each with its contexts."""
    found = list(found)
    if not found:
        return []
    said = contexts.said(page)
    hits = []
    excused: dict[int, list[tuple[int, int]]] = {}
    for rule, pattern, (start, end) in found:
        if id(rule) not in excused:
            excused[id(rule)] = [span for one in rule.unless for span in spans(one, page)]
        if not any(_same_sentence(start, end, *span, page) for span in excused[id(rule)]):
            hits.append(Hit(rule, pattern, start, end, contexts_of(start, end, page, said)))
    return hits


def gravest(hits: Sequence[Hit], role: Role, focus: frozenset[Focus]) -> list[tuple[Hit, Judged]]:
    """For each rule and category the gravest hit for this author, first in the text; no grade, no finding."""
    best: dict[tuple[str, str], tuple[Hit, Judged]] = {}
    for hit in sorted(hits, key=lambda one: (one.start, one.end)):
        if not applies(hit.rule, role, focus):
            continue
        judged = judge(hit, role, focus)
        key = (hit.rule.id, judged.category)
        if judged.grade is not Grade.NONE and (key not in best or judged.grade > best[key][1].grade):
            best[key] = (hit, judged)
    return sorted(best.values(), key=lambda pair: (-pair[1].grade, pair[0].start, pair[0].rule.id))


def finding(hit: Hit, judged: Judged, place: tuple[int, int]) -> Finding:
    """The hit as the domain's value; `place` is its span in the original text."""
    return Finding(hit.rule.id, judged.category, hit.rule.family, judged.grade, *place, judged.because)


def _same_sentence(start: int, end: int, first: int, last: int, page: Page) -> bool:
    left, right = min(end, last), max(start, first)
    return left >= right or not page.breaks & ((1 << right) - (1 << left))
