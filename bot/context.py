"""What a handler is handed: `context.run(use_case, command)`."""

from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.services import updates
from bot.services.unit import Stranger
from bot.services.units import Units
from bot.services.updates import UseCase

C = TypeVar("C")


@dataclass(slots=True)
class Receipt:
    """The stored update that is being handled, and what has become of it so far."""

    inbox_id: int
    is_handled: bool = False
    error: BaseException | None = None


CURRENT: ContextVar[Receipt] = ContextVar("receipt")

UNITS = "units"  # where the roof puts the units for the contexts to find


class Context(CallbackContext[ExtBot[None], dict[str, Any], dict[str, Any], dict[str, Any]]):
    """Runs use cases in units of their own."""

    source: Update | None = None

    @classmethod
    def from_update(
        cls, update: object, application: "Application[Any, Any, Any, Any, Any, Any]"
    ) -> "Context":
        context = super().from_update(update, application)
        context.source = update if isinstance(update, Update) else None
        return context

    @property
    def units(self) -> Units:
        units: Units = self.bot_data[UNITS]
        return units

    async def run(self, use_case: UseCase[C], command: C) -> None:
        """Call one use case, mark the update handled and commit: all or nothing.

        Raises RuntimeError where this update has been handled already: it reaches exactly one use case.
        """
        receipt = CURRENT.get()
        if receipt.is_handled:
            raise RuntimeError(f"update {receipt.inbox_id} was handled already")
        sender = self.source.effective_user if self.source else None
        if sender is None:
            return  # from nobody: there is no one to do anything for, and intake passes it over
        account = f"{sender.full_name} @{sender.username}" if sender.username else sender.full_name
        stranger = Stranger(sender.id, sender.language_code or "", account)
        await self.units.run(
            partial(
                updates.handle,
                inbox_id=receipt.inbox_id,
                sender=stranger,
                use_case=use_case,
                command=command,
            )
        )
        receipt.is_handled = True
