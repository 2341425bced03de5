"""What the local Telegram takes and gives, against the published Bot API."""

from typing import Any

import pytest

from bot.sandbox import attachments, fields, samples
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.everything import EVERYTHING
from bot.sandbox.methods.topics import SUPERGROUPS_ALONE
from bot.sandbox.reactions import REACTIONS
from bot.sandbox.updates import KINDS
from tests.integration.sandbox.calling import Api
from tests.integration.sandbox.published import FILE, Published

pytestmark = pytest.mark.skipif(
    not FILE.is_file(),
    reason="the Bot API's published data is not at hand (ALONGSIDE_SHARED_DATA says where)",
)

INLINE = {
    "inline_keyboard": [
        [
            {"text": "Later", "callback_data": "x", "style": "primary"},
            {"text": "Read", "url": "https://example.org/"},
        ],
        [{"text": "Copy", "copy_text": {"text": "abc"}}],
    ]
}
KEYS = {
    "keyboard": [[{"text": "A"}, {"text": "B"}]],
    "is_persistent": True,
    "resize_keyboard": True,
    "one_time_keyboard": False,
    "input_field_placeholder": "Write",
}


@pytest.fixture(scope="module")
def published() -> Published:
    return Published()


class Checked:
    """Calls methods, holding each request and result against the published API."""

    def __init__(self, api: Api, published: Published) -> None:
        self.api = api
        self.published = published
        self.driven: set[str] = set()

    def __call__(self, method: str, **params: Any) -> Any:
        assert self.published.wrong_request(method, params) == []
        result = self.api.result(method, **params)
        assert self.published.wrong_result(method, result) == []
        self.driven.add(method)
        return result

    def upload(self, method: str, files: dict[str, tuple[str, bytes]], **params: Any) -> Any:
        named = params | {name: f"attach://{name}" for name in files if name in fields.METHODS[method]}
        assert self.published.wrong_request(method, named) == []
        result = self.api.uploaded(method, files, **params)
        assert self.published.wrong_result(method, result) == []
        self.driven.add(method)
        return result


def test_the_tables_of_names_are_the_published_ones(published: Published) -> None:
    assert set(fields.METHODS) | fields.NOT_BUILT == set(published.methods)
    for name, known in fields.METHODS.items():
        assert known == {each["name"] for each in published.methods[name].get("fields", [])}, name
    for name, known in fields.TYPES.items():
        assert known == {each["name"] for each in published.types[name].get("fields", [])}, name
    assert set(published.methods) == set(fields.CANONICAL.values())


def test_update_kinds_and_reactions_are_the_published_ones(published: Published) -> None:
    named = {each["name"] for each in published.types["Update"]["fields"]}
    assert named - {"update_id"} == KINDS
    emoji = next(each for each in published.types["ReactionTypeEmoji"]["fields"] if each["name"] == "emoji")
    assert all(f'"{each}"' in emoji["description"] for each in REACTIONS)
    assert emoji["description"].count('"') == 2 * len(REACTIONS)


def test_the_check_itself_finds_what_is_wrong(published: Published) -> None:
    assert published.wrong_request("sendMessage", {"chat_id": 1, "text": 5}) == [
        "sendMessage.text is no String"
    ]
    assert published.wrong_request("sendMessage", {"chat_id": 1}) == ["sendMessage lacks text"]
    chat = {"id": 1, "type": "private"}
    assert published.wrong({"message_id": 1, "date": 1, "chat": chat}, ["Message"], "m") == []
    assert published.wrong({"message_id": 1, "date": True, "chat": {"id": 1}}, ["Message"], "m") == [
        "m.date is no Integer",
        "m.chat lacks type",
    ]
    assert published.wrong({"message_id": 1, "date": 1, "chat": chat, "mood": 1}, ["Message"], "m") == [
        "m has no field mood"
    ]


