import http.client
import json
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.faults import FaultKind
from bot.sandbox.pacing import Pacing
from tests.integration.sandbox.calling import Api


def raw(api: Api, method: str, timeout: float = 5.0, **params: object) -> tuple[int, str]:
    """Status and body as they came."""
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{api.base}/{method}", json.dumps(params).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_429_for_one_chat_leaves_the_others_alone(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    ben = telegram.person("Ben")
    ben.presses_start()
    fault = telegram.faults.too_many(35, chat_id=rosa.id, times=2)
    refused = api("sendMessage", chat_id=rosa.id, text="a")
    assert refused == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 35",
        "parameters": {"retry_after": 35},
    }
    assert api("sendMessage", chat_id=ben.id, text="a")["ok"]
    assert api("sendMessage", chat_id=rosa.id, text="a")["error_code"] == 429
    assert api("sendMessage", chat_id=rosa.id, text="a")["ok"]
    assert fault.struck == 2
    assert len(rosa.texts) == 1


def test_429_for_all_lasts_as_long_as_it_says(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    telegram.faults.too_many(lasts=1.0)
    assert api("sendMessage", chat_id=rosa.id, text="a")["parameters"] == {"retry_after": 1}
    assert api("getMe")["error_code"] == 429
    time.sleep(1.05)
    assert api("sendMessage", chat_id=rosa.id, text="a")["ok"]


def test_a_fault_keeps_to_its_methods(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    telegram.faults.strike(FaultKind.SERVER_ERROR, "sendMessage", times=None)
    assert api("getMe")["ok"]
    status, body = raw(api, "sendMessage", chat_id=rosa.id, text="a")
    assert status == 502
    assert body.startswith("<html>")
    assert rosa.texts == []
    telegram.faults.clear()
    assert api("sendMessage", chat_id=rosa.id, text="a")["ok"]


@pytest.mark.parametrize("took_effect", [False, True])
def test_a_connection_is_cut_before_or_after_the_effect(
    telegram: LocalTelegram, api: Api, rosa: Talker, *, took_effect: bool
) -> None:
    if took_effect:
        telegram.faults.cut_after("sendMessage")
    else:
        telegram.faults.cut_before("sendMessage")
    with pytest.raises((urllib.error.URLError, http.client.HTTPException, ConnectionError)):
        raw(api, "sendMessage", chat_id=rosa.id, text="a")
    assert rosa.texts == (["a"] if took_effect else [])


def test_an_answer_is_cut_short_or_empty_after_the_effect(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    telegram.faults.strike(FaultKind.TRUNCATED)
    status, body = raw(api, "sendMessage", chat_id=rosa.id, text="one")
    assert status == 200
    assert body.startswith('{"ok":true')
    with pytest.raises(json.JSONDecodeError):
        json.loads(body)
    telegram.faults.strike(FaultKind.EMPTY)
    assert raw(api, "sendMessage", chat_id=rosa.id, text="two") == (200, "")
    assert rosa.texts == ["one", "two"]


def test_a_call_hangs_without_an_answer(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    telegram.faults.strike(FaultKind.HANG, "sendMessage", seconds=30)
    with pytest.raises(TimeoutError):
        raw(api, "sendMessage", timeout=0.2, chat_id=rosa.id, text="a")
    assert rosa.texts == []
    assert api("getMe")["ok"]


def test_slow_answers_do_not_hold_up_one_another(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    slowness = telegram.faults.slow(0.2, methods=frozenset({"sendMessage"}))
    began = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        calls = [pool.submit(api, "sendMessage", chat_id=rosa.id, text=str(n)) for n in range(8)]
        assert all(call.result()["ok"] for call in calls)
    took = time.monotonic() - began
    assert 0.2 <= took < 1.0
    telegram.faults.remove(slowness)
    began = time.monotonic()
    api.result("sendMessage", chat_id=rosa.id, text="fast")
    assert time.monotonic() - began < 0.2


def test_a_slow_call_can_be_refused_as_well(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    telegram.faults.slow(0.1)
    telegram.faults.too_many(3)
    began = time.monotonic()
    assert api("sendMessage", chat_id=rosa.id, text="a")["error_code"] == 429
    assert time.monotonic() - began >= 0.1


def test_chances_are_repeatable_by_seed() -> None:
    def run(seed: int) -> list[bool]:
        with LocalTelegram(seed=seed) as telegram:
            api = Api(telegram.url, telegram.add_bot("some_bot", "Some"))
            telegram.faults.too_many(times=None, probability=0.5)
            return [api("getMe")["ok"] for _ in range(20)]

    first = run(1)
    assert first == run(1)
    assert first != run(2)
    assert 3 < sum(first) < 17


def test_a_revoked_token_is_unauthorized(telegram: LocalTelegram, api: Api) -> None:
    telegram.faults.strike(FaultKind.UNAUTHORIZED)
    unauthorized = {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert api("getMe") == unauthorized
    assert api("getMe")["ok"]
    telegram.revokes(telegram.bot().token)
    assert api("getMe") == unauthorized


def test_pacing_is_enforced_when_asked_for() -> None:
    with LocalTelegram(pacing=Pacing(chat_burst=2)) as telegram:
        api = Api(telegram.url, telegram.add_bot("some_bot", "Some"))
        rosa = telegram.person("Rosa")
        rosa.presses_start()
        codes = [api("sendMessage", chat_id=rosa.id, text="a").get("error_code") for _ in range(3)]
        assert codes == [None, None, 429]
        assert len(rosa.texts) == 2


def control(telegram: LocalTelegram, method: str, body: object = None, kind: str = "application/json") -> Any:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": kind}
    request = urllib.request.Request(f"{telegram.url}/sandbox/faults", data, headers, method=method)
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.load(answer)


def test_faults_can_be_asked_for_over_http(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    asked = {"kind": "too_many", "methods": ["sendMessage"], "retry_after": 9, "times": 2}
    assert control(telegram, "POST", asked)["retry_after"] == 9
    assert api("getMe")["ok"]
    assert api("sendMessage", chat_id=rosa.id, text="a")["parameters"] == {"retry_after": 9}
    assert [fault["struck"] for fault in control(telegram, "GET")] == [1]
    assert control(telegram, "DELETE") == []
    assert api("sendMessage", chat_id=rosa.id, text="a")["ok"]
    assert control(telegram, "POST", {"kind": "server_error", "lasts": 30})["seconds_left"] == 30
    assert raw(api, "getMe")[0] == 502


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ({"kind": "sparkle"}, "application/json", 400),
        ({"kind": "cut", "struck": 3}, "application/json", 400),
        ([], "application/json", 400),
        ({"kind": "cut"}, "text/plain", 415),
    ],
)
def test_what_is_no_fault_is_refused(telegram: LocalTelegram, body: object, kind: str, status: int) -> None:
    with pytest.raises(urllib.error.HTTPError) as refusal:
        control(telegram, "POST", body, kind)
    refusal.value.close()
    assert refusal.value.code == status
    assert telegram.faults.waiting == []
