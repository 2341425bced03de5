"""Animated stickers (TGS): a drawing as JSON, packed with gzip; unpacked, bared of words, packed again.

Of its text only what draws is kept: types and modes, colours, and references between its parts, which get new
names. Source: core.telegram.org/stickers (64 KB, 512 pixels) and the Lottie specification, lottie.github.io.
"""

import gzip
import json
import re
import zlib
from typing import Any

from bot.domain.media import FileRefusal
from bot.media.formats import Format
from bot.media.results import Cleaned, RefusedError

LARGEST_UNPACKED = 5_000_000  # bytes; Telegram's own are about a tenth of that
_SIDE, _RATE = 512, 60
_VERSION = "5.5.2"  # of the format, as Telegram's own stickers have it
_REFERENCES = frozenset({"id", "refId"})
_TOKENS = {
    "ty": re.compile(r"[a-z]{2}"),  # what a shape is
    "mode": re.compile(r"[a-z]"),  # how a mask is laid
    "n": re.compile(r"[dgo]"),  # a dash, a gap, an offset
    "sc": re.compile(r"#[0-9a-fA-F]{6}"),  # the colour of a plane
}
_SHORT_KEY = re.compile(r"[a-zA-Z]{1,3}\d?")
_LONG_KEYS = frozenset(
    {"layers", "assets", "shapes", "refId", "parent", "mode", "hasMask", "masksProperties"}
)
_LETTERS = "t"  # a time where it is a number, else words to be drawn, with fonts


def clean_sticker(data: bytes) -> Cleaned:
    """The moving drawing without any word. Raises RefusedError, and what JSON raises at broken data."""
    opened = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    words = opened.decompress(data, LARGEST_UNPACKED)
    if opened.unconsumed_tail:
        raise RefusedError(FileRefusal.TOO_LARGE)
    drawing = json.loads(words)
    if not isinstance(drawing, dict) or "layers" not in drawing:
        raise RefusedError(FileRefusal.UNKNOWN_TYPE)
    bare = _bare(drawing, {}) | {"v": _VERSION, "tgs": 1}
    packed = gzip.compress(json.dumps(bare, separators=(",", ":")).encode(), mtime=0)
    return Cleaned(
        packed, Format.TGS, int(drawing.get("w", _SIDE)), int(drawing.get("h", _SIDE)), _seconds(bare)
    )


def _bare(value: Any, names: dict[str, str]) -> Any:
    """A value without words, all the way down; `names` are the new ones of its parts by the old ones."""
    if isinstance(value, list):
        return [_bare(each, names) for each in value if not isinstance(each, str)]
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, inner in value.items():
        is_known = _SHORT_KEY.fullmatch(key) or key in _LONG_KEYS
        if not is_known or (key == _LETTERS and isinstance(inner, dict)):
            continue
        if not isinstance(inner, str):
            kept[key] = _bare(inner, names)
        elif key in _REFERENCES:
            kept[key] = names.setdefault(inner, f"part_{len(names)}")
        elif key in _TOKENS and _TOKENS[key].fullmatch(inner):
            kept[key] = inner
    return kept


def _seconds(drawing: dict[str, Any]) -> int | None:
    rate = drawing.get("fr") or _RATE
    return round((drawing.get("op", 0) - drawing.get("ip", 0)) / rate) or None
