"""A bot of python-telegram-bot, as its documentation shows it, talks to the local Telegram."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.error import BadRequest
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.sandbox import samples
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.faults import FaultKind

Context = ContextTypes.DEFAULT_TYPE


async def start(update: Update, _: Context) -> None:
    assert update.message is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Later", callback_data="later")]])
    await update.message.reply_html("<b>Welcome</b> 👋", reply_markup=keyboard)


async def echo(update: Update, _: Context) -> None:
    assert update.message is not None
    await update.message.reply_text(update.message.text or "no words", do_quote=True)


async def later(update: Update, _: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("noted")
    await update.callback_query.edit_message_text("Later, then")


class StockBot(threading.Thread):
    """The application in a thread of its own, polling until it is told to stop."""

    def __init__(self, url: str, token: str) -> None:
        super().__init__(daemon=True)
        self.url, self.token = url, token
        self.is_running = threading.Event()
        self.failure: BaseException | None = None
        self.loop = asyncio.new_event_loop()
        self.is_over = asyncio.Event()

    def run(self) -> None:
        try:
            self.loop.run_until_complete(self._poll())
        except BaseException as error:  # noqa: BLE001 - told to the test
            self.failure = error
        finally:
            self.loop.close()

    async def _poll(self) -> None:
        builder = Application.builder().token(self.token)
        app: Application[Any, Any, Any, Any, Any, Any] = builder.base_url(f"{self.url}/bot").build()
        app.add_handler(CommandHandler("start", start))
        app.add_handler(CallbackQueryHandler(later))
        app.add_handler(MessageHandler(filters.ALL, echo))
        async with app:
            assert app.updater is not None
            await app.start()
            await app.updater.start_polling(timeout=2, allowed_updates=Update.ALL_TYPES)
            self.is_running.set()
            await self.is_over.wait()
            await app.updater.stop()
            await app.stop()

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.is_over.set)
        self.join(10)


@pytest.fixture
def stock_bot(telegram: LocalTelegram) -> Iterator[StockBot]:
    bot = StockBot(telegram.url, telegram.bot().token)
    bot.start()
    assert bot.is_running.wait(10), bot.failure
    yield bot
    bot.stop()
    assert bot.failure is None


def test_a_stock_bot_answers(telegram: LocalTelegram, stock_bot: StockBot) -> None:
    del stock_bot
    rosa = telegram.person("Rosa")
    rosa.presses_start()
    welcome = rosa.sees("Welcome 👋")
    assert welcome.entities == [{"offset": 0, "length": 7, "type": "bold"}]
    tap = rosa.taps("Later")
    assert rosa.sees_notice(tap) == "noted"
    rosa.sees_edit("Later, then")
    for text in ("hello 👍", "x" * 4096):
        said = rosa.says(text)
        assert rosa.sees(text).reply_to_id == said.id
    rosa.sends_photo()
    rosa.sees("no words")
    assert [request.status for request in telegram.requests() if request.status not in {0, 200}] == []


def test_a_stock_bot_gets_over_a_bad_gateway(telegram: LocalTelegram, stock_bot: StockBot) -> None:
    del stock_bot
    fault = telegram.faults.strike(FaultKind.SERVER_ERROR, "getUpdates")
    rosa = telegram.person("Rosa")
    rosa.presses_start()
    rosa.sees("Welcome")
    assert fault.struck == 1


def test_a_stock_bot_sends_and_fetches_files(telegram: LocalTelegram) -> None:
    rosa = telegram.person("Rosa")
    rosa.presses_start()
    rosa.sends_photo(content=samples.jpeg(900, 600))
    asyncio.run(_with_files(telegram, rosa.id))
    one, two = rosa.bubbles[-3:-1]
    assert (one.album, one.text, telegram.bytes_of(one)) == (two.album, "one", samples.jpeg(900, 600))
    assert telegram.file_of(rosa.bubbles[-1]).name == "plan.pdf"
    assert telegram.thumbnail_of(rosa.bubbles[-1]) == samples.jpeg(90, 60)


async def _with_files(telegram: LocalTelegram, chat_id: int) -> None:
    url, token = telegram.url, telegram.bot().token
    async with Bot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        message = (await bot.get_updates())[-1].message
        assert message is not None
        content = bytes(await (await message.photo[-1].get_file()).download_as_bytearray())
        assert content == samples.jpeg(900, 600)
        album = [InputMediaPhoto(content, caption="one"), InputMediaPhoto(message.photo[-1], caption="two")]
        sent = await bot.send_media_group(chat_id, album)
        assert sent[1].photo[-1].file_unique_id == message.photo[-1].file_unique_id
        plan, small = samples.pdf(), samples.jpeg(90, 60)
        await bot.send_document(chat_id, plan, filename="plan.pdf", thumbnail=small)
        with pytest.raises(BadRequest, match="Wrong file_id or the file is temporarily unavailable"):
            await bot.get_file("nothing")
