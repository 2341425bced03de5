"""What an open page is told, and when."""

import asyncio
import json
from datetime import timedelta
from typing import Any

from aiohttp import ClientResponse

from bot.sandbox.changes import ChangeKind
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
