"""`parse_mode=HTML`: https://core.telegram.org/bots/api#html-style, with Telegram's own complaints."""

import html
import re
from dataclasses import dataclass

from bot.sandbox import links
from bot.sandbox.accounts import Json
from bot.sandbox.utf16 import units

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}
_TAGS = frozenset(_KINDS) | {"a", "code", "pre", "tg-emoji"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot)\b);?")
_NEXT = re.compile(r"[<&]")
_NAME_END = re.compile(r"[\s>]")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]*)\s*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


class MarkupError(ValueError):
    """The text does not parse; the words are Telegram's own."""


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    start: int  # in the plain text, in characters


def parse(text: str) -> tuple[str, list[Json]]:
    """The plain text and its entities; raises MarkupError."""
    return _Parser(text).run()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = ""
        self.offset = 0
        self.open: list[_Open] = []
        self.found: list[Json] = []

    def run(self) -> tuple[str, list[Json]]:
        at = 0
        while (special := _NEXT.search(self.text, at)) is not None:
            self._add(self.text[at : special.start()])
            at = self._reference(special.start()) if special.group() == "&" else self._tag(special.start())
        self._add(self.text[at:])
        if self.open:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return self.plain, self.found

    def _add(self, words: str) -> None:
        self.plain += words
        self.offset += units(words)

    def _reference(self, at: int) -> int:
        match = _REFERENCE.match(self.text, at)
        if match is None:
            self._add("&")
            return at + 1
        self._add(_decoded(match))
        return match.end()

    def _tag(self, begin: int) -> int:
        if self.text.startswith("</", begin):
            return self._close(begin)
        end = _NAME_END.search(self.text, begin)
        if end is None:
            raise MarkupError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        tag = self.text[begin + 1 : end.start()].lower()
        if tag not in _TAGS:
            raise MarkupError(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        argument, at = self._attributes(tag, begin, end.start())
        if tag == "span" and argument != "spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.open.append(_Open(tag, argument, self.offset, len(self.plain)))
        return at + 1

    def _attributes(self, tag: str, begin: int, at: int) -> tuple[str, int]:
        """The argument of the tag and where its ">" stands."""
        argument = ""
        where = f'tag "{tag}" at byte offset {self._bytes(begin)}'
        while True:
            while at < len(self.text) and self.text[at].isspace():
                at += 1
            if self.text.startswith(">", at):
                return argument, at
            match = _ATTRIBUTE.match(self.text, at)
            name = match.group(1) if match else ""
            if match is None or not name:
                raise MarkupError(f"Empty attribute name in the {where}")
            at = match.end()
            if not self.text.startswith("=", at):
                if tag == "blockquote" and name == "expandable":
                    argument = "expandable"
                    continue
                raise MarkupError(f"Expected equal sign in declaration of an attribute of the {where}")
            value, at = self._value(begin, at + 1)
            if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id")}:
                argument = value
            elif (tag, name) == ("code", "class") and value.startswith("language-"):
                argument = value.removeprefix("language-")
            elif (tag, name) == ("span", "class") and value.startswith("tg-"):
                argument = value.removeprefix("tg-")

    def _value(self, begin: int, at: int) -> tuple[str, int]:
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        mark = self.text[at : at + 1]
        if mark in {'"', "'"}:
            end = self.text.find(mark, at + 1)
            if end < 0 or end + 1 >= len(self.text):
                raise MarkupError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            return _REFERENCE.sub(_decoded, self.text[at + 1 : end]), end + 1
        token = _TOKEN.match(self.text, at)
        end = token.end() if token else at
        if end >= len(self.text):
            raise MarkupError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if not self.text[end].isspace() and self.text[end] != ">":
            raise MarkupError(f"Unexpected end of name token at byte offset {self._bytes(at)}")
        return self.text[at:end].lower(), end

    def _close(self, begin: int) -> int:
        if not self.open:
            raise MarkupError(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        end = self.text.find(">", begin)
        name = self.text[begin + 2 : end].strip().lower() if end > 0 else ""
        if end < 0 or any(character.isspace() for character in name):
            raise MarkupError(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        opened = self.open.pop()
        if name and name != opened.tag:
            raise MarkupError(
                f"Unmatched end tag at byte offset {self._bytes(begin)}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.offset > opened.offset:
            self._mark(opened)
        return end + 1

    def _mark(self, opened: _Open) -> None:
        entity: Json = {"offset": opened.offset, "length": self.offset - opened.offset}
        if opened.tag in _KINDS:
            prefix = "expandable_" if opened.argument == "expandable" else ""
            self.found.append(entity | {"type": prefix + _KINDS[opened.tag]})
        elif opened.tag == "a":
            url = opened.argument or self.plain[opened.start :]
            if number := links.mentioned(url):
                self.found.append(entity | {"type": "text_mention", "user_id": number})
            elif checked := links.checked(url):
                self.found.append(entity | {"type": "text_link", "url": checked})
        elif opened.tag == "tg-emoji":
            if not opened.argument.isdigit() or not int(opened.argument):
                raise MarkupError("Invalid custom emoji identifier specified")
            self.found.append(entity | {"type": "custom_emoji", "custom_emoji_id": opened.argument})
        else:
            self._mark_code(entity, opened)

    def _mark_code(self, entity: Json, opened: _Open) -> None:
        """`<pre><code class="language-…">` is one entity with a language; `<code>` alone has none."""
        inner = self.found[-1] if self.found else {}
        same = (inner.get("offset"), inner.get("length")) == (entity["offset"], entity["length"])
        if opened.tag == "pre" and same and inner.get("type") == "code" and opened.start >= 0:
            language = inner.pop("_language", "")
            if language:
                self.found[-1] = entity | {"type": "pre", "language": language}
                return
        if opened.tag == "code" and opened.argument and self.open and self.open[-1].tag == "pre":
            entity["_language"] = opened.argument
        self.found.append(entity | {"type": opened.tag})

    def _bytes(self, at: int) -> int:
        return len(self.text[:at].encode("utf-8", "surrogatepass"))


def _decoded(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED[name]
    return html.unescape(f"&#{int(decimal) if decimal else int(hexadecimal, 16)};")
