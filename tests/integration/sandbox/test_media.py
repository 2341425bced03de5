"""A bot sends files: uploaded or by id, with what goes with each kind; and the other side gets the bytes."""

import json
from typing import Any

import pytest

from bot.sandbox import attachments, samples
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from tests.integration.sandbox.calling import Api

MEGABYTE = 1024 * 1024
JPEG = samples.jpeg(640, 480)
TOO_BIG = f"file of size {len(JPEG) + 10 * MEGABYTE} bytes is too big for a photo"
# method -> field, file, parameters, what is shown of it
UPLOADS: dict[str, tuple[str, tuple[str, bytes], dict[str, Any], dict[str, Any]]] = {
    "sendVoice": ("voice", ("a.ogg", b"OggS"), {"duration": 5}, {"duration": 5, "mime_type": "audio/ogg"}),
    "sendAudio": (
        "audio",
        ("a.mp3", b"ID3"),
        {"duration": 9, "performer": "A", "title": "B"},
        {"duration": 9, "performer": "A", "title": "B", "file_name": "a.mp3", "mime_type": "audio/mpeg"},
    ),
    "sendVideo": (
        "video",
        ("a.mp4", b"film"),
        {"duration": 3, "width": 320, "height": 240},
        {"duration": 3, "width": 320, "height": 240, "file_name": "a.mp4", "mime_type": "video/mp4"},
    ),
    "sendVideoNote": ("video_note", ("a.mp4", b"round"), {"length": 240}, {"duration": 0, "length": 240}),
    "sendAnimation": (
        "animation",
        ("a.gif", b"GIF89a"),
        {"width": 9},
        {"width": 9, "height": 0, "duration": 0, "file_name": "a.gif", "mime_type": "image/gif"},
    ),
    "sendSticker": (
        "sticker",
        ("a.webp", samples.webp()),
        {"emoji": "🙂"},
        {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "🙂",
        },
    ),
    "sendDocument": (
        "document",
        ("a.pdf", b"%PDF"),
        {},
        {"file_name": "a.pdf", "mime_type": "application/pdf"},
    ),
}


@pytest.mark.parametrize("method", UPLOADS)
def test_an_uploaded_file_arrives_with_what_was_said_of_it(
    telegram: LocalTelegram, api: Api, rosa: Talker, method: str
) -> None:
    field, (name, content), params, shown = UPLOADS[method]
    sent = api.uploaded(method, {field: (name, content)}, chat_id=rosa.id, **params)
    told = {
        key: value for key, value in sent[field].items() if not key.startswith("file_") or key == "file_name"
    }
    assert told == shown
    assert sent[field]["file_size"] == len(content)
    bubble = rosa.sees("")
    assert (bubble.kind, telegram.bytes_of(bubble)) == (field, content)
    assert telegram.file_of(bubble).name == shown.get("file_name", "")


@pytest.mark.parametrize("method", [*UPLOADS, "sendPhoto"])
def test_a_file_that_is_known_is_sent_by_its_id_with_all_that_was_said_of_it(
    telegram: LocalTelegram, api: Api, rosa: Talker, method: str
) -> None:
    field, file, params, _ = UPLOADS.get(method, ("photo", ("a.jpg", JPEG), {}, {}))
    first = api.uploaded(method, {field: file}, chat_id=rosa.id, **params)
    shown = first[field][-1] if field == "photo" else first[field]
    again = api.result(method, chat_id=rosa.id, **{field: shown["file_id"]})
    assert again[field] == first[field]
    assert telegram.bytes_of(rosa.bubbles[-1]) == file[1]
    other = "sendDocument" if method != "sendDocument" else "sendPhoto"
    target = other.removeprefix("send").lower()
    refusal = api.refused(other, chat_id=rosa.id, **{target: shown["file_id"]})
    assert refusal.startswith("Bad Request: can't use file of type ")
    assert refusal.endswith(f" as {target.capitalize()}")


