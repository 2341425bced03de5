"""Reading a call's parameters from an HTTP request: query, JSON, form or multipart."""

import json

from aiohttp import web
from aiohttp.web_request import FileField

from bot.sandbox.params import Params
from bot.sandbox.refusals import bad_request, too_large
from bot.sandbox.uploads import Upload

UPLOAD_LIMIT = 50 * 1024 * 1024  # bytes of a file: "up to 50 MB" (Bot API, sendDocument)


async def read(request: web.Request) -> Params:
    """The parameters; a file in the form stands under its name as an Upload. Raises RefusalError."""
    params: Params = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return params
    kind = request.content_type
    try:
        if kind == "application/json":
            params |= _decoded(await request.read())
        elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
            params |= {name: _part(value) for name, value in (await request.post()).items()}
    except web.HTTPRequestEntityTooLarge:
        raise too_large() from None
    except ValueError:
        raise bad_request("can't parse the form") from None
    return params


def _part(value: str | bytes | bytearray | FileField) -> str | Upload:
    if isinstance(value, bytes | bytearray):
        return value.decode("utf-8", "replace")
    if isinstance(value, str):
        return value
    with value.file:
        content = value.file.read()
    if len(content) > UPLOAD_LIMIT:
        raise too_large()
    return Upload(value.name, value.filename, value.content_type, content)


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
