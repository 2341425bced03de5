"""What people send has contents, which the bot can fetch: by its own ids, for a while, and up to 20 MB."""

import http.client
import urllib.error
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox import attachments, samples
from bot.sandbox.attachments import Media
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.faults import FaultKind
from bot.sandbox.files import FileKind, Files
from tests.integration.sandbox.calling import Api

MEGABYTE = 1024 * 1024
UNAVAILABLE = "Bad Request: wrong file_id or the file is temporarily unavailable"
SENT = {
    "photo": (attachments.photo(b"\xff\xd8 of a walk"), "photos/", ".jpg"),
    "voice": (attachments.voice(b"OggS a voice"), "voice/", ".oga"),
    "audio": (attachments.audio(b"ID3 a song", "song.m4a", performer="A", title="B"), "music/", ".m4a"),
    "video": (attachments.video(b"a film"), "videos/", ".mp4"),
    "video_note": (attachments.video_note(b"a round film"), "video_notes/", ".mp4"),
    "animation": (attachments.animation(b"a wave"), "animations/", ".mp4"),
    "sticker": (attachments.sticker(b"RIFF a sticker"), "stickers/", ".webp"),
    "document": (attachments.document(b"%PDF a plan", "plan.pdf"), "documents/", ".pdf"),
}


def id_in(message: dict[str, object], kind: str) -> str:
    shown = message[kind]
    largest = shown[-1] if isinstance(shown, list) else shown
    assert isinstance(largest, dict)
    return str(largest["file_id"])


@pytest.mark.parametrize("kind", SENT)
def test_the_bytes_a_person_sends_are_the_ones_the_bot_fetches(api: Api, rosa: Talker, kind: str) -> None:
    media, folder, ending = SENT[kind]
    rosa.sends(media)
    message = api.updates()[0]["message"]
    told = api.result("getFile", file_id=id_in(message, kind))
    assert told["file_size"] == len(media.content)
    assert told["file_path"].startswith(folder)
    assert told["file_path"].endswith(ending)
    assert api.fetch_path(told["file_path"]) == media.content
    assert api.result("getFile", file_id=told["file_id"]) == told


def test_a_photo_has_sizes_with_ids_of_their_own_and_the_last_is_the_largest(api: Api, rosa: Talker) -> None:
    rosa.sends_photo(content=samples.jpeg(1200, 600))
    sizes = api.updates()[0]["message"]["photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1200, 600),
    ]
    assert len({size["file_id"] for size in sizes}) == len({size["file_unique_id"] for size in sizes}) == 4


def test_a_thumbnail_and_an_animations_document_can_be_fetched_too(api: Api, rosa: Talker) -> None:
    small = samples.jpeg(90, 60)
    rosa.sends(attachments.video(b"a film", thumbnail=small))
    shown = api.updates()[0]["message"]["video"]["thumbnail"]
    assert (shown["width"], shown["height"]) == (90, 60)
    assert api.fetch(shown["file_id"]) == small
    rosa.sends(attachments.animation(b"a wave"))
    message = api.updates()[0]["message"]
    assert message["document"]["file_id"] == message["animation"]["file_id"]


def test_files_over_20_mb_cannot_be_fetched(api: Api, rosa: Talker) -> None:
    for size, is_fit in ((20 * MEGABYTE, True), (20 * MEGABYTE + 1, False)):
        rosa.sends_document("long.bin", content=bytes(size))
        document = api.updates()[0]["message"]["document"]
        answer = api("getFile", file_id=document["file_id"])
        assert answer["ok"] is is_fit
        assert is_fit or answer["description"] == "Bad Request: file is too big"


