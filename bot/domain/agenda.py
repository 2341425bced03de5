"""Everything that is to happen later: its kinds, and what follows when one fails."""

from datetime import datetime, timedelta
from enum import Enum


class AgendaKind(Enum):
    """One kind and one use case for each timed thing."""

    REMIND_MENTEE = "match.remind_mentee"  # of a proposed match: each side by itself, as each was asked
    REMIND_MENTOR = "match.remind_mentor"
    TIDY_UP = "tidy_up"
    ADVICE_REMINDER = "advice.remind"  # and every other question about a message that is not sent yet
    KEPT_REMINDER = "kept.remind"  # somebody has been offered what waits for them
    PAUSE_REMINDER = "pause.remind"
    FOLLOW_UP = "alert.follow_up"  # the day after an emergency: the person
    DEBRIEF = "alert.debrief"  # and the mentor
    ROUND = "round"  # concerns twice a day, and what comes with them
    ALERT_CLOCK = "alert.clock"


class AgendaState(Enum):
    """Where a row of the agenda stands."""

    DUE = "due"
    DONE = "done"
    SET_ASIDE = "set_aside"


MOST_ATTEMPTS = 5


NEVER_SET_ASIDE = frozenset({AgendaKind.ALERT_CLOCK, AgendaKind.ROUND, AgendaKind.TIDY_UP})


def after_failure(attempts: int, now: datetime, kind: AgendaKind | None = None) -> datetime | None:
    """When to try again after this many failures (1, 2, 4, 8 minutes), or None when it is to be set aside.

    What comes round by itself, and above all the clock of an alert, is tried for ever.
    """
    if attempts >= MOST_ATTEMPTS:
        return now + timedelta(minutes=5) if kind in NEVER_SET_ASIDE else None
    return now + timedelta(minutes=2 ** (attempts - 1))
