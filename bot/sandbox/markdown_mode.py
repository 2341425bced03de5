"""`parse_mode=MarkdownV2`: https://core.telegram.org/bots/api#markdownv2-style, and its complaints."""

from dataclasses import dataclass

from bot.sandbox import links
from bot.sandbox.accounts import Json
from bot.sandbox.html_mode import MarkupError
from bot.sandbox.utf16 import units

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
_CODE = frozenset({"Code", "Pre", "PreCode"})
# How Telegram's complaints call a kind of entity, and how the Bot API does.
_TYPES = {
    "Bold": "bold",
    "Italic": "italic",
    "Underline": "underline",
    "Strikethrough": "strikethrough",
    "Spoiler": "spoiler",
    "Code": "code",
    "Pre": "pre",
    "PreCode": "pre",
    "TextUrl": "text_link",
    "CustomEmoji": "custom_emoji",
    "BlockQuote": "blockquote",
}
_STARTS = (("__", "Underline"), ("||", "Spoiler"), ("![", "CustomEmoji"), ("```", "Pre"))
_SINGLE = {"_": "Italic", "*": "Bold", "~": "Strikethrough", "[": "TextUrl", "`": "Code"}
_ENDS = {
    "Bold": "*",
    "Italic": "_",
    "Underline": "__",
    "Strikethrough": "~",
    "Spoiler": "||",
    "Code": "`",
    "Pre": "```",
    "PreCode": "```",
    "TextUrl": "]",
    "CustomEmoji": "]",
}


@dataclass(slots=True)
class _Open:
    kind: str
    argument: str
    offset: int
    at: int  # where it began in the marked-up text, in characters
    start: int  # where it begins in the plain text, in characters


