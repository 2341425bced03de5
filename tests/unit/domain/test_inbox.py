"""Whom an update is about, and how often it is tried."""

from typing import Any

import pytest

from bot.domain.inbox import MOST_ATTEMPTS, next_attempt, subject_of

ROSA = {"id": 42, "is_bot": False, "first_name": "Rosa"}
CHAT = {"id": 42, "type": "private"}
GROUP = {"id": -1001234567890, "type": "supergroup"}


@pytest.mark.parametrize(
    ("update", "subject"),
    [
        ({"update_id": 1, "message": {"message_id": 5, "from": ROSA, "chat": CHAT}}, 42),
        ({"update_id": 1, "message": {"message_id": 5, "from": ROSA, "chat": GROUP}}, -1001234567890),
        ({"update_id": 1, "edited_message": {"chat": CHAT}}, 42),
        ({"update_id": 1, "callback_query": {"id": "7", "from": ROSA, "message": {"chat": CHAT}}}, 42),
        ({"update_id": 1, "callback_query": {"id": "7", "from": ROSA, "inline_message_id": "x"}}, 42),
        ({"update_id": 1, "my_chat_member": {"chat": CHAT, "from": ROSA}}, 42),
        ({"update_id": 1, "message_reaction": {"chat": GROUP, "user": ROSA}}, -1001234567890),
        ({"update_id": 1, "poll_answer": {"poll_id": "1", "user": ROSA}}, 42),
        ({"update_id": 1, "poll_answer": {"poll_id": "1", "voter_chat": GROUP}}, -1001234567890),
        ({"update_id": 1, "inline_query": {"id": "1", "from": ROSA, "query": "x"}}, 42),
        ({"update_id": 1, "poll": {"id": "1"}}, 0),
        ({"update_id": 1, "not_invented_yet": {"deep": {"chat": CHAT}}}, 0),
        ({"update_id": 1}, 0),
        ({}, 0),
        ({"update_id": 1, "message": None}, 0),
        ({"update_id": 1, "message": []}, 0),
        ({"update_id": 1, "message": {"chat": None, "from": ROSA}}, 42),
        ({"update_id": 1, "message": {"chat": {"id": "42"}, "from": {"id": 4.2}}}, 0),
        ({"update_id": 1, "message": {"chat": {"id": 10**30}, "from": ROSA}}, 42),
        ({"update_id": 1, "message": {"chat": {"id": -(10**30)}, "from": {"id": 2**63}}}, 0),
        ({"update_id": 1, "message": {"chat": {"id": 2**63 - 1}}}, 2**63 - 1),
    ],
)
def test_one_subjects_updates_are_known_by_chat_or_account(update: dict[str, Any], subject: int) -> None:
    assert subject_of(update) == subject


def test_waits_grow_and_then_it_is_set_aside() -> None:
    waits = [next_attempt(attempts) for attempts in range(MOST_ATTEMPTS + 2)]
    assert waits == [0.0, 0.5, 2.0, 5.0, 15.0, None, None]
