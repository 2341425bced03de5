"""What the scan is handed."""

from dataclasses import dataclass

from bot.domain.findings import Earlier
from bot.domain.people import Focus, Role


@dataclass(frozen=True, slots=True)
class Message:
    """A text to scan, whose it is, and the latest messages before it, oldest first.

    An empty `focus` means that it is not known: rules for any focus apply.
    """

    text: str
    role: Role = Role.MENTEE
    focus: frozenset[Focus] = frozenset()
    recent: tuple[Earlier, ...] = ()


__all__ = ["Earlier", "Message"]
