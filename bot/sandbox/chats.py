"""Chats: where messages stand. Private ones now; groups have the same shape with more members."""

from dataclasses import dataclass, field
from enum import Enum

from bot.sandbox.accounts import Json
from bot.sandbox.messages import Message
from bot.sandbox.topics import Topic


class ChatKind(Enum):
    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


@dataclass(slots=True, eq=False)
class Chat:
    """A chat as one bot sees it; `id` is how the Bot API calls it (the person's id in a private chat)."""

    bot_id: int
    id: int
    kind: ChatKind = ChatKind.PRIVATE
    is_started: bool = False  # a bot cannot write before the person pressed Start
    is_blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)  # by message id, in order
    pinned: list[int] = field(default_factory=list)  # message ids, the latest pinned last
    keyboard: Json | None = None  # the reply keyboard that is shown under the chat
    force_reply: Json | None = None  # what the client is asked to reply to
    action: str = ""  # "typing" and its like
    action_until: float = 0.0  # seconds since 1970 by the sandbox's clock
    action_thread_id: int = 0  # the topic it is for
    topics: dict[int, Topic] = field(default_factory=dict)  # by number, those that were deleted too

    @property
    def last_message(self) -> Message | None:
        return next(reversed(self.messages.values()), None)


@dataclass(slots=True, eq=False)
class Tap:
    """A person's tap on an inline button: the button shows a loading state until the bot answers."""

    id: str
    bot_id: int
    chat_id: int
    message_id: int
    person_id: int
    data: str
    at: int
    is_answered: bool = False
    text: str = ""  # what the person is shown, as a notice or (is_alert) in a box
    is_alert: bool = False
    url: str = ""
