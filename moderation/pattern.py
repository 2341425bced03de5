"""The pattern language: a string that a clinician can read becomes nodes. Its grammar is in docs/scan.md."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from moderation.inflect import inflected
from moderation.needs import Needs
from moderation.nodes import (
    BREAK,
    NUMBER,
    AnyWord,
    BadPatternError,
    Chain,
    Edge,
    Gap,
    Maybe,
    Node,
    Pattern,
    Words,
    can_be_empty,
    chain,
    weight,
)

LONGEST_GAP = 12
USUAL_GAP = 4
MOST_NEEDS = 4  # sets of words by which a pattern is looked up
MOST_WORDS = 4000  # in one pattern with its lists; more is a mistake
_PIECE = re.compile(r"\.\.\.|\.\.\d+|//|&&|\^\^|\$\$|[()|\[\]&^$]|[^\s()|\[\]&^$]+")
_SIGNS: dict[str, Node] = {
    "^": Edge(start=True, whole=False),
    "$": Edge(start=False, whole=False),
    "^^": Edge(start=True, whole=True),
    "$$": Edge(start=False, whole=True),
    BREAK: Maybe(Words(frozenset({BREAK}))),
    "_": AnyWord(),
    NUMBER: Words(frozenset({NUMBER})),
}
_LITERAL = re.compile(r"[a-z0-9'%£$€+.-]+")


@dataclass(slots=True)
class Grammar:
    """What patterns of one language lean on: its lists, its inflections, how it spells."""

    spell: Callable[[str], list[str]]
    irregular: Mapping[str, Sequence[str]]
    concepts: Mapping[str, Sequence[str]]
    needs: Needs = field(default_factory=Needs)
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pieces: dict[str, tuple[Node, ...]] = field(
        default_factory=dict
    )  # read before: made once, used everywhere
    words: dict[str, Words] = field(default_factory=dict)
    _read: dict[str, Node] = field(default_factory=dict)
    _reading: list[str] = field(default_factory=list)

    def with_concepts(self, more: Mapping[str, Sequence[str]]) -> "Grammar":
        """The same with a file's own lists beside the common ones; BadPatternError on a name in use."""
        for name in more:
            if name in self.concepts:
                raise BadPatternError(f"the list @{name} exists already")
        # The common lists are read once: what a page has found of them then serves every file.
        read = {name: node for name, node in self._read.items() if name in self.concepts}
        return replace(self, concepts={**self.concepts, **more}, own=more, _read=read, _reading=[])

    def without(self, name: str, entry: str) -> "Grammar":
        """The same grammar with one entry less in one of the file's own lists."""
        own = {**self.own, name: [one for one in self.own[name] if one != entry]}
        return replace(self, concepts={**self.concepts, **own}, own=own, _read={}, _reading=[])

    def concept(self, name: str) -> Node:
        """The list of that name as a node; raises BadPatternError for an unknown or circular name."""
        if name not in self._read:
            if name not in self.concepts:
                raise BadPatternError(f"there is no list @{name}")
            if name in self._reading:
                raise BadPatternError(f"the list @{name} contains itself")
            if not self.concepts[name]:
                raise BadPatternError(f"the list @{name} is empty")
            self._reading.append(name)
            try:
                self._read[name] = self.needs.choice([parse(entry, self) for entry in self.concepts[name]])
            finally:
                self._reading.pop()
        return self._read[name]


def parse(text: str, grammar: Grammar) -> Node:
    """One clause of a pattern as a node; raises BadPatternError."""
    pieces = _PIECE.findall(text)
    node, rest = _branches(pieces, 0, grammar)
    if rest != len(pieces):
        raise BadPatternError(f"{pieces[rest]!r} closes nothing")
    return node


def compile_pattern(text: str, grammar: Grammar) -> Pattern:
    """A whole pattern; raises BadPatternError with what to mend."""
    apart = "&&" in text
    clauses = tuple(parse(part, grammar) for part in re.split(r"&&|&", text))
    for clause in clauses:
        _refuse_ends(clause)
        _weigh(clause)
    needs = grammar.needs.rarest(clauses, MOST_NEEDS)
    if not needs:
        raise BadPatternError("no word in it is certain to be there")
    return Pattern(text, clauses, apart, needs)


def _branches(pieces: list[str], place: int, grammar: Grammar) -> tuple[Node, int]:
    branches: list[Node] = []
    parts: list[Node] = []
    while True:
        piece = pieces[place] if place < len(pieces) else ")"
        if piece in ("|", ")", "]"):
            if not parts:
                raise BadPatternError("an alternative or bracket with nothing in it")
            branches.append(chain(parts))
            parts = []
            if piece != "|":
                return (branches[0] if len(branches) == 1 else grammar.needs.choice(branches)), place
            place += 1
        elif piece in ("(", "["):
            inner, place = _branches(pieces, place + 1, grammar)
            if place >= len(pieces) or pieces[place] != (")" if piece == "(" else "]"):
                raise BadPatternError(f"{piece!r} is not closed")
            parts.append(inner if piece == "(" else Maybe(inner))
            place += 1
        elif piece.startswith("@"):
            parts.append(grammar.concept(piece[1:]))
            place += 1
        else:
            nodes = grammar.pieces.get(piece)
            if nodes is None:
                nodes = grammar.pieces[piece] = tuple(_atoms(piece, grammar))
            parts.extend(nodes)
            place += 1


def _atoms(piece: str, grammar: Grammar) -> list[Node]:
    if piece.startswith(".."):
        return [_gap(piece)]
    if piece in _SIGNS:
        return [_SIGNS[piece]]
    if piece != piece.lower():
        raise BadPatternError(f"{piece!r}: patterns are written in small letters")
    if piece.startswith("~"):
        return [Words(inflected(piece[1:], grammar.irregular))]
    if piece.endswith("*"):
        if len(piece) < 4 or not piece[:-1].isalpha():  # noqa: PLR2004  three letters and the star
            raise BadPatternError(f"{piece!r}: a beginning needs three letters")
        return [Words(frozenset({piece}))]
    if not _LITERAL.fullmatch(piece):
        raise BadPatternError(f"{piece!r} is neither a word nor a sign of the pattern language")
    return [_word(word, grammar) for word in grammar.spell(piece)]


def _word(word: str, grammar: Grammar) -> Words:
    if word not in grammar.words:
        grammar.words[word] = Words(frozenset({word}))
    return grammar.words[word]


def _gap(piece: str) -> Gap:
    if piece == "...":
        return Gap(USUAL_GAP)
    if not piece[2:].isdigit() or not 1 <= int(piece[2:]) <= LONGEST_GAP:
        raise BadPatternError(f"{piece!r}: a gap is ... or ..1 to ..{LONGEST_GAP}")
    return Gap(int(piece[2:]))


def _refuse_ends(node: Node) -> None:
    """A leading or trailing optional part or gap never decides whether a pattern matches: a mistake."""
    parts = node.parts if isinstance(node, Chain) else (node,)
    for part in (parts[0], parts[-1]):
        if not isinstance(part, Edge) and can_be_empty(part):
            raise BadPatternError("it starts or ends with an optional part or a gap, which changes nothing")


def _weigh(node: Node) -> None:
    if weight(node) > MOST_WORDS:
        raise BadPatternError(f"more than {MOST_WORDS} words in one pattern")
