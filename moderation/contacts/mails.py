"""E-mail addresses, typed and told: rosa dot example at gmail dot com."""

import re
from collections.abc import Collection, Iterator

from moderation.contacts.form import MailWords
from moderation.contacts.page import Page, Phrases

_LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1
_LOCAL = re.compile(r"[\w.+%'-]{1,64} ?\Z")
_DOT = re.compile(r"\s*[\[({]?\s*[.,]\s*[\])}]?\s*")
_BRACKETED = re.compile(r"\s*[\[({<*_]+\s*\Z")
_MOST_PARTS = 6  # of a name told word by word
_CUE_REACH = 6


class Mails:
    """Finds e-mail addresses."""

    def __init__(self, words: MailWords, public: Collection[str]) -> None:
        self._providers = frozenset(words.provider)
        self._endings = frozenset(words.ending)
        usual = "|".join(words.usual_ending)
        self._domain_typed = re.compile(
            rf" ?([a-z0-9-]{{1,63}}(?:\.[a-z0-9-]{{1,63}}| ?[.,] ?(?:{usual})\b){{0,5}})", re.IGNORECASE
        )
        self._cues = Phrases(words.cue)
        self._not_local = frozenset(words.not_local)
        self._public = frozenset(address.lower() for address in public if "@" in address)

    def spans(self, page: Page) -> Iterator[tuple[int, int]]:
        """Offsets in the cleaned text."""
        place = page.text.find("@")
        while place >= 0:
            if (span := self._typed(page.text, place)) is not None:
                yield span
            place = page.text.find("@", place + 1)
        if "at" in page.present:
            yield from self._told(page)

    def _typed(self, text: str, at: int) -> tuple[int, int] | None:
        domain = self._domain_typed.match(text, at + 1, at + 260)
        if domain is None:
            return None
        parts = re.split(r" ?[.,] ?", domain[1].lower())
        is_known = parts[0] in self._providers
        if len(parts) == 1 and not is_known:
            return None
        local = _LOCAL.search(text, max(0, at - _LONGEST_LOCAL - 1), at)
        if local is None or not any(map(str.isalnum, local[0])):
            return None
        is_spaced = local[0].endswith(" ") or domain[0].startswith(" ")
        if not (is_known or parts[-1] in self._endings or not is_spaced):
            return None
        span = (local.start(), domain.end())
        return None if text[slice(*span)].lower() in self._public else span

    def _told(self, page: Page) -> Iterator[tuple[int, int]]:
        for place in range(1, len(page.words) - 1):
            if page.words[place] != "at":
                continue
            last, is_provider = self._domain(page, place + 1)
            if last is None:
                continue
            first = self._local(page, place)
            if first is None:
                continue
            is_bracketed = _BRACKETED.search(page.gap(place)) is not None
            is_composed = place - first > 1 or any(map(str.isdecimal, page.words[first]))
            is_said = self._cues.is_before(page, first, _CUE_REACH)
            is_over = page.word(last - 1) in self._endings or page.ends_sentence(last)
            is_name = is_provider and is_over and page.words[first] not in self._not_local
            if (
                is_bracketed
                or is_said
                or is_name
                or (is_composed and page.word(first + 1) in ("dot", "underscore"))
            ):
                yield page.start(first), page.end(last - 1)

    def _domain(self, page: Page, place: int) -> tuple[int | None, bool]:
        """The word after a domain that begins here, and whether it is a provider of mail."""
        last, name = place + 1, page.words[place]
        has_ending = False
        while last < len(page.words):
            if page.words[last] == "dot" and page.word(last + 1) in self._endings:
                last, has_ending = last + 2, True
            elif page.words[last] in self._endings and _DOT.fullmatch(page.gap(last)):
                last, has_ending = last + 1, True
            else:
                break
        is_provider = name in self._providers
        return (last if has_ending or is_provider else None), is_provider

    def _local(self, page: Page, at: int) -> int | None:
        """The first word of the name before "at": parts joined by dots and the like."""
        if page.ends_sentence(at):
            return None
        first = at - 1
        while first > 0 and at - first < 2 * _MOST_PARTS:
            if page.words[first - 1] in ("dot", "underscore", "dash", "hyphen") and first > 1:
                first -= 2
            elif page.gap(first) in (".", "_", "-"):
                first -= 1
            else:
                break
        return first
