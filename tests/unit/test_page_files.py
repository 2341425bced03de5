"""Files on the page: shown to whom they reached, never run, and taken in from the page alone."""

import io
from typing import Any

import pytest

from bot.sandbox import attachments, samples, sharing
from bot.sandbox.attaching import Incoming
from bot.sandbox.attachments import Media
from bot.sandbox.files import FileKind
from tests.unit.page_world import World, run

RAW = {"Content-Type": "application/octet-stream"}
SCRIPT = b"<script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x03\x00\x00\x00\x02"
DRAWN = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"


async def upload(world: World, content: bytes) -> str:
    answer = await world.client.post("/page/upload", data=content, headers=RAW)
    assert answer.status == 200
    word: str = (await answer.json())["upload"]
    return word


async def attached(world: World, *files: tuple[str, str, bytes], **more: Any) -> list[Any]:
    """Rosa attaches these; returns the messages that reached the bot."""
    named = [
        {"name": name, "type": kind, "upload": await upload(world, content)} for name, kind, content in files
    ]
    status, told = await world.rosa_does("attach", files=named, **more)
    assert status == 200, told
    return [update["message"] for update in world.waiting()]


def sent(world: World, media: Media) -> str:
    """Where the page finds what Rosa sent."""
    message = sharing.share(world.sandbox, world.rosa, world.chat, media)
    return f"/page/file/{world.key}/{message.id}"


@pytest.mark.parametrize(
    ("media", "served_as"),
    [
        (attachments.photo(samples.jpeg(9, 9)), "image/jpeg"),
        (attachments.photo(PNG), "image/png"),
        (attachments.sticker(), "image/webp"),
        (attachments.voice(), "audio/ogg"),
        (attachments.audio(), "audio/mpeg"),
        (attachments.video(), "video/mp4"),
        (attachments.animation(b"GIF89a", mime_type="image/gif"), "image/gif"),
        (attachments.sticker(samples.webm()), "video/webm"),
        (attachments.sticker(samples.tgs()), "application/octet-stream"),
        (attachments.photo(SCRIPT), "application/octet-stream"),
        (attachments.photo(DRAWN), "application/octet-stream"),
        (attachments.voice(SCRIPT, mime_type="text/html"), "audio/ogg"),
        (attachments.video(SCRIPT, mime_type="image/svg+xml"), "video/mp4"),
        (attachments.document(SCRIPT, "page.html", mime_type="text/html"), "application/octet-stream"),
        (
            attachments.document(samples.jpeg(9, 9), "a.jpg", mime_type="image/jpeg"),
            "application/octet-stream",
        ),
    ],
)
def test_a_file_comes_as_what_it_is_or_as_a_download_and_never_as_a_page(
    media: Media, served_as: str
) -> None:
    async def scene(world: World) -> None:
        answer = await world.client.get(sent(world, media))
        assert (answer.status, answer.content_type) == (200, served_as)
        assert await answer.read() == media.content
        is_download = answer.headers.get("Content-Disposition") == "attachment"
        assert is_download is (served_as == "application/octet-stream")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"

    run(scene)


def test_a_file_is_found_by_the_message_that_brought_it_and_goes_with_it() -> None:
    async def scene(world: World) -> None:
        path = sent(world, attachments.video(b"a film", thumbnail=samples.jpeg(30, 20)))
        small = await world.client.get(f"{path}?part=thumbnail")
        assert (small.content_type, await small.read()) == ("image/jpeg", samples.jpeg(30, 20))
        bens = world.sandbox.private_chat(world.bot, world.ben)
        number = path.rpartition("/")[2]
        elsewhere = [
            f"/page/file/{world.bot.id}:{bens.id}/{number}",
            f"/page/file/{world.key}/{world.greeting.id}",
            f"/page/file/{world.key}/999",
            "/page/file/1:1/1",
            "/page/file/x/1",
        ]
        for each in elsewhere:
            assert (await world.client.get(each)).status == 404
        without = sent(world, attachments.document())
        assert (await world.client.get(f"{without}?part=thumbnail")).status == 404
        world.sandbox.delete(world.chat.messages[int(number)])
        assert (await world.client.get(path)).status == 404

    run(scene)


def test_a_player_can_ask_for_a_part() -> None:
    async def scene(world: World) -> None:
        path = sent(world, attachments.voice(b"0123456789"))
        for asked, status, content, place in (
            ("bytes=2-4", 206, b"234", "bytes 2-4/10"),
            ("bytes=8-", 206, b"89", "bytes 8-9/10"),
            ("bytes=-3", 206, b"789", "bytes 7-9/10"),
            ("bytes=10-", 416, b"", "bytes */10"),
        ):
            answer = await world.client.get(path, headers={"Range": asked})
            assert (answer.status, await answer.read()) == (status, content)
            assert answer.headers["Content-Range"] == place
        assert (await world.client.get(path, headers={"Range": "nonsense"})).status == 200

    run(scene)


