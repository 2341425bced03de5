"""An animated sticker with a mark in every place that a drawing program names."""

import gzip
import json

from tests.support.planted.marks import mark

SIDE = 512  # pixels, as Telegram wants them


def tgs() -> bytes:
    """A circle that stands still for half a second."""
    circle = {
        "ty": "el",
        "p": {"a": 0, "k": [256, 256]},
        "s": {"a": 0, "k": [200, 200]},
        "nm": mark("Circle"),
    }
    fill = {"ty": "fl", "c": {"a": 0, "k": [1, 0, 0, 1]}, "o": {"a": 0, "k": 100}, "nm": mark("Fill")}
    still = {"p": {"a": 0, "k": [0, 0]}, "a": {"a": 0, "k": [0, 0]}, "s": {"a": 0, "k": [100, 100]}}
    still |= {"r": {"a": 0, "k": 0}, "o": {"a": 0, "k": 100}}
    group = {"ty": "gr", "nm": mark("Group"), "it": [circle, fill, {"ty": "tr", **still}]}
    layer = {"ty": 4, "ind": 1, "ip": 0, "op": 30, "st": 0, "ks": still, "shapes": [group]}
    drawing = {
        "tgs": 1,
        "v": "5.5.2",
        "fr": 60,
        "ip": 0,
        "op": 30,
        "w": SIDE,
        "h": SIDE,
        "nm": mark("Drawing"),
        "meta": {"a": mark("Author"), "g": mark("Program")},
        "layers": [layer | {"nm": mark("Layer")}],
    }
    return gzip.compress(json.dumps(drawing).encode())
