"""What python-telegram-bot 22.8 does not know yet (Bot API 10.1), and what nobody knows: next year's."""

from bot.sandbox.accounts import Json
from tests.leaks.marking import Marks

UNKNOWN_KIND = "a_kind_of_next_year"


def rich_message(marks: Marks, account: Json) -> Json:
    """core.telegram.org/bots/api#richmessage, with an account in every place that has room for one."""
    path = "message.rich_message.blocks"

    def word(place: str) -> str:
        return marks.word(f"{path}.{place}")

    parts: list[Json | str] = [
        word("text"),
        {"type": "text_mention", "text": word("text.text"), "user": account},
        {"type": "mention", "text": word("text.text"), "username": word("text.username")},
        {"type": "url", "text": word("text.text"), "url": marks.link(f"{path}.text.url")},
        {"type": "phone_number", "text": word("text.text"), "phone_number": word("text.phone_number")},
        {"type": "email_address", "text": word("text.text"), "email_address": word("text.email_address")},
        {"type": "custom_emoji", "custom_emoji_id": word("text.custom_emoji_id"), "alternative_text": "🙂"},
    ]
    caption = {"text": word("caption.text"), "credit": word("caption.credit")}
    location = {
        "latitude": marks.fraction(f"{path}.location.latitude"),
        "longitude": marks.fraction(f"{path}.location.longitude"),
    }
    return {
        "blocks": [
            {"type": "paragraph", "text": parts},
            {"type": "heading", "text": parts, "size": 1},
            {"type": "table", "cells": [[{"text": parts, "align": "left", "valign": "top"}]]},
            {"type": "map", "location": location, "zoom": 12, "width": 1, "height": 1, "caption": caption},
        ],
        "is_rtl": False,
    }


def next_years(marks: Marks, path: str) -> Json:
    """Fields nobody has heard of, beside those that are known."""
    inner = {"id": marks.number(f"{path}.invented.id"), "username": marks.word(f"{path}.invented.username")}
    return {
        "invented": inner | {"first_name": marks.word(f"{path}.invented.first_name")},
        "invented_name": marks.word(f"{path}.invented_name"),
        "invented_list": [inner, marks.link(f"{path}.invented_list")],
    }
