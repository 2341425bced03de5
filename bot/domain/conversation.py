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


Route = ToMatch | Unclear | Nobody


def route(active_matches: tuple[int, ...], replied_to: int | None) -> Route:
    """Where a message goes: to whom it replies; else to the only conversation there is; else it is asked.

    `replied_to` is the match of the message it replies to, None without a reply. A reply into a
    conversation that is no longer active is asked too: it is never sent to somebody else by guess.
    """
    if replied_to in active_matches and replied_to is not None:
        return ToMatch(replied_to)
    if not active_matches:
        return Nobody()
    if len(active_matches) == 1 and replied_to is None:
        return ToMatch(active_matches[0])
    return Unclear(active_matches)
