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
    ReplyKeyboardMarkup,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.delivery.copying import NO_PREVIEW, Copier, reply, where_and_how
from bot.delivery.files import Files
from bot.delivery.judging import judge_failure, judge_refusal
from bot.domain import phrases, relay_phrases
from bot.domain.buttons import is_address
from bot.domain.menus import menu_for
from bot.domain.outbox import Kind
from bot.domain.people import Role
from bot.outside import Outside
from bot.services.envelopes import Envelope
from bot.services.posting import Fate, Outcome
from content.words import Words

LOG = logging.getLogger("alongside.delivery")

SHORT_NAME = 10  # letters: two such buttons stand side by side on a small phone


class Voice:
    """Draws words and keyboards and hands them to Telegram."""

    def __init__(self, bot: Bot, words: Words, outside: Outside, files: Files) -> None:
        self._bot = bot
        self._words = words
        self._outside = outside
        self._copier = Copier(bot, words, files)
        self._unanswered = Counter[int]()  # by row: tries in a row, since our start, that ended in doubt
        self._acts: Mapping[Kind, Callable[[Envelope], Awaitable[Outcome]]] = {
            Kind.SAY: self._say,
            Kind.COPY: self._copier.copy,
            Kind.EDIT: self._copier.edit,
            Kind.REACT: self._copier.react,
            Kind.DELETE: self._copier.delete,
            Kind.TOPIC: self._keep_topic,
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
                    ("unsend", relay_phrases.COMMAND_UNSEND),
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
            return await self._acts[envelope.kind](envelope)
        except BadRequest as error:
            return judge_refusal(envelope, error)
        except TelegramError as error:
            return judge_failure(envelope, error, self._unanswered[envelope.id] + 1)
        except Exception as error:  # noqa: BLE001 - a fault of ours in one row must not stop all others
            LOG.error("cannot-be-said row=%d error=%s", envelope.id, type(error).__name__)
            return Outcome(envelope, Fate.REJECTED, error=type(error).__name__)

    async def _say(self, envelope: Envelope) -> Outcome:
        message = await self._bot.send_message(
            envelope.chat_id,
            self._words.say(envelope.language, envelope.key or "", envelope.args, envelope.lines or ()),
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=self._markup(envelope),
            reply_parameters=reply(envelope.reply_to),
            **where_and_how(envelope),
        )
        if envelope.is_pinned:
            await self._pin(envelope.chat_id, message.message_id)
        return Outcome(envelope, Fate.SENT, sent_id=message.message_id)

    async def _pin(self, chat_id: int, message_id: int) -> None:
        """Said already, so a pin that fails must not have it said again."""
        try:
            await self._bot.pin_chat_message(chat_id, message_id, disable_notification=True)
        except TelegramError as error:
            LOG.warning("not-pinned error=%s", type(error).__name__)

    async def _keep_topic(self, envelope: Envelope) -> Outcome:
        """Make a topic, or give the one there is its present name."""
        name = self._words.plain(envelope.language, envelope.key or "", envelope.args)
        if envelope.thread_id is None:
            made = await self._bot.create_forum_topic(envelope.chat_id, name)
            return Outcome(envelope, Fate.SENT, sent_id=made.message_thread_id)
        await self._bot.edit_forum_topic(envelope.chat_id, envelope.thread_id, name=name)
        return Outcome(envelope, Fate.SENT, sent_id=envelope.thread_id)

    async def _change(self, envelope: Envelope) -> Outcome:
        markup = self._markup(envelope)
        await self._bot.edit_message_text(
            self._words.say(envelope.language, envelope.key or "", envelope.args, envelope.lines or ()),
            envelope.chat_id,
            envelope.target_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
        )
        return Outcome(envelope, Fate.SENT, sent_id=envelope.target_id)

    async def _tell_outside(self, envelope: Envelope) -> Outcome:
        await self._outside.send(self._words.plain(envelope.language, envelope.key or "", envelope.args))
        return Outcome(envelope, Fate.SENT)

    async def _clear_buttons(self, envelope: Envelope) -> Outcome:
        await self._bot.edit_message_reply_markup(envelope.chat_id, envelope.target_id)
        return Outcome(envelope, Fate.SENT, sent_id=envelope.target_id)

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
        return ReplyKeyboardMarkup(
            [
                [KeyboardButton(self._words.plain(envelope.language, key, args)) for key, args in row]
                for row in _rows(envelope.menu)
            ],
            is_persistent=True,
            resize_keyboard=True,
            input_field_placeholder=self._placeholder(envelope),
        )

    def _placeholder(self, envelope: Envelope) -> str:
        writes_to = (envelope.menu or {}).get("write_to", ())
        name = next((each["name"] for each in writes_to if each["open"] == "yes"), None)
        if name is None:
            return self._words.plain(envelope.language, phrases.MENU_PLACEHOLDER.key)
        return self._words.plain(envelope.language, relay_phrases.PLACEHOLDER_TO.key, {"name": name})[:64]


def _inline(label: str, data: str) -> InlineKeyboardButton:
    if is_address(data):
        return InlineKeyboardButton(label, url=data)
    return InlineKeyboardButton(label, callback_data=data)


def _rows(menu: dict[str, Any]) -> list[list[tuple[str, dict[str, Any]]]]:
    """The large buttons: to whom one writes, where there are several; then quick words or the usual four."""
    names = [(relay_phrases.MENU_WRITE_TO.key, each) for each in menu.get("write_to", ())]
    beside = 2 if all(len(each["name"]) <= SHORT_NAME and each["team"] == "no" for _, each in names) else 1
    rows = [names[at : at + beside] for at in range(0, len(names), beside)]
    usual = menu_for(Role(menu["roles"]))
    if "quick" not in menu:
        return rows + [[(key.label.key, _given(key.label, usual.role)) for key in row] for row in usual.rows]
    words = [(relay_phrases.QUICK_WORD.key, each) for each in menu["quick"]]
    rows += [words[at : at + 2] for at in range(0, len(words), 2)]
    return [*rows, [(phrases.MENU_HELP_NOW.key, {}), (relay_phrases.MENU_BACK.key, {})]]


def _given(label: phrases.Phrase, role: str) -> dict[str, Any]:
    return {"role": role} if "role" in label.args else {}


def name_labels(words: Words) -> list[tuple[str, str, str]]:
    """What stands around the name on the buttons that choose whom to write to, the longest first."""
    key, mark = relay_phrases.MENU_WRITE_TO.key, "\ufffc"
    labels = [
        (words.plain(language, key, {"name": mark, "open": is_open, "team": team}), team)
        for language in words.bundles
        for is_open in ("yes", "no")
        for team in ("me", "them", "no")
    ]
    around = [(*label.split(mark), team) for label, team in labels]
    return sorted(((before, after, team) for before, after, team in around), key=lambda each: -len(each[1]))
