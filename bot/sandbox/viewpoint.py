"""Where a person looks and writes in the chat with a bot: all of it, outside the topics, or one topic."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from bot.sandbox import threads, topic_actions
from bot.sandbox.accounts import Bot, Person
from bot.sandbox.chats import Chat
from bot.sandbox.messages import Message
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.topics import Topic
from bot.sandbox.transcript import transcript

T = TypeVar("T")

OUTSIDE = 0  # where messages stand that are in no topic


class Line(Protocol):
    """How a conversation reaches its sandbox, which lives in another thread."""

    def call(self, action: Callable[[Sandbox], T]) -> T: ...

    def wait(self, holds: Callable[[Sandbox], T], within: float) -> T: ...


@dataclass(slots=True, eq=False)
class Viewpoint:
    """A person in the private chat with one bot.

    `thread` is the topic looked at: None the whole chat (as without topics), OUTSIDE what is in none. What is
    written with None goes where a client sends it from there.
    """

    line: Line
    person: Person
    bot: Bot
    thread: int | None = None

    @property
    def id(self) -> int:
        return self.person.id

    @property
    def name(self) -> str:
        return self.person.first_name

    @property
    def topics(self) -> list[str]:
        """The names of the topics that are there, in the order they were opened."""
        return self._do(lambda box: [topic.name for topic in self._topics(box)])

    def in_topic(self, name: str, within: float = 10.0) -> Self:
        """The same person, looking at the topic with this name alone; waits until there is one."""

        def look(box: Sandbox) -> int:
            return next((topic.id for topic in reversed(self._topics(box)) if topic.name == name), 0)

        number = self.line.wait(look, within)
        if not number:
            raise AssertionError(f'{self.name} has no topic "{name}", only {self.topics}')
        return self._at(number)

    def outside_topics(self) -> Self:
        """The same person, looking at what is in no topic."""
        return self._at(OUTSIDE)

    def opens_topic(self, name: str) -> Self:
        """Open a topic, where the bot lets people do so; looks at it alone."""
        chat_of, person = self._chat, self.person
        return self._at(self._do(lambda box: topic_actions.open_topic(box, person, chat_of(box), name).id))

    def renames_topic(self, name: str) -> None:
        """Give the topic looked at another name."""
        self._do(lambda box: topic_actions.rename(box, self.person, self._chat(box), self._number(), name))

    def deletes_topic(self) -> None:
        """Delete the topic looked at, with all that is in it."""
        self._do(lambda box: topic_actions.delete(box, self.person, self._chat(box), self._number()))

    @property
    def transcript(self) -> str:
        """The chat as it stands, for a person to read."""
        return self._do(lambda box: transcript(box, self._chat(box)))

    def _do(self, action: Callable[[Sandbox], T]) -> T:
        return self.line.call(action)

    def _chat(self, box: Sandbox) -> Chat:
        return box.private_chat(self.bot, self.person)

    def _shown(self, box: Sandbox) -> list[Message]:
        """The messages that are looked at, in order."""
        return [each for each in self._chat(box).messages.values() if self.thread in {None, each.thread_id}]

    def _topics(self, box: Sandbox) -> list[Topic]:
        chat = self._chat(box)
        return [topic for topic in chat.topics.values() if threads.there(box, chat, topic.id)]

    def _at(self, number: int) -> Self:
        return type(self)(self.line, self.person, self.bot, number)

    def _number(self) -> int:
        if not self.thread:
            raise AssertionError(f"{self.name} looks at no topic: say which with in_topic")
        return self.thread
