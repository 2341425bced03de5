"""Methods about the bot itself: its commands, its name and descriptions, its menu button."""

from bot.sandbox import commands
from bot.sandbox import params as given
from bot.sandbox.accounts import Json
from bot.sandbox.calls import Call
from bot.sandbox.changes import ChangeKind
from bot.sandbox.refusals import bad_request

NAME_LIMIT, DESCRIPTION_LIMIT, SHORT_LIMIT = 64, 512, 120
_BUTTONS = {"commands": "MenuButtonCommands", "default": "MenuButtonDefault", "web_app": "MenuButtonWebApp"}


def get_me(call: Call) -> Json:
    return call.bot.as_me()


def done(_: Call) -> bool:
    """What logOut and close answer; here they change nothing."""
    return True


def set_my_commands(call: Call) -> bool:
    menu = given.objects(call.params, "commands", "BotCommand", "can't parse commands: expected an Array")
    if menu is None:
        raise bad_request('parameter "commands" is required')
    call.bot.commands[_key(call)] = commands.checked(menu)
    call.sandbox.tell(ChangeKind.COMMANDS, call.bot.id)
    return True


def get_my_commands(call: Call) -> list[Json]:
    return call.bot.commands.get(_key(call), [])


def delete_my_commands(call: Call) -> bool:
    call.bot.commands.pop(_key(call), None)
    call.sandbox.tell(ChangeKind.COMMANDS, call.bot.id)
    return True


def _key(call: Call) -> str:
    scope = given.an_object(call.params, "scope", "can't parse BotCommandScope")
    return commands.key(scope, given.text(call.params, "language_code"))


def set_my_name(call: Call) -> bool:
    return _set(call, call.bot.names, "name", NAME_LIMIT)


def get_my_name(call: Call) -> Json:
    return {"name": _get(call, call.bot.names) or call.bot.first_name}


def set_my_description(call: Call) -> bool:
    return _set(call, call.bot.descriptions, "description", DESCRIPTION_LIMIT)


def get_my_description(call: Call) -> Json:
    return {"description": _get(call, call.bot.descriptions)}


def set_my_short_description(call: Call) -> bool:
    return _set(call, call.bot.short_descriptions, "short_description", SHORT_LIMIT)


def get_my_short_description(call: Call) -> Json:
    return {"short_description": _get(call, call.bot.short_descriptions)}


def _set(call: Call, kept: dict[str, str], name: str, limit: int) -> bool:
    words = given.text(call.params, name)
    if len(words) > limit:
        raise bad_request(f"{name} is longer than {limit} characters")
    code = commands.language(given.text(call.params, "language_code"))
    if words:
        kept[code] = words
    else:
        kept.pop(code, None)
    if name == "name" and not code and words:
        call.bot.first_name = words
    call.sandbox.tell(ChangeKind.ACCOUNT, call.bot.id)
    return True


def _get(call: Call, kept: dict[str, str]) -> str:
    code = commands.language(given.text(call.params, "language_code"))
    return kept.get(code) or kept.get("", "")


def set_chat_menu_button(call: Call) -> bool:
    button = given.an_object(call.params, "menu_button", "can't parse menu button") or {"type": "default"}
    kind = str(button.get("type"))
    if kind not in _BUTTONS:
        raise bad_request("can't parse menu button: unsupported type specified")
    given.known_only(button, _BUTTONS[kind])
    call.bot.menu_buttons[_whose(call)] = button
    call.sandbox.tell(ChangeKind.COMMANDS, call.bot.id)
    return True


def get_chat_menu_button(call: Call) -> Json:
    buttons = call.bot.menu_buttons
    return buttons.get(_whose(call)) or buttons.get("") or {"type": "default"}


def _whose(call: Call) -> str:
    return str(call.chat().id) if call.params.get("chat_id") else ""
