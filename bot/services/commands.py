"""What comes in: the commands that handlers parse updates into."""

from dataclasses import dataclass

from bot.domain.buttons import Press
from bot.domain.media import Attachment, Die, LeftOut
from bot.domain.people import Role
from bot.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message somebody sent: its Telegram id, its text (None for anything else), and what it replies to.

    `caption` holds the words under something that is no text, `attachment` that file or a thrown die, `album`
    what its parts have in common, `thread` the topic it was written in. `not_passed` names a kind that stays
    here (a contact card, a poll), `left_out` what of the rest does.
    """

    message_id: int
    text: Text | None
    reply_to: int | None = None
    quote: str | None = None
    caption: Text | None = None
    attachment: Attachment | Die | None = None
    album: str | None = None
    thread: int | None = None
    not_passed: str | None = None
    left_out: frozenset[LeftOut] = frozenset()

    @property
    def written(self) -> Text:
        """Its words, wherever they stand; empty where there are none."""
        return self.text or self.caption or Text("")


@dataclass(frozen=True, slots=True)
class Reacted:
    """The reactions somebody has on a message now: emoji, and how many custom or paid ones."""

    message_id: int
    emoji: tuple[str, ...]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Unsend:
    """Take a message back: the Telegram id of the one that this replies to, if it replies to one."""

    reply_to: int | None


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
