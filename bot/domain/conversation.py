"""Which conversation a message belongs to."""

from dataclasses import dataclass
from datetime import timedelta

OPEN_FOR = timedelta(hours=2)  # of silence, after which somebody with several conversations is asked again


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
    matches: tuple[int, ...],
    said_by_place: int | None,
    *,
    opened: int | None = None,
    one_has_just_ended: bool = False,
) -> Route:
    """Where a message goes: where its place says; else to the only conversation, or the one that is open.

    `matches` can be written to. `said_by_place` is the match of the message it replies to, of the topic it
    was written in, or of the album it is part of; None where none of these says anything. `opened` is the
    one to which its author writes at the moment, None where that is in any doubt. What belongs to a
    conversation that is over goes nowhere else. When one has ended since the author last wrote, even a
    single remaining one is asked for: the words may have been meant for who has gone.
    """
    if said_by_place is not None:
        return ToMatch(said_by_place) if said_by_place in matches else Closed(said_by_place)
    if not matches:
        return Nobody()
    if one_has_just_ended:
        return Unclear(matches)
    if len(matches) == 1:
        return ToMatch(matches[0])
    return ToMatch(opened) if opened in matches and opened is not None else Unclear(matches)
