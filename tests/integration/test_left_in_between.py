"""Asked once more before sending: somebody left while things waited for them."""

from bot.domain.outbox import OutboxState
from bot.services.unit import Unit
from bot.store import outbox
from tests.support.programme import Programme

SEND = frozenset({"sendMessage"})


def test_what_waits_for_somebody_who_leaves_is_not_sent_and_its_author_is_told_once(
    programme: Programme,
) -> None:
    rosa, ben = programme.pair()
    rosa.taps("👤 About me")
    rosa.taps("Leave the programme")
    rosa.sees("Do you want to leave the programme?")
    programme.settles()
    programme.telegram.faults.too_many(1, chat_id=rosa.id, methods=SEND, lasts=1.0)
    for number in range(4):
        ben.says(f"message {number}")
    programme.takes_in()
    rosa.taps("Yes, leave")
    ben.sees("Rosa has left the programme")
    ben.sees("Rosa has not seen your last 4 messages. Your conversation is not open any more.")
    rosa.sees("You have left")
    programme.settles()
    assert not [text for text in rosa.texts if text.startswith("Ben\n")]
    assert sum("has not seen" in text for text in ben.texts) == 1
    counts = programme.reads(_counts)
    assert counts[OutboxState.DROPPED] == 4


def test_what_somebody_wrote_before_they_left_does_not_arrive_afterwards(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.taps("👤 About me")
    rosa.taps("Leave the programme")
    rosa.sees("Do you want to leave the programme?")
    programme.settles()
    programme.telegram.faults.too_many(1, chat_id=ben.id, methods=SEND, lasts=1.0)
    rosa.says("I take it back")
    programme.takes_in()
    rosa.taps("Yes, leave")
    ben.sees("Rosa has left the programme")
    programme.settles()
    assert not [text for text in ben.texts if text.startswith("Rosa\n")]
    assert not [text for text in rosa.texts if "has not seen" in text], "whoever left is left in peace"


def _counts(unit: Unit) -> dict[OutboxState, int]:
    return outbox.counts(unit.session, unit.programme.id)
