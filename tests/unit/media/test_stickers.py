"""Animated stickers move as before, and no word is left in them."""

import gzip
import io
import json
from typing import Any

import pytest

from bot.domain.media import FileRefusal, MediaKind
from bot.media import stickers as room
from tests.support.cleaning import cleaned, sent
from tests.support.planted.marks import mark, traces

DRAWING: dict[str, Any] = {
    "tgs": 1,
    "v": mark("Version"),
    "fr": 60,
    "ip": 0,
    "op": 180,
    "w": 512,
    "h": 512,
    "ddd": 0,
    "nm": mark("Name"),
    "meta": {"a": mark("Maker"), "g": mark("Program"), "d": mark("About")},
    "markers": [{"cm": mark("Marker"), "tm": 0, "dr": 0}],
    mark("Key"): 5,
    "fonts": {"list": [{"fName": mark("Font")}]},
    "assets": [{"id": mark("Asset"), "layers": []}],
    "layers": [
        {
            "ty": 4,
            "nm": mark("Layer"),
            "mn": mark("Match"),
            "refId": mark("Asset"),
            "cl": mark("Class"),
            "hasMask": True,
            "masksProperties": [{"mode": "a", "inv": False, "nm": mark("Mask")}],
            "shapes": [{"ty": "gr", "nm": mark("Shape"), "it": [{"ty": "el", "p": {"a": 0, "k": [1, 2]}}]}],
            "ks": {"o": {"a": 1, "k": [{"t": 0, "s": [0]}, {"t": 60, "s": [100]}], "x": mark("Expression")}},
        },
        {"ty": 1, "sc": "#ff0080", "sw": 9, "sh": 9},
        {"ty": 5, "t": {"d": {"k": [{"s": {"t": mark("Letters")}}]}}},
    ],
}


def sticker(drawing: object = DRAWING) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(mark("FileName"), "wb", fileobj=out, mtime=1_700_000_000) as packed:
        packed.write(json.dumps(drawing).encode())
    return out.getvalue()


def test_a_sticker_loses_every_mark() -> None:
    data = sticker() + mark("Behind").encode()
    assert len(traces(data)) > 15
    file = cleaned(data, MediaKind.STICKER, ".tgs")
    assert traces(file.data) == []
    assert (file.name, file.width, file.height, file.duration) == ("stem.tgs", 512, 512, 3)


def test_a_sticker_still_draws_the_same() -> None:
    after = json.loads(gzip.decompress(cleaned(sticker(), MediaKind.STICKER).data))
    assert (after["tgs"], after["v"], after["fr"], after["op"]) == (1, "5.5.2", 60, 180)
    shape, plane, _ = after["layers"]
    assert shape["shapes"] == [{"ty": "gr", "it": [{"ty": "el", "p": {"a": 0, "k": [1, 2]}}]}]
    assert shape["ks"]["o"]["k"] == [{"t": 0, "s": [0]}, {"t": 60, "s": [100]}]
    assert shape["masksProperties"] == [{"mode": "a", "inv": False}]
    assert shape["refId"] == after["assets"][0]["id"]
    assert plane["sc"] == "#ff0080"


def test_the_same_sticker_is_the_same_when_it_is_clean() -> None:
    data = cleaned(sticker(), MediaKind.STICKER).data
    assert cleaned(sticker(), MediaKind.STICKER).data == data
    assert data[4:8] == bytes(4)  # when it was packed


def test_an_archive_that_is_no_sticker_is_refused() -> None:
    assert sent(sticker()) is FileRefusal.ARCHIVE
    assert sent(sticker({"something": "else"}), MediaKind.STICKER) is FileRefusal.UNKNOWN_TYPE
    assert sent(gzip.compress(b"words"), MediaKind.STICKER) is FileRefusal.BROKEN


def test_a_sticker_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LARGEST_UNPACKED", 100)
    assert sent(sticker(), MediaKind.STICKER) is FileRefusal.TOO_LARGE
