"""Delivery: the outbox becomes words and keyboards and goes to Telegram. Only here the bot speaks."""

from bot.delivery.loop import Delivery
from bot.delivery.voice import Voice

__all__ = ["Delivery", "Voice"]
