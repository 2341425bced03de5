"""Rule files become rules; whatever is wrong with any of them is gathered in one list."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from bot.domain.findings import Family, Grade
from bot.domain.people import Focus, Role
from moderation.context import Contexts, Cue
from moderation.format import (
    AnyRule,
    ContextFile,
    Example,
    ReplyEntry,
    RuleEntry,
    RuleFile,
    TogetherEntry,
    TogetherFile,
    entries,
    told,
)
from moderation.needs import Needs
from moderation.nodes import BadPatternError, Pattern
from moderation.pattern import Grammar, compile_pattern
from moderation.reading import Terminators
from moderation.weighing import Scale
from moderation.words import Spelling

RULES = Path(__file__).parent / "rules"
ALL_ROLES = Role.MENTEE | Role.MENTOR | Role.CARER | Role.FACILITATOR | Role.SUPERVISOR | Role.COORDINATOR
# What speaks of ending or harming oneself is never dropped by a context, only lowered.
NEVER_DROPPED = ("suicide", "self_harm")


class RulesRefusedError(Exception):
    """Rule files that cannot be used. `problems` has a line for each thing to mend."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Lowering:
    """What a context makes of a finding."""

    grade: Grade
    category: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule, ready to be matched."""

    id: str
    family: Family
    category: str
    grade: Grade
    roles: Role
    focus: frozenset[Focus]
    by_role: Mapping[Role, Grade]
    by_focus: Mapping[Focus, Grade]
    lowers: Mapping[str, Lowering]
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    why: str
    source: str
    match: tuple[str | Example, ...]
    no_match: tuple[str | Example, ...]
    path: Path
    grammar: Grammar
    inherited: frozenset[str]  # contexts whose lowering is the whole file's
    scale: Scale | None = None  # of a rule that weighs signs; it has no patterns then


@dataclass(frozen=True, slots=True, eq=False)
class Reply:
    """A rule about an answer and its question."""

    entry: ReplyEntry
    family: Family
    grade: Grade
    asked: tuple[Pattern, ...]
    answer: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """All that one language's folder holds."""

    language: str
    spelling: Spelling
    grammar: Grammar
    contexts: Contexts
    terminators: Terminators
    rules: tuple[Rule, ...]
    together: tuple[TogetherEntry, ...]
    replies: tuple[Reply, ...]
    cues: tuple[Cue, ...] = ()


def load(
    folders: Sequence[Path] = (),
    language: str = "en",
    only: Iterable[Path] | None = None,
    *,
    examples: bool = True,
) -> Rulebook:
    """The rules of `language`: ours, then those in `folders` beside them (or `only` these files).

    Without `examples` their shape is checked and they are forgotten: a scan at work has no use for them.
    Raises RulesRefusedError with every problem of every file.
    """
    return _Loader(language, examples).load(folders, only)


