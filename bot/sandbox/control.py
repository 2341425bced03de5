"""Faults over HTTP: `GET`, `POST` and `DELETE /sandbox/faults`, for a server in another process."""

import math
import time
from dataclasses import fields
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Fault, FaultKind, Faults

_SETTABLE = {
    "kind",
    "methods",
    "chat_id",
    "times",
    "probability",
    "took_effect",
    "seconds",
    "retry_after",
    "lasts",
}


def add_routes(app: web.Application, faults: Faults) -> None:
    """Let the faults be seen, added (a JSON object with Fault's fields; `lasts` in seconds) and cleared."""

    async def seen(_: web.Request) -> web.Response:
        return web.json_response([_shown(fault) for fault in faults.waiting])

    async def added(request: web.Request) -> web.Response:
        # A page of another site can post a form to this machine, but no JSON.
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            fault = _read(await request.json())
        except (KeyError, TypeError, ValueError):
            raise web.HTTPBadRequest(text="this is no fault") from None
        return web.json_response(_shown(faults.add(fault)))

    async def cleared(_: web.Request) -> web.Response:
        faults.clear()
        return web.json_response([])

    app.router.add_get("/sandbox/faults", seen)
    app.router.add_post("/sandbox/faults", added)
    app.router.add_delete("/sandbox/faults", cleared)


def _read(asked: Any) -> Fault:
    if not isinstance(asked, dict) or asked.keys() - _SETTABLE:
        raise ValueError("a fault has no such field")
    given = {**asked, "kind": FaultKind(asked["kind"]), "methods": frozenset(asked.get("methods", []))}
    lasts = given.pop("lasts", None)
    if lasts is not None:
        given |= {"until": time.monotonic() + float(lasts), "times": None}
    return Fault(**given)


def _shown(fault: Fault) -> dict[str, Any]:
    shown = {each.name: getattr(fault, each.name) for each in fields(fault)}
    shown |= {"kind": fault.kind.value, "methods": sorted(fault.methods)}
    if math.isinf(shown.pop("until")):
        return shown
    return shown | {"seconds_left": fault.seconds_left()}
