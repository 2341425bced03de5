"""Saying that something has not arrived, and keeping what still can: one floor below relay and delivery."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.domain import phrases, relay_phrases
from bot.domain.agenda import AgendaKind
from bot.domain.buttons import Action, Button, Press
from bot.domain.matches import MatchState
from bot.domain.media import FileRefusal
from bot.domain.menus import leading_role
from bot.domain.outbox import Kind, Lane
from bot.services import alert_cards
from bot.services.alerts import climb_at_once, graver, pass_on_owned
from bot.services.envelopes import Envelope
from bot.services.unit import Unit
from bot.store import alerts, copies, keeping, matches, messages
from bot.store.alerts import Alert
from bot.store.matches import Match
from bot.store.messages import Message, MessageState
from bot.store.outbox import OutboxRow
from bot.store.people import Person

OFFERED_AGAIN_AFTER = timedelta(days=1)


def report(unit: Unit, rows: Sequence[OutboxRow], why: phrases.Phrase) -> None:
    """Tell each author, once for everything, that the other side has not seen what they wrote or changed."""
    lost = Counter[tuple[int, int]]()
    unchanged = set[tuple[int, int]]()
    for row in rows:
        message = unit.session.get(Message, row.message_id) if row.message_id else None
        if message is None or row.person_id is None:
            continue
        if row.kind is Kind.COPY:
            lost[message.sender_id, row.person_id] += len(_copied(unit, row))
        elif row.kind is Kind.EDIT:
            unchanged.add((message.sender_id, row.person_id))
    for (sender_id, recipient_id), count in lost.items():
        sender, recipient = _both(unit, sender_id, recipient_id)
        if sender.is_active:
            unit.say(sender, why, name=recipient.called, count=count)
    for sender_id, recipient_id in unchanged - lost.keys():
        sender, recipient = _both(unit, sender_id, recipient_id)
        if sender.is_active:
            unit.say(sender, phrases.EDIT_TOO_LATE, name=recipient.called)


def keep_for_later(unit: Unit, rows: Sequence[OutboxRow]) -> None:
    """These rows go nowhere now: messages and their new words wait for their recipient or a pause to end."""
    copied = [message for row in rows if row.kind is Kind.COPY for message in _copied(unit, row)]
    for row in rows:
        if row.kind is Kind.DELETE:
            report_not_taken_back(unit, row)
    waiting = {message.id for message in copied}  # with their newest words
    edited = {row.message_id for row in rows if row.kind is Kind.EDIT and row.message_id not in waiting}
    reworded = [message for each in edited if (message := unit.session.get(Message, each))]
    is_free = MessageState.RELAYED  # not what is held
    keep(
        unit,
        [message for message in copied if message.state is is_free],
        reworded=[message for message in reworded if message.state is is_free],
    )
    for message in (*copied, *reworded):
        _tell_team_unseen(unit, message)


def _tell_team_unseen(unit: Unit, message: Message) -> None:
    """The cards of its alert say now that nobody has seen the words: they were drawn too early for that."""
    found = alerts.distress_in(unit.session, message.id)
    if found is not None and found.alert_id is not None:
        alert_cards.redraw(unit, unit.session.get_one(Alert, found.alert_id))


def keep(unit: Unit, kept: Sequence[Message], *, reworded: Sequence[Message] = ()) -> None:
    """Let messages wait, or new words of what had gone; raises ValueError for one that belongs to no match.

    Their author hears of it once for each pause, and each time that the other side cannot be reached; of
    grave words however often.
    """
    for (match_id, sender_id), together in _by_author([*kept, *reworded]).items():
        match = unit.session.get_one(Match, match_id)
        author = unit.session.get_one(Person, sender_id)
        other = match.other(author)
        since = _waiting_since(match, other)
        is_told = since is not None and keeping.was_kept_since(unit.session, match_id, sender_id, since)
        for message in together:
            message.kept_at = message.kept_at or unit.now
            if message not in reworded:
                message.state = MessageState.KEPT
        unit.session.flush()
        has_grave = any(alerts.is_grave(unit.session, message.id) for message in together)
        if (is_told and not has_grave) or not author.is_active:
            continue
        if other.unreachable_since is not None:
            unit.say(author, phrases.NOT_DELIVERED_BLOCKED, name=other.called, count=len(together))
        else:
            mine = phrases.yes_or_no(match.is_paused_by(author))
            unit.say(author, relay_phrases.WAITS_FOR_PAUSE, name=other.called, mine=mine)


def _by_author(kept: Sequence[Message]) -> dict[tuple[int, int], list[Message]]:
    by_author: dict[tuple[int, int], list[Message]] = {}
    for message in kept:
        if message.match_id is None:
            raise ValueError(f"message {message.id} is for nobody")
        by_author.setdefault((message.match_id, message.sender_id), []).append(message)
    return by_author


def drop_kept(unit: Unit, match: Match) -> None:
    """The conversation is over: what waited in it stays with its authors, who are told."""
    lost = Counter[int]()
    for message in keeping.kept(unit.session, match.id):
        message.state = MessageState.REFUSED
        lost[message.sender_id] += 1
    for sender_id, count in lost.items():
        author = unit.session.get_one(Person, sender_id)
        if author.is_active:
            unit.say(author, phrases.NOT_DELIVERED_LEFT, name=match.other(author).called, count=count)


def offer_kept(unit: Unit, person: Person, *, is_first: bool = False) -> None:
    """What waits for somebody who can be reached is offered, not poured over them; and once more next day."""
    waiting = []
    for match in matches.conversations_of(unit.session, person, MatchState.ACTIVE):
        kept = keeping.kept(unit.session, match.id)
        reworded = keeping.reworded_while_kept(unit.session, match.id)
        number = sum(each.sender_id != person.id for each in (*kept, *reworded))
        waiting.append((match.other(person).called, number))
    count = sum(number for _, number in waiting)
    if not count:
        return
    if is_first:
        unit.later(AgendaKind.KEPT_REMINDER, OFFERED_AGAIN_AFTER, person.id)
    unit.say(
        person,
        relay_phrases.KEPT_FOR_YOU,
        buttons=((Button(relay_phrases.BUTTON_SHOW_KEPT, Press(Action.SHOW_KEPT)),),),
        names=", ".join(name for name, number in waiting if number),
        count=count,
    )


def note_reachable(unit: Unit, person: Person) -> None:
    """Somebody who had blocked the bot is back."""
    if person.unreachable_since is None:
        return
    person.unreachable_since = None
    if person.is_active:
        offer_kept(unit, person, is_first=True)


def note_unreachable(unit: Unit, person: Person) -> None:
    """Somebody has blocked the bot: the team is told, once."""
    if person.unreachable_since is not None:
        return
    person.unreachable_since = unit.now
    graver(unit, person, "blocked the bot")
    pass_on_owned(unit, person)
    if person.is_active and person.name is not None:
        unit.say_to_team(
            phrases.UNREACHABLE_TO_TEAM,
            about=person,
            name=person.called,
            role=leading_role(person.roles).word,
        )


def report_unalerted(unit: Unit, row: OutboxRow) -> None:
    """An alert's card has not reached somebody of the team: it climbs at once."""
    if row.alert_id is not None:
        climb_at_once(unit, unit.session.get_one(Alert, row.alert_id))


