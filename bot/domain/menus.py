"""The four large buttons a person sees, fit for their role."""

from dataclasses import dataclass
from enum import Enum

from bot.domain import phrases, relay_phrases
from bot.domain.people import Role
from bot.domain.phrases import Phrase

TEAM = Role.SUPERVISOR | Role.COORDINATOR
USUAL_QUICK_WORDS = 6  # Yes, No, Tired, Slower please, Can you say that again, Call me later


class MenuItem(Enum):
    """One of the large buttons below the writing line; pressing it sends its label as a text."""

    HELP_NOW = "help_now"
    MY_PEOPLE = "my_people"
    ME = "me"
    HOW = "how"
    PEOPLE = "people"
    MATCHES = "matches"
    INVITE = "invite"
    TEAM = "team"
    ALERTS = "alerts"
    BACK = "back"  # from the quick words to the usual four

    @property
    def label(self) -> Phrase:
        return _LABELS[self]


_LABELS = {
    MenuItem.HELP_NOW: phrases.MENU_HELP_NOW,
    MenuItem.MY_PEOPLE: phrases.MENU_MY_PEOPLE,
    MenuItem.ME: phrases.MENU_ME,
    MenuItem.HOW: phrases.MENU_HOW,
    MenuItem.PEOPLE: phrases.MENU_PEOPLE,
    MenuItem.MATCHES: phrases.MENU_MATCHES,
    MenuItem.INVITE: phrases.MENU_INVITE,
    MenuItem.TEAM: phrases.MENU_TEAM,
    MenuItem.ALERTS: phrases.MENU_ALERTS,
    MenuItem.BACK: relay_phrases.MENU_BACK,
}


def fold_label(text: str) -> str:
    """A label, or what somebody typed instead of pressing it, by its letters and figures alone."""
    return "".join(char for char in text.casefold() if char.isalnum())


@dataclass(frozen=True, slots=True)
class Menu:
    """Two rows of two buttons; `role` chooses the words on them."""

    rows: tuple[tuple[MenuItem, MenuItem], tuple[MenuItem, MenuItem]]
    role: str


def leading_role(roles: Role) -> Role:
    """The role that decides which menu and which words somebody with several roles meets.

    Whoever takes part in conversations keeps what they need for them, whatever else they are.
    """
    for role in (
        Role.FACILITATOR,
        Role.MENTOR,
        Role.CARER,
        Role.MENTEE,
        Role.COORDINATOR,
        Role.SUPERVISOR,
    ):
        if role in roles:
            return role
    raise ValueError("a participant has at least one role")


def menu_for(roles: Role) -> Menu:
    """The four buttons for these roles. Whoever takes part in conversations has help first of all."""
    role = leading_role(roles)
    if role in TEAM and roles & Role.SUPERVISOR:
        rows = ((MenuItem.ALERTS, MenuItem.TEAM), (MenuItem.ME, MenuItem.HOW))
    elif role in TEAM:
        rows = ((MenuItem.INVITE, MenuItem.PEOPLE), (MenuItem.MATCHES, MenuItem.TEAM))
    elif roles & TEAM:
        rows = ((MenuItem.HELP_NOW, MenuItem.MY_PEOPLE), (MenuItem.ME, MenuItem.TEAM))
    else:
        rows = ((MenuItem.HELP_NOW, MenuItem.MY_PEOPLE), (MenuItem.ME, MenuItem.HOW))
    return Menu(rows, role.word)
