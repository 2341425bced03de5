"""What one person sees and does, for tests that read like a conversation."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import actions, sharing
from bot.sandbox.accounts import Json
from bot.sandbox.attachments import Media
from bot.sandbox.chats import Tap
from bot.sandbox.messages import Message
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.sender import Sender


@dataclass(slots=True, eq=False)
class Talker(Sender):
    """A person in the private chat with one bot. Times are seconds of the real world."""

    _seen_edits: dict[int, tuple[str, int]] = field(default_factory=dict)
    _last_seen: int = 0

    # what the person does

    def presses_start(self, payload: str = "") -> Message:
        return self._do(lambda box: actions.press_start(box, self.person, self.bot, payload))

    def opens(self, url: str) -> Message:
        """Follow a deep link and press Start."""
        return self._do(lambda box: actions.open_link(box, self.person, url))

    def says(self, text: str, entities: list[Json] | None = None) -> Message:
        """Send a text; of one that goes as several messages, the last comes back."""

        def say(box: Sandbox) -> Message:
            chat = self._chat(box)
            return actions.say(box, self.person, chat, text, entities, thread=self.thread or 0)[-1]

        return self._do(say)

    def replies_to(
        self, to: Message | str, text: str, quote: str | None = None, entities: list[Json] | None = None
    ) -> Message:
        """Reply to a bubble, or to the newest one that contains these words."""

        def reply(box: Sandbox) -> Message:
            chat = self._chat(box)
            target = self._find(box, to)
            thread = self.thread or 0
            return actions.say(
                box, self.person, chat, text, entities, reply_to=target, quote=quote, thread=thread
            )[-1]

        return self._do(reply)

    def edits(self, message: Message, text: str, entities: list[Json] | None = None) -> None:
        self._do(lambda box: actions.edit(box, self.person, message, text, entities))

    def edits_media(self, message: Message, media: Media) -> None:
        """Put other media, with its own caption, in the place of one's own."""
        self._do(lambda box: sharing.put_instead(box, self.person, message, media))

    def deletes(self, message: Message) -> None:
        self._do(lambda box: actions.delete(box, self.person, message))

    def reacts(self, to: Message | str, emoji: str | None) -> None:
        """React with an emoji; None takes the reaction back."""
        self._do(lambda box: actions.react(box, self.person, self._find(box, to), emoji))

    def reacts_with(self, to: Message | str, *reactions: Json) -> None:
        """React with several at once, or with others than an emoji: each a ReactionType of the Bot API."""
        self._do(lambda box: actions.react_with(box, self.person, self._find(box, to), list(reactions)))

    def blocks_bot(self) -> None:
        self._do(lambda box: actions.block(box, self.person, self._chat(box)))

    def unblocks_bot(self) -> None:
        self._do(lambda box: actions.unblock(box, self.person, self._chat(box)))

    def taps(self, label: str, on: Message | None = None, within: float = 10.0) -> Tap:
        """Tap the newest inline button with this label, else the key of the reply keyboard.

        A label that is exactly so goes before one that contains the words. Waits until there is one. What
        asks nothing of the bot (a link, a key that sends its label) comes back as answered.
        """

        def press(box: Sandbox) -> Tap | None:
            chat = self._chat(box)
            for fits in (label.__eq__, lambda shown: label in shown):
                for message, row, column, shown in self._buttons(box, on):
                    if fits(shown):
                        pressed = actions.tap(box, self.person, message, row, column)
                        return pressed or self._answered(message, label)
                keys = [key["text"] for keys in (chat.keyboard or {}).get("keyboard", []) for key in keys]
                found = next((key for key in keys if on is None and fits(key)), None)
                if found is not None:
                    said = actions.tap_key(box, self.person, chat, found, self.thread or 0)
                    return self._answered(said, found)
            return None

        pressed = self.line.wait(press, within)
        if pressed is None:
            raise AssertionError(f'{self.name} finds no button "{label}":\n{self.transcript}')
        return pressed

    def taps_again(self, tap: Tap) -> Tap:
        """The same tap once more, under a new id, though the button may be gone."""

        def press(box: Sandbox) -> Tap:
            message = self._chat(box).messages[tap.message_id]
            return actions.tap_data(box, self.person, message, tap.data)

        return self._do(press)

    # what the person sees

    def sees(self, words: str, within: float = 10.0) -> Message:
        """The next bubble from the bot that contains the words and comes after the last one seen."""

        def look(box: Sandbox) -> Message | None:
            for message in self._shown(box):
                if message.id <= self._last_seen or message.sender_id != self.bot.id or message.is_service:
                    continue
                if words in message.text or (not words and message.kind != "text"):
                    self._last_seen = message.id
                    self._seen_edits[message.id] = (message.text, message.edit_date)
                    return message
            return None

        found = self.line.wait(look, within)
        if found is None:
            raise AssertionError(f'{self.name} does not see "{words}":\n{self.transcript}')
        return found

    def does_not_see(self, words: str, within: float = 0.3) -> None:
        """Nothing with these words comes after the last bubble seen, for this long."""
        seen = self._last_seen

        def look(box: Sandbox) -> bool:
            return any(words in message.text for message in self._unseen(box, seen))

        if self.line.wait(look, within):
            raise AssertionError(f'{self.name} sees "{words}":\n{self.transcript}')

    def sees_nothing(self, within: float = 0.3) -> None:
        """No bubble at all comes after the last one seen, for this long."""
        self.does_not_see("", within)

    def sees_edit(self, words: str, within: float = 10.0) -> Message:
        """A bubble of the bot that was changed and contains the words now."""

        def look(box: Sandbox) -> Message | None:
            for message in reversed(self._shown(box)):
                now = (message.text, message.edit_date)
                if message.sender_id != self.bot.id or not message.edit_date or words not in message.text:
                    continue
                if self._seen_edits.get(message.id) != now:
                    self._seen_edits[message.id] = now
                    return message
            return None

        found = self.line.wait(look, within)
        if found is None:
            raise AssertionError(f'{self.name} sees no edit to "{words}":\n{self.transcript}')
        return found

    def sees_gone(self, message: Message, within: float = 10.0) -> None:
        """The bubble was deleted."""
        if not self.line.wait(lambda _: message.is_deleted, within):
            raise AssertionError(f"{self.name} still sees it:\n{self.transcript}")

    def sees_reaction(self, message: Message, emoji: str, within: float = 10.0) -> None:
        """The bot reacted to the message with this emoji."""

        def look(_: Sandbox) -> bool:
            return any(each.get("emoji") == emoji for each in message.reactions.get(self.bot.id, []))

        if not self.line.wait(look, within):
            raise AssertionError(f"{self.name} sees no {emoji}:\n{self.transcript}")

    def sees_notice(self, tap: Tap, within: float = 10.0) -> str:
        """What the bot answered the tap with (maybe nothing), once the button stops loading."""
        if not self.line.wait(lambda _: tap.is_answered, within):
            raise AssertionError(f"{self.name}'s tap is never answered:\n{self.transcript}")
        return tap.text

    @property
    def bubbles(self) -> list[Message]:
        """Everything looked at that stands there now, both sides."""
        return self._do(self._shown)

    @property
    def texts(self) -> list[str]:
        """The words of the bot's bubbles, in order."""
        return [message.text for message in self.bubbles if message.sender_id == self.bot.id]

    @property
    def keyboard(self) -> list[list[str]]:
        """The labels of the reply keyboard, empty where there is none."""
        rows: list[list[Any]] = self._do(lambda box: (self._chat(box).keyboard or {}).get("keyboard", []))
        return [[str(key["text"]) for key in row] for row in rows]

    # how it is done

    def _answered(self, message: Message, label: str) -> Tap:
        return Tap(
            "", self.bot.id, message.chat_id, message.id, self.id, label, message.date, is_answered=True
        )

    def _unseen(self, box: Sandbox, seen: int) -> list[Message]:
        return [
            message
            for message in self._shown(box)
            if message.id > seen and message.sender_id == self.bot.id and not message.is_service
        ]

    def _buttons(self, box: Sandbox, on: Message | None) -> list[tuple[Message, int, int, str]]:
        """Every inline button, those of the newest message first."""
        messages = [on] if on is not None else reversed(self._shown(box))
        return [
            (message, row, column, button["text"])
            for message in messages
            for row, buttons in enumerate((message.keyboard or {}).get("inline_keyboard", []))
            for column, button in enumerate(buttons)
        ]
