"""Keyboards as values, and what a button carries.

Telegram allows 1 to 64 bytes (core.telegram.org/bots/api#inlinekeyboardbutton).
"""

from dataclasses import dataclass
from enum import Enum

from bot.domain.phrases import Phrase

MOST_BYTES = 64
_IDS = 2**63


class Action(Enum):
    """What pressing a button means. Values are short, stable and never used again for another meaning."""

    AGREE = "agree"
    NOT_NOW = "notnow"
    ACCEPT_MATCH = "accept"
    DECLINE_MATCH = "decline"
    SEND_TO = "sendto"  # (message id, match id)
    SEND_REST = "sendrest"  # (match id, the newest message that waited then)
    KEEP_UNSENT = "keep"  # (message id)
    CHANGE_NAME = "rename"
    KEEP_NAME = "keepname"
    LEAVE = "leave"
    LEAVE_FOR_SURE = "leave!"  # (when they agreed to take part)
    STAY = "stay"
    INVITE = "invite"  # (role value)
    READY = "ready"
    HELP_NOW = "help"
    SAFETY_PLAN = "plan"
    NO_PLAN = "noplan"
    KEEP_PLAN = "keepplan"
    SHOW_LINES = "lines"  # (danger's number)
    SHOW_LARGE = "large"
    CHANGE_COUNTRY = "country"  # (danger's number)
    COUNTRY = "incountry"  # (danger's number, the country's place in the list)
    SAFE_FOR_NOW = "safe"  # (alert id)
    CANNOT_NOW = "cannot"  # (alert id)
    ALL_RIGHT = "allright"  # (alert id), the day after
    NOT_WELL = "notwell"  # (alert id), the day after
    DEBRIEF = "debrief"  # (alert id)
    NO_DEBRIEF = "nodebrief"  # (alert id)
    WORRIED = "worried"
    WORRIED_ABOUT = "worriedof"  # (match id)
    NOT_RIGHT = "notright"
    NOT_RIGHT_ABOUT = "notrightof"  # (match id, or one of Subject's numbers)
    NO_SENTENCE = "nosentence"
    HELP_KIND = "helpkind"  # (alert id, kind's number)
    OFFER_INVITATIONS = "invitewho"
    PEOPLE = "people"
    MATCHES = "matches"
    DUTY = "duty"
    ON_DUTY = "onduty"
    OFF_DUTY = "offduty"
    HOLIDAY = "holiday"  # (days)
    SWAP = "swap"
    SWAP_WITH = "swapwith"  # (person id, when the shift begins in seconds since 1970)
    TAKE_SHIFT = "takeshift"  # the same, of whom it is taken
    WEEK = "week"
    CRISIS_LINES = "crisislines"
    CONFIRM_LINES = "confirmlines"
    SEND_ANYWAY = "sendit"  # (message id, its wording then)
    RELEASE = "release"  # (alert id, message id, its wording then)
    REFUSE = "refuse"  # (alert id, message id)
    ACKNOWLEDGE = "ack"  # (alert id); so have all below unless they say otherwise
    OPEN_CONTEXT = "context"
    MESSAGE_PERSON = "msgperson"
    MESSAGE_PEER = "msgpeer"
    HAND_OVER = "handover"
    HAND_TO = "handto"  # (alert id, person id)
    TAKE_OVER = "takeover"
    REGRADE = "regrade"
    GRADE_AS = "gradeas"  # (alert id, grade)
    RESOLVE = "resolve"
    RESOLVE_AS = "resolveas"  # (alert id, disposition's number)
    NO_NOTE = "nonote"
    REOPEN = "reopen"
    PROMPTS = "prompts"
    SUMMARY = "summary"
    MORE = "more"
    ALERTS = "alerts"
    SHOW_ALERT = "alert"
    TIMELINE = "timeline"
    WHO_IS_THIS = "whois"
    SHOW_KEPT = "showkept"
    SEND_AS_IT_IS = "asitis"  # (message id, its wording then)
    TAKE_BACK = "takeback"  # the last message
    DID_IT_ARRIVE = "arrived"
    PAUSE = "pause"  # (match id); so have all below
    GO_ON = "goon"
    MUTE = "mute"
    MUTE_FOR = "mutefor"  # (match id, length's number)
    UNMUTE = "unmute"
    TELL_OTHER = "tellother"  # (match id, what's number)
    CHANGE_MATCH = "change"
    CHANGE_FOR_SURE = "change!"
    QUICK_WORDS = "quick"
    EDIT_QUICK_WORDS = "editquick"
    USUAL_QUICK_WORDS = "usualquick"


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed: its action and the ids it carries."""

    action: Action
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """One button under a message: the words on it and what it carries, or the address it opens."""

    label: Phrase
    press: Press | None
    args: tuple[tuple[str, str | int], ...] = ()
    url: str | None = None

    @property
    def data(self) -> str:
        """What is kept of it: an https address, or what pressing it carries.

        Raises ValueError for a button that would do nothing.
        """
        if self.url is not None:
            return self.url
        if self.press is None:
            raise ValueError("a button carries something or opens something")
        return encode(self.press)


def is_address(data: str) -> bool:
    """Whether what was kept of a button is an address; a press never looks like one."""
    return data.startswith("https://")


Rows = tuple[tuple[Button, ...], ...]


def encode(press: Press) -> str:
    """The text a button carries; raises ValueError where it would not fit."""
    data = ":".join([press.action.value, *map(str, press.ids)])
    if len(data.encode()) > MOST_BYTES:
        raise ValueError("a button carries at most 64 bytes")
    return data


def decode(data: str) -> Press | None:
    """What a button carried, or None for one we do not know (any more) or never made."""
    word, *numbers = data.split(":")
    try:
        press = Press(Action(word), tuple(int(number) for number in numbers))
    except ValueError:
        return None
    # A client may send whatever it likes: only what `encode` makes counts, with ids a database can hold.
    is_ours = all(0 <= each < _IDS for each in press.ids) and data == ":".join([word, *map(str, press.ids)])
    return press if is_ours else None
