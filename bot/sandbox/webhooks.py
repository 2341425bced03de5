"""Webhooks: updates posted to the bot's own address, in order, again and again until it takes them."""

import asyncio
import ipaddress
import logging
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox import params as given
from bot.sandbox.accounts import Bot, Json
from bot.sandbox.calls import Call
from bot.sandbox.polling import Polling, allow
from bot.sandbox.refusals import bad_request
from bot.sandbox.sandbox import Sandbox

logger = logging.getLogger(__name__)

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}\Z")
_MOST_CONNECTIONS, _USUAL_CONNECTIONS = 100, 40
_SET = "terminated by setWebhook request"
_ANSWER_SECONDS = 60
# The wait doubles after each failure, as Telegram's server does it (its figures are 1 to 60 seconds or so).
_FIRST_WAIT, _LONGEST_WAIT = 0.25, 8.0


class Webhooks:
    """One sender for each bot that has a webhook. `reply` runs a method that the bot's answer asks for."""

    def __init__(self, sandbox: Sandbox, polling: Polling, reply: Callable[[Bot, Json], Any]) -> None:
        self._sandbox = sandbox
        self._polling = polling
        self._reply = reply
        self._senders: dict[int, asyncio.Task[None]] = {}
        self._failures: dict[int, tuple[int, str]] = {}  # when (seconds since 1970) and what

    def set(self, call: Call) -> str:
        """setWebhook; returns what Telegram says of it. Raises RefusalError for an address that cannot be."""
        params = call.params
        url = given.text(params, "url")
        if not url:
            return self.delete(call)
        _check_address(url)
        secret = given.text(params, "secret_token")
        if secret and not _SECRET.match(secret):
            raise bad_request("secret token contains unallowed characters")
        if given.flag(params, "drop_pending_updates"):
            self._sandbox.queues[call.bot.id].pending.clear()
        if "allowed_updates" in params:
            allow(self._sandbox.queues[call.bot.id], params["allowed_updates"])
        connections = given.integer(params, "max_connections", _USUAL_CONNECTIONS)
        call.bot.webhook = {
            "url": url,
            "secret_token": secret,
            "max_connections": min(max(connections, 1), _MOST_CONNECTIONS),
            "ip_address": given.text(params, "ip_address"),
        }
        self._failures.pop(call.bot.id, None)
        self._polling.release(call.bot.id, _SET)
        self.start(call.bot)
        return "Webhook was set"

    def delete(self, call: Call) -> str:
        """deleteWebhook; returns what Telegram says of it."""
        if given.flag(call.params, "drop_pending_updates"):
            self._sandbox.queues[call.bot.id].pending.clear()
        was_set = call.bot.webhook is not None
        call.bot.webhook = None
        self._failures.pop(call.bot.id, None)
        self._stop(call.bot.id)
        return "Webhook was deleted" if was_set else "Webhook is already deleted"

    def info(self, call: Call) -> Json:
        """The Bot API's `WebhookInfo`."""
        webhook, queue = call.bot.webhook, self._sandbox.queues[call.bot.id]
        shown: Json = {
            "url": webhook["url"] if webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(queue.pending),
        }
        if webhook:
            shown["max_connections"] = webhook["max_connections"]
            if webhook["ip_address"]:
                shown["ip_address"] = webhook["ip_address"]
        if failure := self._failures.get(call.bot.id):
            shown["last_error_date"], shown["last_error_message"] = failure
        if queue.allowed is not None:
            shown["allowed_updates"] = sorted(queue.allowed)
        return shown

    def start(self, bot: Bot) -> None:
        """(Re)start the bot's sender; needs a running event loop."""
        self._stop(bot.id)
        if bot.webhook is not None:
            task = asyncio.create_task(self._send_all(bot, dict(bot.webhook)), name="webhook")
            task.add_done_callback(_report)
            self._senders[bot.id] = task

    async def close(self) -> None:
        senders = list(self._senders.values())
        for number in list(self._senders):
            self._stop(number)
        await asyncio.gather(*senders, return_exceptions=True)

    def _stop(self, bot_id: int) -> None:
        if sender := self._senders.pop(bot_id, None):
            sender.cancel()

    async def _send_all(self, bot: Bot, webhook: Json) -> None:
        queue = self._sandbox.queues[bot.id]
        arrived = asyncio.Event()
        queue.on_arrival.append(arrived.set)
        wait = _FIRST_WAIT
        try:
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(_ANSWER_SECONDS)) as session:
                while True:
                    queue.forget_old(self._sandbox.now().timestamp())
                    if not queue.pending:
                        arrived.clear()
                        await arrived.wait()
                        continue
                    waiting = queue.pending[0]
                    failure = await self._send(session, bot, webhook, waiting.body)
                    if failure:
                        self._failures[bot.id] = (int(self._sandbox.now().timestamp()), failure)
                        await asyncio.sleep(wait)
                        wait = min(wait * 2, _LONGEST_WAIT)
                    else:
                        wait = _FIRST_WAIT
                        if queue.pending and queue.pending[0] is waiting:
                            queue.pending.popleft()
        finally:
            queue.on_arrival.remove(arrived.set)

    async def _send(self, session: aiohttp.ClientSession, bot: Bot, webhook: Json, update: Json) -> str:
        """Post one update; returns what went wrong, in Telegram's words, or nothing."""
        headers = {}
        if webhook["secret_token"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook["secret_token"]
        try:
            async with session.post(webhook["url"], json=update, headers=headers) as answer:
                if not 200 <= answer.status < 300:  # noqa: PLR2004 - what HTTP calls a success
                    return f"Wrong response from the webhook: {answer.status} {answer.reason}"
                asked = await answer.json(content_type=None) if answer.content_length else None
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            return "Read timeout expired" if isinstance(error, TimeoutError) else "Connection failed"
        if isinstance(asked, dict) and "method" in asked:
            self._reply(bot, asked)
        return ""


def _check_address(url: str) -> None:
    """HTTPS, or plain HTTP on this machine (as Telegram's own server lets it be in its local mode)."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if not host or parts.scheme not in {"http", "https"}:
        raise bad_request("invalid webhook URL specified")
    if parts.scheme == "http" and host != "localhost":
        try:
            is_here = ipaddress.ip_address(host).is_loopback
        except ValueError:
            is_here = False
        if not is_here:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        logger.error("webhook_sender_failed", extra={"error": type(error).__name__})
