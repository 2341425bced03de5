"""The scan: a text goes in with whose it is, findings come out. Always."""

import threading
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc

from bot.domain.findings import Earlier, Family, Finding, Grade, Reason
from bot.domain.people import Focus, Role
from moderation.clean import Cleaned, clean
from moderation.earlier import added_up, answered
from moderation.languages import Languages
from moderation.message import Message
from moderation.page import Page
from moderation.pipeline import KEY, Normalise, Work, build, note_failure
from moderation.verdict import finding

LONGEST_TEXT = 20_000  # code points that are looked at; Telegram's messages end at 4,096
_MOST_NEW_WORDS = 20_000  # that spaCy remembers (some 400 bytes each) before it gets a new vocabulary


class Scan:
    """Loads rules once, then scans any number of texts. Raises RulesRefusedError when made, never later.

    `findings` may be called from any thread; `stream` belongs to the thread that runs it.
    """

    def __init__(self, folders: Sequence[Path] = (), language: str = "en") -> None:
        self.nlp, self.book = build(folders, language)
        reader = self.nlp.get_pipe("alongside_normalise")
        assert isinstance(reader, Normalise)
        self.lexicon = reader.lexicon
        self._languages = Languages.of(
            tomllib.loads((Path(__file__).parent / "languages.toml").read_text(encoding="utf-8")),
            frozenset(self.book.spelling.commonness),
        )
        book = self.book
        self._reasons = {
            **{one.id: Reason(one.why, one.source) for one in book.rules},
            **{one.id: Reason(one.why, one.source) for one in book.together},
            **{one.entry.id: Reason(one.entry.why, one.entry.source) for one in book.replies},
        }
        self._lock = threading.RLock()
        self._vocab = self.nlp.vocab
        self._familiar = len(self._vocab)

    def findings(self, message: Message) -> tuple[Finding, ...]:
        """Everything found in the message, gravest first."""
        with self._lock:
            return next(iter(self.stream([message])))

    def scan(
        self, words: str, role: Role, focus: frozenset[Focus], recent: Sequence[Earlier]
    ) -> tuple[Finding, ...]:
        """`findings`, as use cases ask for them."""
        return self.findings(Message(words, role, focus, tuple(recent)))

    def reason(self, rule: str) -> Reason | None:
        """Why there is a rule of this id, and its source."""
        return self._reasons.get(rule)

    def stream(self, messages: Iterable[Message]) -> Iterator[tuple[Finding, ...]]:
        """The findings of each message, in order, each as soon as its message is there."""
        for doc in self.nlp.pipe(map(self._fresh, messages)):
            yield self._concluded(doc.user_data[KEY], doc)

    def _fresh(self, message: Message) -> Doc:
        """The message as a Doc.

        spaCy keeps every word it meets. Its memory zones give them back but make the tokenizer three times
        slower, so now and then the tokenizer starts anew instead, which takes a tenth of a second.
        """
        if len(self._vocab) > self._familiar + _MOST_NEW_WORDS:
            fresh = spacy.blank(self.book.language)
            self.nlp.tokenizer, self._vocab = fresh.tokenizer, fresh.vocab
        return self._doc(message)

    def work(self, message: Message, *, every_rule: bool = False) -> tuple[Work, Doc]:
        """The message with what the components made of it; `every_rule`: also those not for its author."""
        doc = self._fresh(message)
        doc.user_data[KEY].every_rule = every_rule
        doc = self.nlp(doc)
        return doc.user_data[KEY], doc

    def read(self, text: str) -> Page:
        """A text as a page; an unreadable one as an empty page."""
        work, _ = self.work(Message(text))
        return work.page or Page(0, {}, 0, 0, 0, 0, 0, 0, 0, [], set())

    def _doc(self, message: Message) -> Doc:
        text = message.text
        try:
            cleaned = clean(text[:LONGEST_TEXT])
            doc = self.nlp.make_doc(cleaned.text)
            doc.user_data[KEY] = Work(message, cleaned)
        except Exception as failure:  # noqa: BLE001  whatever it is, the message must get its verdict
            note_failure("tokenizer", failure)
            doc = Doc(self.nlp.vocab)
            doc.user_data[KEY] = Work(message, Cleaned("", None, len(text)), failed="tokenizer")
        return doc

    def _concluded(self, work: Work, doc: Doc) -> tuple[Finding, ...]:
        found: list[Finding] = []
        whole = (0, len(work.message.text))
        try:
            found = self._found(work, doc)
        except Exception as failure:  # noqa: BLE001  whatever it is, the message must get its verdict
            work.failed = "conclusion"
            note_failure("conclusion", failure)
        if work.failed or len(work.message.text) > LONGEST_TEXT:
            start = 0 if work.failed else LONGEST_TEXT
            found.append(Finding("scan.unscanned", "unscanned", Family.SCAN, Grade.NOTE, start, whole[1]))
        return tuple(found)

    def _found(self, work: Work, doc: Doc) -> list[Finding]:
        message, page = work.message, work.page
        if page is None:
            return []
        found = self._own(work, doc)
        if message.recent:
            found += [
                Finding(
                    reply.entry.id,
                    reply.entry.category,
                    reply.family,
                    reply.grade,
                    *place(work, doc, start, end),
                )
                for reply, start, end in answered(page, message.recent, self.book.replies, self.read)
            ]
        if found and self.book.together:
            found += added_up(
                found, message.recent, self.book.together, lambda text: self._alone(text, message)
            )
        if self._languages.foreign(work.cleaned.text, page):
            found.append(
                Finding(
                    "scan.other_language", "other_language", Family.SCAN, Grade.NOTE, 0, len(message.text)
                )
            )
        found.sort(key=lambda one: (-one.grade, one.start, one.rule))
        return found

    def _own(self, work: Work, doc: Doc) -> list[Finding]:
        return [finding(hit, judged, place(work, doc, hit.start, hit.end)) for hit, judged in work.verdict]

    def _alone(self, text: str, message: Message) -> list[Finding]:
        """The findings in an earlier text of the same author, without regard to what came before it."""
        work, doc = self.work(Message(text, message.role, message.focus))
        return self._own(work, doc)


def place(work: Work, doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Positions on the page as offsets in the text that was handed in (end exclusive)."""
    assert work.page is not None
    tokens = work.page.tokens
    first, last = doc[tokens[start][0]], doc[tokens[end - 1][1]]
    return work.cleaned.span(first.idx, last.idx + len(last))