def parse(text: str) -> tuple[str, list[Json]]:
    """The plain text and its entities; raises MarkupError."""
    return _Parser(text).run()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.plain: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.found: list[Json] = []
        self.is_quoting = False

    def run(self) -> tuple[str, list[Json]]:
        at = self._line_start(0)
        while at < len(self.text):
            mark = self.text[at]
            if mark == "\\" and at + 1 < len(self.text) and "\0" < self.text[at + 1] <= "~":
                self._add(self.text[at + 1])
                at += 2
                continue
            inner = self.open[-1].kind if self.open else ""
            if mark not in _RESERVED or (inner in _CODE and mark != "`"):
                self._add(mark)
                at += 1
            elif mark == "\n":
                at = self._line_end(at)
            elif self._ends(inner, at):
                at = self._finish(at)
            else:
                at = self._begin(mark, at)
        self._end_quote(last=True)
        if self.open:
            raise self._unfinished()
        self.found.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.plain), self.found

    def _add(self, words: str) -> None:
        self.plain.append(words)
        self.offset += units(words)

    def _ends(self, kind: str, at: int) -> bool:
        end = _ENDS.get(kind)
        if end is None or not self.text.startswith(end, at):
            return self._ends_expandable(at)
        return not (kind == "Italic" and self.text.startswith("__", at))

    def _ends_expandable(self, at: int) -> bool:
        """`||` at the end of the last quoted line makes the quotation one that is folded at first."""
        on_top = bool(self.open) and self.open[-1].kind == "BlockQuote"
        closes = self.text.startswith("||", at) and self.text[at + 2 : at + 3] in {"", "\n"}
        return on_top and closes and not self.text.startswith("\n>", at + 2)

    def _begin(self, mark: str, at: int) -> int:
        for start, kind in _STARTS:
            if self.text.startswith(start, at):
                after = at + len(start)
                argument = ""
                if kind == "Pre":
                    kind, argument, after = self._language(after)  # noqa: PLW2901 - a block with a language is another kind
                self.open.append(_Open(kind, argument, self.offset, at, len("".join(self.plain))))
                return after
        if mark not in _SINGLE:
            raise MarkupError(f"Character '{mark}' is reserved and must be escaped with the preceding '\\'")
        self.open.append(_Open(_SINGLE[mark], "", self.offset, at, len("".join(self.plain))))
        return at + 1

    def _language(self, at: int) -> tuple[str, str, int]:
        end = at
        while end < len(self.text) and not self.text[end].isspace() and self.text[end] != "`":
            end += 1
        kind, language = "Pre", ""
        if end > at and end < len(self.text) and self.text[end] != "`":
            kind, language, at = "PreCode", self.text[at:end], end
        if self.text[at : at + 2] in {"\n\r", "\r\n"}:
            at += 2
        elif self.text[at : at + 1] in {"\n", "\r"}:
            at += 1
        return kind, language, at

    def _finish(self, at: int) -> int:
        if self.open[-1].kind == "BlockQuote":
            self.open[-1].argument = "expandable_"
            return at + 2
        opened = self.open.pop()
        at += len(_ENDS[opened.kind])
        entity: Json = {"offset": opened.offset, "length": self.offset - opened.offset}
        entity["type"] = _TYPES[opened.kind]
        if opened.kind == "PreCode":
            entity["language"] = opened.argument
        elif opened.kind == "TextUrl":
            at = self._link(entity, opened, at)
        elif opened.kind == "CustomEmoji":
            at = self._emoji(entity, at)
        if entity["length"] and entity.get("url") != "":
            self.found.append(entity)
        return at

    def _link(self, entity: Json, opened: _Open, at: int) -> int:
        url = "".join(self.plain)[opened.start :]
        if self.text.startswith("(", at):
            url, at = self._url(at + 1, "a URL")
        if number := links.mentioned(url):
            entity |= {"type": "text_mention", "user_id": number}
        else:
            entity["url"] = links.checked(url)
        return at

    def _emoji(self, entity: Json, at: int) -> int:
        if not self.text.startswith("(", at):
            raise MarkupError("Custom emoji entity must contain a tg://emoji URL")
        url, at = self._url(at + 1, "a custom emoji URL")
        entity["custom_emoji_id"] = links.custom_emoji(url)
        if not entity["custom_emoji_id"]:
            raise MarkupError("Custom emoji URL must have an emoji identifier")
        return at

    def _url(self, at: int, what: str) -> tuple[str, int]:
        begin, url = at, ""
        while at < len(self.text) and self.text[at] != ")":
            if self.text[at] == "\\" and at + 1 < len(self.text) and "\0" < self.text[at + 1] <= "~":
                at += 1
            url += self.text[at]
            at += 1
        if at >= len(self.text):
            raise MarkupError(f"Can't find end of {what} at byte offset {self._bytes(begin)}")
        return url, at + 1

    def _line_start(self, at: int) -> int:
        """Step over the mark of a quoted line, where one stands here."""
        mark = next((mark for mark in ("**>", ">") if self.text.startswith(mark, at)), "")
        if mark and not (self.is_quoting and mark == "**>"):
            if not self.is_quoting:
                self.is_quoting = True
                self.open.append(_Open("BlockQuote", "", self.offset, at, len("".join(self.plain))))
            return at + len(mark)
        return at

    def _line_end(self, at: int) -> int:
        if self.is_quoting and not self.text.startswith(">", at + 1):
            self._add("\n")
            self._end_quote(last=False)
        else:
            self._add("\n")
        return self._line_start(at + 1)

    def _end_quote(self, *, last: bool) -> None:
        if not self.is_quoting or not self.open:
            return
        if self.open[-1].kind != "BlockQuote":
            if last:
                return
            raise self._unfinished()
        opened = self.open.pop()
        self.is_quoting = False
        length = self.offset - opened.offset
        if length:
            kind = f"{opened.argument}blockquote"
            self.found.append({"offset": opened.offset, "length": length, "type": kind})

    def _unfinished(self) -> MarkupError:
        opened = self.open[-1]
        return MarkupError(f"Can't find end of {opened.kind} entity at byte offset {self._bytes(opened.at)}")

    def _bytes(self, at: int) -> int:
        return len(self.text[:at].encode("utf-8", "surrogatepass"))
