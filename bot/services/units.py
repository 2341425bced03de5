"""Opening units: each is one piece of work of the writer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.clock import Clock
from bot.domain.contacts import ContactFinder
from bot.domain.crisis import CrisisLines
from bot.domain.findings import Scanner
from bot.domain.menus import MenuItem
from bot.domain.policy import Policy
from bot.services.unit import Unit
from bot.store.base import Session
from bot.store.cipher import Cipher
from bot.store.outbox import Posted
from bot.store.programme import Programme
from bot.store.writer import Writer

T = TypeVar("T")


@dataclass(slots=True)
class Units:
    """Opens units: each is one piece of work of the writer; what it posted is announced once it is kept."""

    writer: Writer
    programme_id: int
    clock: Clock
    policy: Policy
    cipher: Cipher
    labels: Mapping[str, MenuItem]
    name_labels: Sequence[tuple[str, str, str]]
    scanner: Scanner
    contacts: ContactFinder
    crisis: CrisisLines
    announce: Callable[[list[Posted]], None] | None = None

    async def run(self, work: Callable[[Unit], T]) -> T:
        """Run a piece of work in a unit of its own; raises what it raises, and then nothing of it is kept."""
        result, posted = await self.writer.run(self._in_unit(work))
        if posted and self.announce is not None:
            self.announce(posted)
        return result

    def run_now(self, work: Callable[[Unit], T]) -> T:
        """The same for the command line, which has no event loop."""
        result, posted = self.writer.submit(self._in_unit(work)).result()
        if posted and self.announce is not None:
            self.announce(posted)
        return result

    def _in_unit(self, work: Callable[[Unit], T]) -> Callable[[Session], tuple[T, list[Posted]]]:
        def open_unit(session: Session) -> tuple[T, list[Posted]]:
            programme = session.info.get("programme")  # held, so that it is read once in a commit
            if programme is None:
                programme = session.info["programme"] = session.get_one(Programme, self.programme_id)
            unit = Unit(
                session,
                programme,
                self.clock,
                self.policy,
                self.cipher,
                self.labels,
                self.name_labels,
                self.scanner,
                self.contacts,
                self.crisis,
            )
            result = work(unit)
            return result, unit.posted

        return open_unit
