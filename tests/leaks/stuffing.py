"""How a real message becomes a stuffed one: what may stand beside words, and what instead of them."""

from telegram import Message

from bot.sandbox.accounts import Json
from tests.leaks.accounts import Account
from tests.leaks.newer import next_years
from tests.leaks.shapes import fields_of

# The kinds of updates that the bot asks for.
HANDLED = frozenset({"message", "edited_message", "message_reaction", "callback_query", "my_chat_member"})

_FRAME = frozenset({"message_id", "date", "chat", "from_user"})
_FILES = ("photo", "voice", "audio", "video", "video_note", "animation", "sticker", "document")
_WORDS = frozenset({"text", "entities", "caption", "caption_entities", "media_group_id", "dice"})
BESIDE = sorted(
    {"message_thread_id", "direct_messages_topic", "sender_chat", "sender_boost_count", "sender_tag"}
    | {"sender_business_bot", "business_connection_id", "forward_origin", "is_topic_message", "via_bot"}
    | {"is_automatic_forward", "reply_to_message", "external_reply", "quote", "reply_to_story", "edit_date"}
    | {"reply_to_checklist_task_id", "reply_to_poll_option_id", "has_protected_content", "is_from_offline"}
    | {"is_paid_post", "author_signature", "paid_star_count", "link_preview_options", "suggested_post_info"}
    | {"effect_id", "reply_markup", "show_caption_above_media", "has_media_spoiler", "guest_query_id"}
    | {"guest_bot_caller_user", "guest_bot_caller_chat", "receiver_user", "ephemeral_message_id"}
)
# What people themselves send that is neither words nor a file; then everything else there is, notices mostly.
CARDS = sorted(
    {"contact", "location", "venue", "poll", "game", "invoice", "story", "checklist", "paid_media"}
    | {"live_photo", "giveaway", "giveaway_winners", "passport_data", "rich_message", "web_app_data"}
    | {"users_shared", "chat_shared", "gift", "unique_gift", "successful_payment"}
)
NOTICES = sorted(
    ({name for name, _ in fields_of(Message)} | {"rich_message"})
    - _FRAME
    - _WORDS
    - frozenset(BESIDE)
    - frozenset(CARDS)
    - frozenset(_FILES)
)
# What stays of a file as Telegram tells it; the rest is marked.
_REAL = frozenset(
    {"file_id", "file_unique_id", "file_size", "width", "height", "length", "duration", "type", "emoji"}
    | {"is_animated", "is_video", "file_name"}
)


def message(account: Account, shown: Json, shape: Json, names: list[str]) -> Json:
    """A message with these fields of `shape` beside what it has, and with unknown fields."""
    alike = {"show_caption_above_media"} if "media_group_id" in shown else set()  # in all parts of an album
    stuffed = {name: shape[name] for name in names if name in shape and name not in alike}
    stuffed |= next_years(account.marks, "message")
    stuffed |= {name: _file(account, name, value, shape) for name, value in shown.items()}
    stuffed |= frame(account)
    if "quote" in names and "external_reply" not in stuffed and "reply_to_message" in shown:
        # Words of this very conversation may be quoted: what is beside them is marked, not they.
        stuffed["quote"] = {**shape["quote"], **shown.get("quote", {"text": "note"})}
    return stuffed


def frame(account: Account, kind: str = "message") -> Json:
    """Who and where: real ids, so that it is theirs, and every other field of an account and a chat."""
    person = account.talker.person
    user = account.user() | person.as_user() | next_years(account.marks, "message.from")
    chat = {**account.message(0)["chat"], **person.as_chat(), **next_years(account.marks, "message.chat")}
    if kind == "message_reaction":
        return {"chat": chat, "user": user}
    return {"from": user} if kind == "callback_query" else {"chat": chat, "from": user}


def _file(account: Account, name: str, value: object, shape: Json) -> object:
    """A file with a mark in everything that only its sender says of it; anything else as it is."""
    if name == "photo" and isinstance(value, list):
        return [next_years(account.marks, "message.photo") | size for size in value]
    if name not in _FILES or not isinstance(value, dict):
        return value
    return shape[name] | {key: each for key, each in value.items() if key in _REAL}
