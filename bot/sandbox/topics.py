"""Topics of a private chat, as one bot sees them (Bot API 9.3 and later)."""

from dataclasses import dataclass
from enum import StrEnum

from bot.sandbox.accounts import Json

NAME_LIMIT = 128  # characters, createForumTopic
# The colours createForumTopic takes.
COLOURS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)


class AfterDeletion(StrEnum):
    """What a send does into a topic that the person deleted. Telegram did each of these in 2026."""

    REFUSED = "refused"  # "message thread not found": how it is meant, since June
    ASTRAY = "astray"  # sent outside the topics, without a word (tdlib/telegram-bot-api, issue 854, May)
    REVIVED = "revived"  # a topic of the bot's own appears again under its number (seen in August)


@dataclass(slots=True, eq=False)
class Topic:
    """One topic. Its number is of the person's own row, not of the bot's messages: it is no message's id."""

    id: int
    name: str
    icon_color: int
    creator_id: int
    icon_custom_emoji_id: str = ""
    is_name_implicit: bool = False  # named after the first words, as nobody chose a name
    deleted_by: int = 0  # the account; 0 while it is there

    def as_created(self) -> Json:
        """A Bot API `ForumTopicCreated`."""
        shape: Json = {"name": self.name, "icon_color": self.icon_color}
        if self.icon_custom_emoji_id:
            shape["icon_custom_emoji_id"] = self.icon_custom_emoji_id
        if self.is_name_implicit:
            shape["is_name_implicit"] = True
        return shape

    def as_topic(self) -> Json:
        """A Bot API `ForumTopic`."""
        return {"message_thread_id": self.id} | self.as_created()


def clean_name(name: str) -> str:
    """The name as Telegram keeps it: on one line, cut to 128 characters; maybe empty."""
    return " ".join(name.split())[:NAME_LIMIT].rstrip()
