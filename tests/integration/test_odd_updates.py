"""Updates of any shape never stop intake, and never leave their words in a log."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.inbox import InboxState
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.faults import FaultKind
from bot.services.unit import Unit
from bot.store import inbox
from tests.kills import ChildBot
from tests.support.programme import Programme

SHAPES = Path(__file__).parents[3] / "shared" / "data" / "updates.jsonl"
# Names of types, states and fields of ours may look like words of an update; these are not private.
OURS = frozenset({"message", "private", "handled", "pending"})


def unhandled(unit: Unit) -> int:
    return inbox.count(unit.session, unit.programme.id, InboxState.PENDING)


@pytest.mark.skipif(not SHAPES.exists(), reason="the collection of real updates is not here")
def test_four_hundred_real_shapes_are_swallowed_without_a_word_in_the_log(
    telegram: LocalTelegram, tmp_path: Path
) -> None:
    with Programme(telegram, tmp_path) as programme:
        rosa, ben = programme.pair()
    child = ChildBot(programme.token, telegram.url, tmp_path)
    child._environment["ALONGSIDE_LOG_LEVEL"] = "DEBUG"
    raws = [json.loads(line)["update"] for line in SHAPES.read_text(encoding="utf-8").splitlines()]
    for number, raw in enumerate(raws):
        rosa.sends_update({**raw, "update_id": 500_000_000 + number})
    telegram.faults.strike(FaultKind.TRUNCATED, "getUpdates")  # an answer that the library would print
    try:
        child.start()
        rosa.says("And then there was a person")
        ben.sees("And then there was a person", within=30)
        until = time.monotonic() + 30
        while programme.reads(unhandled) and time.monotonic() < until:
            time.sleep(0.2)
        child.stop()
    finally:
        child.close()
    log = (tmp_path / "bot.log").read_text(encoding="utf-8", errors="replace")
    assert "Traceback" not in log
    leaked = {text for raw in raws for text in private_texts(raw) if text in log}
    assert leaked == set()
    assert "And then there was a person" not in log
    assert programme.token.split(":")[1] not in log
    assert programme.reads(unhandled) == 0


def private_texts(value: Any, key: str = "") -> Iterator[str]:
    """Every text in an update that could be private: long enough to be no accident in a log."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from private_texts(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from private_texts(each, key)
    elif isinstance(value, str) and len(value) >= 6 and key not in {"type", "status", "kind"}:
        yield from [] if value.isdecimal() or value in OURS else [value]


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**90), 2**90)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["chat", "from", "id", "type", "text", "message", "date", "entities", "user", "data"]
            )
            | st.text(max_size=8),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "chat_boost", "a_kind_of_next_year")
nearly_real = st.fixed_dictionaries(
    {
        "message_id": st.integers(1, 10) | anything,
        "date": st.integers(0, 2**33) | anything,
        "chat": st.fixed_dictionaries(
            {"id": st.integers(1, 5) | anything, "type": st.just("private") | anything}
        ),
        "from": st.fixed_dictionaries(
            {"id": st.integers(1, 5) | anything, "is_bot": st.just(False), "first_name": anything}  # noqa: FBT003
        ),
        "text": st.text(max_size=20) | anything,
        "entities": st.lists(
            st.fixed_dictionaries(
                {
                    "type": st.sampled_from(["bold", "text_link", "text_mention", "bot_command"]) | anything,
                    "offset": st.integers(-5, 50),
                    "length": st.integers(-5, 50),
                    "url": st.sampled_from(["http://[", "tg://x", "https://e.org"]) | anything,
                }
            ),
            max_size=3,
        )
        | anything,
    }
)


def test_random_json_never_stops_intake(programme: Programme) -> None:
    rosa, ben = programme.pair()
    count = 0

    @settings(
        max_examples=60,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(st.lists(st.dictionaries(st.sampled_from(KINDS), anything | nearly_real, max_size=2), max_size=8))
    def throw(updates: list[dict[str, Any]]) -> None:
        nonlocal count
        for update in updates:
            rosa.sends_update(update)
        count += 1
        if count % 20 == 0:
            rosa.says(f"still here {count}")
            ben.sees(f"still here {count}", within=30)

    throw()
    rosa.says("and to the end")
    ben.sees("Rosa\nand to the end", within=30)


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"chat": {"id": 2**70}}},
        {"message": {"chat": {"id": -(2**64)}, "from": {"id": 2**63}}},
        {"poll_answer": {"user": {"id": 10**30}}},
        {"update_id": 2**64},
        {"message": {"chat": {"id": True, "type": "private"}}},
        {"message": {"text": "\ud83d", "chat": {"id": 5, "type": "private"}}},
        {"message": [[[[[[]]]]]]},
        {},
    ],
    ids=["huge chat", "huge account", "huge user", "huge id", "true", "half an emoji", "lists", "nothing"],
)
def test_numbers_no_database_holds_do_not_stop_intake(programme: Programme, update: dict[str, Any]) -> None:
    rosa, ben = programme.pair()
    rosa.sends_update(update)
    rosa.says("after it")
    ben.sees("Rosa\nafter it")


def test_a_link_that_is_no_address_does_not_keep_a_message_back(programme: Programme) -> None:
    rosa, ben = programme.pair()
    message = {
        "message_id": 9_000,
        "date": 1_700_000_000,
        "chat": {"id": rosa.id, "type": "private", "first_name": "R"},
        "from": {"id": rosa.id, "is_bot": False, "first_name": "R"},
        "text": "look here",
        "entities": [{"type": "text_link", "offset": 5, "length": 4, "url": "http://[::1"}],
    }
    rosa.sends_update({"message": message})
    ben.sees("Rosa\nlook here")


def test_a_message_with_half_an_emoji_is_delivered_with_what_is_whole(programme: Programme) -> None:
    rosa, ben = programme.pair()
    message = {
        "message_id": 9_000,
        "date": 1_700_000_000,
        "chat": {"id": rosa.id, "type": "private", "first_name": "R"},
        "from": {"id": rosa.id, "is_bot": False, "first_name": "R"},
        "text": "half \ud83d",
    }
    rosa.sends_update({"message": message})
    ben.sees("Rosa\nhalf ")
    rosa.says("whole again")
    ben.sees("whole again")


def test_what_no_parser_understands_is_set_aside_sealed_and_its_author_is_told(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.sends_update(
        {"message": {"chat": {"id": rosa.id, "type": "private"}, "text": ["not", "a", "text"], "date": "x"}}
    )
    rosa.sees("Something went wrong with what you sent last")
    assert (
        programme.reads(lambda unit: inbox.count(unit.session, unit.programme.id, InboxState.SET_ASIDE)) == 1
    )
    rosa.says("again")
    ben.sees("Rosa\nagain")


def test_a_stored_update_that_cannot_be_opened_does_not_stop_its_author(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.bot.stop()

    def break_one(unit: Unit) -> None:
        inbox.keep(
            unit.session,
            unit.programme.id,
            [{"update_id": 1, "message": {"chat": {"id": rosa.id, "type": "private"}}}],
            unit.now,
        )
        unit.session.connection().exec_driver_sql("UPDATE inbox SET payload = x'00' WHERE update_id = 1")

    programme.reads(break_one)
    programme.starts_again()
    rosa.says("after it")
    ben.sees("Rosa\nafter it")
