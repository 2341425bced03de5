"""Speaking: one envelope becomes one request to Telegram, and its answer one outcome."""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.domain import phrases
from bot.domain.buttons import is_address
from bot.domain.menus import menu_for
from bot.domain.outbox import Kind, Lane
from bot.domain.texts import Text, fits_under, under_name, units
from bot.outside import Outside
from bot.services.posting import Envelope, Fate, Outcome
from bot.wire import NotSentError, ServerFaultError
from content.words import Words

LOG = logging.getLogger("alongside.delivery")

MOST_UNCERTAIN = 6  # tries in a row without an answer, after which Telegram is taken not to want it
MOST_SERVER_FAULTS = 120  # the same with Telegram out of order, which is nobody's fault: about an hour
_LONGEST_WAIT = 30.0
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Voice:
    """Draws words and keyboards and hands them to Telegram."""

    def __init__(self, bot: Bot, words: Words, outside: Outside) -> None:
        self._bot = bot
        self._words = words
        self._outside = outside
        self._unanswered = Counter[int]()  # by row: tries in a row, since our start, that ended in doubt
        self._acts: Mapping[Kind, Callable[[Envelope], Awaitable[int | None]]] = {
            Kind.SAY: self._say,
            Kind.COPY: self._copy,
            Kind.EDIT: self._edit,
            Kind.CHANGE: self._change,
            Kind.OUTSIDE: self._tell_outside,
            Kind.CLEAR_BUTTONS: self._clear_buttons,
        }

    async def introduce(self) -> None:
        """The commands menu of private chats, in every language there are words for."""
        for language in self._words.bundles:
            commands = [
                BotCommand(command, self._words.plain(language, phrase.key))
                for command, phrase in (
                    ("start", phrases.COMMAND_MENU),
                    ("help", phrases.COMMAND_HELP),
                    ("me", phrases.COMMAND_ME),
                )
            ]
            scope = BotCommandScopeAllPrivateChats()
            if language == self._words.default:
                await self._bot.set_my_commands(commands, scope=scope)
            else:
                await self._bot.set_my_commands(commands, scope=scope, language_code=language)

    async def carry_out(self, envelope: Envelope) -> Outcome:
        """Do what the envelope says. Never raises: every end is an outcome, nothing said is in it."""
        outcome = await self._try(envelope)
        if outcome.fate is Fate.UNCERTAIN:
            self._unanswered[envelope.id] += 1
        else:
            del self._unanswered[envelope.id]
        return outcome

    async def _try(self, envelope: Envelope) -> Outcome:
        try:
            sent_id = await self._acts[envelope.kind](envelope)
        except BadRequest as error:
            return _judge_refusal(envelope, error)
        except TelegramError as error:
            return _judge_failure(envelope, error, self._unanswered[envelope.id] + 1)
        except Exception as error:  # noqa: BLE001 - a fault of ours in one row must not stop all others
            LOG.error("cannot-be-said row=%d error=%s", envelope.id, type(error).__name__)
            return Outcome(envelope, Fate.REJECTED, error=type(error).__name__)
        return Outcome(envelope, Fate.SENT, sent_id=sent_id)

    async def _say(self, envelope: Envelope) -> int:
        message = await self._bot.send_message(
            envelope.chat_id,
            self._words.say(envelope.language, envelope.key or "", envelope.args, envelope.lines or ()),
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=self._markup(envelope),
            reply_parameters=_reply(envelope.reply_to),
        )
        if envelope.is_pinned:
            await self._pin(envelope.chat_id, message.message_id)
        return message.message_id

    async def _pin(self, chat_id: int, message_id: int) -> None:
        """Said already, so a pin that fails must not have it said again."""
        try:
            await self._bot.pin_chat_message(chat_id, message_id, disable_notification=True)
        except TelegramError as error:
            LOG.warning("not-pinned error=%s", type(error).__name__)

    async def _copy(self, envelope: Envelope) -> int:
        line, text = self._name_line(envelope), envelope.text or Text("")
        if not fits_under(line, text):
            # The text fills a whole message: whose it is stands in a line before it.
            await self._bot.send_message(
                envelope.chat_id, line, entities=[MessageEntity(MessageEntity.BOLD, 0, units(line))]
            )
        whole = under_name(line, text)
        try:
            return await self._send_copy(envelope, whole, envelope.quote)
        except BadRequest as error:
            if envelope.quote is None or "quote" not in error.message.lower():
                raise
            return await self._send_copy(envelope, whole, None)  # the words quoted are not there any more

    async def _send_copy(self, envelope: Envelope, text: Text, quote: str | None) -> int:
        message = await self._bot.send_message(
            envelope.chat_id,
            text.words,
            entities=_entities(text),
            reply_parameters=_reply(envelope.reply_to, quote),
            link_preview_options=_NO_PREVIEW,
        )
        return message.message_id

    async def _edit(self, envelope: Envelope) -> int | None:
        text = under_name(self._name_line(envelope), envelope.text or Text(""))
        await self._bot.edit_message_text(
            text.words,
            envelope.chat_id,
            envelope.target_id,
            entities=_entities(text),
            link_preview_options=_NO_PREVIEW,
        )
        return envelope.target_id

    async def _change(self, envelope: Envelope) -> int | None:
        markup = self._markup(envelope)
        await self._bot.edit_message_text(
            self._words.say(envelope.language, envelope.key or "", envelope.args, envelope.lines or ()),
            envelope.chat_id,
            envelope.target_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
        )
        return envelope.target_id

    async def _tell_outside(self, envelope: Envelope) -> int | None:
        await self._outside.send(self._words.plain(envelope.language, envelope.key or "", envelope.args))
        return None

    async def _clear_buttons(self, envelope: Envelope) -> int | None:
        await self._bot.edit_message_reply_markup(envelope.chat_id, envelope.target_id)
        return envelope.target_id

    def _name_line(self, envelope: Envelope) -> str:
        return self._words.plain(
            envelope.language,
            phrases.NAME_LINE.key,
            {"name": envelope.sender_name or "", "team": phrases.yes_or_no(envelope.sender_is_team)},
        )

    def _markup(self, envelope: Envelope) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
        if envelope.buttons is not None:
            return InlineKeyboardMarkup(
                [
                    [
                        _inline(self._words.plain(envelope.language, key, args), data)
                        for key, args, data in row
                    ]
                    for row in envelope.buttons
                ]
            )
        if envelope.menu is None:
            return None
        menu = menu_for(envelope.menu)
        return ReplyKeyboardMarkup(
            [
                [
                    KeyboardButton(
                        self._words.plain(envelope.language, key.label.key, _given(key.label, menu.role))
                    )
                    for key in row
                ]
                for row in menu.rows
            ],
            is_persistent=True,
            resize_keyboard=True,
            input_field_placeholder=self._words.plain(envelope.language, phrases.MENU_PLACEHOLDER.key),
        )


