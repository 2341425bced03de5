import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from tests.integration.sandbox.calling import Api


class Receiver(ThreadingHTTPServer):
    """A bot's own address: keeps what is posted to it, fails as often as it is told to."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}/hook"
        self.posts: list[tuple[str | None, dict[str, Any]]] = []
        self.attempts = 0
        self.failures = 0
        self.reply: dict[str, Any] | None = None
        self.changed = threading.Condition()

    def waits_for(self, count: int) -> list[dict[str, Any]]:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.posts) >= count, timeout=10)
        return [update for _, update in self.posts]


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.changed:
            self.server.attempts += 1
            fails = self.server.attempts <= self.server.failures
            if not fails:
                self.server.posts.append((self.headers["X-Telegram-Bot-Api-Secret-Token"], update))
            self.server.changed.notify_all()
        body = json.dumps(self.server.reply).encode() if self.server.reply and not fails else b""
        self.send_response(503 if fails else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quietly."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(5)


def test_updates_are_posted_in_order_with_the_secret(api: Api, rosa: Talker, receiver: Receiver) -> None:
    rosa.says("before")
    answer = api("setWebhook", url=receiver.url, secret_token="a-secret_1")
    assert (answer["result"], answer["description"]) == (True, "Webhook was set")
    for number in range(5):
        rosa.says(f"number {number}")
    texts = [update["message"]["text"] for update in receiver.waits_for(6)]
    assert texts == ["before", *(f"number {number}" for number in range(5))]
    assert {secret for secret, _ in receiver.posts} == {"a-secret_1"}


def test_a_post_that_fails_comes_again_before_the_next(api: Api, rosa: Talker, receiver: Receiver) -> None:
    receiver.failures = 2
    api.result("setWebhook", url=receiver.url)
    rosa.says("one")
    rosa.says("two")
    assert [update["message"]["text"] for update in receiver.waits_for(2)] == ["one", "two"]
    assert receiver.attempts == 4
    info = api.result("getWebhookInfo")
    assert info["url"] == receiver.url
    assert info["last_error_message"].startswith("Wrong response from the webhook: 503")


def test_there_is_no_polling_while_a_webhook_is_set(api: Api, rosa: Talker, receiver: Receiver) -> None:
    api.result("setWebhook", url=receiver.url)
    assert api.refused("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    assert api("deleteWebhook")["description"] == "Webhook was deleted"
    assert api("deleteWebhook")["description"] == "Webhook is already deleted"
    rosa.says("polled")
    assert api.updates()[0]["message"]["text"] == "polled"
    assert api.result("getWebhookInfo") == {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": 1,
    }


def test_a_waiting_poll_ends_when_a_webhook_is_set(
    telegram: LocalTelegram, api: Api, rosa: Talker, receiver: Receiver
) -> None:
    del rosa
    answers: list[dict[str, Any]] = []
    poll = threading.Thread(target=lambda: answers.append(api("getUpdates", offset=api.offset, timeout=10)))
    poll.start()
    telegram.waits_for_request("getUpdates", count=3)
    api.result("setWebhook", url=receiver.url)
    poll.join(5)
    assert answers[0]["description"] == "Conflict: terminated by setWebhook request"


def test_pending_updates_can_be_dropped(
    telegram: LocalTelegram, api: Api, rosa: Talker, receiver: Receiver
) -> None:
    rosa.says("old")
    api.result("setWebhook", url=receiver.url, drop_pending_updates=True, allowed_updates=["message"])
    rosa.says("new")
    assert [update["message"]["text"] for update in receiver.waits_for(1)] == ["new"]
    assert api.result("getWebhookInfo")["allowed_updates"] == ["message"]
    telegram.waits_until_taken(within=5)


def test_an_answer_may_ask_for_a_method(api: Api, rosa: Talker, receiver: Receiver) -> None:
    receiver.reply = {"method": "sendMessage", "chat_id": rosa.id, "text": "at once"}
    api.result("setWebhook", url=receiver.url)
    rosa.says("hello")
    rosa.sees("at once")


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"url": "http://example.org/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "nonsense"}, "invalid webhook URL specified"),
        (
            {"url": "https://example.org/", "secret_token": "no spaces"},
            "secret token contains unallowed characters",
        ),
    ],
)
def test_an_address_that_cannot_be_is_refused(api: Api, params: dict[str, Any], complaint: str) -> None:
    assert api.refused("setWebhook", **params) == f"Bad Request: {complaint}"
