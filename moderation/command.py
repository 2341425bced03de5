"""`alongside scan` and `alongside rules`, with words for the terminal."""

import argparse
import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from bot.domain.findings import Family, Finding, Grade
from bot.domain.people import Focus, Role
from moderation.message import Earlier, Message

UNREAD = Finding("scan.unscanned", "unscanned", Family.SCAN, Grade.NOTE, 0, 0)


class BadLineError(ValueError):
    """A line that is no message; says why, without its words, and whose line it was if it has an id."""

    def __init__(self, why: str, identity: object = None) -> None:
        super().__init__(why)
        self.identity = identity


def add_scan_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--explain", metavar="TEXT", help="say what fires on this text and why")
    parser.add_argument(
        "--rule", action="append", default=[], metavar="ID", help="with --explain: why it did not fire"
    )
    parser.add_argument("--role", default="mentee", help="with --explain: whose text it is (mentee)")
    parser.add_argument("--focus", help="with --explain: the programme's focus")
    parser.add_argument(
        "--rules", type=Path, action="append", default=[], metavar="DIR", help="more rules, beside ours"
    )


def add_rules_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE", help="only these rule files")
    parser.add_argument("--check", action="store_true", help="run every example")
    parser.add_argument("--mutate", action="store_true", help="list what no example would miss")
    parser.add_argument(
        "--rules", type=Path, action="append", default=[], metavar="DIR", help="more rules, beside ours"
    )


def run_scan(options: argparse.Namespace) -> int:
    """Scan standard input, or explain one text. Status 1: malformed lines; 2: rules refused."""
    from moderation.rulebook import RulesRefusedError  # noqa: PLC0415  spaCy is loaded only when it is needed
    from moderation.scan import Scan  # noqa: PLC0415

    try:
        scan = Scan(options.rules)
    except RulesRefusedError as refusal:
        return _refused(refusal.problems)
    if options.explain is not None:
        from moderation.explain import explain  # noqa: PLC0415

        focus = frozenset({Focus(options.focus)} if options.focus else ())
        message = Message(options.explain, Role.named(options.role), focus)
        for line in explain(scan, message, options.rule):
            print(line)  # noqa: T201  the command speaks to the terminal
        return 0
    lines = Lines(sys.stdin.buffer, sys.stderr)
    for findings in scan.stream(lines):
        identity, sound = lines.take()
        print(answer(identity, findings if sound else [UNREAD]), flush=True)  # noqa: T201
    return 1 if lines.malformed else 0


class Lines:
    """JSON lines as messages.

    A malformed line is told on `errors` and becomes an empty message, so that each line has its answer;
    `take` gives its id when that is due.
    """

    def __init__(self, source: Iterable[bytes], errors: TextIO) -> None:
        self._source = source
        self._errors = errors
        self._identities: deque[tuple[object, bool]] = deque()
        self.malformed = 0

    def __iter__(self) -> Iterator[Message]:
        for number, line in enumerate(self._source, 1):
            if not line.strip():
                continue
            try:
                identity, message = read_line(line)
            except BadLineError as refusal:
                self.malformed += 1
                print(f"line {number}: {refusal}", file=self._errors, flush=True)
                self._identities.append((refusal.identity, False))
                yield Message("")
            else:
                self._identities.append((identity, True))
                yield message

    def take(self) -> tuple[object, bool]:
        """The id of the oldest message without an answer, and whether its line was sound."""
        return self._identities.popleft()


def read_line(line: bytes) -> tuple[object, Message]:
    """One line as its id and message; raises BadLineError."""
    try:
        table: Any = json.loads(line)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as refusal:
        raise BadLineError(f"no JSON ({type(refusal).__name__})") from None
    if not isinstance(table, dict):
        raise BadLineError("no JSON object")
    identity = table.get("id")
    if not isinstance(table.get("text", ""), str):
        raise BadLineError("its text is no string", identity)
    try:
        text = table["text"]
        role = Role(0)
        for word in str(table.get("role") or "mentee").split("+"):
            role |= Role.named(word)
        focus = table.get("focus") or ()
        return identity, Message(
            text,
            role,
            frozenset(map(Focus, [focus] if isinstance(focus, str) else focus)),
            tuple(_earlier(one) for one in table.get("recent") or ()),
        )
    except KeyError:
        raise BadLineError("it has no text", identity) from None
    except BadLineError as refusal:
        raise BadLineError(str(refusal), identity) from None
    except (ValueError, TypeError, AttributeError) as refusal:
        raise BadLineError(str(refusal), identity) from None


def _earlier(one: object) -> Earlier:
    if isinstance(one, str):
        return Earlier(one)
    if isinstance(one, dict) and isinstance(one.get("text"), str):
        return Earlier(one["text"], bool(one.get("mine", True)))
    raise BadLineError("a recent message is neither a string nor an object with a text")


def answer(identity: object, findings: Iterable[Finding]) -> str:
    """One line of output."""
    found = list(findings)
    return json.dumps(
        {
            "id": identity,
            "grade": max((one.grade for one in found), default=Grade.NONE).word,
            "findings": [
                {
                    "rule": one.rule, "category": one.category, "family": one.family.value,
                    "grade": one.grade.word,
                    "start": one.start, "end": one.end, "context": list(one.context),
                }
                for one in found
            ],
        }
    )  # fmt: skip


def run_rules(options: argparse.Namespace) -> int:
    """List, check or mutate rules. Status 1 if an example fails or something is not missed, 2 if refused."""
    from moderation.check import check  # noqa: PLC0415  spaCy is loaded only when it is needed
    from moderation.contacts import ContactsRefusedError, check_examples, count_examples  # noqa: PLC0415
    from moderation.mutate import survivors  # noqa: PLC0415
    from moderation.rulebook import RulesRefusedError, load  # noqa: PLC0415
    from moderation.scan import Scan  # noqa: PLC0415
    from moderation.talks import check_talks  # noqa: PLC0415

    try:
        book = load(options.rules, only=options.files or None)
    except RulesRefusedError as refusal:
        return _refused(refusal.problems)
    say = print
    if options.check or options.mutate:
        lines = (check(book) if options.check else []) + (survivors(book) if options.mutate else [])
        examples = sum(len(rule.match) + len(rule.no_match) for rule in book.rules)
        if options.check and not options.files:
            lines += check_talks(Scan(options.rules))
            try:
                lines += check_examples()
                examples += count_examples()
            except ContactsRefusedError as refusal:
                return _refused(refusal.problems)
        for line in lines:
            say(line)
        say(f"{len(book.rules)} rules, {examples} examples, {len(lines)} to mend")
        return 1 if lines else 0
    for rule in book.rules:
        say(
            f"{rule.id:44} {rule.family.value:9} {rule.grade.word:9}"
            f" {len(rule.match):3}+{len(rule.no_match):<3} {rule.source}"
        )
    return 0


def _refused(problems: Iterable[str]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)  # noqa: T201
    return 2
