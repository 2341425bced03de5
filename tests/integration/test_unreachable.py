"""Somebody who cannot be reached: their peer is told once for everything, and finds them again."""

from bot.domain.outbox import OutboxState
from bot.domain.people import Role
from bot.services.unit import Unit
from bot.store import outbox
from tests.support.programme import Programme

SEND = frozenset({"sendMessage"})


def test_a_queue_for_somebody_who_blocked_the_bot_is_told_to_its_author_once(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.settles()
    programme.telegram.faults.too_many(1, chat_id=ben.id, methods=SEND, lasts=1.0)
    for number in range(5):
        rosa.says(f"message {number}")
    programme.takes_in()
    ben.blocks_bot()
    rosa.sees("Ben has not seen your last 5 messages. I cannot reach Ben at the moment.")
    programme.settles()
    rosa.sees_nothing(0.1)
    assert programme.reads(lambda unit: programme.person(unit, "Ben").unreachable_since) is not None

    rosa.says("are you there?")
    rosa.does_not_see("has not seen")
    programme.settles()
    ben.unblocks_bot()
    ben.sees("6 messages from Rosa wait for you")
    rosa.says("good to have you back")
    ben.sees("Rosa\ngood to have you back")
    assert not [text for text in ben.texts if "message 4" in text], "nothing is poured over him"
    ben.taps("Yes, show me")
    ben.sees("are you there?")
    shown = [text for text in ben.texts if "message" in text and text.startswith("Rosa")]
    assert shown == [f"Rosa\nmessage {number}" for number in range(5)]


def test_every_author_of_a_queue_is_told_their_own_number(programme: Programme) -> None:
    rosa, ben = programme.pair()
    ann = programme.joins("Ann", Role.MENTEE)
    programme.matches("Ann", "Ben")
    ann.sees("Ben is your mentor")
    programme.settles()
    programme.bot.stop()
    for number in range(3):
        rosa.says(f"from Rosa {number}")
    ann.says("from Ann")
    ben.blocks_bot()
    programme.starts_again()
    rosa.sees("Ben has not seen your")
    ann.sees("Ben has not seen your message.")
    programme.settles()
    assert sum("has not seen" in text for text in ann.texts) == 1


def test_a_person_who_is_blocked_and_writes_again_can_be_reached_again(programme: Programme) -> None:
    rosa, ben = programme.pair()
    ben.blocks_bot()
    programme.settles()
    rosa.says("hello?")
    rosa.sees("Ben has not seen your message")
    ben.presses_start()
    ben.sees("Good to see you, Ben")
    rosa.says("hello!")
    ben.sees("Rosa\nhello!")


def test_a_chat_that_is_not_there_counts_as_somebody_unreachable(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.settles()
    chat = programme.telegram.call(lambda box: box.chats.pop((ben.bot.id, ben.id)))
    rosa.says("hello?")
    rosa.sees("Ben has not seen your message. I cannot reach Ben")
    programme.telegram.call(lambda box: box.chats.__setitem__((ben.bot.id, ben.id), chat))
    ben.says("I am here")
    rosa.sees("Ben\nI am here")
    rosa.says("there you are")
    ben.sees("Rosa\nthere you are")


def test_an_alert_is_tried_even_for_somebody_who_is_thought_unreachable(programme: Programme) -> None:
    sam, rosa = programme.joins("Sam", Role.SUPERVISOR), programme.joins("Rosa", Role.MENTEE)

    def forget(unit: Unit) -> None:
        programme.person(unit, "Sam").unreachable_since = unit.now

    programme.reads(forget)
    rosa.taps("🆘 I need help now")
    sam.sees("Pressed I need help now")


def test_an_edit_that_did_not_arrive_is_told_to_its_author(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("take 50 of them")
    ben.sees("take 50 of them")
    ben.blocks_bot()
    programme.settles()
    rosa.edits(said, "take 5 of them")
    rosa.sees("Ben has not seen your message. I cannot reach Ben at the moment. I keep what you write")
    rosa.sees_nothing()


def test_an_edit_of_a_bubble_that_the_other_side_deleted_is_told_to_its_author(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("take 50 of them")
    ben.deletes(ben.sees("take 50 of them"))
    rosa.edits(said, "take 5 of them")
    rosa.sees("I could not change that for Ben")


def test_an_edit_of_what_never_arrived_is_not_told_twice(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.settles()
    programme.telegram.faults.too_many(1, chat_id=ben.id, methods=SEND, lasts=1.0)
    said = rosa.says("first")
    rosa.says("second")
    rosa.edits(said, "first, changed")
    programme.takes_in()
    ben.blocks_bot()
    rosa.sees("Ben has not seen your last 2 messages")
    rosa.sees_nothing()
    programme.settles()
    counts = programme.reads(lambda unit: outbox.counts(unit.session, unit.programme.id))
    assert counts.get(OutboxState.QUEUED, 0) == 0
