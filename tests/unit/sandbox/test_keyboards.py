import json
from typing import Any

import pytest

from bot.sandbox.keyboards import read
from bot.sandbox.refusals import RefusalError


def inline(**button: Any) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [[{"text": "Later", **button}]]}}


def refused(params: dict[str, Any]) -> str:
    with pytest.raises(RefusalError) as refusal:
        read(params)
    return refusal.value.description.removeprefix("Bad Request: ")


def test_an_inline_keyboard_is_read_from_json_text_too() -> None:
    params = inline(callback_data="x")
    assert read({"reply_markup": json.dumps(params["reply_markup"])}) == params["reply_markup"]


def test_data_takes_up_to_64_bytes() -> None:
    assert read(inline(callback_data="é" * 32)) is not None
    assert refused(inline(callback_data="é" * 32 + "a")) == "BUTTON_DATA_INVALID"
    assert refused(inline(callback_data="")) == "BUTTON_DATA_INVALID"


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        (inline(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (inline(url="not a link"), "inline keyboard button URL 'not a link' is invalid: Wrong HTTP URL"),
        (inline(callback_data="x", style="purple"), "BUTTON_STYLE_INVALID"),
        (
            inline(callback_data="x", colour="red"),
            'InlineKeyboardButton has no field "colour" in the Bot API',
        ),
        (inline(pay=True), "the local Telegram does not have buttons with pay yet"),
        ({"reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"reply_markup": [1]}, "object expected as reply markup"),
        ({"reply_markup": {"keyboard": []}}, "can't parse keyboard: it has no buttons"),
        (
            {"reply_markup": {"keyboard": [["a"]], "big": True}},
            'ReplyKeyboardMarkup has no field "big" in the Bot API',
        ),
        (
            {"reply_markup": {"force_reply": True, "input_field_placeholder": "x" * 65}},
            "input_field_placeholder has 1 to 64 characters",
        ),
    ],
)
def test_a_keyboard_that_is_not_as_it_should_be_is_refused(params: dict[str, Any], complaint: str) -> None:
    assert refused(params) == complaint


def test_more_than_a_hundred_buttons_are_refused() -> None:
    rows = [[{"text": str(number), "callback_data": "x"}] for number in range(101)]
    assert refused({"reply_markup": {"inline_keyboard": rows}}) == "reply markup is too long"
    assert read({"reply_markup": {"inline_keyboard": rows[:100]}}) is not None


def test_a_reply_keyboard_may_name_its_keys_by_text_alone() -> None:
    shown = read({"reply_markup": {"keyboard": [["A", {"text": "B"}]], "is_persistent": True}})
    assert shown == {"keyboard": [[{"text": "A"}, {"text": "B"}]], "is_persistent": True}


@pytest.mark.parametrize("markup", [{"remove_keyboard": True}, {"force_reply": True}])
def test_keyboards_are_taken_away_and_replies_forced(markup: dict[str, Any]) -> None:
    assert read({"reply_markup": markup}) == markup


def test_no_keyboard_is_none() -> None:
    assert read({}) is None
    assert read({"reply_markup": ""}) is None
