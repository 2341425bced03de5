"""Updates as Telegram has really sent them, with a mark in the place of every word and number."""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from bot.sandbox.accounts import Json
from tests.leaks import stuffing
from tests.leaks.accounts import Account
from tests.leaks.marking import Marks

SHAPES = Path(__file__).parents[3] / "shared" / "data" / "updates.jsonl"
# What says how to read a thing and nothing of anybody, and places in a text, which there is none of then.
_KEPT = frozenset(
    {"type", "status", "source", "offset", "length", "emoji", "file_size", "width", "height", "duration"}
    | {"language"}
)
_NUMBERS = count(900_000)  # of messages: none of the sandbox's own


def marked_anew(account: Account) -> Iterator[Json]:
    """Each of them as if it came from this account. Raises OSError where the collection is not here."""
    for line in SHAPES.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)["update"]
        update: Json = {
            kind: _marked(body, account.marks, kind) for kind, body in raw.items() if kind != "update_id"
        }
        for kind in stuffing.HANDLED & update.keys():
            if isinstance(update[kind], dict):
                update[kind] |= stuffing.frame(account, kind)
                if kind in {"message", "edited_message"}:
                    update[kind] |= {"message_id": next(_NUMBERS), "date": 1_790_000_000}
        yield update


def _marked(value: object, marks: Marks, path: str) -> object:
    name = path.rsplit(".", 1)[-1]
    if isinstance(value, dict):
        return {key: _marked(each, marks, f"{path}.{key}") for key, each in value.items()}
    if isinstance(value, list):
        return [_marked(each, marks, path) for each in value]
    if name in _KEPT or isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        # Words of a message may cross: they are left as they are, with a way to an account behind them.
        typed = name in {"text", "caption"} and path.count(".") == 1
        return f"hello {marks.link(path)}" if typed else _word(name, path, marks)
    return marks.fraction(path) if isinstance(value, float) else marks.number(path)


def _word(name: str, path: str, marks: Marks) -> str:
    return marks.link(path) if name == "url" else marks.word(path)
