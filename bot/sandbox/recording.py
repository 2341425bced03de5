"""The calls a bot made, in order, for tests to look at."""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from bot.sandbox.params import Params


@dataclass(slots=True, eq=False)
class Request:
    """One call: `at` is a moment of `time.monotonic()`, `status` that of HTTP (0: not answered yet)."""

    method: str
    params: Params
    at: float
    bot_id: int
    status: int = 0


class Recording:
    """The latest calls, up to `limit`; switched off (`is_on = False`) it costs nothing."""

    def __init__(self, limit: int = 20_000) -> None:
        self.is_on = True
        self._requests: deque[Request] = deque(maxlen=limit)

    def add(self, method: str, params: Params, bot_id: int) -> Request | None:
        if not self.is_on:
            return None
        request = Request(method, params, time.monotonic(), bot_id)
        self._requests.append(request)
        return request

    def all(self, method: str | None = None) -> Iterator[Request]:
        """Those of one method, or all, the earliest first."""
        return (request for request in list(self._requests) if method in {None, request.method})

    def clear(self) -> None:
        self._requests.clear()
