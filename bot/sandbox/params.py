"""What a call carries, whichever way it came: JSON, a form, multipart or the query of a GET.

In a form every value is text, with structures as JSON inside it; Telegram takes numbers as text in JSON too.
"""

import json
from typing import Any

from bot.sandbox import fields
from bot.sandbox.accounts import Json
from bot.sandbox.refusals import bad_request

Params = dict[str, Any]


def integer(params: Params, name: str, default: int = 0) -> int:
    """A whole number; what is none counts as not given, as Telegram has it."""
    value = params.get(name)
    if value is None or value == "":
        return default
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return default


def flag(params: Params, name: str) -> bool:
    value = params.get(name, False)
    return value is True or (value is not False and str(value).lower() in {"true", "yes", "1"})


def text(params: Params, name: str) -> str:
    value = params.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def structure(params: Params, name: str, complaint: str) -> Any:
    """An object or array, decoded where it came as text; None where there is none."""
    value = params.get(name)
    if isinstance(value, str):
        if not value:
            return None
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(complaint) from None
    return value


def an_object(params: Params, name: str, complaint: str) -> Json | None:
    """An object; raises RefusalError with the complaint for anything else."""
    value = structure(params, name, complaint)
    if value is not None and not isinstance(value, dict):
        raise bad_request(complaint)
    return value or None


def objects(params: Params, name: str, kind: str, complaint: str) -> list[Json] | None:
    """A list of objects of this type of the Bot API, with no field that the type does not have."""
    value = structure(params, name, complaint)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise bad_request(complaint)
    for each in value:
        known_only(each, kind)
    return value


def integers(params: Params, name: str, complaint: str) -> list[int]:
    value = structure(params, name, complaint)
    if not isinstance(value, list):
        raise bad_request(complaint)
    try:
        return [int(each) for each in value]
    except (TypeError, ValueError, OverflowError):
        raise bad_request(complaint) from None


def known_only(value: Any, kind: str) -> Json:
    """The object itself; raises RefusalError where it is none or has a field that its type does not have."""
    if not isinstance(value, dict):
        raise bad_request(f"can't parse {kind}: Object expected")
    unknown = value.keys() - fields.TYPES[kind]
    if unknown:
        raise bad_request(f'{kind} has no field "{min(unknown)}" in the Bot API')
    return value
