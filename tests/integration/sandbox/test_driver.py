import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.actions import NotPossibleError
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from tests.integration.sandbox.calling import Api

LATER = {"inline_keyboard": [[{"text": "Later today", "callback_data": "later"}]]}


class Echo(threading.Thread):
    """A bot that says what it is told, and does a few things more on request."""

    def __init__(self, api: Api) -> None:
        super().__init__(daemon=True)
        self.api = api
        self.is_over = False
        self.last = 0

    def run(self) -> None:
        while not self.is_over:
            for update in self.api.updates(timeout=1):
                if "callback_query" in update:
                    self._answer(update["callback_query"])
                elif "message" in update:
                    self._echo(update["message"])

    def _answer(self, query: dict[str, Any]) -> None:
        self.api("answerCallbackQuery", callback_query_id=query["id"], text="noted")
        where = {"chat_id": query["from"]["id"], "message_id": query["message"]["message_id"]}
        self.api("editMessageText", **where, text="put off")

    def _echo(self, message: dict[str, Any]) -> None:
        chat_id, text = message["chat"]["id"], message.get("text", "(no text)")
        if text == "unsay":
            self.api("deleteMessage", chat_id=chat_id, message_id=self.last)
        elif text == "like":
            reaction = [{"type": "emoji", "emoji": "👍"}]
            self.api(
                "setMessageReaction", chat_id=chat_id, message_id=message["message_id"], reaction=reaction
            )
        else:
            markup = {"reply_markup": LATER} if text == "remind me" else {}
            sent = self.api("sendMessage", chat_id=chat_id, text=f"you said {text}", **markup)
            self.last = sent["result"]["message_id"]


@pytest.fixture
def echo(api: Api) -> Iterator[Echo]:
    bot = Echo(api)
    bot.start()
    yield bot
    bot.is_over = True
    bot.join(5)


@pytest.fixture
def ada(telegram: LocalTelegram, echo: Echo) -> Talker:
    del echo
    person = telegram.person("Ada")
    person.presses_start("a-token")
    person.sees("you said /start a-token")
    return person


def test_a_conversation_reads_like_one(ada: Talker) -> None:
    ada.says("hello")
    ada.sees("hello")
    ada.says("remind me")
    bubble = ada.sees("remind me")
    tap = ada.taps("Later")
    assert ada.sees_notice(tap) == "noted"
    assert ada.sees_edit("put off") is bubble
    said = ada.says("like")
    ada.sees_reaction(said, "👍")
    ada.says("a last word")
    last = ada.sees("a last word")
    ada.says("unsay")
    ada.sees_gone(last)
    assert ada.texts == ["you said /start a-token", "you said hello", "put off"]


def test_bubbles_are_seen_once_and_in_order(ada: Talker) -> None:
    for text in ("one", "two", "three"):
        ada.says(text)
    ada.sees("one")
    ada.sees("three")
    with pytest.raises(AssertionError, match="Ada does not see"):
        ada.sees("two", within=0.1)


def test_what_is_not_there_is_told_with_the_whole_conversation(ada: Talker) -> None:
    said = ada.says("a thing")
    ada.replies_to(ada.sees("a thing"), "indeed", quote="thing")
    ada.sees("indeed")
    ada.edits(said, "another thing")
    with pytest.raises(AssertionError) as failure:
        ada.sees("no such words", within=0.05)
    told = str(failure.value)
    for line in ("Ada: another thing (edited)", "Alongside: you said a thing", "replying to: thing"):
        assert line in told


@pytest.mark.parametrize(
    "claim",
    [
        lambda ada: ada.does_not_see("hello", within=1),
        lambda ada: ada.sees_nothing(within=1),
        lambda ada: ada.sees_edit("hello", within=0.05),
        lambda ada: ada.taps("No such button", within=0.05),
    ],
)
def test_a_claim_that_is_wrong_fails(ada: Talker, claim: Callable[[Talker], None]) -> None:
    ada.says("hello")
    with pytest.raises(AssertionError, match="Ada: hello"):
        claim(ada)


def test_seeing_nothing_waits_as_long_as_told(ada: Talker) -> None:
    began = time.monotonic()
    ada.sees_nothing(within=0.2)
    assert 0.2 <= time.monotonic() - began < 1


