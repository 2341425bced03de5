"""What people do with media and cards: send them, alone or as an album, and put others in their place.

Like everything people do (actions.py), each raises `NotPossibleError` where a client would not let them.
"""

from collections.abc import Sequence

from bot.sandbox import actions
from bot.sandbox.accounts import Json, Person
from bot.sandbox.actions import NotPossibleError
from bot.sandbox.attachments import Media, content_of
from bot.sandbox.cards import SERVICE
from bot.sandbox.chats import Chat
from bot.sandbox.files import FileKind
from bot.sandbox.messages import CAPTION_LIMIT, EDITABLE_SECONDS, Message
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.utf16 import units

ALBUM_LIMIT = 10  # messages in one album
_TOGETHER = (frozenset({"photo", "video", "live_photo"}), frozenset({"audio"}), frozenset({"document"}))
_REPLACED = frozenset({"photo", "video", "animation", "audio", "document"})

Sendable = Media | Json


def share(
    sandbox: Sandbox,
    person: Person,
    chat: Chat,
    what: Sendable,
    *,
    reply_to: Message | None = None,
    quote: str | None = None,
    extra: Json | None = None,
    thread: int = 0,
) -> Message:
    """Send media (attachments.py) or a card (cards.py); `extra` says where it comes from (origins.py)."""
    content = _content(sandbox, what)
    message = actions.send(
        sandbox, person, chat, content, reply_to=reply_to, quote=quote, extra=extra, thread=thread
    )
    message.is_service = message.kind in SERVICE
    return message


def share_album(
    sandbox: Sandbox,
    person: Person,
    chat: Chat,
    items: Sequence[Sendable],
    *,
    after: Message | None = None,
    reply_to: Message | None = None,
    extra: Json | None = None,
    thread: int = 0,
) -> list[Message]:
    """Send an album, each of its messages an update of its own.

    With `after` these go on with the album of that message: Telegram may let the parts of one album arrive
    far apart.
    """
    contents = [_content(sandbox, item) for item in items]
    before = sandbox.album_of(after) if after is not None else []
    kinds = {next(iter(content)) for content in contents} | {message.kind for message in before}
    if not any(kinds <= sort for sort in _TOGETHER):
        raise NotPossibleError("these do not go together in one album")
    if len(contents) + len(before) > ALBUM_LIMIT:
        raise NotPossibleError("an album has up to 10 messages")
    album = after.album if after is not None else sandbox.new_id()
    told = {**(extra or {}), "media_group_id": album}
    sent: list[Message] = []
    for content in contents:
        message = actions.send(sandbox, person, chat, content, reply_to=reply_to, extra=told, thread=thread)
        thread = message.thread_id  # where the first opened a topic, the others follow
        sent.append(message)
    return sent


def put_instead(sandbox: Sandbox, person: Person, message: Message, media: Media) -> None:
    """Put other media in the place of one's own, caption included, within 48 hours."""
    if message.is_deleted or message.sender_id != person.id:
        raise NotPossibleError("only one's own message can be edited")
    if sandbox.now().timestamp() - message.date > EDITABLE_SECONDS:
        raise NotPossibleError("a message can be edited for 48 hours")
    is_fit = media.kind.value in _REPLACED
    if message.album:
        is_fit = any({message.kind, media.kind.value} <= sort for sort in _TOGETHER)
    if message.kind not in _REPLACED or not is_fit:
        raise NotPossibleError("this cannot take its place")
    actions.replace(sandbox, message, _content(sandbox, media))


def _content(sandbox: Sandbox, what: Sendable) -> Json:
    if not isinstance(what, Media):
        return what
    if not what.content:
        raise NotPossibleError("a file needs to hold something")
    if units(what.caption) > CAPTION_LIMIT:
        raise NotPossibleError("a caption has up to 1,024 units")
    if what.caption and what.kind in {FileKind.STICKER, FileKind.VIDEO_NOTE}:
        raise NotPossibleError("this has no caption")
    return content_of(sandbox, what)
