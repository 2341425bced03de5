"""Loading the words strictly, and rendering them for Telegram.

Each language is a folder of Fluent files (projectfluent.org). A value may use the few HTML tags that
Telegram knows (core.telegram.org/bots/api#html-style); arguments are escaped, so nobody's name can change
the formatting. Every phrase must be there in every language with just its own arguments.
"""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.domain.phrases import Phrase

HERE = Path(__file__).parent
LONGEST = 4096
_LONG = 200  # characters; fluent.runtime takes no argument of more than 2,500
_HOLD = "\ue000"  # of the private use area: nobody's words hold it


class WordsError(Exception):
    """The authored words are not complete; the message lists all there is to mend."""


@dataclass(frozen=True, slots=True)
class Words:
    """Every language's words. `say` renders one phrase; unknown languages get the default one."""

    bundles: Mapping[str, FluentBundle]
    default: str

    def say(
        self,
        language: str,
        key: str,
        args: Mapping[str, str | int] | None = None,
        lines: Iterable[tuple[str, Mapping[str, str | int]]] = (),
    ) -> str:
        """One phrase as Telegram HTML; `lines` are phrases of their own, one below the other, its `$lines`.

        Raises WordsError where it cannot be rendered.
        """
        escaped = {
            name: html.escape(value, quote=False) if isinstance(value, str) else value
            for name, value in (args or {}).items()
        }
        if rendered := "\n".join(self.say(language, *line) for line in lines):
            escaped["lines"] = rendered
        return self._render_long(language, key, escaped)

    def plain(self, language: str, key: str, args: Mapping[str, str | int] | None = None) -> str:
        """One phrase as plain text, for buttons and name lines."""
        return self._render_long(language, key, dict(args or {}))

    def _render_long(self, language: str, key: str, args: dict[str, str | int]) -> str:
        """As `_render`, for arguments of any length: Fluent refuses them beyond 2,500 characters."""
        held = {
            f"{_HOLD}{number}{_HOLD}": value
            for number, value in enumerate(args.values())
            if isinstance(value, str) and len(value) > _LONG
        }
        places = {value: place for place, value in held.items()}
        text = self._render(
            language,
            key,
            {
                name: places.get(value, value) if isinstance(value, str) else value
                for name, value in args.items()
            },
        )
        for place, value in held.items():
            text = text.replace(place, value)
        return text

    def _render(self, language: str, key: str, args: dict[str, str | int]) -> str:
        bundle = self.bundles.get(language) or self.bundles[self.default]
        message = bundle.get_message(key)
        if message.value is None:
            raise WordsError(f"{language}: {key} has no value")
        text, errors = bundle.format_pattern(message.value, args)
        if errors:
            raise WordsError(f"{language}: {key} cannot be rendered: {type(errors[0]).__name__}")
        return str(text)


def load(phrases: Iterable[Phrase], default: str = "en", folder: Path = HERE) -> Words:
    """Load every language's folder. Raises WordsError with one line for each thing to mend."""
    languages = sorted(path.name for path in folder.iterdir() if path.is_dir() and any(path.glob("*.ftl")))
    problems: list[str] = []
    if default not in languages:
        problems.append(f"{default}: there are no words in this language")
    bundles = {}
    wanted = list(phrases)
    for language in languages:
        bundles[language], found = _load_language(folder / language, language)
        problems += found or _compare(bundles[language], language, wanted)
    if problems:
        raise WordsError("\n".join(problems))
    return Words(bundles, default)


def _load_language(folder: Path, language: str) -> tuple[FluentBundle, list[str]]:
    bundle = FluentBundle([language], use_isolating=False)
    problems: list[str] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.ftl")):
        resource = FluentResource(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                line = entry.content.strip().splitlines()[0] if entry.content else ""
                problems.append(f"{language}/{path.name}: cannot be read: {line[:60]}")
            elif isinstance(entry, ast.Message):
                if entry.id.name in seen:
                    problems.append(f"{language}/{path.name}: {entry.id.name} stands twice")
                seen.add(entry.id.name)
        bundle.add_resource(resource)
    return bundle, problems


class _Variables(Visitor):
    """Collects the names of all arguments that a message uses."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - Fluent's own name
        self.names.add(node.id.name)


def _has_errors(bundle: FluentBundle, phrase: Phrase) -> bool:
    """Whether rendering it fails, for instance for a term or a function that is not there."""
    value = bundle.get_message(phrase.key).value
    return value is None or bool(bundle.format_pattern(value, dict.fromkeys(phrase.args, ""))[1])


def _compare(bundle: FluentBundle, language: str, phrases: list[Phrase]) -> list[str]:
    problems = []
    messages = bundle._messages  # noqa: SLF001 - the parsed entries have no public accessor
    for phrase in phrases:
        entry = messages.get(phrase.key)
        if entry is None or entry.value is None:
            problems.append(f"{language}: {phrase.key} is missing")
            continue
        variables = _Variables()
        variables.visit(entry)
        unknown = variables.names - phrase.args
        if unknown:
            problems.append(
                f"{language}: {phrase.key} uses {', '.join(sorted(unknown))}, which it is not given"
            )
        elif _has_errors(bundle, phrase):
            problems.append(f"{language}: {phrase.key} refers to something that is not there")
    known = {phrase.key for phrase in phrases}
    problems += [f"{language}: {key} is never said" for key in sorted(set(messages) - known)]
    return problems
