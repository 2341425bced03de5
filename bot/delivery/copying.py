"""Copies: what one participant sent reaches another, under a name, and follows its original's changes."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import (
    Bot,
    InputFile,
    InputMediaAnimation,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest

from bot.delivery.files import Files
from bot.domain import phrases, relay_phrases
from bot.domain.media import LONGEST_CAPTION, WITHOUT_CAPTION, Attachment, Die, FileRefusal, MediaKind
from bot.domain.texts import Text, fits_under, under_name, units
from bot.media import CleanFile
from bot.services.envelopes import Envelope, Part
from bot.services.posting import Fate, Outcome
from content.words import Words

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_MEDIA: Mapping[MediaKind, Callable[..., Any]] = {
    MediaKind.PHOTO: InputMediaPhoto,
    MediaKind.VIDEO: InputMediaVideo,
    MediaKind.ANIMATION: InputMediaAnimation,
    MediaKind.AUDIO: InputMediaAudio,
    MediaKind.DOCUMENT: InputMediaDocument,
}
_SHOWN_ABOVE = frozenset({MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.ANIMATION})  # may have a spoiler, too


class Copier:
    """Sends and changes copies."""

    def __init__(self, bot: Bot, words: Words, files: Files) -> None:
        self._bot = bot
        self._words = words
        self._files = files
        self._sends: Mapping[MediaKind, tuple[Callable[..., Awaitable[Message]], str]] = {
            MediaKind.PHOTO: (bot.send_photo, "photo"),
            MediaKind.VOICE: (bot.send_voice, "voice"),
            MediaKind.AUDIO: (bot.send_audio, "audio"),
            MediaKind.VIDEO: (bot.send_video, "video"),
            MediaKind.VIDEO_NOTE: (bot.send_video_note, "video_note"),
            MediaKind.ANIMATION: (bot.send_animation, "animation"),
            MediaKind.STICKER: (bot.send_sticker, "sticker"),
            MediaKind.DOCUMENT: (bot.send_document, "document"),
        }

    async def copy(self, envelope: Envelope) -> Outcome:
        """Send what somebody wrote or sent; the parts of an album together."""
        if len(envelope.parts) > 1:
            return await self._copy_album(envelope)
        part = envelope.parts[0]
        if not isinstance(part.attachment, Attachment):
            return await self._copy_text(envelope, part)
        file = await self._clean(envelope, part, part.attachment)
        if isinstance(file, FileRefusal):
            return Outcome(envelope, Fate.REJECTED, refused=((part.message_id, file),), error=file.value)
        return await self._copy_file(envelope, part, part.attachment, file)

    async def edit(self, envelope: Envelope) -> Outcome:
        """Give a copy its original's new words, or its new file."""
        part = envelope.parts[0]
        where: dict[str, Any] = {"chat_id": envelope.chat_id, "message_id": envelope.target_id}
        if not isinstance(part.attachment, Attachment):
            text = under_name(self._name_line(envelope), self._words_of(envelope, part))
            await self._bot.edit_message_text(
                text.words, **where, entities=entities(text), link_preview_options=NO_PREVIEW
            )
        elif envelope.has_new_file:
            file = await self._clean(envelope, part, part.attachment)
            if isinstance(file, FileRefusal):
                return Outcome(envelope, Fate.REJECTED, refused=((part.message_id, file),), error=file.value)
            await self._bot.edit_message_media(self._as_media(envelope, part, part.attachment, file), **where)
        else:
            caption = under_name(self._name_line(envelope), part.text, LONGEST_CAPTION)
            await self._bot.edit_message_caption(
                **where, caption=caption.words, caption_entities=entities(caption), **_above(part.attachment)
            )
        return Outcome(envelope, Fate.SENT, sent_id=envelope.target_id)

    async def react(self, envelope: Envelope) -> Outcome:
        """Show a reaction where its reader sees the message, or take it away."""
        await self._bot.set_message_reaction(envelope.chat_id, envelope.target_id or 0, envelope.emoji)
        return Outcome(envelope, Fate.SENT, sent_id=envelope.target_id)

    async def delete(self, envelope: Envelope) -> Outcome:
        """Remove every copy of what somebody took back."""
        gone = Outcome(envelope, Fate.SENT)
        for target in envelope.targets:
            try:
                await self._bot.delete_message(envelope.chat_id, target)
            except BadRequest as error:
                if "not found" not in error.message.lower():
                    gone = Outcome(envelope, Fate.REJECTED, error="BadRequest")
        return gone

    async def _copy_text(self, envelope: Envelope, part: Part) -> Outcome:
        line, text = self._name_line(envelope), self._words_of(envelope, part)
        before = () if fits_under(line, text) else await self._name_before(envelope, part)
        whole = under_name(line, text)
        sent = await self._with_quote(
            envelope,
            self._bot.send_message,
            text=whole.words,
            entities=entities(whole),
            link_preview_options=NO_PREVIEW,
        )
        return _done(envelope, before, ((part.message_id, sent.message_id),))

    async def _copy_file(
        self, envelope: Envelope, part: Part, attachment: Attachment, file: CleanFile
    ) -> Outcome:
        line = self._name_line(envelope)
        shows_name = attachment.kind not in WITHOUT_CAPTION and fits_under(line, part.text, LONGEST_CAPTION)
        before = () if shows_name else await self._name_before(envelope, part)
        send, field = self._sends[attachment.kind]
        given: dict[str, Any] = {field: _upload(file)} | _told_of(attachment, file)
        if attachment.kind is MediaKind.STICKER and attachment.emoji:
            given["emoji"] = attachment.emoji
        if attachment.kind not in WITHOUT_CAPTION:
            caption = under_name(line, part.text, LONGEST_CAPTION)
            given |= {"caption": caption.words, "caption_entities": entities(caption)}
        if attachment.kind in _SHOWN_ABOVE:
            given |= {"has_spoiler": attachment.has_spoiler or None} | _above(attachment)
        sent = await self._with_quote(envelope, send, **given)
        return _done(envelope, before, ((part.message_id, sent.message_id),))

    async def _copy_album(self, envelope: Envelope) -> Outcome:
        """All parts in one album, in their order; a part that cannot be passed on is told of and left out."""
        ready: list[tuple[Part, Attachment, CleanFile]] = []
        refused: list[tuple[int, FileRefusal]] = []
        for part in envelope.parts:
            if isinstance(part.attachment, Attachment):
                file = await self._clean(envelope, part, part.attachment)
                if isinstance(file, FileRefusal):
                    refused.append((part.message_id, file))
                else:
                    ready.append((part, part.attachment, file))
        if not ready:
            return Outcome(envelope, Fate.REJECTED, refused=tuple(refused), error="no part can be passed on")
        if len(ready) == 1:
            done = await self._copy_file(envelope, *ready[0])
            return Outcome(envelope, done.fate, done.sent_id, done.copies, tuple(refused))
        named = _named_part([part for part, _, _ in ready])
        line = self._name_line(envelope)
        before: tuple[tuple[int, int], ...] = ()
        if not fits_under(line, named.text, LONGEST_CAPTION):
            before = await self._name_before(envelope, named)
        media = [
            self._as_media(envelope, part, attachment, file, is_named=part is named and not before)
            for part, attachment, file in ready
        ]
        sent = await self._bot.send_media_group(
            envelope.chat_id, media, reply_parameters=reply(envelope.reply_to), **where_and_how(envelope)
        )
        pairs = tuple(
            (part.message_id, each.message_id) for (part, _, _), each in zip(ready, sent, strict=True)
        )
        return Outcome(envelope, Fate.SENT, sent[0].message_id, (*before, *pairs), tuple(refused))

    def _as_media(
        self,
        envelope: Envelope,
        part: Part,
        attachment: Attachment,
        file: CleanFile,
        *,
        is_named: bool = True,
    ) -> Any:
        caption = under_name(self._name_line(envelope), part.text, LONGEST_CAPTION) if is_named else part.text
        given: dict[str, Any] = {"caption": caption.words or None, "caption_entities": entities(caption)}
        if attachment.kind in _SHOWN_ABOVE:
            given |= {"has_spoiler": attachment.has_spoiler or None} | _above(attachment)
        return _MEDIA[attachment.kind](_upload(file, is_attached=True), **given, **_told_of(attachment, file))

    async def _with_quote(
        self, envelope: Envelope, send: Callable[..., Awaitable[Message]], **given: Any
    ) -> Message:
        """Send as a reply to what was quoted; without the quote where those words are not there any more."""
        given = {"chat_id": envelope.chat_id} | given | where_and_how(envelope)
        try:
            return await send(**given, reply_parameters=reply(envelope.reply_to, envelope.quote))
        except BadRequest as error:
            if envelope.quote is None or "quote" not in error.message.lower():
                raise
            return await send(**given, reply_parameters=reply(envelope.reply_to))

    async def _name_before(self, envelope: Envelope, part: Part) -> tuple[tuple[int, int], ...]:
        """Whose it is, in a message of its own, where it has no room for a name."""
        line = self._name_line(envelope)
        sent = await self._bot.send_message(
            envelope.chat_id,
            line,
            entities=[MessageEntity(MessageEntity.BOLD, 0, units(line))],
            **where_and_how(envelope),
        )
        return ((part.message_id, sent.message_id),)

    async def _clean(self, envelope: Envelope, part: Part, attachment: Attachment) -> CleanFile | FileRefusal:
        stem = self._words.plain(
            envelope.language, relay_phrases.FILE_NAME.key, {"kind": attachment.kind.value}
        )
        return await self._files.cleaned(attachment, stem, part.message_id)

    def _words_of(self, envelope: Envelope, part: Part) -> Text:
        if not isinstance(part.attachment, Die):
            return part.text
        given: dict[str, str | int] = {
            "game": part.attachment.game,
            "emoji": part.attachment.emoji,
            "value": part.attachment.value,
        }
        return Text(self._words.plain(envelope.language, relay_phrases.DIE.key, given))

    def _name_line(self, envelope: Envelope) -> str:
        return self._words.plain(
            envelope.language,
            phrases.NAME_LINE.key,
            {"name": envelope.sender_name or "", "team": phrases.yes_or_no(envelope.sender_is_team)},
        )


