"""Text measured as Telegram measures it: in UTF-16 code units, of which an emoji takes two."""


def units(text: str) -> int:
    """How many UTF-16 code units the text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int | None = None) -> str:
    """A stretch of the text by UTF-16 offset and length; half an emoji becomes U+FFFD."""
    raw = text.encode("utf-16-le", "surrogatepass")
    end = None if length is None else (offset + length) * 2
    return raw[offset * 2 : end].decode("utf-16-le", "replace")


def splits_pair(text: str, offset: int) -> bool:
    """Whether this offset falls into the middle of a character of two units."""
    raw = text.encode("utf-16-le", "surrogatepass")[offset * 2 : offset * 2 + 2]
    return len(raw) == 2 and 0xDC <= raw[1] <= 0xDF  # noqa: PLR2004 - a low surrogate: Unicode 3.8


def pieces(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit` units, cut at a line or a space where there is one near."""
    found: list[str] = []
    rest = text
    while units(rest) > limit:
        end = limit - 1 if splits_pair(rest, limit) else limit
        head = cut(rest, 0, end)
        for mark in ("\n", " "):
            place = head.rfind(mark)
            if place > len(head) // 2:
                head = head[: place + 1]
                break
        found.append(head)
        rest = rest[len(head) :]
    return [*found, rest] if rest or not found else found
