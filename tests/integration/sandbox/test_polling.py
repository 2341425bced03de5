import threading
from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.faults import FaultKind
from tests.integration.sandbox.calling import Api

OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Poll(threading.Thread):
    """A poll in the background, and what came of it."""

    def __init__(self, api: Api, **params: Any) -> None:
        super().__init__(daemon=True)
        self.api, self.params = api, params
        self.answer: dict[str, Any] = {}
        self.start()

    def run(self) -> None:
        self.answer = self.api("getUpdates", **self.params)


def test_updates_come_again_until_they_are_confirmed(api: Api, rosa: Talker) -> None:
    for number in range(3):
        rosa.says(f"number {number}")
    first = api.result("getUpdates")
    assert [update["message"]["text"] for update in first] == ["number 0", "number 1", "number 2"]
    assert api.result("getUpdates") == first
    assert api.result("getUpdates", offset=first[0]["update_id"] + 1) == first[1:]
    assert api.result("getUpdates", offset=-1) == first[2:]
    assert api.result("getUpdates", limit=500, offset=first[2]["update_id"] + 1) == []


def test_a_poll_waits_until_something_is_said(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    poll = Poll(api, offset=api.offset, timeout=10)
    telegram.waits_for_request("getUpdates", count=2)
    rosa.says("hello")
    poll.join(5)
    assert poll.answer["result"][0]["message"]["text"] == "hello"


def test_of_two_pollers_the_older_one_is_sent_away(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    older = Poll(api, offset=api.offset, timeout=10)
    telegram.waits_for_request("getUpdates", count=2)
    newer = Poll(api, offset=api.offset, timeout=10)
    older.join(5)
    assert older.answer == {"ok": False, "error_code": 409, "description": OTHER}
    rosa.says("hello")
    newer.join(5)
    assert newer.answer["ok"]


def test_what_is_older_than_a_day_is_gone(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    assert telegram.clock is not None
    rosa.says("yesterday")
    telegram.clock.move(timedelta(hours=24, seconds=1))
    rosa.says("today")
    assert [update["message"]["text"] for update in api.updates()] == ["today"]


def test_allowed_updates_are_remembered(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    api.updates(allowed_updates=["edited_message"])
    rosa.edits(rosa.says("one"), "two")
    assert [list(update)[1] for update in api.updates()] == ["edited_message"]
    assert telegram.pending() == 1


def test_a_bot_that_asks_the_same_again_is_slowed_down() -> None:
    with LocalTelegram(is_patient=True) as telegram:
        api = Api(telegram.url, telegram.add_bot("slow_bot", "Slow"))
        ben = telegram.person("Ben")
        ben.presses_start()
        ben.says("hello")
        assert len(api.result("getUpdates")) == 2
        assert len(api.result("getUpdates")) == 1


def test_any_update_can_be_put_into_the_queue(api: Api, rosa: Talker) -> None:
    number = rosa.sends_update({"brand_new_kind": {"of": ["any", "shape"]}})
    assert api.updates() == [{"update_id": number, "brand_new_kind": {"of": ["any", "shape"]}}]
    assert rosa.sends_update({"update_id": 77, "message": None}) == 77
    assert api.updates() == [{"update_id": 77, "message": None}]


def test_update_ids_jump_forwards_and_back(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    rosa.says("one")
    ahead = telegram.jumps_update_ids(5000)
    rosa.says("two")
    telegram.jumps_update_ids(-90000)
    rosa.says("three")
    batch = api.updates()
    assert [update["message"]["text"] for update in batch] == ["one", "two", "three"]
    assert batch[1]["update_id"] == ahead
    assert batch[2]["update_id"] < batch[0]["update_id"]
    assert api.updates() == []


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (FaultKind.DUPLICATE, ["one", "one", "two", "two", "three", "three"]),
        (FaultKind.REPEAT, ["zero", "one", "two", "three"]),
    ],
)
def test_updates_come_twice(
    telegram: LocalTelegram, api: Api, rosa: Talker, kind: FaultKind, texts: list[str]
) -> None:
    rosa.says("zero")
    api.updates()
    for text in ("one", "two", "three"):
        rosa.says(text)
    fault = telegram.faults.strike(kind)
    batch = api.updates()
    assert [update["message"]["text"] for update in batch] == texts
    assert len({update["update_id"] for update in batch}) == len(set(texts))
    assert fault.struck == 1
    assert api.updates() == []


def test_updates_come_in_another_order(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    for number in range(5):
        rosa.says(f"number {number}")
    telegram.faults.strike(FaultKind.SHUFFLE)
    batch = [update["message"]["text"] for update in api.updates()]
    assert batch != sorted(batch)
    assert sorted(batch) == [f"number {number}" for number in range(5)]


def test_a_second_poller_can_be_pretended(telegram: LocalTelegram, api: Api) -> None:
    telegram.faults.strike(FaultKind.CONFLICT, times=2)
    assert api("getMe")["ok"]
    assert [api("getUpdates")["error_code"] for _ in range(2)] == [409, 409]
    assert api("getMe")["ok"]
    assert api("getUpdates")["ok"]
