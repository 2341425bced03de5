"""What becomes of an update that cannot be handled at once."""

from enum import Enum

MOST_ATTEMPTS = 5
_IDS = 2**63
_WAITS = (0.5, 2.0, 5.0, 15.0)  # seconds before the second, third, … attempt


class InboxState(Enum):
    """Where a stored update stands."""

    PENDING = "pending"
    HANDLED = "handled"
    SET_ASIDE = "set_aside"  # no parser or no handler could cope; kept, encrypted, for a person to look at


def next_attempt(attempts: int) -> float | None:
    """Seconds to wait after this many failed attempts, or None when the update is to be set aside."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return _WAITS[min(attempts, len(_WAITS)) - 1] if attempts else 0.0


def storable(number: int) -> int:
    """A number as every database can hold it (64 bits); 0 for what Telegram never gives."""
    return number if abs(number) < _IDS else 0


def subject_of(update: dict[str, object]) -> int:
    """The chat (or, without one, the account) an update is about; one subject's updates are handled in order.

    Reads any JSON object, whatever its kind; 0 where neither can be found. A private chat's id is its
    account's id, so taps and messages of one person share a subject.
    """
    for value in update.values():
        if isinstance(value, dict):
            for holder in (value, value.get("message")):
                chat = holder.get("chat") if isinstance(holder, dict) else None
                if (found := _id_of(chat)) is not None:
                    return found
            for key in ("from", "user", "actor_chat", "voter_chat"):
                if (found := _id_of(value.get(key))) is not None:
                    return found
    return 0


def _id_of(holder: object) -> int | None:
    """The id in there; None for one that no database could hold, which must not stop the others."""
    found = holder.get("id") if isinstance(holder, dict) else None
    return int(found) if isinstance(found, int) and abs(found) < _IDS else None
