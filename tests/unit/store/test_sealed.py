"""What people write cannot be found in the bytes on the disk; and keys can be changed."""

from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import undefer

from bot.app import open_house
from bot.domain.names import Name, read_name
from bot.domain.people import Role
from bot.domain.texts import Entity
from bot.services import desk, helping, posting, updates
from bot.services.commands import Tapped
from bot.services.posting import Fate, Outcome
from bot.services.unit import Unit
from bot.settings import Settings
from bot.store import inbox, people, rotation
from bot.store.alerts import Alert, AlertEvent
from bot.store.base import Base
from bot.store.cipher import Cipher, SealBrokenError
from bot.store.inbox import InboxUpdate
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.outbox import OutboxRow
from bot.store.people import Person
from bot.store.versions import MessageVersion
from tests.support.bot import KEY, settings_for
from tests.unit.small import TOKEN, Small

MARKERS = [
    "MARKERwords",
    "MARKERsecond",
    "MARKERedited",
    "MARKERquote",
    "MARKERlink",
    "MARKERnote",
    "MARKERname",
    "MARKERnew",
    "MARKERraw",
    "MARKERbroken",
]


def bytes_on_disk(folder: Path) -> bytes:
    files = sorted(folder.glob("alongside.sqlite*"))
    assert any(path.name.endswith("-wal") for path in files)
    return b"".join(path.read_bytes() for path in files)


def live_a_little(small: Small) -> None:
    """Everything that stores words, by the use cases themselves."""
    rosa = small.joins("MARKERname", Role.MENTEE, 11)
    ben = small.joins("Ben", Role.MENTOR, 22)
    small.match(rosa, ben, note="MARKERnote on paper")
    first = small.says(11, "MARKERwords", Entity("text_link", 0, 6, url="https://example.org/MARKERlink"))
    small.says(11, "MARKERsecond", reply_to=first, quote="MARKERquote")
    small.edits(11, first, "MARKERedited")
    small.says(11, "MARKERcry: I want to kill myself")
    small.taps(11, Tapped("q", 900, "rename", None))
    small.keeps({"update_id": 555, "message": {"text": "MARKERraw", "chat": {"id": 11}}})
    ((broken, _, _),) = small.keeps({"update_id": 556, "strange": "MARKERbroken"})
    small.run(lambda unit: updates.note_failure(unit, broken, "ValueError", is_hopeless=True))
    small.change(11, awaiting=None)
    small.says(11, "👤 About me")
    small.run(lambda unit: helping.call_for_help(unit, unit.session.get_one(Person, rosa)))
    queued = [row.id for row in small.rows()]
    envelopes = small.run(lambda unit: posting.claim(unit, queued))
    refused = [Outcome(each, Fate.REJECTED, error="BadRequest") for each in envelopes]
    small.run(lambda unit: posting.settle(unit, refused))


def test_no_word_or_name_stands_in_the_files_of_the_database(small: Small, tmp_path: Path) -> None:
    live_a_little(small)
    small.change(11, name="MARKERnew")
    with_words = small.run(
        lambda unit: (
            [each.text.words for each in unit.session.scalars(select(Message).order_by(Message.id))],
            [each.content["words"] for each in unit.session.scalars(select(MessageVersion))],
            [each.quote for each in unit.session.scalars(select(Message).where(Message.quote.is_not(None)))],
            unit.session.scalars(select(Match)).one().accepted_note,
            [str(each.payload) for each in unit.session.scalars(select(InboxUpdate)) if each.payload],
            [str(each.payload) for each in unit.session.scalars(select(OutboxRow)) if each.payload],
        )
    )
    stored = str(with_words)
    for marker in set(MARKERS) - {"MARKERlink", "MARKERnew"}:
        assert marker in stored, f"{marker} was never stored, so looking for it proves nothing"
    found = bytes_on_disk(tmp_path)
    assert len(found) > 50_000
    for marker in MARKERS:
        plain = marker.encode()
        for form in (plain, plain.lower(), marker.encode("utf-16-le"), plain.hex().encode()):
            assert form not in found, marker


def test_a_token_of_an_invitation_is_not_kept(small: Small, tmp_path: Path) -> None:
    token = small.run(lambda unit: desk.invite(unit, Role.MENTEE))
    claim = small.run(desk.make_claim)
    assert claim is not None
    found = bytes_on_disk(tmp_path)
    assert token.encode() not in found
    assert claim.encode() not in found


def test_what_is_handled_leaves_nothing_of_its_content(small: Small) -> None:
    small.joins("Rosa", Role.MENTEE, 11)
    small.says(11, "hello")
    assert small.run(lambda unit: [row.payload for row in unit.session.scalars(select(InboxUpdate))]) == [
        None
    ]


