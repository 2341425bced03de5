"""The whole state as one JSON file with a folder beside it, so that it goes on where it was next time.

What people and bots sent lies in the folder, each file under its unique id and written once; what is not
kept any more goes from it with the next save.
"""

import json
import os
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.sandbox.accounts import Bot, Json, Person
from bot.sandbox.chats import Chat, ChatKind, Tap
from bot.sandbox.files import FileKind, StoredFile
from bot.sandbox.messages import Message
from bot.sandbox.sandbox import Sandbox, wall_clock
from bot.sandbox.topics import Topic
from bot.sandbox.updates import UpdateQueue, Waiting

FORMAT = 1


def save(sandbox: Sandbox, path: Path, *, beside: Json | None = None) -> None:
    """Write everything, or leave the file as it was; `beside` is kept with it (the clock's shift, say)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    state = json.dumps(state_of(sandbox) | {"beside": beside or {}}, ensure_ascii=False)
    # A state is never written before the files it speaks of, and they go only after the one that did.
    contents = {file.unique_id: file.content for file in sandbox.files.stored.values() if file.content}
    folder = _folder(path)
    there = {each.name for each in folder.iterdir()} if folder.is_dir() else set()
    for name in contents.keys() - there:
        folder.mkdir(exist_ok=True)
        _write(folder / name, contents[name])
    _write(path, state.encode("utf-8", "surrogatepass"))
    for name in there - contents.keys():
        (folder / name).unlink()


def _folder(path: Path) -> Path:
    return path.with_name(path.stem + "-files")


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def load(path: Path, now: Callable[[], datetime] = wall_clock) -> tuple[Sandbox, Json]:
    """A sandbox as it was saved, and what was kept beside it.

    Raises FileNotFoundError where there is none, ValueError where it is of another format or damaged.
    """
    state = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(state, dict) or state.get("format") != FORMAT:
        raise ValueError("the saved state is of another format")
    try:
        sandbox = restore(state, now)
        _fill(sandbox, _folder(path))
        return sandbox, state["beside"]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("the saved state is damaged") from error


def state_of(sandbox: Sandbox) -> Json:
    """The state as plain JSON values."""
    return {
        "format": FORMAT,
        "people": [asdict(person) for person in sandbox.people.values()],
        "bots": [asdict(bot) for bot in sandbox.bots.values()],
        "queues": [_queue_state(bot_id, queue) for bot_id, queue in sandbox.queues.items()],
        "chats": [_chat_state(chat) for chat in sandbox.chats.values()],
        "taps": [asdict(tap) for tap in sandbox.taps.values()],
        "files": [_file_state(file) for file in sandbox.files.stored.values()],
        "file_ids": [[file_id, *place] for file_id, place in sandbox.files.issued_ids.items()],
    }


def restore(state: Json, now: Callable[[], datetime]) -> Sandbox:
    """A sandbox from such values."""
    sandbox = Sandbox(now)
    queues = {kept["bot_id"]: _queue(kept) for kept in state["queues"]}
    for kept in state["bots"]:
        bot = Bot(**kept)
        sandbox.keep_bot(bot, queues[bot.id])
    for kept in state["people"]:
        person = Person(**kept)
        sandbox.people[person.id] = person
    for kept in state["chats"]:
        chat = _chat(kept)
        sandbox.chats[chat.bot_id, chat.id] = chat
    for kept in state["taps"]:
        tap = Tap(**kept)
        sandbox.taps[tap.id] = tap
    for kept in state["files"]:
        sandbox.files.put(
            StoredFile(
                **{**kept, "kind": FileKind(kept["kind"]), "sizes": tuple(kept["sizes"]), "content": None}
            )
        )
    for file_id, bot_id, unique_id in state["file_ids"]:
        sandbox.files.know(file_id, bot_id, unique_id)
    return sandbox


def _fill(sandbox: Sandbox, folder: Path) -> None:
    """Take in the contents of the files; one that is not there counts as forgotten."""
    for file in sandbox.files.stored.values():
        if (folder / file.unique_id).is_file():
            file.content = (folder / file.unique_id).read_bytes()
            sandbox.files.put(file)


def _file_state(file: StoredFile) -> Json:
    return _plain(file, "content", "kind", "sizes") | {"kind": file.kind.value, "sizes": list(file.sizes)}


def _queue_state(bot_id: int, queue: UpdateQueue) -> Json:
    return {
        "bot_id": bot_id,
        "next_id": queue.next_id,
        "last_at": queue.last_at,
        "allowed": None if queue.allowed is None else sorted(queue.allowed),
        "pending": [{"id": waiting.id, "at": waiting.at, "body": waiting.body} for waiting in queue.pending],
    }


def _queue(kept: Json) -> UpdateQueue:
    allowed = kept["allowed"]
    return UpdateQueue(
        next_id=kept["next_id"],
        pending=deque(Waiting(**waiting) for waiting in kept["pending"]),
        allowed=None if allowed is None else frozenset(allowed),
        last_at=kept["last_at"],
    )


def _plain(thing: Any, *without: str) -> Json:
    return {field.name: getattr(thing, field.name) for field in fields(thing) if field.name not in without}


def _chat_state(chat: Chat) -> Json:
    messages = [
        _plain(message, "reactions") | {"reactions": list(message.reactions.items())}
        for message in chat.messages.values()
    ]
    topics = [asdict(topic) for topic in chat.topics.values()]
    kept = _plain(chat, "messages", "kind", "topics")
    return kept | {"kind": chat.kind.value, "messages": messages, "topics": topics}


def _chat(kept: Json) -> Chat:
    messages = {}
    for each in kept["messages"]:
        reactions = dict(each["reactions"])
        messages[each["id"]] = Message(**{**each, "reactions": reactions})
    topics = {each["id"]: Topic(**each) for each in kept.get("topics", [])}
    return Chat(**{**kept, "kind": ChatKind(kept["kind"]), "messages": messages, "topics": topics})
