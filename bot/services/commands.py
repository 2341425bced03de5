"""What comes in: the commands that handlers parse updates into."""

from dataclasses import dataclass

from bot.domain.buttons import Press
from bot.domain.people import Role
from bot.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message somebody sent: its Telegram id, its text (None for anything else), and what it replies to.

    `caption` holds the words under something that is no text.
    """

    message_id: int
    text: Text | None
    reply_to: int | None = None
    quote: str | None = None
    caption: Text | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Somebody pressed Start, perhaps through a link with a token."""

    token: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button was pressed: under which message, what it carried, and Telegram's id of this press."""

    query_id: str
    message_id: int
    data: str
    press: Press | None

    @property
    def ids(self) -> tuple[int, ...]:
        """The numbers the button carried; none where it is no button of ours."""
        return self.press.ids if self.press else ()


@dataclass(frozen=True, slots=True)
class Reachability:
    """Somebody blocked the bot, or let it back in."""

    has_blocked: bool


@dataclass(frozen=True, slots=True)
class Invite:
    """Make a one-time link for this role."""

    role: Role


@dataclass(frozen=True, slots=True)
class Nothing:
    """A command without anything to say, such as /help."""