def test_with_another_key_nothing_opens(small: Small, tmp_path: Path) -> None:
    rosa = small.joins("Rosa", Role.MENTEE, 11)
    settings = settings_for(TOKEN, "http://127.0.0.1:9", tmp_path)
    house = open_house(_with_keys(settings, Cipher.new_key()))
    with pytest.raises(SealBrokenError):
        house.units.run_now(lambda unit: unit.session.get_one(Person, rosa).name)
    house.close()


def test_a_moment_without_its_zone_is_refused(small: Small) -> None:
    small.joins("Rosa", Role.MENTEE, 11)
    with pytest.raises(StatementError, match="a moment needs its time zone"):
        small.change(11, consented_at=small.clock.now().replace(tzinfo=None))


def _with_keys(settings: Settings, *keys: str) -> Settings:
    return settings.model_copy(update={"encryption_keys": tuple(map(SecretStr, keys))})


def test_after_rotation_the_new_key_alone_opens_everything(small: Small, tmp_path: Path) -> None:
    live_a_little(small)
    for number in range(450):
        small.keeps({"update_id": 10_000 + number, "message": {"text": f"waiting {number}"}})
    before = small.run(_everything)
    small.close()
    new = Cipher.new_key()
    settings = settings_for(TOKEN, "http://127.0.0.1:9", tmp_path)

    both = open_house(_with_keys(settings, new, KEY))
    assert both.units.run_now(_found_by_name) == 11, "while keys rotate the old digest is found"
    rows = rotation.reseal_everything(both.writer)
    assert rows == both.units.run_now(_rows_with_seals)
    assert rotation.reseal_everything(both.writer) == rows
    both.close()

    alone = open_house(_with_keys(settings, new))
    assert alone.units.run_now(_everything) == before
    assert alone.units.run_now(_found_by_name) == 11
    alone.close()

    old = open_house(settings)
    for entity in (Alert, AlertEvent, InboxUpdate, Match, Message, MessageVersion, OutboxRow, Person):
        with pytest.raises(SealBrokenError):
            old.units.run_now(partial(_load_all, entity=entity))
    old.close()
    small.house = open_house(settings)  # for the fixture to close


def _load_all(unit: Unit, entity: type[Base]) -> None:
    unit.session.scalars(select(entity).options(undefer("*"))).all()


def _everything(unit: Unit) -> list[str]:
    return [
        *(str((each.id, each.name, each.quick_words)) for each in unit.session.scalars(select(Person))),
        *(
            str((each.id, each.content, each.quote, each.attachment))
            for each in unit.session.scalars(select(Message))
        ),
        *(
            str((each.id, each.content, each.attachment))
            for each in unit.session.scalars(select(MessageVersion))
        ),
        *(str((each.id, each.accepted_note)) for each in unit.session.scalars(select(Match))),
        *(str((each.id, each.payload)) for each in unit.session.scalars(select(InboxUpdate))),
        *(str((each.id, each.payload)) for each in unit.session.scalars(select(OutboxRow))),
        *(str((each.id, each.excerpt, each.note)) for each in unit.session.scalars(select(Alert))),
        *(str((each.id, each.detail)) for each in unit.session.scalars(select(AlertEvent))),
    ]


def _rows_with_seals(unit: Unit) -> int:
    return sum(
        len(unit.session.scalars(select(entity.id)).all())
        for entity in (Alert, AlertEvent, InboxUpdate, Match, Message, MessageVersion, OutboxRow, Person)
    )


def _found_by_name(unit: Unit) -> int:

    name = read_name("markerNAME")
    assert isinstance(name, Name)
    found = people.by_name_digests(unit.session, unit.programme.id, unit.cipher.digests(name.compared))
    assert found is not None
    return found.telegram_id


def test_every_column_that_holds_words_is_sealed() -> None:
    sealed = {
        f"{table.name}.{column.name}"
        for table in rotation.sealed_tables()
        for column in table.columns
        if type(column.type).__name__ == "Sealed"
    }
    assert sealed == {
        "alert.excerpt",
        "alert.note",
        "alert.sentence",
        "alert_event.detail",
        "inbox.payload",
        "match.accepted_note",
        "message.attachment",
        "message.content",
        "message.quote",
        "message_version.attachment",
        "message_version.content",
        "outbox.payload",
        "person.account",
        "person.name",
        "person.quick_words",
        "person.safety_plan",
    }


def test_a_known_update_is_still_known_while_keys_rotate(small: Small, tmp_path: Path) -> None:
    raw = {"update_id": 5, "message": {"text": "hello"}}
    assert len(small.keeps(raw)) == 1
    settings = settings_for(TOKEN, "http://127.0.0.1:9", tmp_path)
    both = open_house(_with_keys(settings, Cipher.new_key(), KEY))
    assert both.units.run_now(lambda unit: inbox.keep(unit.session, unit.programme.id, [raw], unit.now)) == []
    both.close()
