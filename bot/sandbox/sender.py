"""What a person sends that is not plain text, for tests: media, albums, cards, updates of any shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox import actions, attachments, cards, sharing
from bot.sandbox.accounts import Json
from bot.sandbox.everything import EVERYTHING
from bot.sandbox.messages import Message
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.sharing import Sendable
from bot.sandbox.transcript import transcript
from bot.sandbox.viewpoint import Viewpoint


@dataclass(slots=True, eq=False)
class Sender(Viewpoint):
    """A person in the private chat with one bot, as far as they send what is not text."""

    def sends(
        self,
        what: Sendable,
        *,
        to: Message | str | None = None,
        quote: str | None = None,
        extra: Json | None = None,
    ) -> Message:
        """Send media (`attachments.photo(…)`) or a card (`cards.poll()`), in reply to a bubble if given.

        `extra` says where it comes from (`origins.from_hidden("Ada")`).
        """

        def send(box: Sandbox) -> Message:
            target = None if to is None else self._find(box, to)
            chat = self._chat(box)
            thread = self.thread or 0
            return sharing.share(
                box, self.person, chat, what, reply_to=target, quote=quote, extra=extra, thread=thread
            )

        return self._do(send)

    def sends_album(
        self,
        items: Sequence[Sendable],
        *,
        after: Message | None = None,
        to: Message | str | None = None,
        extra: Json | None = None,
    ) -> list[Message]:
        """Send an album; with `after` go on with the album of that message, whenever the test likes."""

        def send(box: Sandbox) -> list[Message]:
            target = None if to is None else self._find(box, to)
            chat = self._chat(box)
            return sharing.share_album(
                box,
                self.person,
                chat,
                items,
                after=after,
                reply_to=target,
                extra=extra,
                thread=self.thread or 0,
            )

        return self._do(send)

    def sends_one_of_each(self, name: str) -> Message:
        """Send what goes by this name in everything.EVERYTHING."""

        def send(box: Sandbox) -> Message:
            what, extra = EVERYTHING[name](box, self.person)
            return sharing.share(
                box, self.person, self._chat(box), what, extra=extra, thread=self.thread or 0
            )

        return self._do(send)

    def sends_photo(self, caption: str = "", content: bytes | None = None, **more: Any) -> Message:
        """A photo, with whatever else attachments.photo takes."""
        return self.sends(attachments.photo(content, caption, **more))

    def sends_voice(self, seconds: int = 7, content: bytes | None = None, **more: Any) -> Message:
        return self.sends(attachments.voice(content, seconds, **more))

    def sends_sticker(self, emoji: str = "🙂", content: bytes | None = None, **more: Any) -> Message:
        return self.sends(attachments.sticker(content, emoji, **more))

    def sends_document(
        self, name: str, caption: str = "", content: bytes | None = None, **more: Any
    ) -> Message:
        return self.sends(attachments.document(content, name, caption, **more))

    def sends_contact(self) -> Message:
        return self.sends(cards.contact(self.person))

    def sends_location(self) -> Message:
        return self.sends(cards.location())

    def sends_update(self, update: Json) -> int:
        """Put an update of any shape into the bot's queue; returns its id."""
        return self._do(lambda box: actions.inject(box, self.bot, update))

    # how it is done

    def _find(self, box: Sandbox, to: Message | str) -> Message:
        if isinstance(to, Message):
            return to
        for message in reversed(self._shown(box)):
            if to in message.text:
                return message
        raise AssertionError(f'{self.name} has no bubble with "{to}":\n{transcript(box, self._chat(box))}')
