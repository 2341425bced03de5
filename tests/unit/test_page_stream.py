"""What an open page is told, and when."""

import asyncio
import json
from datetime import timedelta
from typing import Any

from aiohttp import ClientResponse, ClientSession

from bot.sandbox import actions, page
from bot.sandbox.changes import ChangeKind
from bot.sandbox.server import serve
from tests.unit.page_world import START, World, run


async def _next_event(answer: ClientResponse) -> tuple[str, Any]:
    lines = []
    while line := (await asyncio.wait_for(answer.content.readline(), 5)).decode().strip():
        lines.append(line.partition(": ")[2])
    return lines[0], json.loads(lines[1])


def test_changes_are_told_as_they_come() -> None:
    async def scene(world: World) -> None:
        answer = await world.client.get("/page/events")
        kind, everything = await _next_event(answer)
        assert kind == "snapshot"
        assert len(everything["chats"][0]["messages"]) == 1

        late = world.sandbox.post(world.chat, world.bot, {"text": "Two at once \ud83d"})
        world.sandbox.delete(world.greeting)
        kind, change = await _next_event(answer)
        (chat,) = change["chats"]
        assert kind == "change"
        assert [message["id"] for message in chat["messages"]] == [late.id]
        assert chat["gone"] == [world.greeting.id]

        button = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
        asked = world.sandbox.post(world.chat, world.bot, {"text": "Sure?"}, keyboard=button)
        await _next_event(answer)
        _, tapped = await world.rosa_does("tap", message=asked.id, row=0, column=0)
        _, change = await _next_event(answer)
        assert "taps" not in change
        tap = world.sandbox.taps[tapped["tap"]]
        tap.text, tap.is_answered = "Thank you", True
        world.sandbox.tell(ChangeKind.TAP, tap.bot_id, tap.chat_id, tap.message_id)
        _, change = await _next_event(answer)
        assert [(tap["id"], tap["text"]) for tap in change["taps"]] == [(tapped["tap"], "Thank you")]

        world.sandbox.tell(ChangeKind.TAP, tap.bot_id, tap.chat_id, tap.message_id)
        _, change = await _next_event(answer)
        assert "taps" not in change  # each answer is told once

        world.clock.move(timedelta(hours=1))
        kind, beat = await _next_event(answer)
        assert beat["clock"]["now"] == (START + timedelta(hours=1)).timestamp()

        world.labels[world.ben.id] = "mentor"
        world.sandbox.add_person("Ida")
        _, change = await _next_event(answer)
        assert [person["label"] for person in change["people"]] == ["mentee", "mentor", ""]
        answer.close()

    run(scene)


def test_the_end_of_the_server_ends_the_stream() -> None:
    async def scene(world: World) -> None:
        answer = await world.client.get("/page/events")
        await _next_event(answer)
        began = asyncio.get_running_loop().time()
        await world.client.server.close()
        assert asyncio.get_running_loop().time() - began < 1.5
        assert await answer.content.read() == b""

    run(scene)


def test_what_a_bot_does_over_http_is_told() -> None:
    async def scene() -> None:
        world = World()
        server = await serve(world.sandbox, extra_routes=lambda app: page.add_routes(app, world.sandbox))
        async with ClientSession(server.url) as session:
            events = await session.get("/page/events")
            await _next_event(events)

            async def call(method: str, **fields: Any) -> Any:
                answer = await session.post(f"/bot{world.bot.token}/{method}", json=fields)
                assert answer.status == 200, await answer.text()
                return await _next_event(events)

            keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
            _, change = await call(
                "sendMessage",
                chat_id=world.rosa.id,
                text="<b>Hi</b>",
                parse_mode="HTML",
                reply_markup=keyboard,
            )
            (message,) = change["chats"][0]["messages"]
            assert (message["text"], message["entities"]) == (
                "Hi",
                [{"type": "bold", "offset": 0, "length": 2}],
            )
            _, change = await call("sendChatAction", chat_id=world.rosa.id, action="typing")
            assert change["chats"][0]["action"]["kind"] == "typing"
            await call("setMyCommands", commands=[{"command": "help", "description": "What I can do"}])
            _, change = await call("pinChatMessage", chat_id=world.rosa.id, message_id=message["id"])
            (chat,) = change["chats"]
            assert chat["commands"][0]["command"] == "help"
            assert chat["pinned"] == [message["id"]]
            service = chat["messages"][-1]["service"]
            assert (service["kind"], service["to"]) == ("pinned_message", message["id"])
            tap = actions.tap(world.sandbox, world.rosa, world.chat.messages[message["id"]], 0, 0)
            assert tap is not None
            await _next_event(events)
            _, change = await call(
                "answerCallbackQuery", callback_query_id=tap.id, text="Noted", show_alert=True
            )
            (answered,) = change["taps"]
            assert (answered["id"], answered["text"], answered["is_alert"]) == (tap.id, "Noted", True)
            _, change = await call(
                "editMessageText", chat_id=world.rosa.id, message_id=message["id"], text="Bye"
            )
            (message,) = change["chats"][0]["messages"]
            assert (message["text"], message["edited"], message["buttons"]) == ("Bye", True, [])
            events.close()
        await server.close()

    asyncio.run(scene())
