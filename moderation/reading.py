"""From a tokenized text to a page of positions."""

from spacy.tokens import Doc

from moderation.nodes import BREAK, NUMBER
from moderation.page import Page
from moderation.words import Entry, Lexicon, Mark, Slot

_FEWEST_SPACED = 3  # letters in a row, each alone, that may be a word spelt out
_WIDEST_SPACED = 60


def read(doc: Doc, lexicon: Lexicon, terminators: "Terminators") -> Page:
    """The page of `doc`. Its time is linear in the number of tokens."""
    strings = doc.vocab.strings
    entries = [lexicon.entry(norm, strings) for norm in doc.to_array("NORM").tolist()]
    writer = _Writer(terminators)
    letters: list[int] = []
    for token, entry in enumerate(entries):
        if entry.after_number and token and _is_number(entries[token - 1]):
            entries[token] = lexicon.entry_of(entry.after_number)
    for token, entry in enumerate(entries):
        if entry.mark is Mark.LETTER:
            letters.append(token)
            continue
        if letters and not (entry.mark is Mark.NOTHING and not entry.slots and len(letters) > 1):
            _spell_out(letters, doc, lexicon, writer)
            letters = []
        writer.add(entry.slots, token, token)
        writer.mark(entry.mark)
    if letters:
        _spell_out(letters, doc, lexicon, writer)
    return writer.page()


def _is_number(entry: Entry) -> bool:
    return bool(entry.slots) and NUMBER in entry.slots[-1].forms


class Terminators:
    """Words before which a phrase, or a whole clause, ends; and negations, which no gap passes."""

    __slots__ = ("of",)

    def __init__(
        self,
        phrase: frozenset[str] = frozenset(),
        clause: frozenset[str] = frozenset(),
        negations: frozenset[str] = frozenset(),
    ) -> None:
        # Of each such word: whether it ends a phrase, ends a clause, negates.
        self.of = {
            word: (word in phrase or word in clause, word in clause, word in negations)
            for word in phrase | clause | negations
        }


def _spell_out(letters: list[int], doc: Doc, lexicon: Lexicon, writer: "_Writer") -> None:
    """Letters that stand alone: a word spelt out if they make one, else each for itself."""
    if _FEWEST_SPACED <= len(letters) <= _WIDEST_SPACED:
        words = lexicon.joined("".join(doc[token].norm_[0] for token in letters))
        if words:
            place = 0
            for word in words:
                writer.add(lexicon.entry_of(word).slots, letters[place], letters[place + len(word) - 1])
                place += len(word)
            return
    for token in letters:
        writer.add(lexicon.entry_of(doc[token].norm_).slots, token, token)


class _Writer:
    __slots__ = (
        "_breaks", "_clauses", "_forms", "_negations", "_phrases", "_place", "_questions", "_quote",
        "_quoted", "_seethrough", "_terminators", "_tokens", "_where",
    )  # fmt: skip

    def __init__(self, terminators: Terminators) -> None:
        self._where: dict[str, int] = {}
        self._forms: list[tuple[str, ...]] = []
        self._tokens: list[tuple[int, int]] = []
        self._place = self._seethrough = self._breaks = self._questions = 0
        self._negations = self._clauses = self._phrases = self._quoted = 0
        self._quote = -1
        self._terminators = terminators

    def add(self, slots: tuple[Slot, ...], first: int, last: int) -> None:
        where = self._where
        for slot in slots:
            bit = 1 << self._place
            forms = slot.forms
            for form in forms:
                where[form] = where.get(form, 0) | bit
            if slot.seethrough:
                self._seethrough |= bit
            does = self._terminators.of.get(forms[0])
            if does is not None:
                ends_phrase, ends_clause, negates = does
                if ends_phrase:
                    self._phrases |= bit
                if ends_clause:
                    self._clauses |= bit
                if negates:
                    self._negations |= bit
            self._forms.append(forms)
            self._tokens.append((first, last))
            self._place += 1

    def mark(self, mark: Mark) -> None:
        if mark is Mark.NOTHING:
            return
        bit = 1 << self._place
        if mark is Mark.PHRASE:
            self._phrases |= bit
        elif mark is Mark.CLAUSE:
            self._clauses |= bit
            self._phrases |= bit
        elif mark is Mark.QUOTE:
            if self._quote < 0:
                self._quote = self._place
            else:
                self._quoted |= bit - (1 << self._quote)
                self._quote = -1
        elif self._place and not self._breaks >> (self._place - 1) & 1:
            self._end_sentence(asked=mark is Mark.QUESTION)
        elif mark is Mark.QUESTION and self._place:
            self._questions |= bit >> 1

    def _end_sentence(self, *, asked: bool) -> None:
        bit = 1 << self._place
        self._where[BREAK] = self._where.get(BREAK, 0) | bit
        self._breaks |= bit
        if asked:
            self._questions |= bit
        last = self._tokens[-1][1]
        self._forms.append(())
        self._tokens.append((last, last))
        self._place += 1

    def page(self) -> Page:
        return Page(
            size=self._place, where=self._where, seethrough=self._seethrough, breaks=self._breaks,
            questions=self._questions, negations=self._negations, clauses=self._clauses | self._breaks,
            phrases=self._phrases | self._breaks, quoted=self._quoted, tokens=self._tokens,
            keys=self._keys(),
        )  # fmt: skip

    def _keys(self) -> set[str]:
        """The word forms, and each with every one that a pattern may have next: behind fillers too."""
        keys = set(self._where)
        after: tuple[str, ...] = ()
        for place in range(self._place - 1, -1, -1):
            forms = self._forms[place]
            for form in forms:
                for next_ in after:
                    keys.add(f"{form} {next_}")
            after = tuple(dict.fromkeys(forms + after)) if self._seethrough >> place & 1 else forms
        return keys
