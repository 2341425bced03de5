"""What a programme has decided about itself."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bot.domain.alerts import Clocks
from bot.domain.duty import Coverage, Hours, read_hours

CONSENT_VERSION = 2  # raised whenever the consent text changes in what it says


class ContactRule(Enum):
    """Whether people may give each other their telephone numbers, addresses and the like."""

    ASK = "ask"  # their author is asked first
    ALLOW = "allow"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Policy:
    """A programme's own choices, read from the settings by the roof."""

    programme_name: str
    time_zone: ZoneInfo
    language: str = "en"
    invitation_days: int = 14
    claims_last: timedelta = timedelta(hours=24)
    proposals_reminded_after: timedelta = timedelta(days=3)
    settled_kept: timedelta = timedelta(days=14)
    handled_kept: timedelta = timedelta(days=3)  # Telegram repeats an update for 24 hours at most
    outage_told_after: timedelta = timedelta(hours=24)  # what Telegram kept longer than this is lost
    coverage: Coverage = Coverage.OFFICE_HOURS
    duty_hours_told: str = "Mon-Fri 09:00-17:00"
    has_outside: bool = False  # whether there is a channel besides Telegram
    duty_hours: tuple[Hours, ...] = read_hours("Mon-Fri 09:00-17:00")
    crisis_lines_last: timedelta = timedelta(days=365)  # then somebody checks them again
    absence_told_after: timedelta = timedelta(minutes=10)
    country: str = "GB"  # for the crisis lines of people whose own country is not known
    clocks: Clocks = field(default_factory=Clocks)
    alerts_joined_within: timedelta = timedelta(hours=24)
    advice_reminded_after: timedelta = timedelta(minutes=15)
    contacts: ContactRule = ContactRule.ASK
    words_hidden: bool = True  # on alert cards, behind a spoiler

    @property
    def countries(self) -> tuple[str, ...]:
        """Whose telephone numbers and addresses people are likely to write."""
        return (self.country,)

    @property
    def invitations_last(self) -> timedelta:
        return timedelta(days=self.invitation_days)
