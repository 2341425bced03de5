"""Edits at awkward moments."""

from datetime import timedelta

from tests.support.programme import Programme

SEND = frozenset({"sendMessage"})


def test_an_edit_of_a_copy_that_waits_changes_what_is_sent(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.settles()
    programme.telegram.faults.too_many(1, chat_id=ben.id, methods=SEND, lasts=1.0)
    said = rosa.says("take 50 of them")
    rosa.edits(said, "take 5 of them")
    ben.sees("Rosa\ntake 5 of them")
    programme.settles()
    assert not [text for text in ben.texts if "50" in text]
    rosa.sees_nothing(0.1)


def test_many_edits_in_a_row_end_with_the_last_words(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("version 0")
    for number in range(1, 20):
        rosa.edits(said, f"version {number}")
    programme.settles()
    assert [text for text in ben.texts if "version" in text] == ["Rosa\nversion 19"]


def test_an_edit_that_changes_nothing_asks_telegram_for_nothing(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("the same")
    ben.sees("the same")
    rosa.edits(said, "the same")
    programme.settles()
    assert programme.telegram.requests("editMessageText") == []


def test_not_modified_is_taken_as_done(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("one")
    ben.sees("one")
    programme.telegram.faults.cut_after("editMessageText")  # carried out, and then asked for once more
    rosa.edits(said, "two")
    ben.sees_edit("Rosa\ntwo")
    programme.settles()
    first, second = programme.telegram.requests("editMessageText")
    assert (first.params["text"], second.status) == (second.params["text"], 400)
    rosa.sees_nothing(0.1)


def test_an_edit_after_two_days_is_mirrored_where_a_client_still_allows_it(timed: Programme) -> None:
    rosa, ben = timed.pair()
    said = rosa.says("written on Monday")
    ben.sees("written on Monday")
    timed.moves_clock(timedelta(hours=49))

    said.content = {"text": "written on Monday, changed on Wednesday"}
    said.edit_date = int(timed.telegram.sandbox.now().timestamp())
    rosa._do(lambda box: box.offer(rosa.bot.id, "edited_message", box.show(said)))
    timed.settles()
    assert ben.texts[-1] == "Rosa\nwritten on Monday, changed on Wednesday"
