"""Whether a mark has crossed: looked for in everything the bot ever asked Telegram to do."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.sandbox.recording import DOWNLOAD, Request
from tests.leaks.accounts import Account
from tests.leaks.marking import Sighting, sightings
from tests.leaks.wording import note

# What only says where something is to go, or what is being asked for, and is shown to nobody.
_ADDRESSES = {"getFile": "file_id", "answerCallbackQuery": "callback_query_id"}
_ASKING = frozenset({"getUpdates", DOWNLOAD})
_NOTE = re.compile(note(0, "").replace("000000", r"\d{6}") + r"(\w+)")


@dataclass(frozen=True, slots=True)
class Leak:
    """A mark of somebody in what was sent to somebody else."""

    method: str
    to: str
    part: str  # of the request: its parameters, or a file
    sighting: Sighting


@dataclass(slots=True)
class Checker:
    """Looks through requests, once each; counts what it looked at and what has rightly crossed."""

    accounts: list[Account]
    leaks: list[Leak] = field(default_factory=list)
    requests: int = 0
    files: int = 0
    readers: Counter[str] = field(default_factory=Counter)  # requests to each account, by name
    crossed: Counter[str] = field(default_factory=Counter)  # notes that came to somebody else, by method
    _known: dict[bytes, list[Sighting]] = field(default_factory=dict)

    def check(self, requests: Iterable[Request]) -> None:
        for request in requests:
            if request.method not in _ASKING:
                self._check(request)

    def _check(self, request: Request) -> None:
        self.requests += 1
        address = _ADDRESSES.get(request.method, "chat_id")
        to = self._reader(request)
        self.readers[to.called if to else ""] += 1
        uploads = request.uploads
        told = {
            name: value for name, value in request.params.items() if name != address and value not in uploads
        }
        words = Request(request.method, told, request.at, request.bot_id).as_bytes()
        self._note(request, to, "parameters", self._find(words))
        for upload in uploads:
            self.files += 1
            names = f"{upload.name}\n{upload.filename}\n{upload.content_type}".encode()
            self._note(request, to, "file name", self._find(names))
            self._note(request, to, "file", self._find(upload.content))
        if to is not None and any(name != to.called for name in _NOTE.findall(words.decode())):
            self.crossed[request.method] += 1

    def _reader(self, request: Request) -> Account | None:
        chat = str(request.params.get("chat_id", ""))
        return next((each for each in self.accounts if str(each.talker.id) == chat), None)

    def _find(self, data: bytes) -> list[Sighting]:
        digest = hashlib.sha256(data).digest()
        if digest not in self._known:
            self._known[digest] = sightings(data, [account.marks for account in self.accounts])
        return self._known[digest]

    def _note(self, request: Request, to: Account | None, part: str, found: list[Sighting]) -> None:
        """What somebody has said themselves may stand in their own chat."""
        self.leaks += [
            Leak(request.method, to.called if to else "", part, sighting)
            for sighting in found
            if to is None or sighting.owner != to.marks.owner
        ]
