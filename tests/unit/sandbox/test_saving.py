import json
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import actions, attachments, saving, threads
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.topics import AfterDeletion


def lived_in() -> Sandbox:
    sandbox = Sandbox(seed=3)
    bot = sandbox.add_bot("alongside_bot", "Alongside")
    rosa = sandbox.add_person("Rosa", username="rosa_m")
    chat = sandbox.private_chat(bot, rosa)
    actions.press_start(sandbox, rosa, bot, "token")
    asked = sandbox.post(
        chat,
        bot,
        {"text": "How are you?"},
        keyboard={"inline_keyboard": [[{"text": "Well", "callback_data": "1"}]]},
    )
    actions.tap(sandbox, rosa, asked, 0, 0)
    sandbox.queues[bot.id].allow(["message", "message_reaction"])
    actions.react(sandbox, rosa, asked, "👍")
    actions.send(
        sandbox,
        rosa,
        chat,
        attachments.content_of(sandbox, attachments.photo(caption="my walk")),
        reply_to=asked,
        quote="you",
    )
    threads.configure(sandbox, bot, people_may_open=True, after_deletion=AfterDeletion.ASTRAY)
    topic = threads.open_topic(sandbox, chat, bot, "Ben")
    actions.say(sandbox, rosa, chat, "in a topic", thread=topic.id)
    threads.delete(sandbox, chat, rosa, threads.open_topic(sandbox, chat, bot, "gone"))
    actions.block(sandbox, rosa, chat)
    bot.commands["default::|"] = [{"command": "help", "description": "Help"}]
    return sandbox


def test_everything_goes_on_where_it_was(tmp_path: Path) -> None:
    before = lived_in()
    saving.save(before, tmp_path / "state.json", beside={"shift": 3600})
    after, beside = saving.load(tmp_path / "state.json")
    assert beside == {"shift": 3600}
    assert saving.state_of(after) == saving.state_of(before)
    bot = next(iter(after.bots.values()))
    assert [w.body for w in after.queues[bot.id].pending] == [w.body for w in before.queues[bot.id].pending]
    assert after.bot_by_token(bot.token) is bot
    rosa = next(iter(after.people.values()))
    chat = after.private_chat(bot, rosa)
    assert [topic.name for topic in chat.topics.values() if not topic.deleted_by] == ["Ben"]
    actions.unblock(after, rosa, chat)
    number = before.bots[bot.id].next_message_id
    assert actions.say(after, rosa, chat, "hello", thread=min(chat.topics))[0].id == number
    assert after.queues[bot.id].next_id == before.queues[bot.id].next_id + 1


def test_a_state_from_before_there_were_topics_goes_on(tmp_path: Path) -> None:
    state = saving.state_of(lived_in()) | {"beside": {}}
    for name in ("people_open_topics", "topics_are_refused", "after_deletion"):
        del state["bots"][0][name]
    for name in ("topics", "action_thread_id"):
        del state["chats"][0][name]
    path = tmp_path / "state.json"
    path.write_text(json.dumps(state), "utf-8")
    after, _ = saving.load(path)
    assert [chat.topics for chat in after.chats.values()] == [{}]


def test_a_save_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    sandbox = lived_in()
    saving.save(sandbox, path)
    good = path.read_bytes()
    next(iter(sandbox.bots.values())).commands["x"] = [{"command": object()}]
    with pytest.raises(TypeError):
        saving.save(sandbox, path)
    assert path.read_bytes() == good


@pytest.mark.parametrize("content", [{"format": 0}, [], {"format": 1, "people": []}])
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, content: Any) -> None:
    path = tmp_path / "state.json"
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(ValueError, match="saved state"):
        saving.load(path)
