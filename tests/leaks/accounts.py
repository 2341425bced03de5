"""Who takes part: accounts of which every field is marked, with all that Telegram could tell of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import telegram
from telegram import Message, TelegramObject, Update, User

from bot.sandbox.accounts import Json
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from tests.leaks.marking import Marks
from tests.leaks.newer import next_years, rich_message
from tests.leaks.shapes import everything, fields_of

TURNS = 12  # of each type that there is in several sorts, so many ways to fill it


@dataclass(slots=True)
class Account:
    """One account: its marks, and shapes of Telegram's types filled with them."""

    talker: Talker
    marks: Marks
    called: str = ""  # the name it has in the programme, which everybody may see
    _made: dict[tuple[str, int], Json] = field(default_factory=dict)

    def message(self, turn: int) -> Json:
        """Everything that can stand in a message."""
        return self._kept("message", turn, lambda: self._message(turn % TURNS))

    def other(self, kind: str, turn: int) -> Json:
        """An update of another kind, whatever it is called."""
        path, sort = kind, of_kind(kind)
        return self._kept(
            kind,
            turn,
            lambda: (
                everything(sort, self.marks, path, turn % TURNS, in_short=True) | next_years(self.marks, path)
            ),
        )

    def user(self) -> Json:
        """Somebody's account as it stands in entities and beside messages: this one, in full."""
        return self._kept("user", 0, lambda: everything(User, self.marks, "message.from"))

    def _message(self, turn: int) -> Json:
        shape = everything(Message, self.marks, "message", turn) | next_years(self.marks, "message")
        return shape | {"rich_message": rich_message(self.marks, self.user())}

    def _kept(self, kind: str, turn: int, make: Callable[[], Json]) -> Json:
        key = (kind, turn % TURNS)
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]


def arrive(telegram: LocalTelegram, owner: int) -> Account:
    """Somebody new in Telegram, every part of whose account is a mark."""
    marks = Marks(owner)
    talker = telegram.person(
        marks.word("message.from.first_name"),
        last_name=marks.word("message.from.last_name"),
        username=marks.word("message.from.username"),
        id=marks.number("message.from.id"),
        language_code=marks.word("message.from.language_code"),
    )
    return Account(talker, marks)


def kinds_of_updates() -> list[str]:
    """Every kind there is."""
    return [name for name, _ in fields_of(Update) if name != "update_id"]


def of_kind(kind: str) -> type[TelegramObject]:
    """The type of such an update."""
    hint: Any = dict(fields_of(Update))[kind]
    found = next(each for each in hint.__args__ if each is not type(None))
    assert issubclass(found, telegram.TelegramObject)
    return found  # type: ignore[no-any-return]
