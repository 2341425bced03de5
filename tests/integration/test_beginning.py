"""What is set right with Telegram at a start: no webhook in the way, and the menu of commands."""

import json
import time

from bot.domain.people import Role
from bot.sandbox.faults import FaultKind
from bot.sandbox.sandbox import Sandbox
from tests.support.programme import Programme

HOOK = {
    "url": "http://127.0.0.1:9/nobody-listens",
    "secret_token": "",
    "max_connections": 40,
    "ip_address": "",
}


def test_a_webhook_left_on_the_token_is_removed_and_what_waits_for_it_is_kept(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.bot.stop()

    def leave_one(box: Sandbox) -> None:
        box.bots[programme.settings.bot_id].webhook = dict(HOOK)

    programme.telegram.call(leave_one)
    rosa.says("while another program had the token")
    programme.starts_again()
    ben.sees("Rosa\nwhile another program had the token")
    assert programme.telegram.call(lambda box: box.bots[programme.settings.bot_id].webhook) is None


def test_a_webhook_that_cannot_be_removed_yet_is_tried_again(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.bot.stop()
    away = programme.telegram.faults.cut_before("deleteWebhook", times=2)
    rosa.says("hello")
    programme.starts_again()
    ben.sees("Rosa\nhello")
    assert away.struck == 2


def test_the_menu_of_commands_is_set_at_a_start(programme: Programme) -> None:
    asked = programme.telegram.waits_for_request("setMyCommands")[-1].params
    assert [each["command"] for each in json.loads(asked["commands"])] == ["start", "help", "me", "unsend"]
    assert json.loads(asked["scope"]) == {"type": "all_private_chats"}


def test_the_menu_is_tried_again_until_it_is_set_and_holds_up_nothing(programme: Programme) -> None:
    programme.bot.stop()
    before = len(programme.telegram.requests("setMyCommands"))
    fault = programme.telegram.faults.strike(FaultKind.SERVER_ERROR, "setMyCommands", times=2)
    programme.starts_again()
    programme.joins("Rosa", Role.MENTEE)
    programme.telegram.waits_for_request("setMyCommands", within=15, count=before + 3)
    assert fault.struck == 2
    time.sleep(2.5)
    assert len(programme.telegram.requests("setMyCommands")) == before + 3, "once it is set, that is all"


def test_a_menu_that_cannot_be_set_does_not_keep_the_bot_from_stopping(programme: Programme) -> None:
    programme.bot.stop()
    fault = programme.telegram.faults.strike(FaultKind.SERVER_ERROR, "setMyCommands", times=None)
    programme.starts_again()
    began = time.monotonic()
    programme.bot.stop()
    assert time.monotonic() - began < 5
    programme.telegram.faults.remove(fault)
    programme.starts_again()


def test_an_empty_yes_to_a_poll_does_not_end_polling(programme: Programme) -> None:
    rosa, ben = programme.pair()
    fault = programme.telegram.faults.strike(FaultKind.EMPTY, "getUpdates", times=3)
    for number in range(4):
        rosa.says(f"message {number}")
        ben.sees(f"Rosa\nmessage {number}", within=20)
    assert fault.struck == 3
