"""A local Telegram: a Bot API server and a page on which one person plays everybody.

It stands alone, with aiohttp and the standard library. `sandbox.py` holds the state, `actions.py` what people
do; `server.serve` answers bots over HTTP; `driver.LocalTelegram` is how tests talk to it; `saving.py` keeps it.
Bot API 10.1; what it does not have yet (media, groups, topics, inline mode, payments) is refused by name.
"""
