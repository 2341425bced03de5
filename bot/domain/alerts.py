"""Alerts: the supervisor's work items, their states, and the clock that runs while one is open."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, IntEnum

from bot.domain.findings import Grade


class AlertState(Enum):
    """Where an alert stands."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


_MOVES = {
    AlertState.OPEN: {AlertState.ACKNOWLEDGED, AlertState.RESOLVED},
    AlertState.ACKNOWLEDGED: {AlertState.OPEN, AlertState.RESOLVED},  # open: it rings again
    AlertState.RESOLVED: {AlertState.OPEN},  # reopened
}


def move_alert(now: AlertState, to: AlertState) -> AlertState:
    """The new state, where the move is allowed; raises ValueError where it is not."""
    if to not in _MOVES[now]:
        raise ValueError(f"an alert cannot go from {now.value} to {to.value}")
    return to


class AlertSource(Enum):
    """What an alert came from."""

    DISTRESS = "distress"  # the scan, in what the person wrote
    ADVICE = "advice"  # the scan, in advice the person gave
    HELP_NOW = "help_now"  # they pressed the button
    WORRY = "worry"  # somebody worries about them
    NOT_RIGHT = "not_right"  # somebody says that something about them is not right
    UNPROCESSED = "unprocessed"  # something they sent could not be handled
    NOT_WELL = "not_well"  # they said so the day after

    @property
    def is_known_to_its_author(self) -> bool:
        """Whether the person knows that the team was called; of a worry about them they are not told."""
        return self in {AlertSource.DISTRESS, AlertSource.HELP_NOW, AlertSource.NOT_WELL}

    @property
    def is_distress(self) -> bool:
        """Whether the person themselves may be in danger, so that its alerts belong together."""
        return self in {
            AlertSource.DISTRESS,
            AlertSource.HELP_NOW,
            AlertSource.WORRY,
            AlertSource.UNPROCESSED,
            AlertSource.NOT_WELL,
        }


class Subject(Enum):
    """What is not right, where it is not about somebody one writes with; numbers no match has."""

    TEAM = 0
    BOT = 2**62
    ELSE = 2**62 + 1

    @property
    def word(self) -> str:
        return self.name.lower()


class HelpKind(Enum):
    """What somebody who pressed *I need help now* says it is about."""

    HURT_MYSELF = 1
    HURT_BY_SOMEONE = 2
    VERY_ILL = 3
    STUCK = 4  # they cannot use the phone: somebody near them has to
    BY_MISTAKE = 5

    @property
    def word(self) -> str:
        return self.name.lower()


class Disposition(Enum):
    """Why an alert was closed."""

    FALSE_POSITIVE = "false_positive"
    HANDLED_BY_MENTOR = "handled_by_mentor"
    SPOKE_WITH_PERSON = "spoke_with_person"
    REFERRED = "referred"
    EMERGENCY_SERVICES = "emergency_services"
    OTHER = "other"

    @property
    def number(self) -> int:
        """What a button carries for it; the order above is never changed."""
        return list(Disposition).index(self)

    @classmethod
    def numbered(cls, number: int) -> "Disposition | None":
        """The one a button carries, or None for a number there is not."""
        return next((each for each in cls if each.number == number), None)


class AlertEventKind(Enum):
    """What may happen to an alert; its events are only ever added."""

    RAISED = "raised"
    JOINED = "joined"  # another finding of the same person
    RANG_AGAIN = "rang_again"  # a finding after it was acknowledged, or nothing was done in time
    REOPENED = "reopened"
    CLIMBED = "climbed"
    UNDELIVERED = "undelivered"  # a card did not reach somebody
    ACKNOWLEDGED = "acknowledged"
    CONTEXT_OPENED = "context_opened"
    MESSAGED_PERSON = "messaged_person"
    MESSAGED_PEER = "messaged_peer"
    HANDED_OVER = "handed_over"
    HANDOVER_ACCEPTED = "handover_accepted"
    RELEASED = "released"  # a message that waited may go
    REFUSED = "refused"
    REGRADED = "regraded"
    TOLD_KIND = "told_kind"  # who pressed for help has said what it is
    SAFE_FOR_NOW = "safe_for_now"  # says the person; nothing follows from it
    PEER_CANNOT = "peer_cannot"  # the mentor cannot do this now
    SENTENCE = "sentence"  # who is worried has added one
    LEFT = "left"  # the person left, or blocked the bot, while it was open
    NOT_WELL = "not_well"  # the day after
    IDENTITY_SHOWN = "identity_shown"
    RESOLVED = "resolved"


class Rung(IntEnum):
    """How far an alert that nobody acknowledged has climbed."""

    FIRST = 0  # whoever is on duty has the card
    REMINDED = 1
    NEXT = 2  # the next on the rota has it too
    EVERYONE = 3  # every supervisor
    OUTSIDE = 4  # the coordinators, and the outside channel
    EXHAUSTED = 5  # the person is told that nobody has answered

    @property
    def next(self) -> "Rung | None":
        return None if self is Rung.EXHAUSTED else Rung(self + 1)


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long an alert may wait, by grade; the programme's own choice."""

    emergency: timedelta = timedelta(minutes=5)
    urgent: timedelta = timedelta(hours=1)
    emergency_done: timedelta = timedelta(minutes=30)  # from acknowledging until something was done
    urgent_done: timedelta = timedelta(hours=4)

    def until_acknowledged(self, grade: Grade) -> timedelta | None:
        """How long each rung waits for somebody to acknowledge; None where nothing rings."""
        return {Grade.EMERGENCY: self.emergency, Grade.URGENT: self.urgent}.get(grade)

    def until_done(self, grade: Grade) -> timedelta | None:
        """How long after it was acknowledged something has to be done."""
        return {Grade.EMERGENCY: self.emergency_done, Grade.URGENT: self.urgent_done}.get(grade)


REDRAWN_AT = frozenset({2, 3, 5, 10, 20, 50, 100, 200, 500, 1000})  # counts at which the cards say so


@dataclass(frozen=True, slots=True)
class Standing:
    """What joining a new finding needs to know of the alert there is."""

    state: AlertState
    grade: Grade
    resolved_at: datetime | None


class Joining(Enum):
    """What a new finding does to the alert its person has."""

    NEW = "new"  # it becomes an alert of its own
    COUNTS = "counts"  # one more of the same
    RINGS = "rings"  # the clock starts again, and cards go out again
    REOPENS = "reopens"


def join(standing: Standing | None, grade: Grade, now: datetime, window: timedelta) -> Joining:
    """One alert for what belongs together: findings of one person, until it is over for a while.

    A graver finding, or any that should ring after somebody has acknowledged, rings again. What was resolved
    less than `window` ago is opened again by whatever rings.
    """
    rings = grade >= Grade.URGENT
    if standing is None:
        return Joining.NEW
    if standing.state is AlertState.RESOLVED:
        is_recent = standing.resolved_at is not None and now - standing.resolved_at < window
        return Joining.REOPENS if is_recent and rings else Joining.NEW
    if rings and (grade > standing.grade or standing.state is AlertState.ACKNOWLEDGED):
        return Joining.RINGS
    return Joining.COUNTS
