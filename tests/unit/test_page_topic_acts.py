"""What the page asks for about topics, and how that is refused."""

from typing import Any

import pytest

from bot.sandbox import threads
from tests.unit.page_world import World, run


def test_topics_are_in_the_state_while_they_are_on() -> None:
    async def scene(world: World) -> None:
        threads.configure(world.sandbox, world.bot)
        topic = threads.open_topic(world.sandbox, world.chat, world.bot, "Ben")
        gone = threads.open_topic(world.sandbox, world.chat, world.bot, "gone")
        threads.delete(world.sandbox, world.chat, world.bot, gone)
        (chat,) = (await world.state())["chats"]
        assert chat["topics"] == [{"id": topic.id, "name": "Ben", "colour": topic.icon_color}]
        assert chat["can_open_topic"] is False
        service = chat["messages"][-1]
        assert service["thread"] == topic.id
        assert service["service"] == {"kind": "forum_topic_created", "to": 0, "name": "Ben"}
        threads.configure(world.sandbox, world.bot, is_on=False, people_may_open=True)
        (chat,) = (await world.state())["chats"]
        assert (chat["topics"], chat["can_open_topic"]) == (None, False)

    run(scene)


def test_what_people_do_with_topics_reaches_the_bot() -> None:
    async def scene(world: World) -> None:
        threads.configure(world.sandbox, world.bot, people_may_open=True)
        status, answer = await world.rosa_does("open_topic", name="Garden")
        thread = answer["thread"]
        assert status == 200
        status, answer = await world.rosa_does("say", text="hello", thread=thread)
        assert (status, answer["thread"]) == (200, thread)
        assert await world.rosa_does("rename_topic", thread=thread, name="Pond") == (200, {})
        told = [update["message"] for update in world.waiting()]
        assert [message["message_thread_id"] for message in told] == [thread] * 3
        assert told[0]["forum_topic_created"]["name"] == "Garden"
        assert told[1]["text"] == "hello"
        assert told[2]["forum_topic_edited"] == {"name": "Pond"}
        assert await world.rosa_does("delete_topic", thread=thread) == (200, {})
        assert len(world.waiting()) == 3
        assert list(world.chat.messages) == [world.greeting.id]

    run(scene)


@pytest.mark.parametrize(
    ("act", "more", "status"),
    [
        ("say", {"text": "a", "thread": "7"}, 400),
        ("say", {"text": "a", "thread": 7}, 409),
        ("open_topic", {}, 400),
        ("open_topic", {"name": "Garden"}, 409),
        ("rename_topic", {"thread": 7}, 400),
        ("rename_topic", {"thread": 7, "name": "a"}, 409),
        ("delete_topic", {}, 400),
        ("delete_topic", {"thread": 7}, 409),
    ],
)
def test_what_makes_no_sense_or_cannot_be_is_refused(act: str, more: dict[str, Any], status: int) -> None:
    async def scene(world: World) -> None:
        threads.configure(world.sandbox, world.bot)
        answered, answer = await world.rosa_does(act, **more)
        assert (answered, bool(answer["error"])) == (status, True)
        assert world.waiting() == []

    run(scene)
