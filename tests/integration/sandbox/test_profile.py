from typing import Any

import pytest

from bot.sandbox.commands import shown_to
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from tests.integration.sandbox.calling import Api


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"About {name}"} for name in names]


def test_commands_are_kept_by_scope_and_language(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    chat = {"type": "chat", "chat_id": rosa.id}
    api.result("setMyCommands", commands=commands("help"))
    api.result("setMyCommands", commands=commands("hilfe"), language_code="de")
    assert api.result("getMyCommands") == commands("help")
    assert api.result("getMyCommands", language_code="de") == commands("hilfe")
    assert api.result("getMyCommands", scope=chat) == []
    bot = telegram.bot()
    assert shown_to(bot, rosa.id, "de") == commands("hilfe")
    assert shown_to(bot, rosa.id, "fr") == commands("help")
    api.result("setMyCommands", commands=commands("start"), scope=chat)
    assert shown_to(bot, rosa.id, "de") == commands("start")
    api.result("deleteMyCommands", scope=chat)
    assert shown_to(bot, rosa.id, "de") == commands("hilfe")


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"commands": [{"command": "Help", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "help", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": commands(*(f"c{n}" for n in range(101)))}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": commands("a"), "language_code": "deutsch"}, "invalid language code specified"),
        (
            {"commands": commands("a"), "scope": {"type": "x"}},
            "can't parse BotCommandScope: unsupported type specified",
        ),
    ],
)
def test_a_menu_that_is_not_as_it_should_be_is_refused(
    api: Api, params: dict[str, Any], complaint: str
) -> None:
    assert api.refused("setMyCommands", **params) == f"Bad Request: {complaint}"


def test_the_bot_says_who_it_is(api: Api) -> None:
    api.result("setMyName", name="Alongside Leeds")
    api.result("setMyDescription", description="Peer support", language_code="en")
    api.result("setMyShortDescription", short_description="Support")
    assert api.result("getMe")["first_name"] == "Alongside Leeds"
    assert api.result("getMyName") == {"name": "Alongside Leeds"}
    assert api.result("getMyDescription", language_code="en") == {"description": "Peer support"}
    assert api.result("getMyDescription") == {"description": ""}
    assert api.result("getMyShortDescription", language_code="en") == {"short_description": "Support"}
    assert not api("setMyName", name="x" * 65)["ok"]


def test_the_menu_button_is_set_for_one_or_for_all(api: Api, rosa: Talker) -> None:
    assert api.result("getChatMenuButton", chat_id=rosa.id) == {"type": "default"}
    api.result("setChatMenuButton", menu_button={"type": "commands"})
    assert api.result("getChatMenuButton", chat_id=rosa.id) == {"type": "commands"}
    api.result("setChatMenuButton", chat_id=rosa.id, menu_button={"type": "default"})
    assert api.result("getChatMenuButton", chat_id=rosa.id) == {"type": "default"}
    assert not api("setChatMenuButton", menu_button={"type": "sparkle"})["ok"]


def test_a_chat_shows_whose_it_is(api: Api, rosa: Talker) -> None:
    chat = api.result("getChat", chat_id=rosa.id)
    assert (chat["first_name"], chat["active_usernames"]) == ("Rosa", ["rosa_m"])
    assert api.refused("getChat", chat_id=1) == "Bad Request: chat not found"
