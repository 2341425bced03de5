"""Texts as Telegram measures them: lengths and offsets in UTF-16 code units.

Source of limits and entity types: core.telegram.org/bots/api#messageentity and #sendmessage.
"""

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

LEFT_OUT = "[\N{HORIZONTAL ELLIPSIS}]"  # stands where something was left out, in every language
LONGEST_TEXT = 4096  # UTF-16 units, after entities are parsed

# What may cross to the other side. Left out: whatever opens an account (text_mention) or needs rights
# that a bot may not have (custom_emoji). What a client finds by itself in plain text needs no entity.
_PLAIN = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
    }
)
_HOST = re.compile(r"[\w.:-]+")
# What a Telegram client makes a link of by itself: core.telegram.org/api/links, and @usernames of 5 to 32
# letters, figures and underscores after anything but a letter (an e-mail address is none). A host with
# nothing behind or before it opens no account.
_TYPED_LINK = re.compile(
    r"tg://\S+"
    r"|(?<![\w.-])(?<!\w@)(?:https?://(?:[^\s/@]{1,200}@)?)?"
    r"(?:(?:www\.)?(?:t\.me|telegram\.(?:me|dog))(?::\d{1,5})?[/?#]\S+"
    r"|[a-z][a-z0-9_-]{2,63}\.t\.me(?![\w-])\S*)"
    r"|(?<!\w)(?:@[a-z][a-z0-9_]{4,31}(?![a-z0-9_]))+",
    re.IGNORECASE,
)
_SIGNS_OF_LINKS = frozenset("@.:/")
_AFTER_LINK = ".,;:!?)]}'\"\u00bb\u201d\u2019\u2026"
_TELEGRAM_HOSTS = ("t.me", "telegram.me", "telegram.dog", "telegram.org")