def test_another_site_can_neither_read_nor_bring_files() -> None:
    async def scene(world: World) -> None:
        path = sent(world, attachments.photo())
        for headers in ({"Host": "evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            assert (await world.client.get(path, headers=headers)).status == 403
            brought = await world.client.post("/page/upload", data=b"a", headers=RAW | headers)
            assert brought.status == 403
        for kind in ("text/plain", "multipart/form-data", "application/x-www-form-urlencoded"):
            answer = await world.client.post("/page/upload", data=b"a", headers={"Content-Type": kind})
            assert answer.status == 415

    run(scene)


def test_a_file_over_50_mb_is_not_taken_in() -> None:
    async def scene(world: World) -> None:
        answer = await world.client.post(
            "/page/upload", data=io.BytesIO(bytes(50 * 1024 * 1024 + 1)), headers=RAW
        )
        assert answer.status == 413

    run(scene)


def test_what_waits_too_long_among_too_much_is_forgotten() -> None:
    incoming = Incoming()
    words = [incoming.keep(bytes(50 * 1024 * 1024)) for _ in range(5)]
    with pytest.raises(ValueError, match="did not arrive"):
        incoming.take(words[0])
    assert len(incoming.take(words[1])) == 50 * 1024 * 1024
    with pytest.raises(ValueError, match="did not arrive"):
        incoming.take(words[1])


def test_pictures_go_as_an_album_with_a_caption_and_in_reply() -> None:
    async def scene(world: World) -> None:
        photo = ("a.jpg", "image/jpeg", samples.jpeg(40, 30))
        film = ("b.mp4", "video/mp4", b"film")
        bold = [{"type": "bold", "offset": 0, "length": 3}]
        first, second = await attached(
            world, photo, film, text="two", entities=bold, reply_to=world.greeting.id
        )
        assert first["media_group_id"] == second["media_group_id"]
        assert (first["caption"], first["caption_entities"]) == ("two", bold)
        assert "caption" not in second
        assert first["reply_to_message"]["message_id"] == world.greeting.id
        assert (first["photo"][-1]["width"], second["video"]["file_name"]) == (40, "b.mp4")

    run(scene)


@pytest.mark.parametrize(
    ("name", "kind", "content", "way", "field"),
    [
        ("a.jpg", "image/jpeg", samples.jpeg(9, 9), "media", "photo"),
        ("a.jpg", "image/jpeg", samples.jpeg(9, 9), "file", "document"),
        ("a.svg", "image/svg+xml", DRAWN, "media", "document"),
        ("a.gif", "image/gif", b"GIF89a\x09\x00\x09\x00", "media", "animation"),
        ("a.mp4", "video/mp4", b"film", "media", "video"),
        ("a.mp3", "audio/mpeg", b"ID3", "media", "audio"),
        ("a.mp3", "audio/mpeg", b"ID3", "file", "document"),
        ("a.ogg", "audio/ogg", b"OggS", "voice", "voice"),
        ("a.txt", "", b"a", "media", "document"),
    ],
)
def test_each_file_goes_as_what_it_is(name: str, kind: str, content: bytes, way: str, field: str) -> None:
    async def scene(world: World) -> None:
        (message,) = await attached(world, (name, kind, content), **{"as": way})
        assert field in message
        assert "media_group_id" not in message
        (file,) = {file.content for file in world.sandbox.files.within(message)}
        assert file == content

    run(scene)


def test_what_does_not_go_together_goes_one_after_the_other() -> None:
    async def scene(world: World) -> None:
        picture, plan = ("a.jpg", "image/jpeg", samples.jpeg(9, 9)), ("a.pdf", "application/pdf", b"%PDF")
        messages = await attached(world, picture, picture, plan, picture)
        albums = [message.get("media_group_id") for message in messages]
        assert albums[0] == albums[1] is not None
        assert albums[2:] == [None, None]
        messages = (await attached(world, *[plan] * 12))[-12:]
        assert [len({m["media_group_id"] for m in part}) for part in (messages[:10], messages[10:])] == [1, 1]
        assert messages[9]["media_group_id"] != messages[10]["media_group_id"]

    run(scene)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"files": []},
        {"files": ["a"]},
        {"files": [{"name": "a", "upload": "unknown"}]},
        {"files": [{"name": "a", "upload": 7}]},
        {"files": [{"upload": "OK"}]},
        {"files": [{"name": "a", "upload": "OK", "seconds": "7"}]},
        {"files": [{"name": "a", "upload": "OK"}], "as": "poem"},
        {"files": [{"name": "a", "upload": "OK"}], "reply_to": 999},
        {"files": [{"name": "a", "upload": "OK"}] * 31},
    ],
    ids=repr,
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    async def scene(world: World) -> None:
        word = await upload(world, b"a")
        files = [
            {**each, "upload": word} if isinstance(each, dict) and each.get("upload") == "OK" else each
            for each in wrong.get("files", [])
        ]
        status, told = await world.rosa_does("attach", **{**wrong, "files": files})
        assert (status, bool(told["error"])) == (400, True)
        assert world.waiting() == []

    run(scene)


def test_the_state_says_what_a_message_holds() -> None:
    async def scene(world: World) -> None:
        sharing.share(
            world.sandbox, world.rosa, world.chat, attachments.photo(samples.jpeg(400, 300), has_spoiler=True)
        )
        sharing.share(world.sandbox, world.rosa, world.chat, attachments.audio(performer="A", title="B"))
        (chat,) = (await world.state())["chats"]
        photo, song = (message["media"] for message in chat["messages"][-2:])
        assert (photo["kind"], photo["width"], photo["is_covered"]) == ("photo", 400, True)
        assert (song["name"], song["performer"], song["title"]) == ("song.mp3", "A", "B")
        file = world.sandbox.files.stored[song["id"]]
        assert file.kind is FileKind.AUDIO
        file.content = None
        (chat,) = (await world.state())["chats"]
        assert chat["messages"][-1]["media"]["is_kept"] is False

    run(scene)
