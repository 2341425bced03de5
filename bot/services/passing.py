"""Passing on: a message, the parts of an album, or new words of what has gone before."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain import phrases, relay_phrases
from bot.domain.matches import GOING_ON, MatchState
from bot.domain.outbox import OutboxState
from bot.domain.phrases import yes_or_no
from bot.services import alerts, undelivered
from bot.services.unit import Unit
from bot.store import copies, messages, outbox, versions
from bot.store.matches import Match
from bot.store.messages import Message, MessageState
from bot.store.outbox import OutboxRow
from bot.store.people import Person

ALBUM_GATHERED_FOR = timedelta(seconds=1.5)  # after its last part


def pass_on(unit: Unit, sender: Person, message_id: int, match: Match, album: str | None = None) -> bool:
    """Queue the copy; False where it has to wait, and then its author has been told.

    `album` is what Telegram gives the parts of one in common: they go together, once no more have come for a
    while.
    """
    other = match.other(sender)
    if match.state is MatchState.PAUSED or other.unreachable_since is not None:
        undelivered.keep(unit, [unit.session.get_one(Message, message_id)])
        return False
    if album is None:
        unit.copy(message_id, other)
    else:
        _join_album(unit, message_id, other)
    alerts.note_written(unit, sender, match)
    return True


def _join_album(unit: Unit, message_id: int, other: Person) -> None:
    """Put a part to those that wait already; where they have gone, it goes after them."""
    message = unit.session.get_one(Message, message_id)
    row = next(iter(_rows_of_album(unit, message)), None)
    if row is None or row.state is not OutboxState.QUEUED:
        unit.copy(message_id, other, parts=(message_id,), wait=ALBUM_GATHERED_FOR)
        return
    gathered = {*(row.payload or {}).get("parts", ()), message_id}
    whole = [part.id for part in messages.together(unit.session, message) if part.id in gathered]
    row.payload = {"parts": whole}
    row.not_before = unit.now + ALBUM_GATHERED_FOR


def _carrying(unit: Unit, message: Message) -> OutboxRow | None:
    """The newest row that carries this very message to the other side, be it as a part of an album."""
    return next((row for row in _rows_of_album(unit, message) if message.id in _carried_by(row)), None)


def _rows_of_album(unit: Unit, message: Message) -> Sequence[OutboxRow]:
    parts = [part.id for part in messages.together(unit.session, message)]
    return outbox.all_carrying(unit.session, parts)


def _carried_by(row: OutboxRow) -> list[int | None]:
    return (row.payload or {}).get("parts") or [row.message_id]


def let_through(unit: Unit, message: Message) -> bool:
    """Pass on a message that was held, or the new wording or file of one that has gone already.

    The parts of an album that wait with it go with it. False where it does not go now; its author has been
    told.
    """
    match = unit.session.get_one(Match, message.match_id)
    sender = unit.session.get_one(Person, message.sender_id)
    other = match.other(sender)
    if match.state not in GOING_ON:
        for part in messages.waiting_with(unit.session, message):
            part.state = MessageState.REFUSED
        unit.say(sender, phrases.CONVERSATION_CLOSED, name=other.called)
        return False
    parts = messages.waiting_with(unit.session, message)
    stayed = [_has_stayed(unit, part, other) for part in parts]
    has_gone = True
    for part, is_new in zip(parts, stayed, strict=True):
        pass_it_on = _pass_on_whole if is_new else _pass_on_change
        has_gone = pass_it_on(unit, sender, part, match) and has_gone
    return has_gone


def _has_stayed(unit: Unit, message: Message, other: Person) -> bool:
    """Whether nothing of it has gone to the other side, nor is on its way."""
    if copies.all_of(unit.session, message.id, other.id):  # however long ago
        return False
    carried = _carrying(unit, message)
    is_on_its_way = carried is not None and carried.state in _ON_ITS_WAY
    waits = message.state is MessageState.KEPT or (message.state in _NOT_GONE_YET and not is_on_its_way)
    return carried is None or waits


def _pass_on_whole(unit: Unit, sender: Person, message: Message, match: Match) -> bool:
    message.state, message.match_id, message.kept_at = MessageState.RELAYED, match.id, None
    unit.session.flush()
    return pass_on(unit, sender, message.id, match, message.album)


def _pass_on_change(unit: Unit, sender: Person, message: Message, match: Match) -> bool:
    """The new words or file of what has gone before."""
    other = match.other(sender)
    message.state = MessageState.RELAYED
    if match.state is MatchState.PAUSED:
        message.kept_at = message.kept_at or unit.now  # its new wording waits
        unit.say(sender, relay_phrases.WAITS_FOR_PAUSE, name=other.called, mine=mine_or_theirs(match, sender))
        return False
    carried = _carrying(unit, message)
    is_on_its_way = carried is not None and carried.state in _ON_ITS_WAY
    if is_on_its_way or copies.all_of(unit.session, message.id, other.id):
        unit.mirror_edit(message.id, other, has_new_file=versions.has_new_file(unit.session, message))
        return True
    unit.say(sender, phrases.EDIT_TOO_LATE, name=other.called)
    return False


def drop_change(unit: Unit, message: Message) -> None:
    """New words are not passed on: the message is again what the other side has of it, and shows it there."""
    versions.drop_change(unit.session, message, unit.now)
    match = unit.session.get_one(Match, message.match_id)
    if match.state is MatchState.ACTIVE:
        unit.mirror_edit(message.id, match.other(unit.session.get_one(Person, message.sender_id)))


_ON_ITS_WAY = {OutboxState.QUEUED, OutboxState.SENDING, OutboxState.SENT}
_NOT_GONE_YET = {MessageState.HELD, MessageState.WAITING, MessageState.KEPT}


def mine_or_theirs(match: Match, person: Person) -> str:
    """Whether a pause is this person's own, as words are told."""
    return yes_or_no(match.is_paused_by(person))
