"""What a use case is handed: one transaction, the time, and a way to say things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.domain import phrases, relay_phrases
from bot.domain.agenda import AgendaKind
from bot.domain.buttons import Rows
from bot.domain.clock import Clock
from bot.domain.contacts import ContactFinder
from bot.domain.crisis import CrisisLines
from bot.domain.findings import Grade, Scanner
from bot.domain.matches import GOING_ON
from bot.domain.menus import TEAM, USUAL_QUICK_WORDS, MenuItem
from bot.domain.outbox import OUTSIDE, Kind, Lane
from bot.domain.people import Role
from bot.domain.phrases import Line, Phrase, yes_or_no
from bot.domain.policy import Policy
from bot.store import matches, outbox, people
from bot.store.agenda import AgendaRow
from bot.store.base import Session
from bot.store.cipher import Cipher
from bot.store.outbox import NewRow, Posted
from bot.store.people import Person
from bot.store.programme import Programme

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody the programme does not know: their account's id, which is their private chat's too.

    `account` is what Telegram calls them; it is kept for emergencies alone.
    """

    telegram_id: int
    language: str
    account: str = ""


@dataclass(slots=True)
class Unit:
    """One transaction: what a use case reads, decides and says is kept together or not at all."""

    session: Session
    programme: Programme
    clock: Clock
    policy: Policy
    cipher: Cipher
    labels: Mapping[str, MenuItem]
    name_labels: Sequence[tuple[str, str, str]]  # around a name on a button, and Match.team_side
    scanner: Scanner
    contacts: ContactFinder
    crisis: CrisisLines
    posted: list[Posted] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def say(
        self,
        to: Person | Stranger,
        phrase: Phrase,
        *,
        lane: Lane = Lane.ANSWER,
        buttons: Rows = (),
        menu: bool = False,
        reply_to: int | None = None,
        about: Person | None = None,
        alert_id: int | None = None,
        lines: Sequence[Line] | None = None,
        pinned: bool = False,
        within: int | None = None,
        **args: str | int,
    ) -> None:
        """Put words into the outbox: with buttons under them, or with the person's menu below.

        `lines` are phrases of their own within the words, one below the other; `reply_to` is the Telegram id
        of one of the person's own messages, `about` whom an alert is about, `alert_id` whose card this is,
        `within` the match in whose topic it is to stand, where there are topics.

        Raises ValueError where the arguments are not exactly the phrase's.
        """
        payload = _payload(phrase, args, buttons, lines)
        beside = {"pinned": pinned or None, "reply_to": reply_to, "within": within}
        payload |= {name: value for name, value in beside.items() if value is not None}
        if menu and isinstance(to, Person):
            payload["menu"] = self._menu(to)
        self._post(
            NewRow(
                chat_id=to.telegram_id,
                person_id=to.id if isinstance(to, Person) else None,
                lane=lane,
                kind=Kind.SAY,
                key=phrase.key,
                payload=payload or None,
                about_id=about.id if about else None,
                alert_id=alert_id,
            )
        )

    def change(
        self,
        to: Person,
        telegram_message_id: int,
        phrase: Phrase,
        *,
        lane: Lane = Lane.ANSWER,
        buttons: Rows = (),
        **args: str | int,
    ) -> None:
        """Put new words, and these buttons or none, in place of what an earlier message of ours said."""
        self._post(
            NewRow(
                chat_id=to.telegram_id,
                person_id=to.id,
                lane=lane,
                kind=Kind.CHANGE,
                key=phrase.key,
                payload=_payload(phrase, args, buttons) or None,
                target_id=telegram_message_id,
            )
        )

    def say_to_team(
        self,
        phrase: Phrase,
        *,
        lane: Lane = Lane.ANSWER,
        about: Person | None = None,
        roles: Role = TEAM,
        **args: str | int,
    ) -> int:
        """Say the same to everyone active with one of these roles, but never to the person it is about.

        Returns how many of them can be reached.
        """
        everyone = people.with_role(self.session, self.programme.id, roles)
        team = [person for person in everyone if about is None or person.id != about.id]
        for person in team:
            self.say(
                person,
                phrase,
                lane=lane,
                buttons=(),
                menu=False,
                reply_to=None,
                about=about,
                alert_id=None,
                lines=None,
                pinned=False,
                within=None,
                **args,
            )
        return sum(person.unreachable_since is None for person in team)

    def copy(
        self, message_id: int, to: Person, *, parts: Sequence[int] = (), wait: timedelta | None = None
    ) -> None:
        """Put a participant's message into the outbox for somebody else.

        `parts` are the messages of an album, which goes as a whole, after a `wait` for those still to come.
        """
        self._relay(
            Kind.COPY,
            message_id,
            to,
            {"parts": list(parts)} if parts else None,
            not_before=None if wait is None else self.now + wait,
        )

    def mirror_edit(self, message_id: int, to: Person, *, has_new_file: bool = False) -> None:
        """Put the new wording, or the new file, of a message that was copied into the outbox."""
        self._relay(Kind.EDIT, message_id, to, {"file": True} if has_new_file else None)

    def mirror_reaction(self, message_id: int, to: Person, emoji: str | None) -> None:
        """Put a reaction on a message, where somebody else sees it, into the outbox; None takes it back."""
        self._relay(Kind.REACT, message_id, to, {"emoji": emoji} if emoji else None)

    def take_back(self, message_id: int, to: Person) -> None:
        """Put the removal of every copy of a message from somebody's chat into the outbox."""
        self._relay(Kind.DELETE, message_id, to, None, lane=Lane.ANSWER)

    def _relay(
        self,
        kind: Kind,
        message_id: int,
        to: Person,
        payload: dict[str, Any] | None,
        *,
        lane: Lane = Lane.RELAY,
        not_before: datetime | None = None,
    ) -> None:
        self._post(
            NewRow(
                chat_id=to.telegram_id,
                person_id=to.id,
                lane=lane,
                kind=kind,
                message_id=message_id,
                payload=payload,
                not_before=not_before,
            )
        )

    def keep_topic(self, person: Person, topic_id: int, thread: int | None, **args: str) -> None:
        """Put a topic into the outbox: to be made, or, where it has a `thread`, to get its present name."""
        payload: dict[str, Any] = {"args": args, "topic": topic_id}
        if thread is not None:
            payload["thread"] = thread
        self._post(
            NewRow(
                chat_id=person.telegram_id,
                person_id=person.id,
                lane=Lane.ANSWER,
                kind=Kind.TOPIC,
                key=relay_phrases.TOPIC_NAME.key,
                payload=payload,
            )
        )

    def clear_buttons(self, person: Person | Stranger, telegram_message_id: int) -> None:
        """Take the buttons away from a question of ours that has been answered."""
        self._post(
            NewRow(
                chat_id=person.telegram_id,
                person_id=person.id if isinstance(person, Person) else None,
                lane=Lane.ANSWER,
                kind=Kind.CLEAR_BUTTONS,
                target_id=telegram_message_id,
            )
        )

    def tell_outside(self, alert_id: int, grade: Grade) -> None:
        """Put an alert's number and grade, never names or words, into the outbox for the outside channel."""
        if not self.policy.has_outside:
            return
        self._post(
            NewRow(
                chat_id=OUTSIDE,
                person_id=None,
                lane=Lane.ALERT,
                kind=Kind.OUTSIDE,
                key=phrases.OUTSIDE_ALERT.key,
                payload={"args": {"number": alert_id, "grade": grade.word}},
            )
        )

    def later(self, kind: AgendaKind, wait: timedelta, subject_id: int | None = None) -> None:
        """Put something into the agenda."""
        self.at(kind, self.now + wait, subject_id)

    def at(self, kind: AgendaKind, due_at: datetime, subject_id: int | None = None) -> None:
        """Put something into the agenda for a moment (aware)."""
        row = AgendaRow(programme_id=self.programme.id, kind=kind, subject_id=subject_id, due_at=due_at)
        self.session.add(row)

    def _menu(self, person: Person) -> dict[str, Any]:
        """What a person's large buttons show: by role, to whom they may write, or their quick words."""
        menu: dict[str, Any] = {"roles": person.roles.value}
        among = matches.conversations_of(self.session, person, *GOING_ON)
        if len(among) > 1:
            menu["write_to"] = [
                {
                    "name": match.other(person).called,
                    "team": match.team_side(person),
                    "open": yes_or_no(match.id == person.open_match_id),
                }
                for match in among
            ]
        if person.shows_quick_words:
            usual = [{"number": number, "words": ""} for number in range(1, USUAL_QUICK_WORDS + 1)]
            own = [{"number": 0, "words": words} for words in person.quick_words or ()]
            menu["quick"] = own or usual
        return menu

    def _post(self, row: NewRow) -> None:
        self.posted.append(outbox.post(self.session, self.programme.id, row, self.now))


def _payload(
    phrase: Phrase, args: Mapping[str, str | int], buttons: Rows, lines: Sequence[Line] | None = None
) -> dict[str, Any]:
    """What an outbox row keeps, sealed, of words of our own; raises ValueError on other arguments."""
    given = args if lines is None else {**args, "lines": ""}
    for each, has in ((phrase, given.keys()), *((line.phrase, line.args.keys()) for line in lines or ())):
        if has != each.args:
            raise ValueError(f"{each.key} takes {sorted(each.args)}, not {sorted(has)}")
    payload: dict[str, Any] = {"args": dict(given)} if given else {}
    if lines:
        payload["lines"] = [[line.phrase.key, dict(line.args)] for line in lines]
    if buttons:
        payload["buttons"] = [
            [[button.label.key, dict(button.args), button.data] for button in row] for row in buttons
        ]
    return payload
