"""The words of a text file are scanned like those of a message: once, and nothing is held back."""

import pytest

from bot.domain.media import MediaKind
from bot.domain.outbox import OutboxState
from bot.domain.people import Role
from bot.services import reading
from bot.store import alerts
from bot.store.alerts import Alert, Flag
from bot.store.messages import MessageState
from tests.unit.small import Small

ROSA, BEN, SAM = 11, 22, 55
CRY = "I have taken all my tablets and I am going to kill myself tonight"


@pytest.fixture
def pair(small: Small) -> Small:
    small.pair()
    small.joins("Sam", Role.SUPERVISOR, SAM)
    small.settle_all()
    return small


def reads(small: Small, words: str, file_id: str | None = None) -> None:
    """The newest message's file, or another one that was there before, is on its way."""
    message = small.messages()[-1]
    assert message.attachment is not None
    file = file_id or message.attachment["file_id"]
    small.run(lambda unit: reading.read_file(unit, message.id, file, words))


def opened(small: Small) -> list[Alert]:
    return list(small.run(lambda unit: alerts.unresolved(unit.session, unit.programme.id)))


def flags(small: Small, family: str) -> list[Flag]:
    everyone = (small.person(ROSA), small.person(BEN))
    found = small.run(
        lambda unit: [each for one in everyone for each in alerts.flags_of(unit.session, one, 100)]
    )
    return [each for each in found if each.family.value == family and each.message_id is not None]


def test_a_cry_for_help_in_a_file_is_a_cry_for_help(pair: Small) -> None:
    pair.sends(ROSA, MediaKind.DOCUMENT, "my letter")
    before = len(pair.queued())
    reads(pair, "Dear Ben,\n\n" + CRY + ".\n\nRosa")
    (alert,) = opened(pair)
    assert alert.excerpt is not None
    assert "tablets" in alert.excerpt
    assert alert.message_id == pair.messages()[-1].id
    said = pair.queued()[before:]
    assert {to for to, _ in said} == {ROSA, BEN, SAM}


def test_a_file_is_read_once_and_another_in_its_place_again(pair: Small) -> None:
    pair.sends(ROSA, MediaKind.DOCUMENT)
    reads(pair, CRY)
    once = len(flags(pair, "distress"))
    assert once > 0
    reads(pair, CRY)
    assert (len(flags(pair, "distress")), opened(pair)[0].count) == (once, 1)
    reads(pair, CRY, "file-before-it")
    assert len(flags(pair, "distress")) == 2 * once


def test_reading_what_was_there_before_leaves_the_present_file_unread(pair: Small) -> None:
    pair.sends(ROSA, MediaKind.DOCUMENT)
    reads(pair, "a good day", "file-before-it")
    reads(pair, CRY)
    assert len(opened(pair)) == 1


def test_only_the_beginning_of_a_long_file_is_read(pair: Small) -> None:
    pair.sends(ROSA, MediaKind.DOCUMENT)
    reads(pair, "a good day\n" * 2000 + CRY)
    assert opened(pair) == []
    assert flags(pair, "scan") == []  # the scan has not failed


def test_advice_in_a_file_is_noted_and_not_held(pair: Small) -> None:
    pair.sends(BEN, MediaKind.DOCUMENT)
    reads(pair, "You should stop taking your insulin, it does more harm than good.")
    assert flags(pair, "advice") != []
    assert opened(pair) == []
    assert pair.messages()[-1].state is MessageState.RELAYED
    assert [row.state for row in pair.rows() if row.kind.value == "copy"] == [OutboxState.QUEUED]
