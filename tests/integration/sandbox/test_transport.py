import json
import urllib.parse
import urllib.request

import pytest

from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from tests.integration.sandbox.calling import Api

BUTTON = {"inline_keyboard": [[{"text": "Later", "callback_data": "x"}]]}


def test_a_call_may_come_as_a_get(api: Api, rosa: Talker) -> None:
    query = urllib.parse.urlencode({"chat_id": rosa.id, "text": "hello & more"})
    assert api.send(urllib.request.Request(f"{api.base}/sendMessage?{query}"))["ok"]
    rosa.sees("hello & more")


def test_a_call_may_come_as_a_form_with_json_inside(api: Api, rosa: Talker) -> None:
    form = {
        "chat_id": rosa.id,
        "text": "hello",
        "disable_notification": "true",
        "reply_markup": json.dumps(BUTTON),
    }
    request = urllib.request.Request(f"{api.base}/sendMessage", urllib.parse.urlencode(form).encode())
    assert api.send(request)["result"]["reply_markup"] == BUTTON
    assert rosa.sees("hello").is_silent


def test_a_call_may_come_as_multipart(api: Api, rosa: Talker) -> None:
    fields = {"chat_id": str(rosa.id), "text": "hello 👍", "reply_markup": json.dumps(BUTTON)}
    parts = "".join(
        f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    headers = {"Content-Type": "multipart/form-data; boundary=edge"}
    request = urllib.request.Request(f"{api.base}/sendMessage", f"{parts}--edge--\r\n".encode(), headers)
    assert api.send(request)["result"]["text"] == "hello 👍"


@pytest.mark.parametrize("name", ["getme", "GETME", "getMe"])
def test_a_methods_name_may_be_in_any_case(api: Api, name: str) -> None:
    assert api.result(name)["username"] == "alongside_bot"


def test_an_unknown_method_is_not_found(api: Api) -> None:
    assert api("getWeather") == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }


def test_a_method_that_is_not_built_says_so(api: Api) -> None:
    assert api.refused("sendPoll") == "Bad Request: the local Telegram does not have sendPoll yet"


def test_an_unknown_field_is_named(api: Api, rosa: Talker) -> None:
    refusal = api.refused("sendMessage", chat_id=rosa.id, text="a", colour="red")
    assert refusal == 'Bad Request: sendMessage has no field "colour" in the Bot API'
    assert rosa.texts == []


def test_a_strangers_token_is_unauthorized_and_nonsense_is_not_found(telegram: LocalTelegram) -> None:
    assert Api(telegram.url, "123:abc")("getMe")["error_code"] == 401
    assert Api(telegram.url, "nonsense")("getMe")["error_code"] == 404


@pytest.mark.parametrize("body", ["{", "[1]", "7"])
def test_a_body_that_is_no_object_is_refused(api: Api, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = api.send(urllib.request.Request(f"{api.base}/getMe", body.encode(), headers))
    assert answer["error_code"] == 400


def test_a_file_is_not_there_yet(telegram: LocalTelegram, api: Api) -> None:
    request = urllib.request.Request(f"{telegram.url}/file/bot{telegram.bot().token}/photos/1.jpg")
    assert api.send(request)["error_code"] == 404


def test_calls_are_recorded_in_order(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    api("sendMessage", chat_id=rosa.id, text="one")
    api("sendMessage", chat_id=rosa.id, text="")
    first, second = telegram.requests("sendMessage")
    assert (first.params["text"], first.status, second.status) == ("one", 200, 400)
    assert first.at <= second.at
    api("sendMessage", chat_id=rosa.id, colour="red")
    assert telegram.requests("sendMessage")[-1].status == 400
    telegram.recording.is_on = False
    api("sendMessage", chat_id=rosa.id, text="three")
    assert len(telegram.requests("sendMessage")) == 3


def test_a_fault_of_our_own_is_told_by_its_place_and_never_by_words(
    telegram: LocalTelegram, api: Api, rosa: Talker, caplog: pytest.LogCaptureFixture
) -> None:
    said = rosa.says("private words")
    said.content = None  # type: ignore[assignment] # a broken state, on purpose
    answer = api("copyMessage", chat_id=rosa.id, from_chat_id=rosa.id, message_id=said.id)
    assert answer["error_code"] == 500
    assert answer["description"].startswith("Internal Server Error: TypeError at messages.py:")
    assert [record.message for record in caplog.records] == ["method_failed"]
    assert telegram.bot().token not in caplog.text
    assert api("getMe")["ok"]