@dataclass(frozen=True, slots=True)
class Entity:
    """One piece of formatting; `offset` and `length` in UTF-16 units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its formatting."""

    words: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """How long Telegram thinks a text is: UTF-16 code units (an emoji beyond the first plane counts two)."""
    return len(text) + sum(char > "\uffff" for char in text)


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with a mark that there is more; `most` in UTF-16 units."""
    if units(text) <= most:
        return text
    kept = text[: most - 1]
    while units(kept) > most - 1:
        kept = kept[:-1]
    return kept.rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def _may_cross(entity: Entity) -> bool:
    if entity.type == "text_link":
        host = _host_of(entity.url or "")
        return host is not None and not any(
            host == known or host.endswith("." + known) for known in _TELEGRAM_HOSTS
        )
    return entity.type in _PLAIN


def _host_of(url: str) -> str | None:
    """The host a browser would go to, None where that is not sure: browsers mend what a parser refuses.

    They read a backslash as a slash, decode percent signs in a host, take wide letters and the ideographic
    full stop for plain ones, and look past empty slashes and characters that cannot be seen
    (url.spec.whatwg.org/#host-parsing).
    """
    try:
        parts = urlsplit(url)
        host = unicodedata.normalize("NFKC", parts.hostname or "").replace("\u3002", ".").rstrip(".")
    except ValueError:
        return None
    is_sure = parts.scheme in {"http", "https"} and _HOST.fullmatch(host) and "\\" not in url
    return host if is_sure else None


def without_accounts(text: Text) -> Text:
    """The text with only the formatting that cannot lead to anybody's account."""
    return Text(text.words, tuple(_bare(entity) for entity in text.entities if _may_cross(entity)))


def _bare(entity: Entity) -> Entity:
    """The entity with what belongs to its type: a link has an address, a block of code a language."""
    return replace(
        entity,
        url=entity.url if entity.type == "text_link" else None,
        language=entity.language if entity.type == "pre" else None,
    )


def behind_words(text: Text) -> tuple[str, ...]:
    """The address behind each word that is a link, as somebody would write it out."""
    urls = (entity.url for entity in text.entities if entity.type == "text_link" and entity.url)
    return tuple(dict.fromkeys(map(_written_out, urls)))


def _written_out(url: str) -> str:
    """The address without the disguises that a browser looks through, where it can be read at all."""
    with suppress(ValueError):
        url = urlsplit(url).geturl()  # without line ends and the like
    return unicodedata.normalize("NFKC", unquote(url)).replace("\u3002", ".")


def crossing(text: Text) -> tuple[Text, bool]:
    """What of a text may cross to the other side, and whether a way to somebody's account was left out."""
    had_link = any(
        entity.type in {"text_mention", "text_link"} and not _may_cross(entity) for entity in text.entities
    )
    named, was_named = _without_mentions(text)
    rest, was_typed = without_telegram_links(without_accounts(named), LEFT_OUT)
    return rest, had_link or was_named or was_typed


def _without_mentions(text: Text) -> tuple[Text, bool]:
    """The text without what Telegram itself takes for an @username, also of four letters (tdlib does).

    One that begins with a figure is kept: no account is called so, and it may be a dose (@1000mg).
    """
    mentions = [entity for entity in text.entities if entity.type == "mention"]
    at = _places(text.words) if mentions else []
    marked = sorted(
        (at[entity.offset], at[entity.offset + entity.length])
        for entity in mentions
        if 0 <= entity.offset < entity.offset + entity.length < len(at)
    )
    spans: list[tuple[int, int]] = []
    for start, end in marked:
        is_name = not text.words[start:end].lstrip("@")[:1].isdecimal()
        if is_name and (not spans or spans[-1][1] <= start):
            spans.append((start, end))
    return (_replaced(text, spans, LEFT_OUT), True) if spans else (text, False)


def _places(words: str) -> list[int]:
    """For each offset in UTF-16 units, and for the end, the offset in code points."""
    places = [place for place, char in enumerate(words) for _ in range(units(char))]
    return [*places, len(words)]


def under_name(name_line: str, text: Text, longest: int = LONGEST_TEXT) -> Text:
    """The text below a bold name line, or the line alone above none.

    The text alone where both together would be longer than `longest` (UTF-16 units).
    """
    if not text.words:
        return Text(name_line, (Entity("bold", 0, units(name_line)),))
    shift = units(name_line) + 1
    if shift + units(text.words) > longest:
        return text
    moved = tuple(
        Entity(entity.type, entity.offset + shift, entity.length, entity.url, entity.language)
        for entity in text.entities
    )
    return Text(f"{name_line}\n{text.words}", (Entity("bold", 0, shift - 1), *moved))


def fits_under(name_line: str, text: Text, longest: int = LONGEST_TEXT) -> bool:
    """Whether a name line and the text fit into one message or one caption."""
    return units(name_line) + 1 + units(text.words) <= longest


def without_telegram_links(text: Text, placeholder: str) -> tuple[Text, bool]:
    """The text with `placeholder` for each t.me or tg:// link and @username in it, and whether there was one.

    Formatting stays on the words it was on, and on the placeholder where it was on the link. The result may
    be longer than the text was. Raises ValueError for a placeholder that could make a link itself.
    """
    if set(placeholder) & _SIGNS_OF_LINKS:
        raise ValueError(f"a placeholder holds none of {sorted(_SIGNS_OF_LINKS)}")
    left = text
    while (following := _without_typed_links(left, placeholder)) is not None:
        left = following  # what is taken out may free another: rosa.t.metg://x
    return left, left is not text


def _without_typed_links(text: Text, placeholder: str) -> Text | None:
    """The text without the links that are there now; None where there is none."""
    spans = [
        (found.start(), found.start() + len(found[0].rstrip(_AFTER_LINK)))
        for found in _TYPED_LINK.finditer(text.words)
    ]
    return _replaced(text, spans, placeholder) if spans else None


def _replaced(text: Text, spans: Sequence[tuple[int, int]], placeholder: str) -> Text:
    """The text with `placeholder` in place of each span (code points, in order, none within another)."""
    pieces: list[str] = []
    links: list[tuple[int, int]] = []  # where they were, in UTF-16 units
    done = reached = 0
    for start, end in spans:
        before = text.words[done:start]
        pieces += (before, placeholder)
        reached += units(before)
        links.append((reached, reached + units(text.words[start:end])))
        reached = links[-1][1]
        done = end
    words = "".join((*pieces, text.words[done:]))
    placed = (_placed(entity, links, units(placeholder)) for entity in text.entities)
    return Text(words, tuple(entity for entity in placed if entity.length))


def _placed(entity: Entity, links: Sequence[tuple[int, int]], length: int) -> Entity:
    """The entity where its words are now; each of the links became `length` units long."""
    begin, end = entity.offset, entity.offset + entity.length
    start = stop = 0
    for first, last in links:
        change = length - (last - first)
        if last <= begin:
            start += change
        elif first < begin:
            start += first - begin  # it began within the link: now with the placeholder
        if last <= end:
            stop += change
        elif first < end:
            stop += first + length - end  # it ended within the link: now with the placeholder
    return replace(entity, offset=begin + start, length=end + stop - begin - start)
