"""A local Telegram: a Bot API server and a page on which one person plays everybody."""