def refuse_files(unit: Unit, refused: Iterable[tuple[int, FileRefusal]]) -> None:
    """Files that cannot be made safe to pass on: each author is told which, and why."""
    for message_id, why in refused:
        message = unit.session.get_one(Message, message_id)
        message.state = MessageState.REFUSED
        author = unit.session.get_one(Person, message.sender_id)
        if author.is_active:
            unit.say(
                author,
                relay_phrases.FILE_REFUSED,
                why=why.value,
                reply_to=message.telegram_message_id,
            )


def tell_reaction(unit: Unit, row: OutboxRow) -> None:
    """A reaction that Telegram lets no bot set is told in words."""
    reader = unit.session.get(Person, row.person_id) if row.person_id else None
    message = unit.session.get(Message, row.message_id) if row.message_id else None
    emoji = (row.payload or {}).get("emoji")
    if reader is None or message is None or message.match_id is None or emoji is None:
        return
    name = unit.session.get_one(Match, message.match_id).other(reader).called
    unit.say(reader, relay_phrases.REACTED, lane=Lane.RELAY, within=message.match_id, name=name, emoji=emoji)


def report_taken_back(unit: Unit, envelope: Envelope) -> None:
    """Its copies are gone: said once, for an album at the first part that was there."""
    message = unit.session.get(Message, envelope.message_id) if envelope.message_id else None
    if message is None or envelope.person_id is None:
        return
    author, reader = _both(unit, message.sender_id, envelope.person_id)
    parts = messages.together(unit.session, message)
    first = next((part for part in parts if copies.is_there(unit.session, part.id)), parts[0])
    if author.is_active and first.id == message.id:
        unit.say(author, relay_phrases.TAKEN_BACK, name=reader.called, reply_to=message.telegram_message_id)


def report_twin(unit: Unit, row: OutboxRow) -> None:
    """It was taken back while nobody knew whether it had gone: it may show there, out of our reach."""
    message = unit.session.get(Message, row.message_id) if row.message_id else None
    if message is None or row.person_id is None:
        return
    author, reader = _both(unit, message.sender_id, row.person_id)
    if author.is_active:
        bubble = message.telegram_message_id
        unit.say(author, relay_phrases.TWIN_MAY_REMAIN, name=reader.called, reply_to=bubble)


def report_not_taken_back(unit: Unit, row: OutboxRow) -> None:
    """Telegram does not let a copy be removed any more: its author must know."""
    message = unit.session.get(Message, row.message_id) if row.message_id else None
    if message is None or row.person_id is None:
        return
    author, reader = _both(unit, message.sender_id, row.person_id)
    message.state = MessageState.RELAYED  # it still shows there
    if author.is_active:
        bubble = message.telegram_message_id
        unit.say(author, relay_phrases.NOT_TAKEN_BACK, name=reader.called, reply_to=bubble)


def _copied(unit: Unit, row: OutboxRow) -> list[Message]:
    ids = (row.payload or {}).get("parts") or ([row.message_id] if row.message_id else [])
    return [unit.session.get_one(Message, each) for each in ids]


def _waiting_since(match: Match, other: Person) -> datetime | None:
    """Since when what is written in this match waits."""
    pauses = [each for each in (match.mentee_paused_at, match.mentor_paused_at) if each is not None]
    return other.unreachable_since or min(pauses, default=None)


def _both(unit: Unit, sender_id: int, recipient_id: int) -> tuple[Person, Person]:
    return unit.session.get_one(Person, sender_id), unit.session.get_one(Person, recipient_id)