def test_an_id_works_for_its_own_bot_alone(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    other = Api(telegram.url, telegram.add_bot("other_bot", "Other"))
    rosa.sends_document("plan.pdf")
    file_id = api.updates()[0]["message"]["document"]["file_id"]
    assert other.refused("getFile", file_id=file_id) == UNAVAILABLE
    path = api.result("getFile", file_id=file_id)["file_path"]
    with pytest.raises(urllib.error.HTTPError) as refused:
        other.fetch_path(path)
    with refused.value:
        assert refused.value.code == 404


@pytest.mark.parametrize("file_id", ["", "nonsense", "AgACAgInothing"])
def test_an_id_that_is_none_is_refused(api: Api, file_id: str) -> None:
    assert api.refused("getFile", file_id=file_id) == UNAVAILABLE


def test_a_lost_file_is_lost_for_every_use(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    photo = rosa.sends_photo()
    sizes = api.updates()[0]["message"]["photo"]
    path = api.result("getFile", file_id=sizes[0]["file_id"])["file_path"]
    telegram.loses(photo)
    for size in sizes:
        assert api.refused("getFile", file_id=size["file_id"]) == UNAVAILABLE
    refusal = api.refused("sendPhoto", chat_id=rosa.id, photo=sizes[-1]["file_id"])
    assert refusal == "Bad Request: wrong file identifier/HTTP URL specified"
    with pytest.raises(urllib.error.HTTPError, match="404"):
        api.fetch_path(path)


def test_a_path_works_for_an_hour(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    assert telegram.clock is not None
    rosa.sends_voice(content=b"a voice")
    file_id = api.updates()[0]["message"]["voice"]["file_id"]
    path = api.result("getFile", file_id=file_id)["file_path"]
    telegram.clock.move(timedelta(minutes=59))
    assert api.fetch_path(path) == b"a voice"
    telegram.clock.move(timedelta(minutes=2))
    with pytest.raises(urllib.error.HTTPError, match="404"):
        api.fetch_path(path)
    assert api.fetch(file_id) == b"a voice"


def test_strangers_find_no_files(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    rosa.sends_document("plan.pdf")
    file_id = api.updates()[0]["message"]["document"]["file_id"]
    path = api.result("getFile", file_id=file_id)["file_path"]
    for token, code in (("8000000001:guessed", "401"), ("nonsense", "404")):
        with pytest.raises(urllib.error.HTTPError, match=code):
            Api(telegram.url, token).fetch_path(path)


def test_a_download_can_break_off_fail_and_be_recorded(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    rosa.sends_document("plan.pdf", content=b"a plan of many words")
    path = api.result("getFile", file_id=api.updates()[0]["message"]["document"]["file_id"])["file_path"]
    telegram.faults.strike(FaultKind.TRUNCATED, "file")
    with pytest.raises(http.client.IncompleteRead):
        api.fetch_path(path)
    telegram.faults.strike(FaultKind.SERVER_ERROR, "file")
    with pytest.raises(urllib.error.HTTPError, match="502"):
        api.fetch_path(path)
    assert api.fetch_path(path) == b"a plan of many words"
    assert [(each.params["file_path"], each.status) for each in telegram.requests("file")] == [
        (path, 200),
        (path, 502),
        (path, 200),
    ]


def test_where_there_is_no_room_the_oldest_contents_go(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    telegram.call(lambda box: setattr(box, "files", Files(box.random, room=100)))
    ids = []
    for number in range(3):
        rosa.sends(Media(FileKind.DOCUMENT, bytes([number]) * 40))
        ids.append(api.updates()[0]["message"]["document"]["file_id"])
    assert api.refused("getFile", file_id=ids[0]) == UNAVAILABLE
    assert [api.fetch(file_id) for file_id in ids[1:]] == [b"\x01" * 40, b"\x02" * 40]


def test_files_are_there_after_a_restart(tmp_path: Path) -> None:
    kept = tmp_path / "telegram.json"
    with LocalTelegram() as telegram:
        token = telegram.add_bot("alongside_bot", "Alongside")
        rosa = telegram.person("Rosa")
        rosa.presses_start()
        photo = rosa.sends_photo(content=samples.jpeg(900, 600))
        rosa.sends(attachments.document(b"a plan", "plan.txt", thumbnail=samples.jpeg(30, 20)))
        telegram.saves(kept)
        api = Api(telegram.url, token)
        before = [update["message"] for update in api.updates()[1:]]
        gone = telegram.person("Gone")
        gone.presses_start()
    with LocalTelegram(saved=kept) as telegram:
        api = Api(telegram.url, token)
        rosa = telegram.known(rosa.id)
        assert [update["message"] for update in api.updates()[1:]] == before
        assert api.fetch(before[0]["photo"][-1]["file_id"]) == samples.jpeg(900, 600)
        assert api.fetch(before[1]["document"]["thumbnail"]["file_id"]) == samples.jpeg(30, 20)
        assert telegram.bytes_of(rosa.bubbles[-1]) == b"a plan"
        sent = api.result("sendPhoto", chat_id=rosa.id, photo=before[0]["photo"][0]["file_id"])
        assert [size["file_unique_id"] for size in sent["photo"]] == [
            size["file_unique_id"] for size in photo.content["photo"]
        ]
        # What is no longer kept is no longer saved.
        telegram.call(
            lambda box: [box.files.stored.pop(each.unique_id) for each in list(box.files.stored.values())]
        )
        telegram.saves(kept)
    assert list((tmp_path / "telegram-files").iterdir()) == []