def test_every_method_takes_and_gives_what_is_published(
    telegram: LocalTelegram, api: Api, rosa: Talker, published: Published
) -> None:
    call = Checked(api, published)
    said = rosa.says("one *two* three")
    to = {"message_id": said.id, "quote": "three", "quote_position": 10}
    sent = call(
        "sendMessage",
        chat_id=rosa.id,
        text=f"<b>Hello</b> https://example.org/ <a href='tg://user?id={rosa.id}'>you</a>",
        parse_mode="HTML",
        reply_parameters=to,
        reply_markup=INLINE,
        link_preview_options={"is_disabled": True},
        protect_content=True,
        disable_notification=True,
        message_effect_id="5104841245755180586",
    )
    where = {"chat_id": rosa.id, "message_id": sent["message_id"]}
    call("sendMessage", chat_id=rosa.id, text="keys", reply_markup=KEYS)
    call("sendMessage", chat_id=rosa.id, text="bye", reply_markup={"remove_keyboard": True})
    call("sendMessage", chat_id=rosa.id, text="say", reply_markup={"force_reply": True})
    call("editMessageText", **where, text="other words", reply_markup=INLINE)
    call("editMessageReplyMarkup", **where)
    call("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    call("pinChatMessage", **where)
    call("getChat", chat_id=rosa.id)
    call("unpinChatMessage", **where)
    call("unpinAllChatMessages", chat_id=rosa.id)
    call("sendChatAction", chat_id=rosa.id, action="typing")
    of = {"chat_id": rosa.id, "from_chat_id": rosa.id}
    for message in (said, rosa.sends_photo("a walk"), rosa.sends_voice(), rosa.sends_sticker()):
        copied = call("copyMessage", **of, message_id=message.id)
        call("forwardMessage", **of, message_id=message.id)
    call("copyMessages", **of, message_ids=[said.id])
    call("forwardMessages", **of, message_ids=[said.id])
    call("deleteMessage", chat_id=rosa.id, message_id=copied["message_id"])
    call("deleteMessages", chat_id=rosa.id, message_ids=[said.id])
    call("sendMessage", chat_id=rosa.id, text="now?", reply_markup=INLINE)
    call("answerCallbackQuery", callback_query_id=rosa.taps("Later").id, text="ok", show_alert=False)
    drive_profile(call, rosa)
    drive_media(call, rosa)
    drive_topics(telegram, call, rosa)
    call("getUpdates", offset=-1, limit=5, timeout=0, allowed_updates=["message"])
    call("setWebhook", url=f"{telegram.url}/nowhere", secret_token="abc", max_connections=5)
    call("getWebhookInfo")
    call("deleteWebhook", drop_pending_updates=True)
    for method in ("getMe", "logOut", "close"):
        call(method)
    assert call.driven == set(fields.METHODS) - {"editGeneralForumTopic", *SUPERGROUPS_ALONE}


def drive_profile(call: Checked, rosa: Talker) -> None:
    menu = [{"command": "help", "description": "Help"}]
    call("setMyCommands", commands=menu, scope={"type": "chat", "chat_id": rosa.id}, language_code="en")
    call("getMyCommands", scope={"type": "chat", "chat_id": rosa.id}, language_code="en")
    call("deleteMyCommands")
    for noun, field in (
        ("Name", "name"),
        ("Description", "description"),
        ("ShortDescription", "short_description"),
    ):
        call(f"setMy{noun}", **{field: "words"}, language_code="en")
        call(f"getMy{noun}", language_code="en")
    call("setChatMenuButton", chat_id=rosa.id, menu_button={"type": "commands"})
    call("getChatMenuButton", chat_id=rosa.id)


def drive_media(call: Checked, rosa: Talker) -> None:
    small = {"thumbnail": ("t.jpg", samples.jpeg(90, 60))}
    marks = [{"type": "bold", "offset": 0, "length": 1}]
    words = {"chat_id": rosa.id, "caption": "a", "caption_entities": marks, "reply_markup": INLINE}
    sent = call.upload("sendPhoto", {"photo": ("a.jpg", samples.jpeg())}, **words, has_spoiler=True)
    call.upload(
        "sendAudio", {"audio": ("a.mp3", b"a"), **small}, **words, performer="A", title="B", duration=1
    )
    call.upload(
        "sendVideo", {"video": ("a.mp4", b"a"), **small}, **words, width=1, height=1, start_timestamp=1
    )
    call.upload(
        "sendAnimation", {"animation": ("a.mp4", b"a"), **small}, **words, show_caption_above_media=True
    )
    call.upload("sendVoice", {"voice": ("a.ogg", b"a")}, **words, duration=1)
    call.upload("sendDocument", {"document": ("a.pdf", b"a"), **small}, **words)
    call.upload("sendVideoNote", {"video_note": ("a.mp4", b"a"), **small}, chat_id=rosa.id, length=1)
    call.upload("sendSticker", {"sticker": ("a.tgs", samples.tgs())}, chat_id=rosa.id, emoji="🙂")
    call("sendDice", chat_id=rosa.id)
    photo = sent["photo"][-1]["file_id"]
    call("getFile", file_id=photo)
    call("sendPhoto", chat_id=rosa.id, photo=photo)
    item = {"type": "photo", "media": photo, "caption": "one"}
    call("sendMediaGroup", chat_id=rosa.id, media=[item, item])
    where = {"chat_id": rosa.id, "message_id": sent["message_id"]}
    call("editMessageCaption", **where, caption="b", show_caption_above_media=True)
    call("editMessageMedia", **where, media=item | {"has_spoiler": True}, reply_markup=INLINE)


def drive_topics(telegram: LocalTelegram, call: Checked, rosa: Talker) -> None:
    telegram.sets_topics(people_may_open=True)
    call("getMe")
    topic = call("createForumTopic", chat_id=rosa.id, name="Ben", icon_color=0x6FB9F0)
    where = {"chat_id": rosa.id, "message_thread_id": topic["message_thread_id"]}
    outside = rosa.outside_topics().sends_photo("elsewhere")
    call("sendMessage", **where, text="hi", reply_parameters={"message_id": outside.id})
    call("sendChatAction", **where, action="typing")
    call("editForumTopic", **where, name="Ben M", icon_custom_emoji_id="5312536423851630001")
    call("unpinAllForumTopicMessages", **where)
    call("deleteForumTopic", **where)


def test_every_update_is_as_published(
    telegram: LocalTelegram, api: Api, rosa: Talker, published: Published
) -> None:
    api.result("getUpdates", allowed_updates=sorted(KINDS))
    sent = api.result("sendMessage", chat_id=rosa.id, text="now?", reply_markup=INLINE)
    said = rosa.says(
        "see https://example.org/ and @rosa_m", entities=[{"type": "bold", "offset": 0, "length": 3}]
    )
    rosa.replies_to(rosa.sees("now?"), "yes", quote="now")
    rosa.edits(said, "changed")
    rosa.reacts(said, "👍")
    rosa.reacts(said, None)
    rosa.taps("Later")
    rosa.sends_photo("a *walk*")
    rosa.sends_voice()
    rosa.sends_sticker()
    rosa.sends_document("plan.pdf", "the plan")
    rosa.sends_contact()
    rosa.sends_location()
    api.result("pinChatMessage", chat_id=rosa.id, message_id=sent["message_id"])
    telegram.sets_topics(people_may_open=True)
    rosa.says("this opens a topic")
    garden = rosa.opens_topic("Garden")
    garden.renames_topic("Allotment")
    garden.replies_to(said, "from elsewhere")
    garden.deletes_topic()
    rosa.blocks_bot()
    rosa.unblocks_bot()
    updates = api.updates()
    assert published.wrong(updates, ["Array of Update"], "updates") == []
    api.result("getUpdates", offset=-1)
    for name in EVERYTHING:
        sent_by_rosa = rosa.sends_one_of_each(name)
        update = api.updates()[-1]
        assert update["message"]["message_id"] == sent_by_rosa.id
        assert published.wrong(update, ["Update"], name) == []
    parts = rosa.sends_album([attachments.photo(caption="one"), attachments.video()])
    rosa.edits_media(parts[1], attachments.photo(caption="two"))
    rosa.reacts_with(
        parts[1],
        {"type": "emoji", "emoji": "👍"},
        {"type": "custom_emoji", "custom_emoji_id": "5368324170671202286"},
        {"type": "paid"},
    )
    assert published.wrong(api.updates(), ["Array of Update"], "album") == []
    kinds = {kind for update in updates for kind in update} - {"update_id"}
    assert kinds == {"message", "edited_message", "message_reaction", "callback_query", "my_chat_member"}
