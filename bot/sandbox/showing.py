"""What of a message is not words, as the page sees it: its file, its card, where it came from."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.accounts import Json
from bot.sandbox.files import FileKind
from bot.sandbox.messages import Message
from bot.sandbox.sandbox import Sandbox

_WITH_FILE = frozenset(kind.value for kind in FileKind) | {"live_photo"}


def media_of(sandbox: Sandbox, message: Message) -> Json | None:
    """The message's file: `id` changes with it, sizes are in pixels and bytes, `seconds` its length."""
    files = sandbox.files_of(message) if message.kind in _WITH_FILE else []
    if not files:
        return None
    file = files[0]
    about = file.about
    small = sandbox.files.stored.get(file.thumbnail)
    return {
        "id": file.unique_id,
        "kind": file.kind.value,
        "name": file.name,
        "bytes": file.size,
        "width": about.get("width") or about.get("length") or 0,
        "height": about.get("height") or about.get("length") or 0,
        "seconds": about.get("duration", 0),
        "title": about.get("title", ""),
        "performer": about.get("performer", ""),
        "emoji": about.get("emoji", ""),
        "is_video": bool(about.get("is_video")) or about.get("mime_type", "").startswith("video/"),
        "is_animated": bool(about.get("is_animated")),
        "is_covered": bool(message.content.get("has_media_spoiler")),
        "is_under": bool(message.content.get("show_caption_above_media")),
        "is_kept": file.content is not None,
        "thumbnail": small.unique_id if small is not None and small.content is not None else "",
    }


def card_of(message: Message) -> list[str] | None:
    """What a card says, in lines, the first of them its title."""
    lines = _LINES.get(message.kind)
    return lines(message.content[message.kind]) if lines else None


def origin_of(message: Message) -> str:
    """Whom it was passed on from, empty for what was said here first."""
    origin = message.extra.get("forward_origin")
    if origin is None:
        return ""
    sender: Json = origin.get("sender_user") or origin.get("sender_chat") or origin.get("chat") or {}
    return str(
        origin.get("sender_user_name") or sender.get("title") or sender.get("first_name") or "somebody"
    )


def _place(shape: Json) -> str:
    return f"{shape['latitude']:.4f}, {shape['longitude']:.4f}"


def _accounts(shape: Json) -> list[str]:
    return [str(each.get("first_name") or each["user_id"]) for each in shape["users"]]


# By the field of the Bot API that holds the card; the page says its kind beside it.
_LINES: dict[str, Callable[[Any], list[str]]] = {
    "contact": lambda card: [
        " ".join(filter(None, (card["first_name"], card.get("last_name")))),
        card["phone_number"],
    ],
    "location": lambda card: [_place(card)],
    "venue": lambda card: [card["title"], card["address"], _place(card["location"])],
    "dice": lambda card: [f"{card['emoji']} {card['value']}"],
    "poll": lambda card: [card["question"], *(f"○ {each['text']}" for each in card["options"])],
    "checklist": lambda card: [card["title"], *(f"☐ {each['text']}" for each in card["tasks"])],
    "game": lambda card: [card["title"], card["description"]],
    "invoice": lambda card: [card["title"], card["description"]],
    "story": lambda card: [card["chat"].get("title", "")],
    "paid_media": lambda card: [f"⭐ {card['star_count']}"],
    "gift": lambda card: [f"⭐ {card['gift']['star_count']}", card.get("text", "")],
    "giveaway": lambda card: [each.get("title", "") for each in card["chats"]],
    "users_shared": _accounts,
    "chat_shared": lambda card: [str(card.get("title") or card["chat_id"])],
    "web_app_data": lambda card: [card["button_text"]],
}
