"""The menu of commands, kept by scope and language as Telegram does."""

import re

from bot.sandbox.accounts import Bot, Json
from bot.sandbox.params import known_only
from bot.sandbox.refusals import bad_request

COMMANDS_LIMIT = 100
DESCRIPTION_LIMIT = 256
_NAME = re.compile(r"[a-z0-9_]{1,32}\Z")
_LANGUAGE = re.compile(r"[a-z]{2}\Z")
_SCOPES = {
    "default": "BotCommandScopeDefault",
    "all_private_chats": "BotCommandScopeAllPrivateChats",
    "all_group_chats": "BotCommandScopeAllGroupChats",
    "all_chat_administrators": "BotCommandScopeAllChatAdministrators",
    "chat": "BotCommandScopeChat",
    "chat_administrators": "BotCommandScopeChatAdministrators",
    "chat_member": "BotCommandScopeChatMember",
}


def language(code: str) -> str:
    """The code itself; raises RefusalError where it is neither empty nor two letters."""
    if code and not _LANGUAGE.match(code):
        raise bad_request("invalid language code specified")
    return code


def key(scope: Json | None, code: str) -> str:
    """Under which name a menu is kept; raises RefusalError for a scope that Telegram does not know."""
    scope = scope or {"type": "default"}
    kind = str(scope.get("type"))
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    known_only(scope, _SCOPES[kind])
    where = f"{kind}:{scope.get('chat_id', '')}:{scope.get('user_id', '')}"
    return f"{where}|{language(code)}"


def checked(commands: list[Json]) -> list[Json]:
    """The commands without a slash; raises RefusalError where one is not as it should be."""
    if len(commands) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    shown = []
    for command in commands:
        name = str(command.get("command", "")).removeprefix("/")
        description = str(command.get("description", "")).strip()
        if not _NAME.match(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= DESCRIPTION_LIMIT:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        shown.append({"command": name, "description": description})
    return shown


def shown_to(bot: Bot, person_id: int, code: str | None) -> list[Json]:
    """The menu a person sees in the private chat: https://core.telegram.org/bots/api#botcommandscope."""
    for where in (f"chat:{person_id}:", "all_private_chats::", "default::"):
        for tongue in (code or "", ""):
            menu = bot.commands.get(f"{where}|{tongue}")
            if menu:
                return menu
    return []
