"""Entities that Telegram's clients and servers find in plain text by themselves.

The patterns follow Telegram's own rules closely for what people write in a chat; they are not the whole of
them (no cashtags, no bank cards, top-level domains by a short list).
"""

import re

from bot.sandbox.accounts import Json
from bot.sandbox.utf16 import units

_DOMAINS = (
    "com|org|net|edu|gov|info|io|me|app|dev|health|care|help|uk|de|fr|es|it|nl|pl|ru|ua|eu|us|ca|au|nz|in|br|"
    "ch|at|be|se|no|dk|fi|ie|pt|gr|cz|tr|il|jp|cn|kr|za|tv|co|ai|ly|gl|be|example|test|int|online|site|xyz"
)
_PATTERNS = (
    ("email", "@", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}\b")),
    (
        "url",
        ".:",
        re.compile(
            r"(?:\b(?:https?|ftp)://[^\s<>\"']+[^\s<>\"'.,:;!?)\]}]|\btg://[^\s<>\"']+|"
            rf"(?<![\w@.-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?\.)+(?:{_DOMAINS})\b"
            r"(?::\d{1,5})?(?:[/?#](?:[^\s<>\"']*[^\s<>\"'.,:;!?)\]}])?)?)",
            re.IGNORECASE,
        ),
    ),
    ("mention", "@", re.compile(r"(?<![\w/@])@[A-Za-z][A-Za-z0-9_]{2,31}(?![\w@])")),
    ("hashtag", "#", re.compile(r"(?<![\w#&/])#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")),
    (
        "bot_command",
        "/",
        re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?(?![\w/<>])"),
    ),
    ("phone_number", "+", re.compile(r"(?<![\w+])\+\d(?:[ ()-]{0,2}\d){6,14}(?!\w)")),
)
_TELLING = re.compile(r"[@#/.:+]")


def find(text: str, given: list[Json]) -> list[Json]:
    """The given entities with those found in the text added, where they do not overlap a code or a link."""
    if _TELLING.search(text) is None:
        return given
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in given
        if entity["type"] in {"code", "pre", "text_link", "text_mention", "custom_emoji"}
    ]
    known = {(entity["type"], entity["offset"]) for entity in given}
    found: list[Json] = []
    for kind, signs, pattern in _PATTERNS:
        if not any(sign in text for sign in signs):
            continue
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match.group())
            if (kind, start) in known or any(start < stop and begin < end for begin, stop in taken):
                continue
            taken.append((start, end))
            found.append({"offset": start, "length": end - start, "type": kind})
    if not found:
        return given
    return sorted(given + found, key=lambda entity: (entity["offset"], -entity["length"]))
