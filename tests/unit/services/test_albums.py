"""Albums: whole and in their order, one question for all of them, and taken back as one."""

from datetime import timedelta

import pytest

from bot.domain.buttons import Action
from bot.domain.media import Attachment, FileRefusal, MediaKind
from bot.domain.outbox import Kind, OutboxState
from bot.domain.people import Role
from bot.services import posting
from bot.services.commands import Incoming
from bot.services.passing import ALBUM_GATHERED_FOR
from bot.services.posting import Fate, Outcome
from bot.store.messages import MessageState
from bot.store.outbox import OutboxRow
from tests.unit.small import Small

ROSA, BEN, ANN = 11, 22, 33


@pytest.fixture
def pair(small: Small) -> Small:
    small.pair()
    return small


def copies(small: Small) -> list[OutboxRow]:
    return [row for row in small.rows() if row.kind is Kind.COPY]


def test_the_parts_of_an_album_go_in_one_row_a_moment_after_the_last(pair: Small) -> None:
    pair.sends(ROSA, caption="the garden", album="a")
    pair.clock.move(timedelta(seconds=1))
    pair.sends(ROSA, album="a")
    pair.sends(ROSA, MediaKind.VIDEO, album="a")
    (row,) = copies(pair)
    one, two, three = pair.messages()
    assert row.payload == {"parts": [one.id, two.id, three.id]}
    assert row.not_before == pair.clock.now() + ALBUM_GATHERED_FOR


def test_an_album_is_not_sent_before_its_time(pair: Small) -> None:
    pair.sends(ROSA, album="a")
    (row,) = copies(pair)
    assert pair.run(lambda unit: posting.claim(unit, [row.id])) == []
    assert copies(pair)[0].state is OutboxState.QUEUED
    pair.clock.move(ALBUM_GATHERED_FOR)
    (envelope,) = [each for each in pair.carries_out() if each.kind is Kind.COPY]
    assert [part.message_id for part in envelope.parts] == [pair.messages()[0].id]


def test_parts_that_come_in_another_order_go_in_the_order_they_were_sent(pair: Small) -> None:
    first, second = 700, 701
    for number in (second, first):
        pair.comes(ROSA, _part(number))
    (row,) = copies(pair)
    ids = {message.telegram_message_id: message.id for message in pair.messages()}
    assert row.payload == {"parts": [ids[first], ids[second]]}


def test_a_part_that_comes_too_late_follows_in_a_row_of_its_own(pair: Small) -> None:
    pair.sends(ROSA, album="a")
    pair.clock.move(ALBUM_GATHERED_FOR)
    pair.carries_out()
    pair.sends(ROSA, album="a")
    _, late = copies(pair)
    assert late.payload == {"parts": [pair.messages()[1].id]}


def test_an_album_whose_words_are_asked_about_waits_as_a_whole(pair: Small) -> None:
    pair.sends(BEN, caption="You'll be walking by Christmas, I promise you.", album="a")
    pair.sends(BEN, album="a")
    assert {message.state for message in pair.messages()} <= {MessageState.HELD, MessageState.WAITING}
    assert copies(pair) == []


def test_to_whom_an_album_goes_is_asked_once_and_it_goes_whole(small: Small) -> None:
    _, ben = small.pair()
    small.match(small.joins("Ann", Role.MENTEE, ANN), ben)
    small.settle_all()
    small.sends(BEN, album="a")
    small.sends(BEN, album="a")
    assert [key for _, key in small.queued() if key == "to-whom"] == ["to-whom"]
    one, two = small.messages()
    small.presses(BEN, Action.SEND_TO, one.id, 2)
    (row,) = copies(small)
    assert row.chat_id == ANN
    assert row.payload == {"parts": [one.id, two.id]}


def test_an_album_is_taken_back_as_a_whole(pair: Small) -> None:
    pair.sends(ROSA, album="a")
    pair.sends(ROSA, album="a")
    pair.clock.move(ALBUM_GATHERED_FOR)
    pair.carries_out()
    pair.presses(ROSA, Action.TAKE_BACK)
    gone = [each for each in pair.carries_out() if each.kind is Kind.DELETE]
    assert len(gone) == 2
    assert all(len(each.targets) == 1 for each in gone)
    assert [key for account, key in _said(pair) if account == ROSA].count("taken-back") == 1


def test_a_part_that_cannot_be_passed_on_is_told_and_the_rest_goes(pair: Small) -> None:
    pair.sends(ROSA, album="a")
    pair.sends(ROSA, album="a")
    pair.clock.move(ALBUM_GATHERED_FOR)
    (row,) = copies(pair)
    (envelope,) = pair.run(lambda unit: posting.claim(unit, [row.id]))
    one, two = envelope.parts
    outcome = Outcome(
        envelope,
        Fate.SENT,
        sent_id=900,
        copies=((one.message_id, 900),),
        refused=((two.message_id, FileRefusal.BROKEN),),
    )
    pair.run(lambda unit: posting.settle(unit, [outcome]))
    assert [message.state for message in pair.messages()] == [MessageState.RELAYED, MessageState.REFUSED]
    assert (ROSA, "file-refused") in pair.queued()


def test_a_file_too_large_for_a_bot_is_refused_before_it_is_fetched(pair: Small) -> None:
    pair.sends(ROSA, MediaKind.VIDEO, size=20_000_001)
    assert (ROSA, "file-refused") in pair.queued()
    assert copies(pair) == []
    assert pair.messages()[0].state is MessageState.REFUSED


def _part(number: int) -> Incoming:
    return Incoming(number, None, attachment=Attachment(MediaKind.PHOTO, f"file-{number}"), album="a")


def _said(small: Small) -> list[tuple[int, str]]:
    return [(row.chat_id, row.key or row.kind.value) for row in small.rows()]
