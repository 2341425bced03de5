"""Messages as the Bot API shows them."""

from typing import TYPE_CHECKING

from bot.sandbox.accounts import Json
from bot.sandbox.messages import Message

if TYPE_CHECKING:
    from bot.sandbox.sandbox import Sandbox


def show(sandbox: "Sandbox", message: Message, *, with_reply: bool = True) -> Json:
    """A Bot API `Message`; the message it replies to is shown without its own reply, as Telegram does."""
    shape: Json = {
        "message_id": message.id,
        "from": sandbox.account(message.sender_id).as_user(),
        "chat": show_chat(sandbox, message.chat_id),
        "date": message.date,
    }
    if message.edit_date:
        shape["edit_date"] = message.edit_date
    if message.thread_id:
        shape |= {"message_thread_id": message.thread_id, "is_topic_message": True}
    shape |= message.extra
    if message.reply_to_id and with_reply:
        answered = sandbox.chats[message.bot_id, message.chat_id].messages.get(message.reply_to_id)
        if answered is not None:
            if answered.thread_id == message.thread_id:
                shape["reply_to_message"] = show(sandbox, answered, with_reply=False)
            else:
                shape["external_reply"] = _external(sandbox, answered)
    if message.quote is not None:
        shape["quote"] = message.quote
    shape |= message.content
    if message.keyboard is not None:
        shape["reply_markup"] = message.keyboard
    return shape


def _external(sandbox: "Sandbox", answered: Message) -> Json:
    """A Bot API `ExternalReplyInfo`: how a message of another topic is shown, without its words."""
    sender = sandbox.account(answered.sender_id).as_user()
    kept = {name: value for name, value in answered.content.items() if name not in _WORDS}
    return {"origin": {"type": "user", "sender_user": sender, "date": answered.date}} | kept


_WORDS = frozenset({"text", "entities", "caption", "caption_entities", "show_caption_above_media"})


def show_chat(sandbox: "Sandbox", chat_id: int) -> Json:
    """A Bot API `Chat`."""
    return sandbox.people[chat_id].as_chat()
