"""What nobody would miss: each pattern, alternative, optional part and context taken away in turn.

If every example still comes out right without it, it survives, and either it goes or an example is missing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from moderation.check import Bench, Trial, trials
from moderation.nodes import BadPatternError
from moderation.page import spans
from moderation.pattern import Grammar, compile_pattern
from moderation.rulebook import Rule, Rulebook
from moderation.verdict import Hit

_PIECE = re.compile(r"[()|\[\]]|[^()|\[\]]+")
_OPEN = {"(": ")", "[": "]"}


def survivors(book: Rulebook) -> list[str]:
    """A line for each part of a rule whose absence no example notices."""
    bench = Bench(book)
    lines: list[str] = []
    missed: dict[tuple[str, str], bool] = {}
    lists: dict[tuple[str, str, str], bool] = {}
    for rule in book.rules:
        judge = _Judge(rule, bench)
        lines.extend(f"{rule.path.name}: {rule.id}: {line}" for line in judge.survivors())
        for context in rule.inherited:
            key = (rule.path.name, context)
            missed[key] = missed.get(key, False) or judge.notices_without_context(context)
        for name, entry, noticed in judge.list_entries():
            at = (rule.path.name, name, entry)
            lists[at] = lists.get(at, False) or noticed
    lines += [
        f"{path}: lowers.{context}: no example needs it"
        for (path, context), noticed in missed.items()
        if not noticed
    ]
    lines += [
        f"{path}: @{name}: {entry!r} is not missed"
        for (path, name, entry), noticed in lists.items()
        if not noticed
    ]
    return lines


class _Judge:
    """One rule, its examples, and the hits of each of its patterns in each of them."""

    def __init__(self, rule: Rule, bench: Bench) -> None:
        self.rule = rule
        self.bench = bench
        self.trials = trials(rule)
        self.hits = [
            [bench.hits(rule, trial.example.text, [pattern]) for pattern in rule.patterns]
            if rule.scale is None
            else [bench.hits(rule, trial.example.text)]
            for trial in self.trials
        ]

    def survivors(self) -> Iterator[str]:
        for place, pattern in enumerate(self.rule.patterns):
            if not self._notices(place, None):
                yield f"the pattern {pattern.text!r} is not missed"
                continue
            for mutant, what in mutants(pattern.text):
                if not self._notices(place, mutant):
                    yield f"{what} in {pattern.text!r} is not missed"
        yield from self._light_signs()
        for context in sorted(self.rule.lowers.keys() - self.rule.inherited):
            if not self.notices_without_context(context):
                yield f"lowers.{context}: no example needs it"
        for one in self.rule.unless:
            lesser = replace(self.rule, unless=tuple(other for other in self.rule.unless if other is not one))
            if not any(
                trial.complaint(trial.outcome(self.bench.hits(lesser, trial.example.text), self.rule))
                for trial in self.trials
            ):
                yield f"unless {one.text!r} is not missed"

    def _light_signs(self) -> Iterator[str]:
        """Signs that no example needs: a sign is the smallest part of a scale, its words are breadth."""
        scale = self.rule.scale
        for name in scale.points if scale else ():
            lesser = replace(self.rule, scale=scale.without(name)) if scale else self.rule
            if not any(
                trial.complaint(trial.outcome(self.bench.hits(lesser, trial.example.text), self.rule))
                for trial in self.trials
            ):
                yield f"the sign {name} is not missed"

    def notices_without_context(self, context: str) -> bool:
        lowers = {name: one for name, one in self.rule.lowers.items() if name != context}
        lesser = replace(self.rule, lowers=lowers)
        return any(
            trial.complaint(trial.outcome(_flat(hits), lesser))
            for trial, hits in zip(self.trials, self.hits, strict=True)
        )

    def list_entries(self) -> Iterator[tuple[str, str, bool]]:
        """Each entry of the file's own lists, with whether this rule notices its absence."""
        own = self.rule.grammar.own
        for name, entries in own.items():
            used = [
                place
                for place, pattern in enumerate(self.rule.patterns)
                if f"@{name}" in _expanded(pattern.text, own)
            ]
            for entry in entries:
                grammar = self.rule.grammar.without(name, entry)
                yield (
                    name,
                    entry,
                    any(self._notices(place, self.rule.patterns[place].text, grammar) for place in used),
                )

    def _notices(self, place: int, mutant: str | None, grammar: Grammar | None = None) -> bool:
        """Whether an example fails with the pattern at `place` taken away or replaced by less."""
        changed = None
        if mutant is not None:
            try:
                changed = compile_pattern(mutant, grammar or self.rule.grammar)
            except BadPatternError:
                return True  # it cannot be taken away
        for trial, hits in zip(self.trials, self.hits, strict=True):
            if not hits[place]:
                continue
            rest = [hit for other, those in enumerate(hits) if other != place for hit in those]
            if changed is not None and spans(changed, self.bench.page(trial.example.text)):
                rest += self.bench.hits(self.rule, trial.example.text, [changed])
            if _complains(trial, rest):
                return True
        return False


def _complains(trial: Trial, hits: list[Hit]) -> bool:
    return trial.complaint(trial.outcome(hits)) is not None


def _flat(hits: list[list[Hit]]) -> list[Hit]:
    return [hit for those in hits for hit in those]


def _expanded(text: str, lists: Mapping[str, Sequence[str]]) -> str:
    """The text with the entries of the lists it names, and of those they name, beside it."""
    told = {name for name in lists if f"@{name}" in text}
    more = told
    while more:
        inner = " ".join(entry for name in more for entry in lists[name])
        more = {name for name in lists if f"@{name}" in inner} - told
        told |= more
    return text + " " + " ".join(f"@{name}" for name in told)


def mutants(text: str) -> Iterator[tuple[str, str]]:
    """The pattern with one alternative or optional part taken away, and what that was."""
    pieces = _PIECE.findall(text)
    for place, piece in enumerate(pieces):
        if piece not in _OPEN:
            continue
        end, bars = _group(pieces, place)
        if piece == "[":
            yield "".join([*pieces[:place], " ", *pieces[end + 1 :]]), "".join(pieces[place : end + 1])
        edges = [place, *bars, end]
        if not bars:
            continue
        for left, right in pairwise(edges):
            inside = [pieces[index] for index in range(place + 1, end) if not left <= index < right]
            # The first alternative goes with the bar behind it, every other one with the bar before it.
            if left == place:
                inside = pieces[right + 1 : end]
            alternative = "".join(pieces[left + 1 : right]).strip()
            yield "".join([*pieces[: place + 1], *inside, *pieces[end:]]), repr(alternative)


def _group(pieces: list[str], start: int) -> tuple[int, list[int]]:
    """Where the bracket at `start` closes, and the bars directly within it."""
    depth = 0
    bars: list[int] = []
    for place in range(start, len(pieces)):
        if pieces[place] in _OPEN:
            depth += 1
        elif pieces[place] in _OPEN.values():
            depth -= 1
            if not depth:
                return place, bars
        elif pieces[place] == "|" and depth == 1:
            bars.append(place)
    return len(pieces) - 1, bars