@dataclass(slots=True)
class _Loader:
    language: str
    examples: bool
    problems: list[str] = field(default_factory=list)
    seen: dict[str, Path] = field(default_factory=dict)

    def load(self, folders: Sequence[Path], only: Iterable[Path] | None) -> Rulebook:
        home = RULES / self.language
        words, concepts, context = (
            self._read(home / name) for name in ("_words.toml", "_concepts.toml", "_context.toml")
        )
        try:
            spelling = Spelling.of(words)
            lists = {name: listed.words for name, listed in entries(concepts).items()}
            head = ContextFile.model_validate(context)
        except (ValidationError, KeyError, TypeError, AttributeError) as refusal:
            raise RulesRefusedError([*self.problems, f"{home}: {refusal}"]) from None
        grammar = Grammar(spelling.spell, spelling.irregular, lists, Needs(spelling.commonness))
        for name in lists:
            self._pattern(f"@{name}", grammar, home / "_concepts.toml", f"list {name}")
        cues = tuple(
            Cue(
                entry.context, entry,
                self._patterns(entry.patterns, grammar, home / "_context.toml", entry.context),
                self._patterns(entry.unless, grammar, home / "_context.toml", entry.context),
            )
            for entry in head.cue
        )  # fmt: skip
        contexts = Contexts(cues)
        paths = sorted(only) if only is not None else _files([home, *folders])
        rules = [rule for path in paths for rule in self._rules(path, grammar, contexts)]
        together, replies = self._conversations(_files([home, *folders], "_together.toml"), grammar)
        if self.problems:
            raise RulesRefusedError(self.problems)
        return Rulebook(
            self.language, spelling, grammar, contexts,
            Terminators(
                frozenset(head.terminators.phrase), frozenset(head.terminators.clause), spelling.negations
            ),
            tuple(rules), together, replies, cues,
        )  # fmt: skip

    def _read(self, path: Path) -> dict[str, Any]:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as refusal:
            self.problems.append(f"{path.name}: {refusal}")
            return {}

    def _rules(self, path: Path, grammar: Grammar, contexts: Contexts) -> list[Rule]:
        table = self._read(path)
        if not table:
            return []
        try:
            parsed = RuleFile.model_validate(table)
        except ValidationError as refusal:
            self.problems.extend(told(path, refusal, table))
            return []
        if parsed.pack.category != path.stem:
            self.problems.append(
                f"{path.name}: its category is {parsed.pack.category!r}, not the file's name"
            )
        try:
            own = grammar.with_concepts(parsed.concepts)
        except BadPatternError as refusal:
            self.problems.append(f"{path.name}: {refusal}")
            return []
        rules = [
            self._rule(entry, parsed, path, own, contexts)
            for entry in cast("list[AnyRule]", [*parsed.rule, *parsed.weigh])
        ]
        if not rules:
            self.problems.append(f"{path.name}: it holds neither a [[rule]] nor a [[weigh]]")
        return self._with_scales(rules, parsed, path, own)

    def _with_scales(self, rules: list[Rule], parsed: RuleFile, path: Path, grammar: Grammar) -> list[Rule]:
        """The rules, with scales for those that weigh the file's signs; each sign is read once."""
        signs = {
            name: self._patterns(texts, grammar, path, f"sign {name}") for name, texts in parsed.signs.items()
        }
        for name in sorted(signs.keys() - {sign for entry in parsed.weigh for sign in entry.points}):
            self.problems.append(f"{path.name}: the sign {name} is weighed by no rule")
        for entry in parsed.weigh:
            self.problems.extend(f"{path.name}: {entry.id}: {what}" for what in entry.imbalance(signs))
        scales = {entry.id: Scale(signs, entry.points, entry.enough, entry.within) for entry in parsed.weigh}
        return [replace(rule, scale=scales.get(rule.id)) for rule in rules]

    def _rule(
        self, entry: AnyRule, parsed: RuleFile, path: Path, grammar: Grammar, contexts: Contexts
    ) -> Rule:
        category = parsed.pack.category
        if not entry.id.startswith(f"{category}."):
            self.problems.append(f"{path.name}: {entry.id}: an id begins with its category, {category}.")
        if entry.id in self.seen:
            self.problems.append(f"{path.name}: {entry.id} exists already, in {self.seen[entry.id].name}")
        self.seen[entry.id] = path
        lowers = {**parsed.lowers, **entry.lowers}
        for context, lowered in lowers.items():
            if context not in contexts.names:
                self.problems.append(f"{path.name}: {entry.id}: there is no context {context!r}")
            if lowered.grade == "none" and category.startswith(NEVER_DROPPED):
                self.problems.append(f"{path.name}: {entry.id}: {context} would drop it; a note is the least")
        patterns = entry.patterns if isinstance(entry, RuleEntry) else []
        return Rule(
            id=entry.id, family=Family(parsed.pack.family), category=category, grade=_grade(entry.grade),
            roles=_roles(entry.roles), focus=frozenset(map(Focus, entry.focus)),
            by_role={Role.named(word): _grade(grade) for word, grade in entry.by_role.items()},
            by_focus={Focus(word): _grade(grade) for word, grade in entry.by_focus.items()},
            lowers={name: Lowering(_grade(one.grade), one.category) for name, one in lowers.items()},
            patterns=self._patterns(patterns, grammar, path, entry.id),
            unless=self._patterns(entry.unless, grammar, path, entry.id),
            why=entry.why, source=entry.source, path=path,
            match=tuple(entry.match if self.examples else ()),
            no_match=tuple(entry.no_match if self.examples else ()),
            grammar=grammar, inherited=frozenset(parsed.lowers) - frozenset(entry.lowers),
        )  # fmt: skip

    def _conversations(
        self, paths: Sequence[Path], grammar: Grammar
    ) -> tuple[tuple[TogetherEntry, ...], tuple[Reply, ...]]:
        together: list[TogetherEntry] = []
        replies: list[Reply] = []
        for path in paths:
            table = self._read(path)
            try:
                parsed = TogetherFile.model_validate(table)
            except ValidationError as refusal:
                self.problems.extend(told(path, refusal, table))
                continue
            together.extend(parsed.together)
            replies.extend(
                Reply(
                    entry, Family(entry.family), _grade(entry.grade),
                    self._patterns(entry.asked, grammar, path, entry.id),
                    self._patterns(entry.answer, grammar, path, entry.id),
                )
                for entry in parsed.reply
            )  # fmt: skip
        return tuple(together), tuple(replies)

    def _patterns(self, texts: Sequence[str], grammar: Grammar, path: Path, of: str) -> tuple[Pattern, ...]:
        return tuple(found for text in texts if (found := self._pattern(text, grammar, path, of)))

    def _pattern(self, text: str, grammar: Grammar, path: Path, of: str) -> Pattern | None:
        try:
            return compile_pattern(text, grammar)
        except BadPatternError as refusal:
            self.problems.append(f"{path.name}: {of}: {text!r}: {refusal}")
            return None


def _files(folders: Sequence[Path], name: str = "[!_]*.toml") -> list[Path]:
    return [path for folder in folders for path in sorted(folder.glob(name))]


def _grade(word: str) -> Grade:
    return Grade[word.upper()]


def _roles(words: Sequence[str]) -> Role:
    if not words:
        return ALL_ROLES
    roles = Role(0)
    for word in words:
        roles |= Role.named(word)
    return roles
