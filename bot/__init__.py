"""Alongside: a Telegram bot with which a peer-support programme is run."""
