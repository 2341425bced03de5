"""Whatever a bot sends, it is answered or refused in words: never an error of our own."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import actions, attachments, fields, samples, sharing, threads
from bot.sandbox.calls import Call
from bot.sandbox.files import FileKind
from bot.sandbox.methods import METHODS
from bot.sandbox.refusals import RefusalError
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.topics import COLOURS, Topic
from bot.sandbox.uploads import Upload

WORDS = st.sampled_from(
    ["", "a", "true", "1", "-1", "{}", "[]", "[[]]", "typing", "HTML", "<b>a", "👍", "{", "null"]
)
LEAVES = st.none() | st.booleans() | st.integers(-3, 5) | st.floats() | WORDS
_NAMES = """type offset length text url user id message_id quote quote_entities inline_keyboard keyboard emoji
force_reply callback_data copy_text web_app command description chat_id is_disabled remove_keyboard"""
NAMES = st.sampled_from(_NAMES.split())
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)
ENTITY = st.fixed_dictionaries(
    {"type": st.sampled_from(["bold", "text_link", "text_mention", "pre", "custom_emoji", "x"])},
    optional={"offset": LEAVES, "length": LEAVES, "url": VALUES, "user": VALUES, "language": VALUES},
)
BUTTON = st.fixed_dictionaries(
    {"text": WORDS},
    optional={
        "callback_data": VALUES,
        "url": VALUES,
        "copy_text": VALUES,
        "web_app": VALUES,
        "style": VALUES,
    },
)
KEYBOARD = st.fixed_dictionaries({"inline_keyboard": st.lists(st.lists(BUTTON, max_size=2), max_size=2)})
REACTION = st.fixed_dictionaries({"type": st.just("emoji") | VALUES, "emoji": VALUES})
FILE_ID = st.sampled_from(range(3)).map(lambda number: list(lived_in().files.issued_ids)[number])
COMMAND = st.fixed_dictionaries({"command": VALUES, "description": VALUES})
CONTENTS = [
    b"",
    b"a",
    samples.jpeg(9, 9),
    samples.webp(9, 9),
    samples.tgs(),
    b"RIFF....WEBPVP8X",
    b"\xff\xd8\xff\xc0",
]
FILE = st.builds(
    Upload, st.just("file"), st.sampled_from(["", "a.jpg", "/"]), st.just(""), st.sampled_from(CONTENTS)
)
ITEM = st.fixed_dictionaries(
    {"type": st.sampled_from(["photo", "video", "audio", "document", "animation", "live_photo"]) | VALUES},
    optional={"media": st.just("attach://file") | FILE_ID | VALUES, "caption": VALUES, "width": VALUES},
)
LIKELY = {
    **{kind.value: FILE | FILE_ID | VALUES for kind in FileKind},
    "file_id": FILE_ID | VALUES,
    "media": st.lists(ITEM, max_size=3) | ITEM | VALUES,
    "text": st.just("a 👍 b") | VALUES,
    "reaction": st.lists(REACTION, max_size=2) | VALUES,
    "commands": st.lists(COMMAND, max_size=2) | VALUES,
    "scope": st.fixed_dictionaries({"type": st.just("chat") | VALUES, "chat_id": VALUES}),
    "reply_parameters": st.fixed_dictionaries(
        {"message_id": st.integers(0, 6) | VALUES}, optional={"quote": VALUES, "quote_entities": VALUES}
    ),
    "chat_id": st.just(5001) | VALUES,
    "from_chat_id": st.just(5001) | VALUES,
    "message_id": st.integers(0, 6) | VALUES,
    "message_thread_id": st.integers(6, 8) | VALUES,
    "icon_color": st.just(0x6FB9F0) | VALUES,
    "message_ids": st.lists(st.integers(0, 6), max_size=3) | VALUES,
    "entities": st.lists(ENTITY, max_size=2) | VALUES,
    "caption_entities": st.lists(ENTITY, max_size=2) | VALUES,
    "reply_markup": KEYBOARD | VALUES,
}


def lived_in() -> Sandbox:
    sandbox = Sandbox(seed=1)
    bot = sandbox.add_bot("some_bot", "Some", token="8000000001:x")
    rosa = sandbox.add_person("Rosa", person_id=5001)
    actions.press_start(sandbox, rosa, bot)
    threads.configure(sandbox, bot)
    chat = sandbox.private_chat(bot, rosa)
    chat.topics[7] = Topic(7, "a", COLOURS[0], bot.id)
    sandbox.post(sandbox.private_chat(bot, rosa), bot, {"text": "a 👍"})
    actions.say(sandbox, rosa, sandbox.private_chat(bot, rosa), "a")
    for media in (attachments.photo(), attachments.document()):
        sharing.share(sandbox, rosa, sandbox.private_chat(bot, rosa), media)
    return sandbox


@pytest.mark.parametrize("method", sorted(METHODS))
@given(data=st.data())
def test_any_request_is_answered_or_refused(method: str, data: st.DataObject) -> None:
    names = sorted(fields.METHODS[method])
    params: dict[str, Any] = {
        name: data.draw(LIKELY.get(name, VALUES), label=name) for name in names if data.draw(st.booleans())
    }
    if data.draw(st.booleans()):
        params["file"] = data.draw(FILE)
    sandbox = lived_in()
    try:
        result = METHODS[method](Call(sandbox, sandbox.bots[8000000001], params))
    except RefusalError as refusal:
        if refusal.code not in {400, 403}:
            raise
        return
    json.dumps(result)