def test_a_photo_has_a_caption_a_cover_and_a_button(api: Api, rosa: Talker) -> None:
    button = {"inline_keyboard": [[{"text": "Later", "callback_data": "x"}]]}
    sent = api.uploaded(
        "sendPhoto",
        {"photo": ("a.jpg", JPEG)},
        chat_id=rosa.id,
        caption="a <b>walk</b>",
        parse_mode="HTML",
        has_spoiler=True,
        show_caption_above_media=True,
        reply_markup=button,
        protect_content=True,
    )
    assert (sent["caption"], sent["caption_entities"]) == (
        "a walk",
        [{"offset": 2, "length": 4, "type": "bold"}],
    )
    assert (
        sent["has_media_spoiler"] is sent["show_caption_above_media"] is sent["has_protected_content"] is True
    )
    assert sent["reply_markup"] == button
    assert [(size["width"], size["height"]) for size in sent["photo"]] == [(90, 67), (320, 240), (640, 480)]
    assert rosa.sees("a walk").kind == "photo"


def test_a_file_may_be_a_part_that_is_named(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    files = {"main": ("letter.txt", b"words"), "small": ("t.jpg", samples.jpeg(90, 60))}
    named = {"document": "attach://main", "thumbnail": "attach://small"}
    sent = api.uploaded("sendDocument", files, chat_id=rosa.id, **named)
    assert sent["document"]["thumbnail"]["width"] == 90
    assert telegram.thumbnail_of(rosa.bubbles[-1]) == samples.jpeg(90, 60)
    refusal = api.upload("sendDocument", files, chat_id=rosa.id, document="attach://main")["description"]
    assert refusal == 'Bad Request: sendDocument has no field "small" in the Bot API'
    large = {"document": ("a.txt", b"a"), "thumbnail": ("t.jpg", samples.jpeg(90, 60) + bytes(200_000))}
    assert "thumbnail" not in api.uploaded("sendDocument", large, chat_id=rosa.id)["document"]


@pytest.mark.parametrize(
    ("method", "files", "params", "complaint"),
    [
        ("sendPhoto", {}, {}, "there is no photo in the request"),
        ("sendVideoNote", {}, {}, "there is no video note in the request"),
        ("sendPhoto", {"photo": ("a.jpg", b"")}, {}, "file must be non-empty"),
        ("sendPhoto", {"photo": ("a.jpg", b"no picture")}, {}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", {"photo": ("a.jpg", samples.jpeg(2100, 100))}, {}, "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", {"photo": ("a.jpg", samples.jpeg(9000, 1001))}, {}, "PHOTO_INVALID_DIMENSIONS"),
        (
            "sendPhoto",
            {"photo": ("a.jpg", JPEG + bytes(10 * MEGABYTE))},
            {},
            f"{TOO_BIG}; the maximum size is 10485760 bytes",
        ),
        ("sendPhoto", {"photo": ("a.jpg", JPEG)}, {"caption": "x" * 1025}, "message caption is too long"),
        ("sendPhoto", {"photo": ("a.jpg", JPEG)}, {"caption": "👍" * 513}, "message caption is too long"),
        ("sendPhoto", {}, {"photo": "AgACAgInothing"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {}, {"photo": "attach://x"}, "wrong file identifier/HTTP URL specified"),
        (
            "sendPhoto",
            {},
            {"photo": "https://example.org/a.jpg"},
            "the local Telegram does not fetch files from the web",
        ),
        (
            "sendSticker",
            {"sticker": ("a.png", b"\x89PNG")},
            {},
            "the local Telegram takes .WEBP, .TGS and .WEBM stickers alone",
        ),
        (
            "sendVideoNote",
            {"video_note": ("a", b"a")},
            {"caption": "x"},
            'sendVideoNote has no field "caption" in the Bot API',
        ),
        ("sendDice", {}, {"emoji": "🧦"}, "wrong dice emoji specified"),
    ],
)
def test_what_telegram_refuses_is_refused(
    api: Api,
    rosa: Talker,
    *,
    method: str,
    files: dict[str, tuple[str, bytes]],
    params: dict[str, Any],
    complaint: str,
) -> None:
    answer = api.upload(method, files, chat_id=rosa.id, **params)
    assert (answer["error_code"], answer["description"]) == (400, f"Bad Request: {complaint}")
    rosa.sees_nothing(within=0.05)


def test_a_caption_takes_1024_units_after_parsing(api: Api, rosa: Talker) -> None:
    caption = f"<b>{'👍' * 512}</b>"
    api.uploaded("sendPhoto", {"photo": ("a.jpg", JPEG)}, chat_id=rosa.id, caption=caption, parse_mode="HTML")
    assert rosa.sees("👍" * 512).entities == [{"offset": 0, "length": 1024, "type": "bold"}]


def test_a_file_over_50_mb_is_not_taken_in(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    for size in (50 * MEGABYTE + 1, 61 * MEGABYTE):
        answer = api.upload("sendDocument", {"document": ("a.bin", bytes(size))}, chat_id=rosa.id)
        assert (answer["error_code"], answer["description"]) == (413, "Request Entity Too Large")
    api.uploaded("sendDocument", {"document": ("a.bin", bytes(50 * MEGABYTE))}, chat_id=rosa.id)
    assert telegram.file_of(rosa.bubbles[-1]).size == 50 * MEGABYTE


def test_another_bots_id_is_refused(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    token = telegram.add_bot("other_bot", "Other")
    other = Api(telegram.url, token)
    ben = telegram.person("Ben", bot=token)
    ben.presses_start()
    rosa.sends_document("plan.pdf")
    file_id = api.updates()[0]["message"]["document"]["file_id"]
    refusal = other.refused("sendDocument", chat_id=ben.id, document=file_id)
    assert refusal == "Bad Request: wrong file identifier/HTTP URL specified"


def test_a_bot_that_is_blocked_can_send_no_file(api: Api, rosa: Talker) -> None:
    rosa.blocks_bot()
    answer = api.upload("sendPhoto", {"photo": ("a.jpg", JPEG)}, chat_id=rosa.id)
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")


def test_a_die_falls_on_a_value_of_its_own(api: Api, rosa: Talker) -> None:
    values = {api.result("sendDice", chat_id=rosa.id, emoji="🏀")["dice"]["value"] for _ in range(40)}
    assert values == {1, 2, 3, 4, 5}
    assert api.result("sendDice", chat_id=rosa.id)["dice"]["emoji"] == "🎲"


def test_everything_that_left_with_a_call_can_be_searched(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    media = [{"type": "photo", "media": "attach://one", "caption": 'so-called "Rosalind"'}]
    media.append({"type": "photo", "media": "attach://two"})
    files = {"one": ("Keane.jpg", JPEG), "two": ("b.jpg", JPEG + b"taken at home")}
    api.upload("sendMediaGroup", files, chat_id=rosa.id, media=media)
    request = telegram.requests("sendMediaGroup")[0]
    for words in ('so-called "Rosalind"', "Keane.jpg", "taken at home", str(rosa.id)):
        assert words.encode() in request.as_bytes(), words
    assert [(each.name, each.filename, len(each.content)) for each in request.uploads] == [
        ("one", "Keane.jpg", len(JPEG)),
        ("two", "b.jpg", len(JPEG) + 13),
    ]
    assert b"taken" not in repr(request.uploads).encode()
    assert telegram.recording.dropped == 0
    as_form = telegram.requests("sendMediaGroup")[0].params["media"]
    assert json.loads(as_form) == media


def test_a_person_forwards_and_a_bot_copies_a_file_as_it_is(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    ben = telegram.person("Ben")
    ben.presses_start()
    said = rosa.sends(attachments.audio(b"ID3", "a.mp3", "listen", performer="Rosalind", thumbnail=JPEG))
    of = {"chat_id": ben.id, "from_chat_id": rosa.id, "message_id": said.id}
    api.result("copyMessage", **of)
    copied = ben.sees("listen")
    assert copied.content == said.content
    assert telegram.bytes_of(copied) == b"ID3"
    sticker = rosa.sends_sticker()
    api.result("copyMessage", **(of | {"message_id": sticker.id}), caption="not for stickers")
    assert "caption" not in ben.bubbles[-1].content
