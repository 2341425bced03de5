from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from tests.integration.sandbox.calling import Api


def test_a_message_arrives_with_its_formatting(api: Api, rosa: Talker) -> None:
    sent = api.result("sendMessage", chat_id=rosa.id, text="<b>Hello</b> 👍", parse_mode="HTML")
    bubble = rosa.sees("Hello 👍")
    assert bubble.id == sent["message_id"]
    assert sent["entities"] == bubble.entities == [{"offset": 0, "length": 5, "type": "bold"}]
    assert sent["from"]["is_bot"]
    assert sent["chat"] == {"id": rosa.id, "type": "private", "first_name": "Rosa", "username": "rosa_m"}


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"text": ""}, "Bad Request: message text is empty"),
        ({}, "Bad Request: message text is empty"),
        ({"text": " \n "}, "Bad Request: text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "Bad Request: text must be non-empty"),
        ({"text": "x" * 4097}, "Bad Request: message is too long"),
        ({"text": "👍" * 2049}, "Bad Request: message is too long"),
        ({"text": "a", "chat_id": 12345}, "Bad Request: chat not found"),
        ({"text": "a", "chat_id": "@somebody"}, "Bad Request: chat not found"),
        ({"text": "a", "chat_id": ""}, "Bad Request: chat_id is empty"),
        ({"text": "a", "message_thread_id": 5}, "Bad Request: message thread not found"),
        ({"text": "a", "message_effect_id": "sparkle"}, "Bad Request: EFFECT_ID_INVALID"),
        (
            {"text": "a", "reply_parameters": {"message_id": 999}},
            "Bad Request: message to be replied not found",
        ),
        (
            {"text": "a", "reply_parameters": {"message_id": 1, "qoute": "x"}},
            'Bad Request: ReplyParameters has no field "qoute" in the Bot API',
        ),
        (
            {"text": "a", "reply_parameters": {"message_id": 1, "quote": "no such words"}},
            "Bad Request: QUOTE_TEXT_INVALID",
        ),
        (
            {"text": "a", "disable_web_page_preview": True},
            'Bad Request: sendMessage has no field "disable_web_page_preview" in the Bot API',
        ),
        (
            {"text": "a", "entities": [{"type": "bold", "offset": 0, "length": 1, "colour": 1}]},
            'Bad Request: MessageEntity has no field "colour" in the Bot API',
        ),
        (
            {"text": "a", "link_preview_options": {"disabled": True}},
            'Bad Request: LinkPreviewOptions has no field "disabled" in the Bot API',
        ),
    ],
)
def test_what_telegram_refuses_is_refused(
    api: Api, rosa: Talker, params: dict[str, Any], complaint: str
) -> None:
    assert api.refused("sendMessage", **({"chat_id": rosa.id} | params)) == complaint
    rosa.sees_nothing(within=0.05)


@pytest.mark.parametrize("text", ["x" * 4096, "👍" * 2048, "ж" * 4096])
def test_a_message_takes_4096_units(api: Api, rosa: Talker, text: str) -> None:
    assert api.result("sendMessage", chat_id=rosa.id, text=text)["text"] == text


def test_a_bot_cannot_begin(telegram: LocalTelegram, api: Api) -> None:
    ben = telegram.person("Ben")
    assert api.refused("sendMessage", chat_id=ben.id, text="a") == "Bad Request: chat not found"
    telegram.call(lambda box: box.private_chat(ben.bot, ben.person))
    complaint = "Forbidden: bot can't initiate conversation with a user"
    assert api.refused("sendMessage", chat_id=ben.id, text="a") == complaint
    ben.presses_start()
    api.result("sendMessage", chat_id=ben.id, text="a")


@pytest.mark.parametrize(
    "call",
    [
        lambda api, rosa, _: api("sendMessage", chat_id=rosa.id, text="a"),
        lambda api, rosa, sent: api("copyMessage", chat_id=rosa.id, from_chat_id=rosa.id, message_id=sent),
        lambda api, rosa, sent: api("editMessageText", chat_id=rosa.id, message_id=sent, text="b"),
        lambda api, rosa, _: api("sendChatAction", chat_id=rosa.id, action="typing"),
    ],
)
def test_a_bot_that_is_blocked_is_told_so(
    api: Api, rosa: Talker, call: Callable[[Api, Talker, int], dict[str, Any]]
) -> None:
    sent = api.result("sendMessage", chat_id=rosa.id, text="a")["message_id"]
    rosa.blocks_bot()
    answer = call(api, rosa, sent)
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    rosa.unblocks_bot()
    assert call(api, rosa, sent)["ok"]


def test_a_reply_quotes_the_words_it_names(api: Api, rosa: Talker) -> None:
    said = rosa.says("one two 👍 three", entities=[{"type": "bold", "offset": 4, "length": 3}])
    to = {"message_id": said.id, "quote": "👍 three", "quote_position": 8}
    sent = api.result("sendMessage", chat_id=rosa.id, text="yes", reply_parameters=to)
    assert sent["quote"] == {"text": "👍 three", "position": 8, "is_manual": True}
    assert sent["reply_to_message"]["message_id"] == said.id
    plain = {"message_id": said.id, "quote": "two"}
    refusal = api.refused("sendMessage", chat_id=rosa.id, text="yes", reply_parameters=plain)
    assert refusal == "Bad Request: QUOTE_TEXT_INVALID"
    marked = plain | {"quote_entities": [{"type": "bold", "offset": 0, "length": 3}]}
    sent = api.result("sendMessage", chat_id=rosa.id, text="yes", reply_parameters=marked)
    assert sent["quote"]["entities"] == [{"type": "bold", "offset": 0, "length": 3}]


