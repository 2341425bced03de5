"""Reading a call's parameters from an HTTP request: query, JSON, form or multipart."""

import json
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from bot.sandbox.params import Params
from bot.sandbox.refusals import bad_request


async def read(request: web.Request) -> Params:
    """The parameters; an uploaded file stands under its name as aiohttp's FileField. Raises RefusalError."""
    params: Params = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return params
    kind = request.content_type
    if kind == "application/json":
        params |= _decoded(await request.read())
    elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        try:
            params |= dict(await request.post())
        except ValueError:
            raise bad_request("can't parse the form") from None
    return params


def is_file(value: Any) -> bool:
    return isinstance(value, FileField)


def _decoded(body: bytes) -> Params:
    if not body:
        return {}
    try:
        params = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON") from None
    if not isinstance(params, dict):
        raise bad_request("object expected as request")
    return params
