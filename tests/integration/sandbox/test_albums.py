"""Albums: several messages under one number, from people and from bots, whole or in parts."""

from typing import Any

import pytest

from bot.sandbox import attachments, cards, samples
from bot.sandbox.actions import NotPossibleError
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from tests.integration.sandbox.calling import Api

JPEG = samples.jpeg(64, 48)


def known(api: Api, rosa: Talker) -> dict[str, str]:
    """Ids of one file of each kind that the bot knows."""
    rosa.sends_photo()
    rosa.sends(attachments.video())
    rosa.sends(attachments.audio())
    rosa.sends_document("a.pdf")
    rosa.sends(attachments.animation())
    photo, *others = [update["message"] for update in api.updates()]
    ids = {"photo": photo["photo"][-1]["file_id"]}
    for kind, message in zip(("video", "audio", "document", "animation"), others, strict=True):
        ids[kind] = message[kind]["file_id"]
    return ids


def test_each_message_of_a_persons_album_is_an_update_of_its_own(api: Api, rosa: Talker) -> None:
    rosa.sends_album([attachments.photo(JPEG, "one"), attachments.video(caption="two")])
    first, second = [update["message"] for update in api.updates()]
    assert first["media_group_id"] == second["media_group_id"]
    assert second["message_id"] == first["message_id"] + 1
    assert (first["caption"], second["caption"]) == ("one", "two")


def test_parts_of_an_album_may_come_late(api: Api, rosa: Talker) -> None:
    started = rosa.sends_album([attachments.document(caption="one")])[0]
    (first,) = api.updates()
    rosa.says("in between")
    rosa.sends_album([attachments.document(caption="two")], after=started)
    said, second = api.updates()
    assert said["message"]["text"] == "in between"
    assert first["message"]["media_group_id"] == second["message"]["media_group_id"]
    apart = rosa.sends_album([attachments.document()])[0]
    assert apart.album not in {"", started.album}


def test_people_group_only_what_goes_together(rosa: Talker) -> None:
    for items in (
        [attachments.photo(), attachments.document()],
        [attachments.audio(), attachments.video()],
        [attachments.voice(), attachments.voice()],
        [cards.dice(), cards.dice()],
        [attachments.photo()] * 11,
    ):
        with pytest.raises(NotPossibleError):
            rosa.sends_album(items)


@pytest.mark.parametrize("kinds", [["photo", "video"], ["audio"] * 3, ["document"] * 2, ["photo"] * 10])
def test_a_bot_sends_an_album(api: Api, rosa: Talker, kinds: list[str]) -> None:
    ids = known(api, rosa)
    media = [{"type": kind, "media": ids[kind], "caption": f"number {n}"} for n, kind in enumerate(kinds)]
    said = rosa.bubbles[-1]
    sent = api.result(
        "sendMediaGroup", chat_id=rosa.id, media=media, reply_parameters={"message_id": said.id}
    )
    assert len({message["media_group_id"] for message in sent}) == 1
    assert all(message["reply_to_message"]["message_id"] == said.id for message in sent)
    bubbles = [rosa.sees(f"number {n}") for n in range(len(kinds))]
    assert [bubble.kind for bubble in bubbles] == kinds
    assert len({bubble.album for bubble in bubbles}) == 1


def test_an_album_may_be_uploaded(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    media = [
        {"type": "photo", "media": "attach://one", "caption": "<i>one</i>", "parse_mode": "HTML"},
        {"type": "video", "media": "attach://two", "thumbnail": "attach://small", "width": 9, "duration": 3},
    ]
    files = {"one": ("1.jpg", JPEG), "two": ("2.mp4", b"film"), "small": ("t.jpg", JPEG)}
    sent = api.uploaded("sendMediaGroup", files, chat_id=rosa.id, media=media)
    assert sent[0]["caption_entities"] == [{"offset": 0, "length": 3, "type": "italic"}]
    assert (sent[1]["video"]["width"], sent[1]["video"]["duration"]) == (9, 3)
    photo, film = rosa.bubbles[-2:]
    assert (telegram.bytes_of(photo), telegram.bytes_of(film)) == (JPEG, b"film")
    assert telegram.thumbnail_of(film) == JPEG


PARSING = "can't parse InputMedia: "


@pytest.mark.parametrize(
    ("items", "complaint"),
    [
        ([], "there are no messages to send"),
        (["photo"], "an album has 2 to 10 items"),
        (["photo"] * 11, "too many messages to send as an album"),
        (["photo", "document"], "document can't be mixed with other media types"),
        (["audio", "video"], "audio can't be mixed with other media types"),
        (["photo", "animation"], f'{PARSING}type "animation" can\'t be used in sendMediaGroup'),
        (["photo", {"type": "voice", "media": "x"}], f'{PARSING}type "voice" is unsupported'),
        (["photo", "x"], f"{PARSING}expected an Object"),
        (["photo", {"type": "photo"}], f"{PARSING}media not found"),
        (["photo", {"type": "photo", "media": "attach://x"}], f"{PARSING}media not found"),
        (["photo", {"type": "photo", "media": "nothing"}], "wrong file identifier/HTTP URL specified"),
        (["photo", {"type": "photo", "media": "x", "caption": "x" * 1025}], "message caption is too long"),
        (
            ["photo", {"type": "photo", "media": "x", "cover": "x"}],
            'InputMediaPhoto has no field "cover" in the Bot API',
        ),
        (
            ["photo", {"type": "photo", "media": "x", "show_caption_above_media": True}],
            "parameter show_caption_above_media must be the same for all messages",
        ),
    ],
)
def test_an_album_that_telegram_refuses_sends_nothing(
    api: Api, rosa: Talker, items: list[Any], complaint: str
) -> None:
    ids = known(api, rosa)
    media = [{"type": item, "media": ids[item]} if item in list(ids) else item for item in items]
    assert api.refused("sendMediaGroup", chat_id=rosa.id, media=media) == f"Bad Request: {complaint}"
    assert rosa.texts == []


def test_copies_and_forwards_of_an_album_are_albums_of_their_own(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    ben = telegram.person("Ben")
    ben.presses_start()
    alone = rosa.sends_photo()
    parts = rosa.sends_album([attachments.photo(caption="one"), attachments.photo()])
    ids = [message.id for message in (alone, *parts)]
    of = {"chat_id": ben.id, "from_chat_id": rosa.id}
    for method in ("copyMessages", "forwardMessages"):
        assert len(api.result(method, **of, message_ids=ids)) == 3
        first, second, third = ben.bubbles[-3:]
        assert first.album == ""
        assert second.album == third.album not in {"", parts[0].album}
    api.result("copyMessage", **of, message_id=parts[0].id)
    assert ben.bubbles[-1].album == ""
    api.result("copyMessages", **of, message_ids=ids, remove_caption=True)
    assert "caption" not in ben.bubbles[-2].content


def test_a_reaction_to_an_album_stands_on_its_first_message(api: Api, rosa: Talker) -> None:
    first, second = rosa.sends_album([attachments.photo(), attachments.photo()])
    reaction = [{"type": "emoji", "emoji": "👍"}]
    api.result("setMessageReaction", chat_id=rosa.id, message_id=second.id, reaction=reaction)
    rosa.sees_reaction(first, "👍")
    assert second.reactions == {}
    rosa.deletes(first)
    api.result("setMessageReaction", chat_id=rosa.id, message_id=second.id, reaction=reaction)
    rosa.sees_reaction(second, "👍")