def test_a_reply_may_go_without_what_it_replies_to(api: Api, rosa: Talker) -> None:
    to = {"message_id": 999, "allow_sending_without_reply": True}
    sent = api.result("sendMessage", chat_id=rosa.id, text="a", reply_parameters=to)
    assert "reply_to_message" not in sent


def test_protection_effect_and_silence_are_kept(api: Api, rosa: Talker) -> None:
    sent = api.result(
        "sendMessage",
        chat_id=rosa.id,
        text="https://example.org/",
        protect_content=True,
        disable_notification=True,
        message_effect_id="5104841245755180586",
        link_preview_options={"is_disabled": True},
    )
    assert sent["has_protected_content"] is True
    assert sent["effect_id"] == "5104841245755180586"
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert sent["entities"] == [{"offset": 0, "length": 20, "type": "url"}]
    assert rosa.sees("example").is_silent


def test_a_reply_keyboard_stays_until_it_is_taken_away(api: Api, rosa: Talker) -> None:
    markup = {"keyboard": [["Talk", "Help"], ["Later"]], "is_persistent": True, "resize_keyboard": True}
    api.result("sendMessage", chat_id=rosa.id, text="menu", reply_markup=markup)
    api.result("sendMessage", chat_id=rosa.id, text="more")
    assert rosa.keyboard == [["Talk", "Help"], ["Later"]]
    rosa.taps("Help")
    assert api.updates()[-1]["message"]["text"] == "Help"
    assert rosa.keyboard
    api.result("sendMessage", chat_id=rosa.id, text="bye", reply_markup={"remove_keyboard": True})
    assert rosa.keyboard == []


def test_a_one_time_keyboard_goes_with_the_answer(api: Api, rosa: Talker) -> None:
    markup = {"keyboard": [["Yes", "No"]], "one_time_keyboard": True}
    api.result("sendMessage", chat_id=rosa.id, text="well?", reply_markup=markup)
    rosa.taps("No")
    assert rosa.keyboard == []


def test_a_forced_reply_is_given(api: Api, rosa: Talker) -> None:
    asked = api.result("sendMessage", chat_id=rosa.id, text="Name?", reply_markup={"force_reply": True})
    rosa.says("Rosa")
    rosa.says("and so on")
    first, second = api.updates()
    assert first["message"]["reply_to_message"]["message_id"] == asked["message_id"]
    assert "reply_to_message" not in second["message"]


def test_a_copy_has_no_trace_of_its_origin_and_a_forward_has(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    ben = telegram.person("Ben")
    ben.presses_start()
    said = rosa.sends_photo("my *walk*")
    of = {"chat_id": ben.id, "from_chat_id": rosa.id, "message_id": said.id}
    api.result("copyMessage", **of)
    copied = ben.sees("my *walk*")
    assert copied.kind == "photo"
    assert copied.extra == {}
    api.result("copyMessage", **of, caption="<i>a walk</i>", parse_mode="HTML")
    assert ben.sees("a walk").entities == [{"offset": 0, "length": 6, "type": "italic"}]
    sent = api.result("forwardMessage", **of)
    assert sent["forward_origin"]["sender_user"]["id"] == rosa.id
    missing = of | {"message_id": 999}
    assert api.refused("copyMessage", **missing) == "Bad Request: message to copy not found"
    assert api.refused("forwardMessage", **missing) == "Bad Request: message to forward not found"
    many = {"chat_id": ben.id, "from_chat_id": rosa.id, "message_ids": [said.id, 999]}
    assert len(api.result("copyMessages", **many)) == 1
    assert len(api.result("forwardMessages", **many)) == 1


def test_what_is_protected_or_a_notice_is_not_passed_on(api: Api, rosa: Talker) -> None:
    kept = api.result("sendMessage", chat_id=rosa.id, text="for you", protect_content=True)["message_id"]
    of = {"chat_id": rosa.id, "from_chat_id": rosa.id}
    refusal = api.refused("forwardMessage", **of, message_id=kept)
    assert refusal == "Bad Request: message has protected content and can't be forwarded"
    api.result("pinChatMessage", chat_id=rosa.id, message_id=kept)
    notice = rosa.bubbles[-1]
    assert notice.is_service
    assert api.refused("copyMessage", **of, message_id=notice.id) == "Bad Request: message can't be copied"
    assert (
        api.refused("forwardMessage", **of, message_id=notice.id) == "Bad Request: message can't be forwarded"
    )
    where = {"chat_id": rosa.id, "message_id": notice.id}
    assert api.refused("pinChatMessage", **where) == "Bad Request: message can't be pinned"
    assert api.refused("editMessageText", **where, text="a") == "Bad Request: message can't be edited"
