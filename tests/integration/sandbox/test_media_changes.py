"""Captions and media are changed, by people and by bots; people react in every way there is."""

from datetime import timedelta
from typing import Any

import pytest

from bot.sandbox import attachments, cards, origins, samples
from bot.sandbox.actions import NotPossibleError
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.everything import EVERYTHING
from tests.integration.sandbox.calling import Api

JPEG = samples.jpeg(64, 48)
PAID = {"type": "paid"}
CUSTOM = {"type": "custom_emoji", "custom_emoji_id": "5368324170671202286"}
THUMB = {"type": "emoji", "emoji": "👍"}


def test_a_person_changes_a_caption_and_then_the_photo(api: Api, rosa: Talker) -> None:
    photo = rosa.sends_photo("one", has_spoiler=True)
    rosa.edits(photo, "two *now*", [{"type": "bold", "offset": 0, "length": 3}])
    rosa.edits_media(photo, attachments.video(b"a film", caption="three"))
    _, second, third = api.updates()
    edited = second["edited_message"]
    assert (edited["message_id"], edited["caption"], edited["has_media_spoiler"]) == (
        photo.id,
        "two *now*",
        True,
    )
    assert edited["caption_entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    edited = third["edited_message"]
    assert "photo" not in edited
    assert (edited["message_id"], edited["caption"]) == (photo.id, "three")
    assert api.fetch(edited["video"]["file_id"]) == b"a film"


def test_people_put_only_what_fits_in_the_place_of_their_own(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    part = rosa.sends_album([attachments.document(), attachments.document()])[0]
    photo, voice = rosa.sends_photo(), rosa.sends_voice()
    sent = api.uploaded("sendPhoto", {"photo": ("a.jpg", JPEG)}, chat_id=rosa.id)
    theirs = next(bubble for bubble in rosa.bubbles if bubble.id == sent["message_id"])
    for message, media in (
        (part, attachments.photo()),
        (voice, attachments.photo()),
        (photo, attachments.voice()),
        (theirs, attachments.photo()),
    ):
        with pytest.raises(NotPossibleError):
            rosa.edits_media(message, media)
    for deed in (
        lambda: rosa.edits(rosa.sends_sticker(), "words"),
        lambda: rosa.edits(photo, "x" * 1025),
        lambda: rosa.sends_photo("x" * 1025),
        lambda: rosa.sends_photo(content=b""),
    ):
        with pytest.raises(NotPossibleError):
            deed()
    rosa.edits_media(part, attachments.document(caption="new"))
    assert telegram.clock is not None
    telegram.clock.move(timedelta(hours=49))
    with pytest.raises(NotPossibleError):
        rosa.edits_media(photo, attachments.photo())


def test_people_react_in_several_ways_at_once(api: Api, rosa: Talker) -> None:
    api.result("getUpdates", allowed_updates=["message_reaction"])
    sent = api.result("sendMessage", chat_id=rosa.id, text="hello")
    bubble = rosa.sees("hello")
    rosa.reacts_with(bubble, THUMB, CUSTOM)
    rosa.reacts_with(bubble, PAID)
    rosa.reacts_with(bubble)
    told = [update["message_reaction"] for update in api.updates()]
    assert [(each["old_reaction"], each["new_reaction"]) for each in told] == [
        ([], [THUMB, CUSTOM]),
        ([THUMB, CUSTOM], [PAID]),
        ([PAID], []),
    ]
    assert {each["message_id"] for each in told} == {sent["message_id"]}


@pytest.mark.parametrize("reaction", [[CUSTOM], [PAID], [THUMB, THUMB]])
def test_bots_react_with_one_plain_emoji_alone(api: Api, rosa: Talker, reaction: list[Any]) -> None:
    said = rosa.says("hello")
    refusal = api.refused("setMessageReaction", chat_id=rosa.id, message_id=said.id, reaction=reaction)
    assert refusal in {"Bad Request: REACTION_INVALID", "Bad Request: REACTIONS_TOO_MANY"}


def test_a_bot_changes_a_caption_and_takes_it_away(api: Api, rosa: Talker) -> None:
    sent = api.uploaded("sendPhoto", {"photo": ("a.jpg", JPEG)}, chat_id=rosa.id, caption="one")
    where = {"chat_id": rosa.id, "message_id": sent["message_id"]}
    edited = api.result("editMessageCaption", **where, caption="<b>two</b>", parse_mode="HTML")
    assert edited["caption_entities"] == [{"offset": 0, "length": 3, "type": "bold"}]
    assert edited["photo"] == sent["photo"]
    assert rosa.sees_edit("two").kind == "photo"
    assert "message is not modified" in api.refused(
        "editMessageCaption", **where, caption="<b>two</b>", parse_mode="HTML"
    )
    assert "caption" not in api.result("editMessageCaption", **where)
    text = api.result("sendMessage", chat_id=rosa.id, text="a")["message_id"]
    refusal = api.refused("editMessageCaption", chat_id=rosa.id, message_id=text, caption="b")
    assert refusal == "Bad Request: there is no caption in the message to edit"


def test_a_bot_puts_other_media_in_the_place_of_what_it_sent(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    sent = api.uploaded("sendPhoto", {"photo": ("a.jpg", JPEG)}, chat_id=rosa.id, caption="one")
    where = {"chat_id": rosa.id, "message_id": sent["message_id"]}
    film = {"type": "video", "media": "attach://film", "caption": "two"}
    edited = api.uploaded("editMessageMedia", {"film": ("a.mp4", b"film")}, **where, media=film)
    assert ("photo" in edited, edited["caption"]) == (False, "two")
    assert telegram.bytes_of(rosa.sees_edit("two")) == b"film"
    text = api.result("sendMessage", chat_id=rosa.id, text="a")["message_id"]
    photo = {"type": "photo", "media": sent["photo"][-1]["file_id"]}
    edited = api.result("editMessageMedia", chat_id=rosa.id, message_id=text, media=photo)
    assert ("text" in edited, edited["photo"]) == (False, sent["photo"])
    same = api.refused("editMessageMedia", chat_id=rosa.id, message_id=text, media=photo)
    assert same.startswith("Bad Request: message is not modified")


def test_media_that_cannot_be_replaced_are_not(api: Api, rosa: Talker) -> None:
    voice = api.uploaded("sendVoice", {"voice": ("a.ogg", b"a")}, chat_id=rosa.id)
    rosa.sends_photo()
    photo = {"type": "photo", "media": api.updates()[0]["message"]["photo"][-1]["file_id"]}
    refusal = api.refused("editMessageMedia", chat_id=rosa.id, message_id=voice["message_id"], media=photo)
    assert refusal == "Bad Request: message media can't be edited"
    media = [{"type": "document", "media": f"attach://{name}"} for name in ("one", "two")]
    files = {"one": ("1.txt", b"1"), "two": ("2.txt", b"2")}
    part = api.uploaded("sendMediaGroup", files, chat_id=rosa.id, media=media)[0]
    refusal = api.refused("editMessageMedia", chat_id=rosa.id, message_id=part["message_id"], media=photo)
    assert refusal == "Bad Request: can't change media type in the album"


def test_media_are_deleted_within_48_hours(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    photo = rosa.sends_photo()
    kept = rosa.sends_photo()
    api.result("deleteMessages", chat_id=rosa.id, message_ids=[photo.id, 999])
    rosa.sees_gone(photo)
    assert telegram.clock is not None
    telegram.clock.move(timedelta(hours=48))
    for method, name, value in (
        ("deleteMessage", "message_id", kept.id),
        ("deleteMessages", "message_ids", [kept.id]),
    ):
        refusal = api.refused(method, chat_id=rosa.id, **{name: value})
        assert refusal == "Bad Request: message can't be deleted for everyone"


@pytest.mark.parametrize("name", ["paid media", "giveaway", "invoice", "gift", "shared account"])
def test_what_cannot_be_copied_is_not(api: Api, rosa: Talker, name: str) -> None:
    assert name in EVERYTHING
    of = {"chat_id": rosa.id, "from_chat_id": rosa.id}
    sent = rosa.sends_one_of_each(name)
    assert api.refused("copyMessage", **of, message_id=sent.id) == "Bad Request: message can't be copied"
    plain = rosa.says("plain")
    assert len(api.result("copyMessages", **of, message_ids=[sent.id, plain.id])) == 1


def test_where_a_message_comes_from_and_what_it_answers_is_told(api: Api, rosa: Talker) -> None:
    asked = api.result("sendMessage", chat_id=rosa.id, text="How was it?")
    bubble = rosa.sees("How was it?")
    rosa.sends(attachments.photo(caption="so"), to=bubble, quote="it?", extra=origins.from_hidden("Ada"))
    rosa.sends(cards.poll(), extra=origins.via("invented_bot"))
    photo, poll = [update["message"] for update in api.updates()]
    assert photo["reply_to_message"]["message_id"] == asked["message_id"]
    assert photo["quote"]["text"] == "it?"
    assert photo["forward_origin"]["sender_user_name"] == "Ada"
    assert poll["via_bot"]["username"] == "invented_bot"
