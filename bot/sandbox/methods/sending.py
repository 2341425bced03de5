"""Methods that put a message into a chat."""

from bot.sandbox import captions, entities, keyboards, replies, utf16
from bot.sandbox import params as given
from bot.sandbox.accounts import Json
from bot.sandbox.calls import Call
from bot.sandbox.changes import ChangeKind
from bot.sandbox.chats import Chat
from bot.sandbox.messages import CAPTIONED, TEXT_LIMIT, Message
from bot.sandbox.params import known_only
from bot.sandbox.refusals import bad_request

_MANY = 100  # copyMessages and forwardMessages take 1-100 messages at once
# "Service messages, paid media messages, giveaway messages, giveaway winners messages, and invoice messages
# can't be copied" (Bot API, copyMessage).
_NOT_COPIED = frozenset({"paid_media", "giveaway", "giveaway_winners", "invoice"})
_DICE = {
    "🎲": 6,
    "🎯": 6,
    "🎳": 6,
    "🏀": 5,
    "⚽": 5,
    "🎰": 64,
}  # the highest value of each (Bot API, sendDice)
_BAD_IDS = "can't parse message identifiers: expected an Array of Integer"


def send_message(call: Call) -> Json:
    content = text_content(call)
    keyboard = keyboards.read(call.params)
    chat = call.writable_chat()
    return call.sandbox.show(put(call, chat, content, keyboard))


def text_content(call: Call) -> Json:
    """The checked text of a call with its entities and preview options; raises RefusalError."""
    params = call.params
    text = given.text(params, "text")
    if not text:
        raise bad_request("message text is empty")
    marks = (
        given.objects(params, "entities", "MessageEntity", captions.BAD_MARKS)
        if "entities" in params
        else None
    )
    text, found = entities.read(text, given.text(params, "parse_mode"), marks, call.sandbox.people)
    if not text:
        raise bad_request("text must be non-empty")
    if utf16.units(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    content: Json = {"text": text}
    if found:
        content["entities"] = found
    if "link_preview_options" in params:
        options = given.an_object(params, "link_preview_options", "can't parse link preview options")
        if options:
            content["link_preview_options"] = known_only(options, "LinkPreviewOptions")
    return content


def put(
    call: Call, chat: Chat, content: Json, keyboard: Json | None = None, extra: Json | None = None
) -> Message:
    """Post the bot's message and set the keyboard that came with it."""
    params = call.params
    extra = dict(extra or {})
    if "protect_content" in params and given.flag(params, "protect_content"):
        extra["has_protected_content"] = True
    if params.get("message_effect_id"):
        effect = given.text(params, "message_effect_id")
        if not effect.isdigit():
            raise bad_request("EFFECT_ID_INVALID")
        extra["effect_id"] = effect
    thread = call.thread(chat)
    reply = replies.read(call, chat)
    is_inline = keyboard is not None and "inline_keyboard" in keyboard
    message = call.sandbox.post(
        chat,
        call.bot,
        content,
        extra=extra,
        reply_to=reply.message_id,
        thread=thread or reply.thread_id,
        quote=reply.quote,
        keyboard=keyboard if is_inline and keyboard and keyboard["inline_keyboard"] else None,
        is_silent="disable_notification" in params and given.flag(params, "disable_notification"),
    )
    if keyboard is not None and not is_inline:
        message.is_editable = False
        _set_keyboard(call, chat, keyboard, message)
    return message


def _set_keyboard(call: Call, chat: Chat, keyboard: Json, message: Message) -> None:
    if "keyboard" in keyboard:
        chat.keyboard = keyboard
    elif "remove_keyboard" in keyboard:
        chat.keyboard = None
    else:
        chat.force_reply = keyboard | {"message_id": message.id}
    call.sandbox.tell(ChangeKind.CHAT, chat.bot_id, chat.id)


def copy_message(call: Call) -> Json:
    keyboard = keyboards.read(call.params)
    origin = _origin(call, "copy")
    chat = call.writable_chat()
    content = dict(origin.content)
    if "caption" in call.params and origin.kind in CAPTIONED:
        content = captions.without(content) | captions.read(call, call.params, origin.kind)
    return {"message_id": put(call, chat, content, keyboard).id}


def copy_messages(call: Call) -> list[Json]:
    """Copies those that can be found and copied; "album grouping is kept for copied messages"."""
    chat = call.writable_chat()
    is_bare = given.flag(call.params, "remove_caption")
    kept = [origin for origin in _origins(call) if origin.kind not in _NOT_COPIED]
    albums = _albums(call, kept)
    copied = []
    for origin in kept:
        content = captions.without(origin.content) if is_bare else dict(origin.content)
        copied.append({"message_id": put(call, chat, content, extra=albums.get(origin.album)).id})
    return copied


def _albums(call: Call, origins: list[Message]) -> dict[str, Json]:
    """The new album for each one of which at least two messages are passed on."""
    names = [origin.album for origin in origins if origin.album]
    return {
        name: {"media_group_id": call.sandbox.new_id()}
        for name in sorted(set(names))
        if names.count(name) > 1
    }


def forward_message(call: Call) -> Json:
    origin = _origin(call, "forward")
    chat = call.writable_chat()
    return call.sandbox.show(_forward(call, chat, origin))


def forward_messages(call: Call) -> list[Json]:
    chat = call.writable_chat()
    origins = _origins(call)
    albums = _albums(call, origins)
    sent = [_forward(call, chat, origin, albums.get(origin.album)) for origin in origins]
    return [{"message_id": message.id} for message in sent]


def _forward(call: Call, chat: Chat, origin: Message, album: Json | None = None) -> Message:
    sender = call.sandbox.account(origin.sender_id).as_user()
    source: Json = {"type": "user", "sender_user": sender, "date": origin.date}
    extra = {"forward_origin": origin.extra.get("forward_origin", source), **(album or {})}
    return put(call, chat, dict(origin.content), extra=extra)


def _origin(call: Call, what: str) -> Message:
    origin = call.message(call.chat("from_chat_id"), what)
    if origin.is_service or (what == "copy" and origin.kind in _NOT_COPIED):
        raise bad_request(f"message can't be {'copied' if what == 'copy' else 'forwarded'}")
    if origin.extra.get("has_protected_content") and what == "forward":
        raise bad_request("message has protected content and can't be forwarded")
    return origin


def _origins(call: Call) -> list[Message]:
    source = call.chat("from_chat_id")
    numbers = given.integers(call.params, "message_ids", _BAD_IDS)
    if not 1 <= len(numbers) <= _MANY:
        raise bad_request("there must be 1 to 100 message identifiers")
    found = [source.messages.get(number) for number in numbers]
    kept = [message for message in found if message is not None and not message.is_service]
    if not kept:
        raise bad_request("there are no messages to forward")
    return kept


def send_dice(call: Call) -> Json:
    """An emoji that falls on a value of its own choosing."""
    emoji = given.text(call.params, "emoji") or "🎲"
    if emoji not in _DICE:
        raise bad_request("wrong dice emoji specified")
    keyboard = keyboards.read(call.params)
    chat = call.writable_chat()
    content = {"dice": {"emoji": emoji, "value": call.sandbox.random.randint(1, _DICE[emoji])}}
    return call.sandbox.show(put(call, chat, content, keyboard))
