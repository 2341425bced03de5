"""Messages as the local Telegram keeps them, and as the Bot API shows them."""

from dataclasses import dataclass, field

from bot.sandbox.accounts import Json

# Telegram lets a message be edited and deleted for everyone for 48 hours (Bot API, deleteMessage).
EDITABLE_SECONDS = 48 * 3600
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


@dataclass(slots=True, eq=False)
class Message:
    """One message in one chat.

    `content` holds the Bot API's own fields of what was said (`text` and `entities`, or `photo` and
    `caption`, or `contact` …); `extra` those about it that never change (`effect_id`, `forward_origin` …).
    """

    id: int
    bot_id: int
    chat_id: int
    sender_id: int
    date: int  # seconds since 1970, as the Bot API gives it
    content: Json
    extra: Json = field(default_factory=dict)
    reply_to_id: int = 0
    quote: Json | None = None
    keyboard: Json | None = None  # an inline keyboard
    edit_date: int = 0
    is_reworded: bool = False  # clients say "edited" for new words, not for a changed keyboard
    thread_id: int = 0
    is_silent: bool = False
    is_deleted: bool = False
    is_service: bool = False
    is_editable: bool = True  # not once it brought a reply keyboard along
    reactions: dict[int, list[Json]] = field(default_factory=dict)  # by who reacted

    @property
    def text(self) -> str:
        """Its text or caption, empty where it has neither."""
        words: str = self.content.get("text") or self.content.get("caption") or ""
        return words

    @property
    def entities(self) -> list[Json]:
        found: list[Json] = self.content.get("entities") or self.content.get("caption_entities") or []
        return found

    @property
    def album(self) -> str:
        """The id of the album it is part of, empty where it stands alone."""
        return str(self.extra.get("media_group_id", ""))

    @property
    def kind(self) -> str:
        """`text`, `photo`, `voice` …: the field of the Bot API that holds what it is."""
        for name in self.content:
            if name not in _BESIDE:
                return name
        return "text"


# Messages that can have a caption (Bot API, Message.caption), and those a caption may stand above.
CAPTIONED = frozenset(
    {"animation", "audio", "document", "live_photo", "paid_media", "photo", "video", "voice"}
)
CAPTION_ABOVE = frozenset({"animation", "live_photo", "photo", "video"})
_BESIDE = frozenset(
    {"entities", "caption", "caption_entities", "show_caption_above_media", "has_media_spoiler"}
    | {"link_preview_options"}
)
