"""Methods that answer to what is there: reactions, pins, taps, "typing…"; and who a chat is with."""

from bot.sandbox import params as given
from bot.sandbox.accounts import Json
from bot.sandbox.calls import Call
from bot.sandbox.changes import ChangeKind
from bot.sandbox.reactions import REACTIONS
from bot.sandbox.refusals import bad_request
from bot.sandbox.rendering import show_chat
from bot.sandbox.utf16 import units

# The Bot API server keeps a callback query for 150 seconds: taken here for how long it can be answered.
TAP_SECONDS = 150
ANSWER_LIMIT = 200  # answerCallbackQuery.text: 0-200 characters
ACTION_SECONDS = 5  # sendChatAction: the status is set for 5 seconds or less
ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"}
    | {"upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"}
)


def set_message_reaction(call: Call) -> bool:
    """A bot sets one reaction (it has no Premium), or takes it back with an empty list."""
    reaction = given.structure(call.params, "reaction", "can't parse reaction types JSON object") or []
    if not isinstance(reaction, list) or not all(isinstance(each, dict) for each in reaction):
        raise bad_request("can't parse reaction types JSON object")
    asked = call.message(call.writable_chat(), "react")
    message = call.sandbox.album_of(asked)[0]  # "the first non-deleted message in the group instead"
    if len(reaction) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for each in reaction:
        if each.get("type") != "emoji" or str(each.get("emoji")) not in REACTIONS:
            raise bad_request("REACTION_INVALID")
        given.known_only(each, "ReactionTypeEmoji")
    if reaction:
        message.reactions[call.bot.id] = reaction
    else:
        message.reactions.pop(call.bot.id, None)
    call.sandbox.tell(ChangeKind.REACTION, message.bot_id, message.chat_id, message.id)
    return True


def pin_chat_message(call: Call) -> bool:
    """Pinned, with the service message that Telegram puts into the chat and tells the bot of."""
    chat = call.writable_chat()
    message = call.message(chat, "pin")
    if message.is_service:
        raise bad_request("message can't be pinned")
    if chat.pinned and chat.pinned[-1] == message.id:
        raise bad_request("CHAT_NOT_MODIFIED")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    call.sandbox.tell(ChangeKind.PIN, chat.bot_id, chat.id, message.id)
    notice = call.sandbox.post(
        chat,
        call.bot,
        {"pinned_message": call.sandbox.show(message)},
        thread=message.thread_id,
        is_service=True,
        is_silent=True,
    )
    call.sandbox.offer(call.bot.id, "message", call.sandbox.show(notice))
    return True


def unpin_chat_message(call: Call) -> bool:
    chat = call.writable_chat()
    number = given.integer(call.params, "message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    call.sandbox.tell(ChangeKind.PIN, chat.bot_id, chat.id, number)
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    chat = call.writable_chat()
    chat.pinned.clear()
    call.sandbox.tell(ChangeKind.PIN, chat.bot_id, chat.id)
    return True


def send_chat_action(call: Call) -> bool:
    action = given.text(call.params, "action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.writable_chat()
    chat.action = action
    # Telegram does not look whether the topic is there (seen in August 2026).
    chat.action_thread_id = given.integer(call.params, "message_thread_id")
    chat.action_until = call.sandbox.now().timestamp() + ACTION_SECONDS
    call.sandbox.tell(ChangeKind.ACTION, chat.bot_id, chat.id)
    return True


def answer_callback_query(call: Call) -> bool:
    tap = call.sandbox.taps.get(given.text(call.params, "callback_query_id"))
    age = call.sandbox.now().timestamp() - tap.at if tap else 0
    if tap is None or tap.bot_id != call.bot.id or tap.is_answered or age > TAP_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = given.text(call.params, "text")
    if units(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    url = given.text(call.params, "url")
    if url and not url.lower().startswith(("https://t.me/", "t.me/", "tg://")):
        raise bad_request("URL_INVALID")
    tap.is_answered = True
    tap.text = text
    tap.is_alert = given.flag(call.params, "show_alert")
    tap.url = url
    call.sandbox.tell(ChangeKind.TAP, tap.bot_id, tap.chat_id, tap.message_id)
    return True


def get_chat(call: Call) -> Json:
    chat = call.chat()
    person = call.sandbox.people[chat.id]
    info = show_chat(call.sandbox, chat.id) | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }
    if person.username:
        info["active_usernames"] = [person.username]
    if chat.pinned:
        info["pinned_message"] = call.sandbox.show(chat.messages[chat.pinned[-1]])
    return info
