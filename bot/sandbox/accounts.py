"""Accounts: the people and the bots of the local Telegram."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Person:
    """A person's account; `language_code` is what their client says it speaks."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "en"

    def as_user(self) -> Json:
        """A Bot API `User`."""
        shape: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            shape["last_name"] = self.last_name
        if self.username:
            shape["username"] = self.username
        if self.language_code:
            shape["language_code"] = self.language_code
        return shape

    def as_chat(self) -> Json:
        """A Bot API `Chat`: the private chat with this person, as every bot sees it."""
        shape: Json = {"id": self.id, "type": "private", "first_name": self.first_name}
        if self.last_name:
            shape["last_name"] = self.last_name
        if self.username:
            shape["username"] = self.username
        return shape


@dataclass(slots=True)
class Bot:
    """A bot's account with what it says about itself; texts are kept by language, "" for any other."""

    id: int
    token: str
    username: str
    first_name: str
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)  # by scope and language: see commands.py
    menu_buttons: dict[str, Json] = field(default_factory=dict)  # by chat id, "" for every chat
    webhook: Json | None = None  # what setWebhook was given, without the certificate
    is_revoked: bool = False
    has_topics: bool = False  # topics in private chats, switched on with BotFather
    people_open_topics: bool = False  # BotFather's second switch for them
    topics_are_refused: bool = False  # createForumTopic fails, whatever getMe says
    after_deletion: str = "refused"  # one of topics.AfterDeletion
    next_message_id: int = 1  # private chats of one bot share one row of numbers

    def as_user(self) -> Json:
        """A Bot API `User`, as it stands in messages."""
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}

    def as_me(self) -> Json:
        """The `User` that getMe answers with."""
        return self.as_user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_guest_queries": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": self.has_topics,
            "allows_users_to_create_topics": self.has_topics and self.people_open_topics,
            "can_manage_bots": False,
            "supports_join_request_queries": False,
        }
