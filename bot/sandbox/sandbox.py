"""The whole local Telegram: its accounts, chats, messages and what waits for its bots."""

import logging
import random
import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bot.sandbox.accounts import Bot, Json, Person
from bot.sandbox.changes import Change, ChangeKind, Listener
from bot.sandbox.chats import Chat, Tap
from bot.sandbox.files import Files, StoredFile
from bot.sandbox.messages import Message
from bot.sandbox.rendering import show
from bot.sandbox.updates import UpdateQueue

logger = logging.getLogger(__name__)

TAPS_KEPT = 5_000  # far more than can be answered within the time there is for it


def wall_clock() -> datetime:
    return datetime.now(UTC)


class Sandbox:
    """State alone, changed from one thread (its server's event loop); what people do is in actions.py.

    `now` returns an aware UTC datetime. `seed` makes every random choice repeatable.
    """

    def __init__(self, now: Callable[[], datetime] = wall_clock, *, seed: int | None = None) -> None:
        self.now = now
        self.random = random.Random(seed)  # noqa: S311 - identifiers of an invented world, repeatable by seed
        self.bots: dict[int, Bot] = {}
        self.people: dict[int, Person] = {}
        self.chats: dict[tuple[int, int], Chat] = {}
        self.queues: dict[int, UpdateQueue] = {}
        self.taps: dict[str, Tap] = {}
        self.files = Files(self.random)
        self._tokens: dict[str, Bot] = {}
        self._listeners: list[Listener] = []

    # accounts

    def add_bot(self, username: str, name: str, *, token: str | None = None) -> Bot:
        """A new bot, as BotFather makes one; its token is invented where none is given."""
        if token is None:
            number = self._free_id(8_000_000_000)
            token = f"{number}:{secrets.token_urlsafe(26)}"
        number = int(token.partition(":")[0])
        if number in self.bots or number in self.people:
            raise ValueError("an account with this id exists already")
        bot = Bot(id=number, token=token, username=username, first_name=name)
        self.keep_bot(bot, UpdateQueue(self.random.randrange(100_000_000, 900_000_000)))
        self.tell(ChangeKind.ACCOUNT, bot.id)
        return bot

    def keep_bot(self, bot: Bot, queue: UpdateQueue) -> None:
        """Take in a bot with what waits for it."""
        self.bots[bot.id] = bot
        self.queues[bot.id] = queue
        self._tokens[bot.token] = bot

    def bot_by_token(self, token: str) -> Bot | None:
        """The bot this token belongs to, None where it is unknown or was revoked."""
        bot = self._tokens.get(token)
        return None if bot is None or bot.is_revoked else bot

    def add_person(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
        person_id: int | None = None,
    ) -> Person:
        """A new person; raises ValueError where the id or the username is taken."""
        number = self._free_id(5_000_000_000) if person_id is None else person_id
        if number in self.people or number in self.bots:
            raise ValueError("an account with this id exists already")
        if username and any(known.username == username for known in self.people.values()):
            raise ValueError("an account with this username exists already")
        person = Person(number, first_name, last_name, username, language_code)
        self.people[number] = person
        self.tell(ChangeKind.ACCOUNT, 0, number)
        return person

    def account(self, account_id: int) -> Bot | Person:
        """The bot or the person with this id; raises KeyError where there is none."""
        found = self.people.get(account_id)
        return self.bots[account_id] if found is None else found

    def _free_id(self, around: int) -> int:
        while True:
            number = self.random.randrange(around, around + 900_000_000)
            if number not in self.people and number not in self.bots:
                return number

    # chats and messages

    def private_chat(self, bot: Bot, person: Person) -> Chat:
        """The private chat of the two; opened (not started) where they never met."""
        chat = self.chats.get((bot.id, person.id))
        if chat is None:
            chat = self.chats[bot.id, person.id] = Chat(bot.id, person.id)
            self.tell(ChangeKind.CHAT, bot.id, person.id)
        return chat

    def chats_of(self, person: Person) -> Iterator[Chat]:
        """The chats this person is in, in the order they were opened."""
        return (chat for chat in self.chats.values() if chat.id == person.id)

    def post(
        self,
        chat: Chat,
        sender: Bot | Person,
        content: Json,
        *,
        extra: Json | None = None,
        reply_to: int = 0,
        thread: int = 0,
        quote: Json | None = None,
        keyboard: Json | None = None,
        is_silent: bool = False,
        is_service: bool = False,
    ) -> Message:
        """Put a message into a chat; checks nothing, tells whoever watches, but offers no update.

        The files in it get the ids by which the chat's bot knows them.
        """
        bot = self.bots[chat.bot_id]
        number = bot.next_message_id
        bot.next_message_id = number + 1
        message = Message(
            id=number,
            bot_id=bot.id,
            chat_id=chat.id,
            sender_id=sender.id,
            date=int(self.now().timestamp()),
            content=self.files.issued(content, bot.id),
            extra=self.files.issued(extra or {}, bot.id),
            reply_to_id=reply_to,
            thread_id=thread,
            quote=quote,
            keyboard=keyboard,
            is_silent=is_silent,
            is_service=is_service,
        )
        chat.messages[number] = message
        if sender.id == bot.id:
            chat.action = ""
        self.tell(ChangeKind.MESSAGE, bot.id, chat.id, number)
        return message

    def album_of(self, message: Message) -> list[Message]:
        """The messages of its album that still stand there, in order; itself where it is in none."""
        messages = self.chats[message.bot_id, message.chat_id].messages.values()
        return [each for each in messages if each.album == message.album] if message.album else [message]

    def delete(self, message: Message) -> None:
        """Take a message out of its chat, for everyone in it."""
        chat = self.chats[message.bot_id, message.chat_id]
        chat.messages.pop(message.id, None)
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)
        message.is_deleted = True
        self.tell(ChangeKind.DELETION, message.bot_id, message.chat_id, message.id)

    def files_of(self, message: Message) -> list[StoredFile]:
        """The files that a message holds, the one it is about first (of a photo: its largest size)."""
        return sorted(
            self.files.within(message.content),
            key=lambda file: (file.kind.value != message.kind, -_area(file)),
        )

    def show(self, message: Message) -> Json:
        """The message as a Bot API `Message`."""
        return show(self, message)

    def keep_tap(self, tap: Tap) -> None:
        """Remember a tap, so that it can be answered; the oldest of very many are forgotten."""
        self.taps[tap.id] = tap
        while len(self.taps) > TAPS_KEPT:
            del self.taps[next(iter(self.taps))]

    # updates

    def offer(self, bot_id: int, kind: str, payload: Json) -> int | None:
        """Put an update into the bot's queue; returns its id, None where the bot does not take this kind."""
        return self.queues[bot_id].offer(kind, payload, self.now().timestamp(), self.random)

    def jump_update_ids(self, bot_id: int, by: int) -> int:
        """Let the identifiers of the next updates jump forwards or back; returns the next one."""
        queue = self.queues[bot_id]
        queue.next_id = max(1, queue.next_id + by)
        return queue.next_id

    def new_id(self) -> str:
        """An identifier as Telegram gives to callback queries and media groups: a long number as text."""
        return str(self.random.randrange(10**17, 9 * 10**18))

    # watching

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell the listener of every change from now on; what comes back ends that.

        Listeners are called at once, in the thread that changed the state, and must be quick.
        """
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    def tell(self, kind: ChangeKind, bot_id: int = 0, chat_id: int = 0, message_id: int = 0) -> None:
        """Tell whoever watches; a watcher that fails is logged and does not stop the others."""
        if not self._listeners:
            return
        change = Change(kind, bot_id, chat_id, message_id)
        for listener in list(self._listeners):
            try:
                listener(change)
            except Exception as error:  # noqa: BLE001 - a watcher's fault is not the sender's
                logger.error("watcher_failed", extra={"error": type(error).__name__})


def _area(file: StoredFile) -> int:
    return int(file.about.get("width", 0)) * int(file.about.get("height", 0))
