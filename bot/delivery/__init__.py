"""Delivery: the outbox becomes words and keyboards and goes to Telegram. Only here the bot speaks."""

from bot.delivery.files import Files
from bot.delivery.loop import Delivery
from bot.delivery.voice import Voice

__all__ = ["Delivery", "Files", "Voice"]