def reply(to: int | None, quote: str | None = None) -> ReplyParameters | None:
    """A reply to a message of the recipient's chat, which may be gone by now."""
    return None if to is None else ReplyParameters(to, allow_sending_without_reply=True, quote=quote)


def where_and_how(envelope: Envelope) -> dict[str, Any]:
    """The topic it goes to, and whether it may make a sound; nothing where neither matters."""
    given: dict[str, Any] = {}
    if envelope.thread_id is not None:
        given["message_thread_id"] = envelope.thread_id
    if envelope.is_silent:
        given["disable_notification"] = True
    return given


def entities(text: Text) -> list[MessageEntity]:
    """A text's formatting in the Bot API's shape."""
    return [
        MessageEntity(each.type, each.offset, each.length, url=each.url, language=each.language)
        for each in text.entities
    ]


def _done(
    envelope: Envelope, before: tuple[tuple[int, int], ...], pairs: tuple[tuple[int, int], ...]
) -> Outcome:
    return Outcome(envelope, Fate.SENT, pairs[-1][1], (*before, *pairs))


def _named_part(parts: list[Part]) -> Part:
    """Under which part the name stands: the only one with a caption (shown it for all) or the first."""
    captioned = [part for part in parts if part.text.words]
    return captioned[0] if len(captioned) == 1 else parts[0]


def _upload(file: CleanFile, *, is_attached: bool = False) -> InputFile:
    return InputFile(file.data, filename=file.name, attach=is_attached)


def _above(attachment: Attachment) -> dict[str, Any]:
    return {"show_caption_above_media": True} if attachment.caption_above else {}


def _told_of(attachment: Attachment, file: CleanFile) -> dict[str, Any]:
    """What Telegram has to be told of a file: pixels and seconds for a player, that a document is one."""
    if attachment.kind in {MediaKind.VIDEO, MediaKind.ANIMATION}:
        given = {"width": file.width, "height": file.height, "duration": file.duration}
    elif attachment.kind in {MediaKind.VOICE, MediaKind.AUDIO}:
        given = {"duration": file.duration}
    elif attachment.kind is MediaKind.VIDEO_NOTE:
        given = {"duration": file.duration, "length": file.width}
    elif attachment.kind is MediaKind.DOCUMENT:
        given = {"disable_content_type_detection": True}  # else it is shown as whatever Telegram takes it for
    else:
        given = {}
    return {name: value for name, value in given.items() if value}
