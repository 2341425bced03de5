"""Envelopes: what one row of the outbox asks for, with everything that doing it needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.matches import MatchKind
from bot.domain.media import Attachment, Die, attachment_from
from bot.domain.outbox import Kind, Lane
from bot.domain.texts import Text
from bot.services.unit import Unit
from bot.store import copies, messages, topics
from bot.store.base import by_ids
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.outbox import OutboxRow
from bot.store.people import Person


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a participant: a text, a file with its caption, or one part of an album."""

    message_id: int
    text: Text
    attachment: Attachment | Die | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """One thing to do in one chat, with everything that doing it needs.

    `parts` are the messages to copy or to change: one, or those of an album in their order. `target_id`,
    `targets` and `reply_to` are Telegram message ids in the recipient's chat, `thread_id` the topic there.
    """

    id: int
    chat_id: int
    lane: Lane
    kind: Kind
    language: str
    attempts: int
    key: str | None = None
    args: dict[str, Any] | None = None
    lines: list[tuple[str, dict[str, Any]]] | None = None
    buttons: list[list[tuple[str, dict[str, Any], str]]] | None = None
    menu: dict[str, Any] | None = None  # what the large buttons show; see Unit.say
    message_id: int | None = None
    person_id: int | None = None
    sender_name: str | None = None
    sender_is_team: bool = False  # a supervisor writes, not a peer
    parts: tuple[Part, ...] = ()
    target_id: int | None = None
    targets: tuple[int, ...] = ()
    reply_to: int | None = None
    quote: str | None = None
    thread_id: int | None = None
    topic_id: int | None = None
    alert_id: int | None = None
    emoji: str | None = None  # a reaction; none takes it back
    has_new_file: bool = False  # an edit that changed the file, not only the words
    is_pinned: bool = False  # to stay at the top of the chat
    is_silent: bool = False  # its recipient does not want to be woken for it


@dataclass(frozen=True, slots=True)
class Context:
    """What the envelopes of a batch have to read, read together."""

    persons: dict[int, Person]
    originals: dict[int, Message]
    pairs: dict[int, Match]
    bubbles: dict[tuple[int, int], int]
    threads: dict[tuple[int, int], int]  # by match and person

    def message(self, row: OutboxRow) -> Message | None:
        return self.originals.get(row.message_id or 0)

    def carried(self, row: OutboxRow) -> list[Message]:
        """All the messages that a row carries: one, or the parts of an album in their order."""
        ids = _part_ids(row) or [row.message_id or 0]
        return [self.originals[each] for each in ids if each in self.originals]

    def match(self, row: OutboxRow) -> Match | None:
        message = self.message(row)
        return self.pairs.get(message.match_id or 0) if message else None

    def target(self, row: OutboxRow) -> int | None:
        """The Telegram message id that a row changes; None where the recipient's chat does not show it."""
        message = self.message(row)
        return self.bubbles.get((message.id, row.person_id or 0)) if message else row.target_id


def read_context(unit: Unit, rows: Sequence[OutboxRow]) -> Context:
    """Everything these rows refer to, in few queries."""
    wanted = {row.message_id for row in rows} | {part for row in rows for part in _part_ids(row)}
    originals = by_ids(unit.session, Message, wanted)
    persons = by_ids(
        unit.session,
        Person,
        {row.person_id for row in rows} | {message.sender_id for message in originals.values()},
    )
    pairs = by_ids(unit.session, Match, {message.match_id for message in originals.values()})
    bubbles = copies.bubbles(unit.session, _wanted_bubbles(rows, originals))
    threads = topics.threads(unit.session, set(persons)) if unit.programme.has_topics else {}
    return Context(persons, originals, pairs, bubbles, threads)


def envelope_of(unit: Unit, row: OutboxRow, context: Context) -> Envelope:
    """What this row asks for."""
    payload = row.payload or {}
    person = context.persons.get(row.person_id or 0)
    message, match = context.message(row), context.match(row)
    replied = message.reply_to_id if message else None
    is_team = match is not None and match.kind is MatchKind.SUPPORT
    return Envelope(
        id=row.id,
        chat_id=row.chat_id,
        lane=Lane(row.lane),
        kind=row.kind,
        language=person.language if person else unit.policy.language,
        attempts=row.attempts,
        key=row.key,
        args=payload.get("args"),
        lines=payload.get("lines"),
        buttons=payload.get("buttons"),
        menu=_menu(payload.get("menu")),
        message_id=row.message_id,
        person_id=row.person_id,
        sender_name=context.persons[message.sender_id].name if message else None,
        sender_is_team=bool(message and match and is_team and match.mentor_id == message.sender_id),
        parts=_parts(row, context),
        target_id=context.target(row),
        targets=_targets(unit, row),
        reply_to=context.bubbles.get((replied, row.person_id or 0)) if replied else payload.get("reply_to"),
        quote=message.quote if message else None,
        thread_id=payload.get("thread") or _thread(unit, row, match, payload, context),
        topic_id=payload.get("topic"),
        alert_id=row.alert_id,
        emoji=payload.get("emoji"),
        has_new_file=bool(payload.get("file")),
        is_pinned=bool(payload.get("pinned")),
        is_silent=_is_silent(unit, row, match, person),
    )


def _menu(kept: dict[str, Any] | int | None) -> dict[str, Any] | None:
    """What the large buttons show; rows from before there were more than roles hold a number."""
    return {"roles": kept} if isinstance(kept, int) else kept


def _is_silent(unit: Unit, row: OutboxRow, match: Match | None, person: Person | None) -> bool:
    if match is None or person is None or row.lane != Lane.RELAY:
        return False
    until = match.muted_until(person)
    return until is not None and unit.now < until


def _parts(row: OutboxRow, context: Context) -> tuple[Part, ...]:
    return tuple(
        Part(
            each.id,
            each.text,
            attachment_from(each.attachment) if each.attachment is not None else None,
        )
        for each in context.carried(row)
    )


def _part_ids(row: OutboxRow) -> list[int]:
    """The messages of an album, none for a message by itself."""
    if row.kind is not Kind.COPY or row.payload is None:
        return []
    return list(row.payload.get("parts", ()))


def _targets(unit: Unit, row: OutboxRow) -> tuple[int, ...]:
    if row.kind is not Kind.DELETE or row.message_id is None or row.person_id is None:
        return ()
    return copies.all_of(unit.session, row.message_id, row.person_id)


def _thread(
    unit: Unit, row: OutboxRow, match: Match | None, payload: dict[str, Any], context: Context
) -> int | None:
    """The topic it belongs into: that of its match, or that of the message it answers or speaks of."""
    if not context.threads or row.person_id is None:
        return None
    if match is None and "reply_to" in payload:
        answered = messages.written(unit.session, row.person_id, payload["reply_to"])
        match_id = answered.match_id if answered else None
    else:
        match_id = match.id if match else payload.get("within")
    return context.threads.get((match_id, row.person_id)) if match_id is not None else None


def _wanted_bubbles(rows: Sequence[OutboxRow], originals: dict[int, Message]) -> list[tuple[int, int]]:
    wanted = set()
    for row in rows:
        message = originals.get(row.message_id or 0)
        if message is None or row.person_id is None:
            continue
        if row.kind in {Kind.EDIT, Kind.REACT}:
            wanted.add((message.id, row.person_id))
        elif message.reply_to_id is not None:
            wanted.add((message.reply_to_id, row.person_id))
    return sorted(wanted)
