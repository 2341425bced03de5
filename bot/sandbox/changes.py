"""What changed: told to whoever watches, such as the page and the tests' driver."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class ChangeKind(Enum):
    """What sort of thing changed."""

    ACCOUNT = "account"  # a person or a bot came, or says something else about itself
    CHAT = "chat"  # opened, blocked, unblocked, its reply keyboard, its menu button
    MESSAGE = "message"  # a new one
    EDIT = "edit"  # its words, caption or inline keyboard
    DELETION = "deletion"
    REACTION = "reaction"
    PIN = "pin"
    ACTION = "action"  # "typing…" and its like
    TAP = "tap"  # a tap on an inline button, or the bot's answer to one
    COMMANDS = "commands"  # the menu of commands
    LOADED = "loaded"  # everything may be different


@dataclass(frozen=True, slots=True)
class Change:
    """One change; ids that do not apply are 0."""

    kind: ChangeKind
    bot_id: int = 0
    chat_id: int = 0
    message_id: int = 0


Listener = Callable[[Change], None]