def test_updates_are_waited_for_until_the_bot_has_taken_them(telegram: LocalTelegram, api: Api) -> None:
    ben = telegram.person("Ben")
    ben.presses_start()
    with pytest.raises(AssertionError, match="1 updates are not confirmed"):
        telegram.waits_until_taken(within=0.05)
    with pytest.raises(AssertionError, match="getMe was called 0 times, not 1"):
        telegram.waits_for_request("getMe", within=0.05)
    api.updates()
    api.updates()
    telegram.waits_until_taken(within=1)


def test_seeing_wakes_at_once(ada: Talker) -> None:
    began = time.monotonic()
    for number in range(20):
        ada.says(f"number {number}")
        ada.sees(f"number {number}")
    assert time.monotonic() - began < 5


def test_people_do_only_what_their_client_lets_them(ada: Talker) -> None:
    bubble = ada.bubbles[-1]
    for deed in (
        lambda: ada.says("  \n "),
        lambda: ada.edits(bubble, "not mine"),
        lambda: ada.reacts(bubble, "🧦"),
        lambda: ada.replies_to(bubble, "x", quote="words it does not have"),
        lambda: ada.presses_start("not allowed: spaces"),
        lambda: ada.opens("https://t.me/nobody_here?start=x"),
    ):
        with pytest.raises(NotPossibleError):
            deed()
    ada.blocks_bot()
    with pytest.raises(NotPossibleError):
        ada.says("hello?")


def test_a_deep_link_leads_to_start(ada: Talker) -> None:
    ada.opens("https://t.me/alongside_bot?start=invite_1")
    ada.sees("/start invite_1")
    ada.opens("tg://resolve?domain=alongside_bot&start=invite_2")
    ada.sees("/start invite_2")


def test_start_unblocks(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    rosa.blocks_bot()
    rosa.presses_start()
    kinds = [list(update)[1] for update in api.updates()]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]
    assert telegram.pending() == 3


def test_what_is_not_text_has_its_own_shape(api: Api, rosa: Talker) -> None:
    rosa.sends_photo("my walk https://example.org/")
    rosa.sends_voice(12)
    rosa.sends_sticker("🎉")
    rosa.sends_document("plan.pdf")
    rosa.sends_contact()
    rosa.sends_location()
    messages = [update["message"] for update in api.updates()]
    for message, kind in zip(
        messages, ["photo", "voice", "sticker", "document", "contact", "location"], strict=True
    ):
        assert kind in message
        assert "text" not in message
    assert messages[0]["caption_entities"] == [{"offset": 8, "length": 20, "type": "url"}]
    assert messages[1]["voice"]["duration"] == 12


def test_a_text_over_the_limit_goes_as_several(api: Api, rosa: Talker) -> None:
    rosa.says("word " * 1500)
    texts = [update["message"]["text"] for update in api.updates()]
    assert len(texts) == 2
    assert " ".join(texts) == ("word " * 1500).strip()


def test_two_bots_keep_their_chats_apart(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    token = telegram.add_bot("other_bot", "Other")
    other = Api(telegram.url, token)
    ben = telegram.person("Ben", bot=token)
    ben.presses_start()
    assert other.updates()[0]["message"]["text"] == "/start"
    assert api.updates() == []
    assert api.refused("sendMessage", chat_id=ben.id, text="a") == "Bad Request: chat not found"
    rosa.sees_nothing(within=0.05)
    api.result("sendMessage", chat_id=rosa.id, text="now?", reply_markup=LATER)
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert other.refused("answerCallbackQuery", callback_query_id=rosa.taps("Later").id) == too_old


def test_an_account_is_there_once(telegram: LocalTelegram, rosa: Talker) -> None:
    for again in (
        lambda: telegram.add_bot("twin_bot", "Twin", token=telegram.bot().token),
        lambda: telegram.person("Twin", id=rosa.id),
        lambda: telegram.person("Twin", id=telegram.bot().id),
        lambda: telegram.person("Twin", username="rosa_m"),
    ):
        with pytest.raises(ValueError, match="exists already"):
            again()


def test_everything_goes_on_after_a_restart(tmp_path: Path) -> None:
    kept = tmp_path / "telegram.json"
    with LocalTelegram() as telegram:
        token = telegram.add_bot("alongside_bot", "Alongside")
        rosa = telegram.person("Rosa")
        rosa.presses_start()
        rosa.says("before")
        telegram.saves(kept)
    with LocalTelegram(saved=kept) as telegram:
        api = Api(telegram.url, token)
        rosa = telegram.known(rosa.id)
        rosa.says("after")
        assert [update["message"]["text"] for update in api.updates()] == ["/start", "before", "after"]
        assert api.result("sendMessage", chat_id=rosa.id, text="welcome back")["message_id"] == 4
