"""A local Telegram: a Bot API server and a page on which one person plays everybody.

It stands alone, with aiohttp and the standard library. `sandbox.py` holds the state, `actions.py` is what
people do, `server.serve` answers bots over HTTP, `saving.py` keeps it all in a file, and tests talk to it
through `driver.LocalTelegram`. Files lie in `files.py` with their contents, `attachments.py` and `cards.py`
say what a person can send. Bot API 10.1; what it does not have yet (groups, inline mode, payments) is refused
by name.
"""
