"""Accounts elsewhere: @names, links to them, and what is said around them: my insta is rosa_ex."""

import re
from collections.abc import Iterator

from moderation.contacts.form import HandleWords
from moderation.contacts.page import Page, Phrases

_MENTION = re.compile(r"(?<![\w@./+-])@([a-z_][\w.]{2,31})", re.IGNORECASE)
_NAME = re.compile(r"[\s:=,\u2013-]{0,4}[\"'(]?(@?[a-z0-9_](?:[\w.-]{0,30}\w)?)", re.IGNORECASE)
_NAME_LIKE = re.compile(r"[\d_@]|\w\.\w")
_PAIR = re.compile(r"[A-Z][\w'-]{1,30} ([A-Z][\w'-]{1,30})")
_LEAST_NAME = 3
_WHOLE_NAME = re.compile(r"[a-z_@][\w.@-]*[a-z_][\w.-]*", re.IGNORECASE)
_SIGNS = (":", "=", "-", "@")
_IS = ("is", "s", "am", "m", "im")
_TELEGRAM = re.compile(
    r"(?<![\w@.-])(?:https?://)?"
    r"(?:(?:www\.)?(?:t\.me|telegram\.(?:me|dog))/[\w+@/?=&%.$-]+|[a-z]\w{3,31}\.t\.me\b)|\btg://[\w/?=&%.-]+",
    re.IGNORECASE,
)
_TELEGRAM_TOLD = Phrases(["t {dot|} me {slash|}", "telegram {dot|} {me|dog} {slash|}"])
_TOLD_SIGNS = re.compile(r"[\s./:\\()\[\]]*[./\\()\[\]][\s./:\\()\[\]]*")


class Handles:
    """Finds accounts elsewhere and links to Telegram accounts."""

    def __init__(self, words: HandleWords) -> None:
        networks = "|".join(words.network)
        self._networks = Phrases(words.network)
        self._mine = Phrases([text.replace("{network}", f"{{{networks}}}") for text in words.mine])
        self._reach = Phrases([text.replace("{network}", f"{{{networks}}}") for text in words.reach])
        self._seek = Phrases(words.seek)
        self._links = Phrases(words.link)
        self._usernames = Phrases(words.username)
        self._not_name = frozenset(words.not_name)
        self._ends = frozenset(words.ends)
        self._not_mention = frozenset(words.not_mention)
        self._hosts = words.host
        hosts = "|".join(map(re.escape, sorted(words.host, key=len, reverse=True)))
        self._urls = re.compile(
            rf"(?<![\w@-])(?:https?://)?(?:(?:www|m|[a-z]{{2}})\.)?({hosts})\.?(?::\d{{1,5}})?"
            r"/([\w@?=&%./+#-]+)",
            re.IGNORECASE,
        )

    def telegram(self, page: Page) -> Iterator[tuple[int, int]]:
        """Links to Telegram accounts, typed or told; offsets in the cleaned text."""
        if "." in page.text or ":" in page.text:
            yield from (found.span() for found in _TELEGRAM.finditer(page.text))
        for first, last in _TELEGRAM_TOLD.found(page):
            is_told = "dot" in page.words[first:last] or "slash" in page.words[first:last]
            is_typed = last < len(page.words) and all(
                _TOLD_SIGNS.fullmatch(page.gap(place)) for place in (first + 1, last)
            )
            if last < len(page.words) and not page.ends_sentence(last) and (is_told or is_typed):
                yield page.start(first), page.end(last)

    def spans(self, page: Page) -> Iterator[tuple[int, int]]:
        """Accounts elsewhere; offsets in the cleaned text."""
        if "@" in page.text:
            for found in _MENTION.finditer(page.text):
                if found[1].lower() not in self._not_mention:
                    yield found.span()
        if "/" in page.text:
            for found in self._urls.finditer(page.text):
                path = found[2].lower().lstrip("/")
                if path and not path.startswith(tuple(self._hosts[found[1].lower()])):
                    yield found.span()
        for _, last in self._mine.found(page):
            yield from self._named(page, last, likely=page.word(last - 1) in _IS)
        for _, last in self._usernames.found(page):
            yield from self._named(page, last, likely=True)
        for _, last in self._reach.found(page):
            yield from self._named(page, last, likely=False)
        yield from self._beside_network(page)

    def _named(self, page: Page, place: int, *, likely: bool) -> Iterator[tuple[int, int]]:
        """The name that follows; a word that looks like any other is one only where that is `likely`."""
        after = self._links.at(page, place)
        begin = page.end((after or place) - 1)
        found = _NAME.match(page.text, begin)
        if found is None or "\n" in page.text[begin : found.start(1)]:
            return
        name = found[1]
        if len(name) < _LEAST_NAME or name.lower() in self._not_name or name.isdecimal():
            return
        if (pair := _PAIR.match(page.text, found.start(1))) and pair[1].lower() not in self._not_name:
            yield pair.span()
            return
        is_likely = likely or after is not None or page.text[begin : found.start(1)].strip() in (":", "=")
        if _NAME_LIKE.search(name) or (is_likely and self._is_clause_over(page, found.end(1))):
            yield found.span(1)

    def _is_clause_over(self, page: Page, end: int) -> bool:
        """Whether nothing of the sentence follows: "my insta is rosaex", not "my insta is rarely used"."""
        rest = page.text[end : end + 24].lstrip("\"')")
        if not rest.strip() or rest[0] in ",.!?;\n(" or not rest[0].isspace():
            return True
        words = rest.lower().split()
        return not words[0][0].isalnum() or words[0].strip(".,!?'") in self._ends

    def _beside_network(self, page: Page) -> Iterator[tuple[int, int]]:
        """A name that looks like one beside a network's: "insta: rosa_ex", "I'm rosa_ex on insta"."""
        for first, last in self._networks.found(page):
            end = page.end(last - 1)
            found = _NAME.match(page.text, end)
            has_sign = found is not None and page.text[end : found.start(1)].strip()[:1] in _SIGNS
            if found and has_sign and found[1].lower() not in self._not_name:
                if pair := _PAIR.match(page.text, found.start(1)):
                    yield pair.span()
                elif _looks_like_name(found[1]):
                    yield found.span(1)
            if page.word(first - 1) == "on":
                yield from self._sought(page, first - 1)
                until = page.start(first - 1)
                begin = page.text.rfind(" ", 0, max(0, until - 1)) + 1
                if _looks_like_name(name := page.text[begin:until].strip(" ,:()")):
                    yield begin, begin + len(name)

    def _sought(self, page: Page, on: int) -> Iterator[tuple[int, int]]:
        """Look for Rosa Example on facebook."""
        names = (on - 2, on - 1)
        is_sought = on > len(names) and self._seek.is_before(page, names[0], 0)
        if is_sought and all(
            page.is_capitalised(place) and page.words[place] not in self._not_name for place in names
        ):
            yield page.start(names[0]), page.end(names[1])


def _looks_like_name(name: str) -> bool:
    return (
        len(name) >= _LEAST_NAME
        and _WHOLE_NAME.fullmatch(name) is not None
        and _NAME_LIKE.search(name) is not None
    )
