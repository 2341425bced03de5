"""Updates as they came: kept once, in order, and forgotten when they have served."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.inbox import InboxState
from bot.services.unit import Unit
from bot.store import inbox
from bot.store.inbox import InboxUpdate
from tests.unit.small import Small


def update(update_id: int, words: str = "hello", chat: int = 11) -> dict[str, Any]:
    return {"update_id": update_id, "message": {"chat": {"id": chat}, "text": words}}


def test_a_batch_is_kept_in_its_order_with_its_subjects(small: Small) -> None:
    batch = [update(5, chat=11), update(6, chat=22), {"update_id": 7, "news": {}}]
    kept = small.keeps(*batch)
    assert [(subject, raw) for _, subject, raw in kept] == [(11, batch[0]), (22, batch[1]), (0, batch[2])]
    ids = [row_id for row_id, _, _ in kept]
    assert ids == sorted(ids)
    assert small.run(lambda unit: inbox.pending(unit.session, unit.programme.id)) == list(
        zip(ids, [11, 22, 0], strict=True)
    )
    assert small.run(lambda unit: [inbox.payload(unit.session, each) for each in ids]) == batch


def test_a_duplicate_inside_a_batch_is_kept_once(small: Small) -> None:
    assert len(small.keeps(update(5), update(6), update(5))) == 2


def test_a_batch_that_comes_again_or_in_another_order_is_known(small: Small) -> None:
    batch = [update(number) for number in range(1, 100)]
    assert len(small.keeps(*batch)) == 99
    assert small.keeps(*batch) == []
    assert small.keeps(*reversed(batch)) == []
    assert [raw["update_id"] for _, _, raw in small.keeps(*batch, update(100))] == [100]


def test_the_same_content_in_another_order_of_keys_is_the_same(small: Small) -> None:
    raw = update(5)
    small.keeps(raw)
    shuffled = json.loads(json.dumps(dict(reversed(raw.items()))))
    assert small.keeps(shuffled) == []


def test_an_id_that_starts_anew_with_other_content_is_another_update(small: Small) -> None:
    assert len(small.keeps(update(5, "before the quiet week"))) == 1
    assert len(small.keeps(update(5, "after it"))) == 1
    assert len(small.keeps(update(4, "ids jump backwards"))) == 1


def test_a_handled_update_is_still_known_but_its_content_is_gone(small: Small) -> None:
    ((row_id, _, _),) = small.keeps(update(5))
    small.run(lambda unit: inbox.mark_handled(unit.session, row_id, unit.now))
    assert small.keeps(update(5)) == []

    def look(unit: Unit) -> tuple[InboxState, object]:
        row = unit.session.get_one(InboxUpdate, row_id)
        return row.state, row.payload

    assert small.run(look) == (InboxState.HANDLED, None)


def test_an_update_is_handled_once(small: Small) -> None:
    ((row_id, _, _),) = small.keeps(update(5))
    small.run(lambda unit: inbox.mark_handled(unit.session, row_id, unit.now))
    with pytest.raises(RuntimeError, match=f"update {row_id} is not pending"):
        small.run(lambda unit: inbox.mark_handled(unit.session, row_id, unit.now))


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 1},
        {"update_id": 1, "message": {"chat": {"id": 10**40}, "from": {"id": -(10**40)}}},
        {"update_id": 1, "message": {"text": "\ud800 \x00 🙂"}},
        {"update_id": 1, "message": None, "x": [[[{"y": 1e308}]]]},
    ],
)
def test_an_update_of_any_shape_is_kept_and_does_not_stop_the_others(
    small: Small, raw: dict[str, Any]
) -> None:
    kept = small.keeps(raw, update(2))
    assert len(kept) == 2
    assert small.run(lambda unit: inbox.payload(unit.session, kept[0][0])) == raw


def test_only_what_was_handled_long_ago_is_forgotten(small: Small) -> None:
    kept = [row_id for row_id, _, _ in small.keeps(update(1), update(2), update(3))]
    small.run(lambda unit: inbox.mark_handled(unit.session, kept[0], unit.now))
    small.clock.move(timedelta(days=3))
    small.run(lambda unit: inbox.mark_handled(unit.session, kept[1], unit.now))
    small.clock.move(timedelta(minutes=1))

    def forget(unit: Any) -> int:
        return inbox.forget_handled(unit.session, unit.programme.id, unit.now, timedelta(days=3))

    assert small.run(forget) == 1
    assert small.run(forget) == 0
    assert [row_id for row_id, _, _ in small.keeps(update(1))] != []
    ids = [row_id for row_id, _ in small.run(lambda unit: inbox.pending(unit.session, unit.programme.id))]
    assert kept[0] not in ids
    assert min(ids) == kept[2]
    assert max(ids) > kept[2], "an id is never used again"
