"""Which conversation a message belongs to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToMatch:
    """It is for the other side of this match."""

    match_id: int


@dataclass(frozen=True, slots=True)
class Unclear:
    """It could be for any of these: the bot asks before anything is sent."""

    match_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Nobody:
    """There is no open conversation it could be for."""


@dataclass(frozen=True, slots=True)
class Closed:
    """It answers something in a conversation that is not open any more."""

    match_id: int


Route = ToMatch | Unclear | Nobody | Closed


def route(
    active_matches: tuple[int, ...], replied_to: int | None, *, one_has_just_ended: bool = False
) -> Route:
    """Where a message goes: to whom it replies; else to the only conversation there is; else it is asked.

    `replied_to` is the match of the message it replies to, None without a reply. A reply into a
    conversation that is no longer open goes nowhere else. When a conversation has ended since the author
    last wrote, even a single remaining one is asked for: the words may have been meant for who has gone.
    """
    if replied_to is not None:
        return ToMatch(replied_to) if replied_to in active_matches else Closed(replied_to)
    if not active_matches:
        return Nobody()
    if len(active_matches) == 1 and not one_has_just_ended:
        return ToMatch(active_matches[0])
    return Unclear(active_matches)
