"""The page's data and acts over HTTP: what is answered, and what is refused."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.page_world import AS_JSON, START, World, run


def test_the_state_holds_what_a_client_would_show() -> None:
    async def scene(world: World) -> None:
        world.sandbox.post(
            world.chat, world.rosa, {"text": "Hi"}, reply_to=world.greeting.id, quote={"text": "Hello"}
        )
        world.greeting.reactions[world.rosa.id] = [{"type": "emoji", "emoji": "👍"}]
        world.greeting.reactions[world.bot.id] = [{"type": "emoji", "emoji": "👍"}]
        state = await world.state()
        assert [(person["name"], person["label"], person["is_shown"]) for person in state["people"]] == [
            ("Rosa", "mentee", True),
            ("Ben Holm", "", False),
        ]
        (chat,) = state["chats"]
        assert (chat["key"], chat["is_started"], chat["is_blocked"]) == (world.key, True, False)
        greeting, answer = chat["messages"]
        assert greeting["buttons"] == [
            [{"text": "Yes", "kind": "data"}, {"text": "Read", "kind": "url", "url": "https://example.org"}]
        ]
        (reaction,) = greeting["reactions"]
        assert (reaction["emoji"], sorted(reaction["by"])) == ("👍", sorted([world.rosa.id, world.bot.id]))
        assert answer["reply"] == {"to": world.greeting.id, "quote": "Hello"}
        assert state["clock"]["now"] == START.timestamp()
        assert world.bot.token not in json.dumps(state)

    run(scene)


def test_what_people_do_reaches_the_bot() -> None:
    async def scene(world: World) -> None:
        status, answer = await world.rosa_does(
            "say",
            text="  Good **day** 👋 ",
            entities=[{"type": "bold", "offset": 0, "length": 4}],
            reply_to=world.greeting.id,
            quote="Rosa",
        )
        assert status == 200
        message = world.chat.messages[answer["message"]]
        assert message.text == "Good **day** 👋"
        assert message.quote == {"text": "Rosa", "position": 9, "is_manual": True}
        assert await world.rosa_does("edit", message=message.id, text="Better") == (200, {})
        assert await world.rosa_does("react", message=world.greeting.id, emoji="👍") == (200, {})
        status, answer = await world.rosa_does("tap", message=world.greeting.id, row=0, column=0)
        assert world.sandbox.taps[answer["tap"]].data == "y"
        assert await world.rosa_does("tap", message=world.greeting.id, row=0, column=1) == (
            200,
            {"tap": None},
        )
        kinds = [kind for update in world.waiting() for kind in update if kind != "update_id"]
        assert kinds == ["message", "edited_message", "message_reaction", "callback_query"]
        assert await world.rosa_does("delete", message=message.id) == (200, {})
        assert message.id not in world.chat.messages
        status, _ = await world.act("start", person=world.ben.id, bot=world.bot.id, payload="JOIN")
        assert status == 200
        assert world.waiting()[-1]["message"]["text"] == "/start JOIN"
        status, answer = await world.act("add", name="  Ida   Berg ")
        assert world.sandbox.people[answer["person"]].first_name == "Ida Berg"

    run(scene)


BAD: list[dict[str, Any]] = [
    {},
    {"act": 7},
    {"act": "fly"},
    {"act": "add"},
    {"act": "add", "name": "   "},
    {"act": "add", "name": "x" * 65},
    {"act": "add", "name": "half \ud83d"},
    {"act": "clock", "move": "back"},
    {"act": "say", "person": 1, "chat": "KEY", "text": "no such person"},
    {"act": "say", "person": True, "chat": "KEY", "text": "not a number"},
    {"act": "say", "person": "ROSA", "chat": "1:2", "text": "no such chat"},
    {"act": "say", "person": "BEN", "chat": "KEY", "text": "somebody else's chat"},
    {"act": "say", "person": "ROSA", "chat": "KEY"},
    {"act": "say", "person": "ROSA", "chat": "KEY", "text": "x", "reply_to": 999},
    {"act": "say", "person": "ROSA", "chat": "KEY", "text": "x", "entities": "bold"},
    {"act": "say", "person": "ROSA", "chat": "KEY", "text": "x", "entities": [1]},
    {
        "act": "say",
        "person": "ROSA",
        "chat": "KEY",
        "text": "x",
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
    },
    {
        "act": "say",
        "person": "ROSA",
        "chat": "KEY",
        "text": "x",
        "entities": [{"type": "text_link", "offset": 0, "length": 1}],
    },
    {"act": "edit", "person": "ROSA", "chat": "KEY", "message": 999, "text": "x"},
    {"act": "tap", "person": "ROSA", "chat": "KEY", "message": "GREETING", "row": -1, "column": 0},
    {"act": "react", "person": "ROSA", "chat": "KEY", "message": "GREETING", "emoji": ["👍"]},
    {"act": "start", "person": "BEN", "bot": 5},
]


@pytest.mark.parametrize("body", BAD, ids=lambda body: json.dumps(body)[:60])
def test_what_makes_no_sense_is_refused_with_a_reason(body: dict[str, Any]) -> None:
    async def scene(world: World) -> None:
        known = {"ROSA": world.rosa.id, "BEN": world.ben.id, "KEY": world.key, "GREETING": world.greeting.id}
        filled = {
            name: known.get(value, value) if isinstance(value, str) else value for name, value in body.items()
        }
        before = (await world.state())["chats"]
        answer = await world.client.post("/page/act", json=filled)
        assert answer.status == 400
        assert len((await answer.json())["error"]) > 10
        assert (await world.state())["chats"] == before
        assert world.clock.now() == START
        assert len(world.sandbox.people) == 2
        assert world.waiting() == []

    run(scene)


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff", b"[" * 5000, b"9" * 5000, b'"text"', b"[]"], ids=lambda raw: repr(raw[:8])
)
def test_what_is_no_request_is_refused(raw: bytes) -> None:
    async def scene(world: World) -> None:
        answer = await world.client.post("/page/act", data=raw, headers=AS_JSON)
        assert answer.status == 400
        assert "JSON" in (await answer.json())["error"]

    run(scene)


def test_an_act_is_json_and_small() -> None:
    async def scene(world: World) -> None:
        form = await world.client.post("/page/act", data={"act": "add", "name": "Ida"})
        assert form.status == 415
        large = await world.client.post("/page/act", data=io.BytesIO(b" " * 1_100_000), headers=AS_JSON)
        assert large.status == 413
        assert len(world.sandbox.people) == 2

    run(scene)


def test_what_telegram_would_not_allow_is_refused() -> None:
    async def scene(world: World) -> None:
        refused = [
            await world.rosa_does("say", text="   "),
            await world.rosa_does("delete", message=world.greeting.id),
            await world.rosa_does("edit", message=world.greeting.id, text="not mine"),
            await world.rosa_does("react", message=world.greeting.id, emoji="x"),
            await world.rosa_does("tap", message=world.greeting.id, row=4, column=0),
            await world.rosa_does("key", label="Menu"),
            await world.act("start", person=world.ben.id, bot=world.bot.id, payload="a b"),
        ]
        assert [status for status, _ in refused] == [409] * len(refused)
        assert await world.rosa_does("block") == (200, {})
        assert (await world.rosa_does("say", text="Hi"))[0] == 409
        assert await world.rosa_does("unblock") == (200, {})
        assert (await world.rosa_does("say", text="Hi"))[0] == 200

    run(scene)


def test_the_clock_moves_only_where_there_is_one() -> None:
    async def scene(world: World) -> None:
        assert (await world.act("clock", move="hour"))[0] == 200
        assert (await world.act("clock", move="day"))[0] == 200
        assert world.clock.now() == START + timedelta(days=1, hours=1)
        assert await world.act("clock", move="next") == (409, {"error": "nothing is due"})
        world.due = START + timedelta(days=3)
        assert (await world.act("clock", move="next"))[0] == 200
        assert world.clock.now() == START + timedelta(days=3)
        world.due = START  # overdue: the clock does not go back for it
        assert (await world.act("clock", move="next"))[0] == 200
        assert world.clock.now() == START + timedelta(days=3)
        assert (await world.act("clock", move="now"))[0] == 200
        assert abs(world.clock.shift) < timedelta(seconds=5)

    run(scene)

    async def without(world: World) -> None:
        assert await world.act("clock", move="hour") == (409, {"error": "this bot follows the real clock"})
        assert (await world.state())["clock"]["movable"] is False

    run(without, with_clock=False)
