"""Faults on demand: what a network and a busy Telegram do to a bot, as often as a test asks for."""

import math
import random
import threading
import time
from dataclasses import dataclass
from enum import Enum


class FaultKind(Enum):
    """What goes wrong with a call."""

    TOO_MANY = "too_many"  # 429 with retry_after
    SERVER_ERROR = "server_error"  # 502 with a page of HTML
    TRUNCATED = "truncated"  # the answer ends in the middle of its JSON
    EMPTY = "empty"  # 200 with nothing in it
    HANG = "hang"  # no answer for `seconds`
    CUT = "cut"  # the connection breaks
    SLOW = "slow"  # answered, but after `seconds`
    DUPLICATE = "duplicate"  # each update of a batch comes twice in it
    REPEAT = "repeat"  # the batch before comes once more, in front of the new one
    SHUFFLE = "shuffle"  # the updates of a batch come in another order
    CONFLICT = "conflict"  # 409, as if a second poller were there
    UNAUTHORIZED = "unauthorized"  # 401, as if the token were revoked


ON_UPDATES = frozenset({FaultKind.DUPLICATE, FaultKind.REPEAT, FaultKind.SHUFFLE, FaultKind.CONFLICT})


@dataclass(slots=True)
class Fault:
    """One kind of fault and the calls it strikes: all that match, until it is used up or over.

    `methods` are names of the Bot API (empty: every method), `chat_id` 0 is any chat, `times` None is without
    end, `took_effect` says whether Telegram did what was asked before it went wrong, `until` is a moment of
    `time.monotonic()`.
    """

    kind: FaultKind
    methods: frozenset[str] = frozenset()
    chat_id: int = 0
    times: int | None = 1
    probability: float = 1.0
    took_effect: bool = False
    seconds: float = 0.0
    retry_after: int = 1
    until: float = math.inf
    struck: int = 0  # how often so far

    def matches(self, method: str, chat_id: int) -> bool:
        if self.methods and method not in self.methods:
            return False
        if self.kind in ON_UPDATES and method != "getUpdates":
            return False
        return not self.chat_id or self.chat_id == chat_id

    def seconds_left(self) -> int:
        """What a 429 says: whole seconds until it is over, or its own figure where it has no end."""
        if math.isinf(self.until):
            return self.retry_after
        return max(1, math.ceil(self.until - time.monotonic()))


class Faults:
    """Those that wait to strike; chances come from one seeded generator, so that a run can be repeated."""

    def __init__(self, seed: int = 0) -> None:
        self.waiting: list[Fault] = []
        self._lock = threading.Lock()  # a test adds faults from its own thread
        self._random = random.Random(seed)  # noqa: S311 - chances in a test, repeatable by seed

    def add(self, fault: Fault) -> Fault:
        """Let it strike from now on; what comes back shows how often it did."""
        with self._lock:
            self.waiting.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        with self._lock:
            self.waiting = [each for each in self.waiting if each is not fault]

    def clear(self) -> None:
        with self._lock:
            self.waiting = []

    def draw(self, method: str, chat_id: int) -> list[Fault]:
        """Those that strike this call: every slowness, and the first of the others."""
        now = time.monotonic()
        struck: list[Fault] = []
        is_spoilt = False
        with self._lock:
            self.waiting = [fault for fault in self.waiting if now < fault.until]
            for fault in list(self.waiting):
                is_slow = fault.kind is FaultKind.SLOW
                if (is_spoilt and not is_slow) or not fault.matches(method, chat_id):
                    continue
                if fault.probability < 1 and self._random.random() >= fault.probability:
                    continue
                fault.struck += 1
                if fault.times is not None and fault.struck >= fault.times:
                    self.waiting.remove(fault)
                struck.append(fault)
                is_spoilt = is_spoilt or not is_slow
        return struck

    def shuffled(self, count: int) -> list[int]:
        """The numbers up to count in another order."""
        order = list(range(count))
        self._random.shuffle(order)
        return order if order != sorted(order) else order[::-1]

    # by name

    def too_many(
        self,
        retry_after: int = 1,
        *,
        chat_id: int = 0,
        methods: frozenset[str] = frozenset(),
        times: int | None = 1,
        lasts: float | None = None,
        probability: float = 1.0,
    ) -> Fault:
        """429; with `lasts` (seconds) every matching call in that time is refused with what is left of it."""
        until = math.inf if lasts is None else time.monotonic() + lasts
        return self.add(
            Fault(
                FaultKind.TOO_MANY,
                methods,
                chat_id,
                None if lasts is not None else times,
                probability,
                retry_after=retry_after,
                until=until,
            )
        )

    def slow(self, seconds: float, *, methods: frozenset[str] = frozenset(), chat_id: int = 0) -> Fault:
        """Every matching answer takes this long, half of it before the call takes effect, until removed."""
        return self.add(Fault(FaultKind.SLOW, methods, chat_id, times=None, seconds=seconds))

    def cut_before(
        self, *methods: str, chat_id: int = 0, times: int | None = 1, probability: float = 1.0
    ) -> Fault:
        """The connection breaks before the request took effect."""
        return self.add(Fault(FaultKind.CUT, frozenset(methods), chat_id, times, probability))

    def cut_after(
        self, *methods: str, chat_id: int = 0, times: int | None = 1, probability: float = 1.0
    ) -> Fault:
        """The connection breaks after the request took effect: the bot cannot know."""
        return self.add(
            Fault(FaultKind.CUT, frozenset(methods), chat_id, times, probability, took_effect=True)
        )

    def strike(
        self,
        kind: FaultKind,
        *methods: str,
        chat_id: int = 0,
        times: int | None = 1,
        probability: float = 1.0,
        took_effect: bool = False,
        seconds: float = 60.0,
    ) -> Fault:
        """Any other kind, for these methods (none: for every one)."""
        return self.add(Fault(kind, frozenset(methods), chat_id, times, probability, took_effect, seconds))
