"""The published Bot API as data, to hold what the local Telegram says against it."""

import json
import os
from pathlib import Path
from typing import Any

# Where the data lies beside a checkout; it is not part of this repository.
_BESIDE = Path(__file__).resolve().parents[4] / "shared" / "data"
FILE = Path(os.environ.get("ALONGSIDE_SHARED_DATA", str(_BESIDE))) / "telegram-bot-api.json"

_PLAIN: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "String": (str,),
    "Boolean": (bool,),
    "True": (bool,),
    "Float": (float, int),
}


class Published:
    """Says what is wrong with a value that claims to be of a type of the Bot API."""

    def __init__(self) -> None:
        data = json.loads(FILE.read_text("utf-8"))
        self.methods: dict[str, dict[str, Any]] = data["methods"]
        self.types: dict[str, dict[str, Any]] = data["types"]

    def wrong(self, value: Any, types: list[str], where: str) -> list[str]:
        """Every complaint about the value, none where it is of one of the types."""
        complaints: list[list[str]] = []
        for kind in types:
            found = self._wrong(value, kind, where)
            if not found:
                return []
            complaints.append(found)
        return min(complaints, key=len)

    def wrong_request(self, method: str, params: dict[str, Any]) -> list[str]:
        return self._fields(params, self.methods[method].get("fields", []), method)

    def wrong_result(self, method: str, result: Any) -> list[str]:
        return self.wrong(result, self.methods[method]["returns"], f"{method}()")

    def _wrong(self, value: Any, kind: str, where: str) -> list[str]:
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{where} is no list"]
            inner = [kind.removeprefix("Array of ")]
            return [each for n, item in enumerate(value) for each in self.wrong(item, inner, f"{where}[{n}]")]
        if kind in _PLAIN:
            is_right = isinstance(value, _PLAIN[kind])
            if isinstance(value, bool) and kind not in {"Boolean", "True"}:
                is_right = False
            return [] if is_right else [f"{where} is no {kind}"]
        described = self.types[kind]
        if "subtypes" in described:
            return self.wrong(value, described["subtypes"], where)
        if not isinstance(value, dict):
            return [f"{where} is no {kind}"]
        return self._fields(value, described.get("fields", []), where)

    def _fields(self, value: dict[str, Any], described: list[dict[str, Any]], where: str) -> list[str]:
        known = {each["name"]: each for each in described}
        found = [f"{where} has no field {name}" for name in value if name not in known]
        found += [f"{where} lacks {name}" for name in known if known[name]["required"] and name not in value]
        for name, item in value.items():
            if name in known:
                found += self.wrong(item, known[name]["types"], f"{where}.{name}")
        return found
