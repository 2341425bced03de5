"""A small programme in a database file, without Telegram: what use cases decide and what is really kept."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from bot.app import House, open_house
from bot.domain.buttons import Action, Press, decode, encode
from bot.domain.matches import MatchKind, MatchRefusal, MatchState
from bot.domain.media import Attachment, MediaKind
from bot.domain.names import Name, read_name
from bot.domain.outbox import Kind, OutboxState
from bot.domain.people import PersonState, Role
from bot.domain.texts import Entity, Text
from bot.services import inbound, introductions, posting, presses, reacting, updates
from bot.services.commands import Incoming, Reacted, Tapped
from bot.services.envelopes import Envelope
from bot.services.posting import Fate, Outcome
from bot.services.unit import Stranger, Unit
from bot.settings import Settings
from bot.store import people
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.outbox import OutboxRow
from bot.store.people import Person
from tests.support.bot import settings_for

T = TypeVar("T")
TOKEN = "700000001:AAAA-not-a-real-token-for-the-tests"
START = datetime(2026, 11, 20, 9, tzinfo=UTC)


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def move(self, by: timedelta) -> None:
        self.time += by


class Small:
    """One programme, opened once; every call is a unit of its own."""

    def __init__(self, settings: Settings, clock: SetClock) -> None:
        self.settings, self.clock = settings, clock
        self.house: House = open_house(settings, clock)
        self._numbers = count(1)

    def run(self, work: Callable[[Unit], T]) -> T:
        return self.house.units.run_now(work)

    def close(self) -> None:
        self.house.close()

    def joins(self, name: str, role: Role, telegram_id: int, state: PersonState = PersonState.ACTIVE) -> int:
        """Somebody who has this state, with their number in the database."""
        read = read_name(name)
        assert isinstance(read, Name)

        def add(unit: Unit) -> int:
            person = Person(
                programme_id=unit.programme.id,
                telegram_id=telegram_id,
                roles=role,
                state=state,
                name=read.shown,
                name_digest=unit.cipher.digest(read.compared),
                language="en",
                time_zone="Europe/London",
                created_at=unit.now,
            )
            unit.session.add(person)
            unit.session.flush()
            return person.id

        return self.run(add)

    def pair(self) -> tuple[int, int]:
        """Rosa (account 11) and Ben (account 22), matched; what was said to introduce them is gone."""
        rosa, ben = self.joins("Rosa", Role.MENTEE, 11), self.joins("Ben", Role.MENTOR, 22)
        self.match(rosa, ben)
        self.settle_all()
        return rosa, ben

    def match(self, mentee: int, mentor: int, note: str | None = "on paper") -> int:
        def propose(unit: Unit) -> int:
            one, other = unit.session.get_one(Person, mentee), unit.session.get_one(Person, mentor)
            match = introductions.propose(unit, one, other, accepted_note=note)
            assert not isinstance(match, MatchRefusal)
            return match.id

        return self.run(propose)

    def supports(self, account: int, supervisor: int) -> int:
        """A conversation between somebody and one of the team (by their accounts); returns its number."""
        mentee, mentor = self.person(account), self.person(supervisor)

        def open_it(unit: Unit) -> int:
            match = Match(
                programme_id=unit.programme.id,
                mentee_id=mentee,
                mentor_id=mentor,
                kind=MatchKind.SUPPORT,
                state=MatchState.ACTIVE,
                proposed_at=unit.now,
                began_at=unit.now,
            )
            unit.session.add(match)
            unit.session.flush()
            return match.id

        return self.run(open_it)

    def reads(self, account: int) -> list[str]:
        """Everything that waits is sent: the words that reach this account, changed ones too."""
        return [
            part.text.words
            for each in self.carries_out()
            if each.chat_id == account and each.kind in {Kind.COPY, Kind.EDIT}
            for part in each.parts
        ]

    def keeps(self, *raw: dict[str, Any]) -> list[tuple[int, int, dict[str, Any]]]:
        return self.run(partial(updates.keep, updates=raw))

    def says(
        self,
        account: int,
        words: str,
        *entities: Entity,
        reply_to: int | None = None,
        quote: str | None = None,
        message_id: int | None = None,
    ) -> int:
        """Somebody writes: the raw update is kept, then handled. Returns Telegram's id of the message."""
        number = message_id or next(self._numbers)
        return self.comes(account, Incoming(number, Text(words, entities), reply_to, quote))

    def sends(
        self,
        account: int,
        kind: MediaKind = MediaKind.PHOTO,
        caption: str = "",
        album: str | None = None,
        **more: Any,
    ) -> int:
        """Somebody sends a file, perhaps as a part of an album."""
        number = next(self._numbers)
        attachment = Attachment(kind, f"file-{number}", **more)
        words = Text(caption) if caption else None
        return self.comes(account, Incoming(number, None, caption=words, attachment=attachment, album=album))

    def comes(self, account: int, incoming: Incoming) -> int:
        """Whatever somebody sent: the raw update is kept, then handled."""
        raw = {
            "update_id": next(self._numbers),
            "message": {"chat": {"id": account}, "text": str(incoming.message_id)},
        }
        ((inbox_id, _, _),) = self.keeps(raw)
        sender = Stranger(account, "en")
        self.run(
            partial(
                updates.handle, inbox_id=inbox_id, sender=sender, use_case=inbound.receive, command=incoming
            )
        )
        return incoming.message_id

    def presses(self, account: int, action: Action, *ids: int) -> None:
        """Somebody presses a button, some seconds after whatever they pressed before."""
        self.clock.move(timedelta(seconds=5))
        press = Press(action, ids)
        self.taps(account, Tapped(str(self.clock.now()), 5, encode(press), press))

    def shown(self, account: int, action: Action) -> tuple[int, ...]:
        """What the newest button of this kind carries that somebody was shown."""
        buttons = [
            press
            for row in self.rows()
            if row.chat_id == account
            for line in (row.payload or {}).get("buttons", ())
            for _, _, data in line
            if (press := decode(data)) and press.action is action
        ]
        return buttons[-1].ids

    def presses_shown(self, account: int, action: Action) -> None:
        """Somebody presses the newest button of this kind that they were shown."""
        self.presses(account, action, *self.shown(account, action))

    def reacts(self, account: int, message_id: int, *emoji: str) -> None:
        """The reactions somebody has on a message now."""
        person = self.person(account)
        reacted = Reacted(message_id, emoji)
        self.run(lambda unit: reacting.react(unit, unit.session.get_one(Person, person), reacted))

    def carries_out(self) -> list[Envelope]:
        """Everything that waits is sent, one after another, a bubble for each message. Returns it."""
        done: list[Envelope] = []
        while rows := [row for row in self.rows(OutboxState.QUEUED) if not self._is_early(row)]:
            first = min(rows, key=lambda row: (row.lane, row.id))
            for envelope in self.run(partial(posting.claim, ids=[first.id])):
                bubbles = tuple((part.message_id, next(self._numbers) + 5000) for part in envelope.parts)
                links = bubbles if envelope.kind is Kind.COPY else ()
                sent_id = bubbles[-1][1] if bubbles else next(self._numbers) + 5000
                outcome = Outcome(envelope, Fate.SENT, sent_id=sent_id, copies=links)
                self.run(partial(posting.settle, outcomes=[outcome]))
                done.append(envelope)
        return done

    def _is_early(self, row: OutboxRow) -> bool:
        return row.not_before is not None and row.not_before > self.clock.now()

    def edits(self, account: int, message_id: int, words: str) -> None:
        person = self.person(account)
        incoming = Incoming(message_id, Text(words))
        self.run(lambda unit: inbound.receive_edit(unit, unit.session.get_one(Person, person), incoming))

    def taps(self, account: int, tapped: Tapped) -> None:
        def press(unit: Unit) -> None:
            actor = people.by_telegram_id(unit.session, unit.programme.id, account)
            presses.tap(unit, actor or Stranger(account, "en"), tapped)

        self.run(press)

    def person(self, account: int) -> int:
        def find(unit: Unit) -> int:
            found = people.by_telegram_id(unit.session, unit.programme.id, account)
            assert found is not None
            return found.id

        return self.run(find)

    def change(self, account: int, **values: Any) -> None:
        """Set something of a person."""
        person = self.person(account)

        def set_values(unit: Unit) -> None:
            for name, value in values.items():
                setattr(unit.session.get_one(Person, person), name, value)

        self.run(set_values)

    def rows(self, *states: OutboxState) -> Sequence[OutboxRow]:
        """Rows of the outbox, in order, in these states (any, when none is given)."""
        wanted = states or tuple(OutboxState)
        return self.run(
            lambda unit: unit.session.scalars(
                select(OutboxRow).where(OutboxRow.state.in_(wanted)).order_by(OutboxRow.id)
            ).all()
        )

    def queued(self) -> list[tuple[int, str]]:
        """What waits to be said: for whom (account) and the key, or the kind where it has none."""
        return [(row.chat_id, row.key or row.kind.value) for row in self.rows(OutboxState.QUEUED)]

    def settle_all(self) -> None:
        """As if all that waits had been sent."""

        def settle(unit: Unit) -> None:
            for row in unit.session.scalars(select(OutboxRow).where(OutboxRow.state == OutboxState.QUEUED)):
                row.state, row.settled_at = OutboxState.SENT, unit.now

        self.run(settle)

    def messages(self) -> Sequence[Message]:
        return self.run(lambda unit: unit.session.scalars(select(Message).order_by(Message.id)).all())


@contextmanager
def small_programme(folder: Path) -> Iterator[Small]:
    """A programme in this folder, closed at the end."""
    small = Small(settings_for(TOKEN, "http://127.0.0.1:9", folder), SetClock())
    try:
        yield small
    finally:
        small.close()
