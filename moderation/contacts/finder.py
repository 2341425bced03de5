"""The finder: a text goes in, its contact details come out."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.domain.contacts import Contact, ContactKind
from moderation.contacts.addresses import Addresses
from moderation.contacts.banks import Banks
from moderation.contacts.figures import Figures
from moderation.contacts.form import ContactWords
from moderation.contacts.handles import Handles
from moderation.contacts.mails import Mails
from moderation.contacts.page import Page
from moderation.contacts.phones import WHERE_ENGLISH_IS_SPOKEN, Phones
from moderation.contacts.surnames import Surnames

LONGEST_TEXT = 20_000  # code points that are looked at, as in the scan; Telegram's messages end at 4,096
MOST_FOUND = 50  # one is enough to ask

Found = tuple[ContactKind, tuple[int, int]]


class Contacts:
    """Finds contact details; `public` are numbers and addresses that everybody may be told: crisis lines.

    It keeps nothing of any text and may be called from any thread.
    """

    def __init__(self, words: ContactWords, public: Collection[str] = ()) -> None:
        self._figures = Figures(words.figures)
        self._banks = Banks(words.bank, words.mail)
        self._mails = Mails(words.mail, public)
        self._handles = Handles(words.handle)
        self._phones = Phones(words.phone, public)
        self._addresses = Addresses(words.address)
        self._surnames = Surnames(words.name)

    def find(
        self, words: str, countries: Sequence[str], known_names: Collection[str] = ()
    ) -> tuple[Contact, ...]:
        """The details in a text, as `bot.domain.contacts.ContactFinder` promises."""
        page = Page.of(words[:LONGEST_TEXT])
        if not page.words:
            return ()
        kept: list[Contact] = []
        for kind, (start, end) in self._found(page, countries or WHERE_ENGLISH_IS_SPOKEN, known_names):
            begin, close = page.cleaned.span(start, end)
            if not any(begin < each.end and each.start < close for each in kept):
                kept.append(Contact(kind, begin, close))
                if len(kept) == MOST_FOUND:
                    break
        return tuple(sorted(kept, key=lambda each: each.start))

    def _found(self, page: Page, countries: Sequence[str], known_names: Collection[str]) -> Iterator[Found]:
        """What is found, the surer kinds first: where two overlap, the first one stays."""
        runs = self._figures.runs(page)
        yield from _as(ContactKind.BANK, self._banks.spans(page, runs))
        yield from _as(ContactKind.TELEGRAM_LINK, self._handles.telegram(page))
        if "@" in page.text:
            yield from _as(ContactKind.BANK, self._banks.upis(page))
        yield from _as(ContactKind.EMAIL, self._mails.spans(page))
        yield from _as(ContactKind.HANDLE, self._handles.spans(page))
        yield from _as(ContactKind.PHONE, self._phones.spans(page, runs, countries))
        yield from _as(ContactKind.ADDRESS, self._addresses.spans(page))
        yield from _as(ContactKind.FULL_NAME, self._surnames.spans(page, known_names))


def _as(kind: ContactKind, spans: Iterable[tuple[int, int]]) -> Iterator[Found]:
    return ((kind, span) for span in spans)
