"""Thousands of updates stuffed with marks: none of an account's ever comes to anybody else."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from telegram import CallbackQuery, ChatMemberUpdated, Message, MessageReactionUpdated

from bot.sandbox.driver import LocalTelegram
from bot.sandbox.recording import Request
from bot.sandbox.uploads import Upload
from tests.leaks import seeds
from tests.leaks.accounts import Account, arrive
from tests.leaks.checking import Checker
from tests.leaks.marking import Marks, marked_fields
from tests.leaks.playing import Play, play
from tests.leaks.shapes import everything
from tests.support.planted import pdf, pictures
from tests.support.programme import Programme

# The library warns of a field that will change its type when it reads it.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

# What only says where and when a message stands, or is itself to cross.
NOT_MARKED = {"message_id", "date", "dice", "id"}
KINDS = {
    "message": Message,
    "callback_query": CallbackQuery,
    "message_reaction": MessageReactionUpdated,
    "my_chat_member": ChatMemberUpdated,
}
SENT_WITH_A_NOTE = {
    *("sendMessage", "sendPhoto", "sendDocument", "sendAudio", "sendVideo", "sendVoice", "sendAnimation"),
    *("sendMediaGroup", "editMessageText", "editMessageCaption", "editMessageMedia"),
}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_no_mark_of_anybody_crosses_in_two_thousand_updates(tmp_path: Path) -> None:
    toll = play(2000, tmp_path)
    assert toll.leaks == []
    assert toll.updates >= 2000
    assert toll.set_aside == 0, "the bot could not even read some of them"
    assert toll.crossed.total() > 500, "what people say must come to the other side"
    assert set(toll.crossed) >= SENT_WITH_A_NOTE
    assert toll.files_checked > 200
    assert all(toll.readers[name] > 20 for name in ("Rosa", "Ben", "Ann", "Sam"))
    marked = {".".join(path.split(".")[:2]) for path in toll.fields}
    for kind, sort in KINDS.items():
        with_room = {
            ".".join(path.split(".")[:2]) for path in marked_fields({kind: everything(sort, Marks(1), kind)})
        }
        assert with_room - {f"{kind}.{name}" for name in NOT_MARKED} - marked == set(), kind
    assert {"edited_message.forward_origin", "message.rich_message", "a_kind_of_next_year.invented"} <= marked
    assert len(toll.fields) > 2000


@pytest.fixture
def acquainted(telegram: LocalTelegram, tmp_path: Path) -> Iterator[Play]:
    with Programme(telegram, tmp_path) as programme:
        yield Play(telegram, programme)


def test_the_search_finds_an_account_that_a_supervisor_asks_for(acquainted: Play) -> None:
    rosa, sam = acquainted.talker("Rosa"), acquainted.talker("Sam")
    acquainted.look()
    assert acquainted.checker.leaks == []
    rosa.taps("🆘 I need help now")
    sam.taps("More …")
    sam.taps("Who is this")
    sam.says("She does not answer and I fear for her life")
    acquainted.programme.settles(20)
    acquainted.look()
    found = {(leak.to, leak.part, leak.sighting.where) for leak in acquainted.checker.leaks}
    assert {
        ("Sam", "parameters", f"message.from.{name}") for name in ("first_name", "username", "id")
    } <= found


@pytest.mark.skipif(not seeds.SHAPES.exists(), reason="the collection of real updates is not here")
@pytest.mark.timeout(300)
def test_no_mark_crosses_in_updates_as_telegram_has_really_sent_them(acquainted: Play) -> None:
    rosa = acquainted.accounts["Rosa"]
    updates = list(seeds.marked_anew(rosa))
    assert len(updates) >= 300
    for update in updates:
        rosa.talker.sends_update(update)
    acquainted.programme.settles(120)
    acquainted.talk_plainly()
    acquainted.look()
    assert acquainted.checker.leaks == []


HIDING = {
    "as it is": lambda word: word.encode(),
    "in capitals": lambda word: word.upper().encode(),
    "in UTF-16": lambda word: word.encode("utf-16-le"),
    "packed": lambda word: b"\0\0" + zlib.compress(word.encode()),
}


@pytest.fixture
def rosa(telegram: LocalTelegram) -> Account:
    telegram.add_bot("alongside_bot", "Alongside")
    return arrive(telegram, 1)


def found(account: Account, params: dict[str, object], method: str = "sendDocument") -> list[str]:
    checker = Checker([account])
    checker.check([Request(method, params, 0.0, 1)])
    return [leak.part for leak in checker.leaks]


@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
def test_the_search_finds_a_mark_in_a_file(rosa: Account, hide: object) -> None:
    assert callable(hide)
    upload = Upload("document", "document.pdf", "application/pdf", b"before" + hide(rosa.marks.word("x")))
    assert found(rosa, {"chat_id": "5", "document": upload}) == ["file"]


def test_the_search_finds_a_mark_wherever_a_request_has_room_for_one(rosa: Account) -> None:
    marks = rosa.marks
    name = Upload("document", f"{marks.word('a')}.pdf", "application/pdf", b"")
    kind = Upload("document", "document", f"text/{marks.word('a')}", b"")
    places: tuple[dict[str, object], ...] = (
        {"text": f"hello {marks.word('a')}"},
        {"entities": json.dumps([{"user": {"id": marks.number("b")}}])},
        {"text": f"{marks.fraction('c')}"},
        {"caption": str(int(marks.moment("d").timestamp()))},
        {"chat_id": 5, "reply_parameters": {"quote": marks.word("a")}},
    )
    for told in places:
        assert found(rosa, told) == ["parameters"]
    assert found(rosa, {"document": name}) == found(rosa, {"document": kind}) == ["file name"]
    assert set(found(rosa, {"document": Upload("document", "x", "y", pictures.jpeg())})) == {"file"}
    assert set(found(rosa, {"document": Upload("document", "x", "y", pdf.pdf())})) == {"file"}


def test_the_search_knows_where_something_goes_from_what_is_said(rosa: Account) -> None:
    assert found(rosa, {"chat_id": rosa.talker.id, "text": f"hello {rosa.marks.word('a')}"}) == []
    assert found(rosa, {"file_id": rosa.marks.word("a")}, "getFile") == []
    assert found(rosa, {"chat_id": "5", "text": "Rosa\nhello"}) == []
    assert found(rosa, {"chat_id": "5", "file_id": rosa.marks.word("a")}) == ["parameters"]
