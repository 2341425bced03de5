"""The calls a bot made, in order, for tests to look at."""

import json
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.sandbox.params import Params
from bot.sandbox.uploads import Upload

DOWNLOAD = "file"  # what a download is recorded as; its one parameter is `file_path`
_ROOM = 256 * 1024 * 1024  # bytes of uploaded files kept


@dataclass(slots=True, eq=False)
class Request:
    """One call: `at` is a moment of `time.monotonic()`, `status` that of HTTP (0: not answered yet)."""

    method: str
    params: Params
    at: float
    bot_id: int
    status: int = 0

    @property
    def uploads(self) -> list[Upload]:
        """The files that came with it."""
        return [value for value in self.params.values() if isinstance(value, Upload)]

    def as_bytes(self) -> bytes:
        """Everything that left the bot with it, to be searched: parameters, file names and files."""
        parts: list[bytes] = []
        for name, value in self.params.items():
            if isinstance(value, Upload):
                told = [value.name, value.filename, value.content_type]
                parts += [*(each.encode("utf-8", "replace") for each in told), value.content]
            else:
                parts += [each.encode("utf-8", "replace") for each in (name, *_words(value))]
        return b"\n".join(parts)


def _words(value: Any) -> Iterator[str]:
    """Every name and value there is, as it reads; a form has structures as JSON in a text."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from _words(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
    elif isinstance(value, str):
        yield value
        if value[:1] in {"{", "["}:
            try:
                yield from _words(json.loads(value))
            except ValueError:
                return
    else:
        yield str(value)


class Recording:
    """The latest calls, up to `limit` and to `room` bytes of files; with `is_on = False` it costs nothing.

    `dropped` says how many are no longer there: a test that looks through all should see that it is 0.
    """

    def __init__(self, limit: int = 20_000, room: int = _ROOM) -> None:
        self.is_on = True
        self.dropped = 0
        self._requests: deque[Request] = deque()
        self._limit = limit
        self._room = room
        self._taken = 0

    def add(self, method: str, params: Params, bot_id: int) -> Request | None:
        if not self.is_on:
            return None
        request = Request(method, params, time.monotonic(), bot_id)
        self._requests.append(request)
        self._taken += _weight(request)
        while len(self._requests) > self._limit or (self._taken > self._room and len(self._requests) > 1):
            self._taken -= _weight(self._requests.popleft())
            self.dropped += 1
        return request

    def all(self, method: str | None = None) -> Iterator[Request]:
        """Those of one method, or all, the earliest first."""
        return (request for request in list(self._requests) if method in {None, request.method})

    def clear(self) -> None:
        self._requests.clear()
        self._taken = 0


def _weight(request: Request) -> int:
    return sum(len(upload.content) for upload in request.uploads)
