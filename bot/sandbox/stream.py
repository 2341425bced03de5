"""One open page's share of what changes: gathers changes and tells each once."""

import asyncio

from bot.sandbox.accounts import Json
from bot.sandbox.changes import Change, ChangeKind
from bot.sandbox.clock import MovableClock
from bot.sandbox.view import View

_EVERYBODY = frozenset({ChangeKind.ACCOUNT, ChangeKind.COMMANDS})


class Stream:
    """Watches the sandbox from its making to `end`; changes may come from any thread."""

    def __init__(self, view: View, loop: asyncio.AbstractEventLoop, clock: MovableClock | None) -> None:
        self.is_ended = False
        self._view = view
        self._loop = loop
        self._wake = asyncio.Event()
        self._changes: list[Change] = [Change(ChangeKind.LOADED)]
        self._told = {tap.id for tap in view.sandbox.taps.values() if tap.is_answered}
        self._ends = [view.sandbox.subscribe(self._on_change)]
        if clock is not None:
            self._ends.append(clock.subscribe(lambda _now: self._stir()))

    def take(self) -> tuple[str, Json]:
        """What is to be told now: `snapshot` with everything, `change`, or `beat` with nothing new."""
        self._wake.clear()
        changes, self._changes = self._changes, []
        if any(change.kind is ChangeKind.LOADED for change in changes):
            return "snapshot", self._view.everything()
        news: Json = {}
        if any(change.kind in _EVERYBODY for change in changes):
            news |= self._view.accounts()
        if chats := self._chats(changes):
            news["chats"] = chats
        if any(change.kind is ChangeKind.TAP for change in changes) and (taps := self._taps()):
            news["taps"] = taps
        return ("change", news) if changes or news else ("beat", news)

    async def wait(self, seconds: float) -> None:
        """Until something changes or ends, at most this long."""
        try:
            await asyncio.wait_for(self._wake.wait(), seconds)
        except TimeoutError:
            return

    def end(self) -> None:
        """Stop watching; `wait` returns at once."""
        self.is_ended = True
        for end in self._ends:
            end()
        self._ends.clear()
        self._wake.set()

    def _on_change(self, change: Change) -> None:
        self._changes.append(change)
        self._stir()

    def _stir(self) -> None:
        self._loop.call_soon_threadsafe(self._wake.set)

    def _chats(self, changes: list[Change]) -> list[Json]:
        sandbox = self._view.sandbox
        touched: dict[tuple[int, int], set[int]] = {}
        for change in changes:
            if change.chat_id and change.bot_id:
                touched.setdefault((change.bot_id, change.chat_id), set()).add(change.message_id)
            elif change.kind is ChangeKind.COMMANDS:
                for place in sandbox.chats:
                    if place[0] == change.bot_id:
                        touched.setdefault(place, set())
        parts = []
        for place, numbers in touched.items():
            chat = sandbox.chats.get(place)
            if chat is None:
                continue
            here = [chat.messages[number] for number in sorted(numbers) if number in chat.messages]
            gone = [number for number in sorted(numbers) if number and number not in chat.messages]
            messages = [self._view.message(message) for message in here]
            parts.append(self._view.about(chat) | {"messages": messages, "gone": gone})
        return parts

    def _taps(self) -> list[Json]:
        answered = [
            tap for tap in self._view.sandbox.taps.values() if tap.is_answered and tap.id not in self._told
        ]
        self._told |= {tap.id for tap in answered}
        return [self._view.tap(tap) for tap in answered]
