"""A clock that can be moved by hand, so that a day can be watched in a minute."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Listener = Callable[[datetime], None]


class MovableClock:
    """Runs like the wall clock, shifted by however far it was moved; `running=False` stands still.

    Safe to use from several threads; subscribers are called in the thread that moved the clock.
    """

    def __init__(self, start: datetime | None = None, *, running: bool = True) -> None:
        if start is not None and start.tzinfo is None:
            raise ValueError("a clock needs to know the time zone of its start")
        self._lock = threading.Lock()
        self._running = running
        self._origin = datetime.now(UTC)
        self._shift = (start.astimezone(UTC) - self._origin) if start else timedelta()
        self._listeners: list[Listener] = []

    def now(self) -> datetime:
        """The moment it shows, in UTC."""
        with self._lock:
            return self._shown()

    @property
    def shift(self) -> timedelta:
        """How far it stands from the wall clock (what to keep to go on with the same clock tomorrow)."""
        with self._lock:
            return self._shown() - datetime.now(UTC)

    def move(self, by: timedelta) -> datetime:
        """Move it on, or back with a negative step; returns the moment it shows now."""
        with self._lock:
            self._shift += by
            shown = self._shown()
            listeners = list(self._listeners)
        for listener in listeners:
            listener(shown)
        return shown

    def move_to(self, at: datetime) -> datetime:
        """Move it to this moment (which needs a time zone); returns the moment it shows now."""
        if at.tzinfo is None:
            raise ValueError("a clock is moved to a moment with a time zone")
        return self.move(at.astimezone(UTC) - self.now())

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener with the new moment after every move; what comes back ends that."""
        with self._lock:
            self._listeners.append(listener)

        def end() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return end

    def _shown(self) -> datetime:
        return (datetime.now(UTC) if self._running else self._origin) + self._shift