def _inline(label: str, data: str) -> InlineKeyboardButton:
    if is_address(data):
        return InlineKeyboardButton(label, url=data)
    return InlineKeyboardButton(label, callback_data=data)


def _reply(to: int | None, quote: str | None = None) -> ReplyParameters | None:
    """A reply to a message of the recipient's chat, which may be gone by now."""
    return None if to is None else ReplyParameters(to, allow_sending_without_reply=True, quote=quote)


def _given(label: phrases.Phrase, role: str) -> dict[str, Any]:
    return {"role": role} if "role" in label.args else {}


def _entities(text: Text) -> list[MessageEntity]:
    return [
        MessageEntity(each.type, each.offset, each.length, url=each.url, language=each.language)
        for each in text.entities
    ]


def _judge_failure(envelope: Envelope, error: TelegramError, tries: int) -> Outcome:
    """What follows when Telegram did not say yes: above all, whether it may have carried it out.

    `tries` counts those that ended in doubt, this one included. Alerts and help are never given up.
    """
    name = type(error).__name__
    if isinstance(error, RetryAfter):
        seconds = error._retry_after.total_seconds()  # noqa: SLF001 - the public one warns of its future type
        return Outcome(envelope, Fate.NOT_SENT, wait=seconds, error=name)
    if isinstance(error, Forbidden):
        return Outcome(envelope, Fate.BLOCKED, error=name)
    backoff = min(_LONGEST_WAIT, 2.0 ** min(envelope.attempts - 1, 10))
    if isinstance(error, NotSentError | InvalidToken):
        return Outcome(envelope, Fate.NOT_SENT, wait=backoff, error=name)
    most = MOST_SERVER_FAULTS if isinstance(error, ServerFaultError) else MOST_UNCERTAIN
    fate = Fate.UNCERTAIN if tries < most or envelope.lane <= Lane.SAFETY else Fate.REJECTED
    return Outcome(envelope, fate, wait=backoff, error=name)


def _judge_refusal(envelope: Envelope, error: BadRequest) -> Outcome:
    """What a 400 means; the texts are Telegram's own and not documented, so only these few are relied on."""
    reason = error.message.lower()
    if "message is not modified" in reason:
        return Outcome(envelope, Fate.SENT, sent_id=envelope.target_id)
    if "chat not found" in reason or "user is deactivated" in reason:
        return Outcome(envelope, Fate.BLOCKED, error="chat not found")
    LOG.warning("refused-by-telegram row=%d kind=%s", envelope.id, envelope.kind.value)
    return Outcome(envelope, Fate.REJECTED, error="BadRequest")
