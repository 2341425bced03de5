"""Keyboards that a bot sends: inline ones under a message, reply ones under the chat."""

from typing import Any

from bot.sandbox import params as given
from bot.sandbox.accounts import Json
from bot.sandbox.params import Params, known_only
from bot.sandbox.refusals import bad_request
from bot.sandbox.utf16 import units

DATA_BYTES = 64  # callback_data: 1-64 bytes (Bot API, InlineKeyboardButton)
PLACEHOLDER_LIMIT = 64  # input_field_placeholder: 1-64 characters
COPY_LIMIT = 256  # CopyTextButton.text: 1-256 characters
BUTTONS_LIMIT = (
    100  # more than this in one inline keyboard is refused: known among bot authors, not published
)
_STYLES = frozenset({"danger", "success", "primary"})
_SIMPLE = ("switch_inline_query", "switch_inline_query_current_chat")
_ACTIONS = ("callback_data", "url", "web_app", "copy_text", *_SIMPLE)


def read(params: Params) -> Json | None:
    """The checked `reply_markup` of a call, None where it has none; raises RefusalError."""
    if "reply_markup" not in params:
        return None
    markup = given.structure(params, "reply_markup", "can't parse reply keyboard markup JSON object")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return inline(markup)
    if "keyboard" in markup:
        return _reply(markup)
    kind = "ForceReply" if "force_reply" in markup else "ReplyKeyboardRemove"
    known_only(markup, kind)
    _placeholder(markup)
    return markup if markup.get("force_reply") or markup.get("remove_keyboard") else None


def inline(markup: Json) -> Json:
    """An inline keyboard as the Bot API shows it: without empty rows."""
    known_only(markup, "InlineKeyboardMarkup")
    rows = []
    count = 0
    for row in _rows(markup["inline_keyboard"], "inline keyboard"):
        buttons = [_button(button) for button in row]
        count += len(buttons)
        if buttons:
            rows.append(buttons)
    if count > BUTTONS_LIMIT:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows}


def _rows(value: Any, what: str) -> list[list[Any]]:
    if not isinstance(value, list):
        raise bad_request(f"the rows of the {what} must be of the type Array")
    for row in value:
        if not isinstance(row, list):
            raise bad_request(f"can't parse {what}: Row of the keyboard must be an Array of buttons")
    return value


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    known_only(button, "InlineKeyboardButton")
    words = button.get("text")
    if not isinstance(words, str) or not words.strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be a non-empty String')
    actions = [name for name in _ACTIONS if name in button]
    if not actions:
        others = button.keys() & {"login_url", "switch_inline_query_chosen_chat", "callback_game", "pay"}
        if others:
            raise bad_request(f"the local Telegram does not have buttons with {min(others)} yet")
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if button.get("style") is not None and str(button["style"]) not in _STYLES:
        raise bad_request("BUTTON_STYLE_INVALID")
    shown: Json = {"text": words.strip()}
    if "style" in button:
        shown["style"] = button["style"]
    name = actions[0]
    shown[name] = _action(name, button[name])
    return shown


def _action(name: str, value: Any) -> Any:
    if name == "callback_data":
        if not isinstance(value, str) or not 1 <= len(value.encode()) <= DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif name == "url":
        known = isinstance(value, str) and value.lower().startswith(("http://", "https://", "tg://", "t.me/"))
        if not known and not (isinstance(value, str) and "." in value and " " not in value):
            raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    elif name == "copy_text":
        known_only(value, "CopyTextButton")
        if not 1 <= units(str(value.get("text", ""))) <= COPY_LIMIT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    elif name == "web_app":
        known_only(value, "WebAppInfo")
        if not str(value.get("url", "")).startswith("https://"):
            raise bad_request("inline keyboard button Web App URL is invalid: Only HTTPS links are allowed")
    return value


def _reply(markup: Json) -> Json:
    known_only(markup, "ReplyKeyboardMarkup")
    _placeholder(markup)
    rows = [[_key(key) for key in row] for row in _rows(markup["keyboard"], "keyboard")]
    rows = [row for row in rows if row]
    if not rows:
        raise bad_request("can't parse keyboard: it has no buttons")
    return {**markup, "keyboard": rows}


def _key(key: Any) -> Json:
    shown = {"text": key} if isinstance(key, str) else key
    if not isinstance(shown, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    known_only(shown, "KeyboardButton")
    if not isinstance(shown.get("text"), str) or not shown["text"].strip():
        raise bad_request('can\'t parse keyboard button: Field "text" must be a non-empty String')
    return shown


def _placeholder(markup: Json) -> None:
    words = markup.get("input_field_placeholder")
    if words is not None and not 1 <= units(str(words)) <= PLACEHOLDER_LIMIT:
        raise bad_request("input_field_placeholder has 1 to 64 characters")
