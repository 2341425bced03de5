"""The bare bot to compare with: python-telegram-bot as it comes, one answer to each update, nothing kept."""

import sys
from typing import Any

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def answer(update: Update, context: "ContextTypes.DEFAULT_TYPE") -> None:
    if update.message is not None and update.message.text is not None:
        await context.bot.send_message(update.message.chat_id, update.message.text)


def main() -> None:
    token, url = sys.argv[1:]
    builder: Any = ApplicationBuilder().token(token).base_url(f"{url}/bot")
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling(poll_interval=0.0, timeout=10)


if __name__ == "__main__":
    main()
