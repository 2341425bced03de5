"""Why the scan says what it says of one sentence, in lines for a person to read."""

from collections.abc import Iterator, Sequence

from bot.domain.findings import Grade
from moderation.message import Message
from moderation.nodes import BREAK, AnyWord, Chain, Choice, Edge, Gap, Maybe, Node, Pattern, Words
from moderation.page import Page, spans
from moderation.rulebook import Rule
from moderation.scan import Scan, place
from moderation.verdict import applies, full_grade, judge
from moderation.weighing import Scale, Scales

_SHOWN = 6  # words of a set that are shown


def explain(scan: Scan, message: Message, rules: Sequence[str] = ()) -> Iterator[str]:
    """How the text is read, what fires and how contexts lower it.

    For `rules` (ids or the beginnings of ids) also how far each of their patterns got.
    """
    work, doc = scan.work(message, every_rule=True)
    page = work.page
    if page is None:
        yield f"unscanned: {work.failed}"
        return
    yield "read as: " + " ".join(_word(page, position) for position in range(page.size))
    said = scan.book.contexts.said(page)
    for one in said:
        words = " ".join(_word(page, position) for position in range(one.start, one.end))
        yield f"cue {one.cue.context}: {words!r}"
    if not work.hits:
        yield "no rule fires"
    for hit in work.hits:
        start, end = place(work, doc, hit.start, hit.end)
        full = full_grade(hit.rule, message.role, message.focus)
        judged = judge(hit, message.role, message.focus)
        lowered = f", lowered to {judged.grade.word} ({', '.join(judged.because)})" if judged.because else ""
        meant = "" if applies(hit.rule, message.role, message.focus) else "; not for this role or focus"
        yield f"{hit.rule.id}: {message.text[start:end]!r} by {hit.pattern!r}"
        contexts = ", ".join(hit.contexts) or "none"
        yield f"    {full.word}{lowered}; category {judged.category}; contexts {contexts}{meant}"
        yield f"    {hit.rule.why} ({hit.rule.source})"
    for rule in scan.book.rules:
        if any(rule.id == name or rule.id.startswith(f"{name}.") for name in rules):
            yield from _tried(rule, page)
    findings = scan.findings(message)
    yield f"grade: {max((one.grade for one in findings), default=Grade.NONE).word}"


def _tried(rule: Rule, page: Page) -> Iterator[str]:
    yield f"{rule.id}:"
    for pattern in rule.patterns:
        yield f"    {pattern.text!r}: {_how_far(pattern, page)}"
    if rule.scale:
        yield from _weighed(rule.scale, page)
    for pattern in rule.unless:
        if spans(pattern, page):
            yield f"    unless {pattern.text!r}: found"


def _weighed(scale: Scale, page: Page) -> Iterator[str]:
    """Which of its signs are there at all, and what they come to."""
    for name, points in scale.points.items():
        if any(spans(pattern, page) for pattern in scale.signs[name]):
            yield f"    {name}: {points:+d}"
    tipped = next((one.told for _, one in Scales([scale]).weigh(page)), "too few within its reach")
    yield f"    {tipped}; {scale.enough} are enough within {scale.within} words"


def _how_far(pattern: Pattern, page: Page) -> str:
    if spans(pattern, page):
        return "found"
    for clause in pattern.clauses:
        at = page.everywhere
        parts = clause.parts if isinstance(clause, Chain) else (clause,)
        for number, part in enumerate(parts):
            further = part.walk(page, at)
            if not further:
                reached = f"its first {number} parts are there, then it wants" if number else "wants"
                return f"{reached} {shown(part)}"
            at = further
    return "its parts are there, in different sentences"


def shown(node: Node) -> str:  # noqa: PLR0911  one line for each kind of node
    """A node in the signs of the pattern language, long sets cut short."""
    match node:
        case Words(options):
            some = sorted(options)[:_SHOWN]
            text = "|".join(some) + ("|…" if len(options) > _SHOWN else "")
            return text if len(options) == 1 else f"({text})"
        case Chain(parts):
            return " ".join(map(shown, parts))
        case Choice(branches):
            return "(" + "|".join(map(shown, branches[:_SHOWN])) + ("|…)" if len(branches) > _SHOWN else ")")
        case Maybe(part):
            return f"[{shown(part)}]"
        case Gap(most):
            return f"..{most}"
        case AnyWord():
            return "_"
        case Edge(start, whole):
            return ("^" if start else "$") * (2 if whole else 1)


def _word(page: Page, position: int) -> str:
    forms = [form for form, where in page.where.items() if where >> position & 1 and not form.endswith("*")]
    word = "/".join(forms)
    if word == BREAK:
        return "?" if page.questions >> position & 1 else BREAK
    mark = "," if page.phrases >> position & 1 and position else ""
    return f"{mark}({word})" if page.seethrough >> position & 1 else mark + word
