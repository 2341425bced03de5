"""Methods that change or delete what was sent."""

from bot.sandbox import captions, keyboards
from bot.sandbox import params as given
from bot.sandbox.accounts import Json
from bot.sandbox.calls import Call
from bot.sandbox.changes import ChangeKind
from bot.sandbox.messages import CAPTIONED, EDITABLE_SECONDS, Message
from bot.sandbox.methods import albums
from bot.sandbox.methods.sending import text_content
from bot.sandbox.refusals import bad_request

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
# "animation, audio, document, live photo, photo, or video messages, or … a text" (Bot API, editMessageMedia).
_WITH_OTHER_MEDIA = frozenset({"animation", "audio", "document", "live_photo", "photo", "video", "text"})
_MANY = 100  # deleteMessages takes 1-100 messages at once


def edit_message_text(call: Call) -> Json:
    """An edit without a keyboard takes the inline keyboard away, as on Telegram."""
    if call.params.get("rich_message"):
        raise bad_request("the local Telegram does not have rich messages yet")
    content = text_content(call)
    keyboard = _inline(call)
    message = _editable(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _with_content(call, message, content, keyboard)


def edit_message_caption(call: Call) -> Json:
    """Another caption, or none, under the same media."""
    keyboard = _inline(call)
    message = _editable(call)
    if message.kind not in CAPTIONED:
        raise bad_request("there is no caption in the message to edit")
    content = captions.without(message.content) | captions.read(call, call.params, message.kind)
    return _with_content(call, message, content, keyboard)


def edit_message_media(call: Call) -> Json:
    """Other media with a caption of its own, also in place of a text; the message keeps its number."""
    keyboard = _inline(call)
    message = _editable(call)
    if message.kind not in _WITH_OTHER_MEDIA:
        raise bad_request("message media can't be edited")
    kind, content = albums.input_media(call)
    if albums.changes_sort(message, kind):
        raise bad_request("can't change media type in the album")
    return _with_content(call, message, call.sandbox.files.issued(content, call.bot.id), keyboard)


def _with_content(call: Call, message: Message, content: Json, keyboard: Json | None) -> Json:
    if content == message.content and keyboard == message.keyboard:
        raise bad_request(_NOT_MODIFIED)
    message.content = content
    message.is_reworded = True
    return _edited(call, message, keyboard)


def edit_message_reply_markup(call: Call) -> Json:
    keyboard = _inline(call)
    message = _editable(call)
    if keyboard == message.keyboard:
        raise bad_request(_NOT_MODIFIED)
    return _edited(call, message, keyboard)


def _inline(call: Call) -> Json | None:
    keyboard = keyboards.read(call.params)
    if keyboard is None:
        return None
    if "inline_keyboard" not in keyboard:
        raise bad_request("inline keyboard expected")
    return keyboard if keyboard["inline_keyboard"] else None


def _editable(call: Call) -> Message:
    if call.params.get("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    message = call.message(call.writable_chat(), "edit")
    # A bot may edit its own messages for ever: the 48 hours are for what people wrote.
    if message.sender_id != call.bot.id or message.is_service or not message.is_editable:
        raise bad_request("message can't be edited")
    return message


def _edited(call: Call, message: Message, keyboard: Json | None) -> Json:
    message.keyboard = keyboard
    message.edit_date = int(call.sandbox.now().timestamp())
    call.sandbox.tell(ChangeKind.EDIT, message.bot_id, message.chat_id, message.id)
    return call.sandbox.show(message)


def delete_message(call: Call) -> bool:
    """A bot may delete both sides' messages of a private chat, for 48 hours (Bot API, deleteMessage)."""
    message = call.message(call.chat(), "delete")
    _check_deletable(call, message)
    call.sandbox.delete(message)
    return True


def delete_messages(call: Call) -> bool:
    """Those that cannot be found are skipped; one that is too old stops all."""
    chat = call.chat()
    numbers = given.integers(call.params, "message_ids", "message identifiers are not specified")
    if not 1 <= len(numbers) <= _MANY:
        raise bad_request("there must be 1 to 100 message identifiers")
    found = [message for number in numbers if (message := chat.messages.get(number)) is not None]
    for message in found:
        _check_deletable(call, message)
    for message in found:
        if not message.is_deleted:
            call.sandbox.delete(message)
    return True


def _check_deletable(call: Call, message: Message) -> None:
    if "forum_topic_created" in message.content:
        raise bad_request("message can't be deleted")
    if call.sandbox.now().timestamp() - message.date >= EDITABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
