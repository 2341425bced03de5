"""In which way a finding is meant: negated, of someone else, past, asked, quoted, a figure of speech."""

from collections.abc import Sequence
from dataclasses import dataclass

from moderation.format import CueEntry
from moderation.matcher import Matcher
from moderation.nodes import Pattern
from moderation.page import Page, spans

QUOTED = "quoted"
QUESTION = "question"
COMPUTED = frozenset({QUOTED, QUESTION})


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """Words with a reach. `rival` cues speak of the same thing: the nearest one alone counts."""

    context: str
    entry: CueEntry
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A cue found on a page."""

    cue: Cue
    start: int
    end: int


class Contexts:
    """The cues of a language."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self.names = frozenset(cue.context for cue in cues) | COMPUTED
        self._matcher = Matcher((cue, pattern) for cue in cues for pattern in cue.patterns)

    def said(self, page: Page) -> list[Said]:
        """Every cue on the page that no pseudo-trigger of its own overlaps."""
        found = []
        pseudo: dict[int, list[tuple[int, int]]] = {}
        for cue, _, (start, end) in self._matcher.found(page):
            if id(cue) not in pseudo:
                pseudo[id(cue)] = [span for pattern in cue.unless for span in spans(pattern, page)]
            if not any(first < end and start < last for first, last in pseudo[id(cue)]):
                found.append(Said(cue, start, end))
        return found


def contexts_of(start: int, end: int, page: Page, said: Sequence[Said]) -> tuple[str, ...]:
    """The names, sorted, of the contexts in which the words from `start` to `end` stand."""
    names = {one.cue.context for one in said if not one.cue.entry.rival and _reaches(one, start, end, page)}
    rivals = [one for one in said if one.cue.entry.rival and _speaks_of(one, start, end, page)]
    if rivals:
        names.add(max(rivals, key=lambda one: (one.start, one.end)).cue.context)
    if page.quoted >> start & 1 and page.quoted >> (end - 1) & 1:
        names.add(QUOTED)
    asked = page.breaks >> end
    if asked and page.questions >> end & (asked & -asked):
        names.add(QUESTION)
    return tuple(sorted(names))


def _reaches(one: Said, start: int, end: int, page: Page) -> bool:
    entry = one.cue.entry
    if entry.reach == "message":
        return True
    if one.end <= start and entry.reach in ("after", "both"):
        return start - one.end < entry.words and _unbroken(one.end, start, entry.scope, page)
    if one.start >= end and entry.reach in ("before", "both"):
        return one.start - end < entry.words and _unbroken(end, one.start, entry.scope, page)
    # Within the words of the finding a cue counts only if it is about the whole sentence.
    return start <= one.start < end and entry.reach == "both"


def _speaks_of(one: Said, start: int, end: int, page: Page) -> bool:
    """A subject named before the finding, or as its first word."""
    if one.start == start and one.end <= end:
        return True
    return one.end <= start and _reaches(one, start, end, page)


def _unbroken(left: int, right: int, scope: str, page: Page) -> bool:
    """Whether no end of a `scope` lies between: from the word at `left` up to the one at `right`."""
    ends = {"phrase": page.phrases, "clause": page.clauses, "sentence": page.breaks}[scope]
    return not ends & ((2 << right) - (1 << left))
