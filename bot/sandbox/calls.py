"""One call of a Bot API method, and what most methods look up first."""

from dataclasses import dataclass

from bot.sandbox import params as given
from bot.sandbox import threads
from bot.sandbox.accounts import Bot
from bot.sandbox.chats import Chat
from bot.sandbox.messages import Message
from bot.sandbox.params import Params
from bot.sandbox.refusals import bad_request, forbidden
from bot.sandbox.sandbox import Sandbox


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls, with what, on which local Telegram."""

    sandbox: Sandbox
    bot: Bot
    params: Params

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat this parameter names; raises RefusalError where the bot never met it."""
        value = self.params.get(name)
        if value is None or value == "":
            raise bad_request(f"{name} is empty")
        try:
            number = int(value)
        except (TypeError, ValueError, OverflowError):
            raise bad_request("chat not found") from None
        chat = self.sandbox.chats.get((self.bot.id, number))
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def writable_chat(self) -> Chat:
        """The chat, if the bot may write there; raises RefusalError where it may not."""
        for name, complaint in _ELSEWHERE:
            if self.params.get(name):
                raise bad_request(complaint)
        chat = self.chat()
        if chat.is_blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.is_started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def thread(self, chat: Chat) -> int:
        """The topic that is asked for, 0 for none; raises RefusalError where it is not there."""
        number = given.integer(self.params, "message_thread_id")
        found = threads.reach(self.sandbox, chat, number) if number else 0
        if found is None:
            raise bad_request("message thread not found")
        return found

    def message(self, chat: Chat, what: str, name: str = "message_id") -> Message:
        """The message this parameter names; `what` it is for stands in Telegram's complaint."""
        number = given.integer(self.params, name)
        if number <= 0:
            raise bad_request("message identifier is not specified")
        message = chat.messages.get(number)
        if message is None:
            raise bad_request(f"message to {what} not found")
        return message


_ELSEWHERE = (
    ("business_connection_id", "business connection not found"),
    ("direct_messages_topic_id", "direct messages topic not found"),
    ("suggested_post_parameters", "suggested posts can be sent only to direct messages chats"),
)
