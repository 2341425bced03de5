"""Topics in private chats, as the bot sees them."""

from typing import Any

import pytest

from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.methods.topics import SUPERGROUPS_ALONE
from bot.sandbox.topics import COLOURS, AfterDeletion
from tests.integration.sandbox.calling import Api

NO_FORUM = "Bad Request: the chat is not a forum"
NO_THREAD = "Bad Request: message thread not found"
NO_TOPIC = "Bad Request: TOPIC_ID_INVALID"
LATER = {"inline_keyboard": [[{"text": "Later", "callback_data": "later"}]]}


@pytest.fixture
def topic(telegram: LocalTelegram, api: Api, rosa: Talker) -> int:
    """The topic "Ben" of Rosa's, opened by the bot, which has taken note."""
    telegram.sets_topics()
    number: int = api.result("createForumTopic", chat_id=rosa.id, name="Ben")["message_thread_id"]
    assert api.updates()
    assert api.updates() == []
    return number


def sends(api: Api, person: Talker, text: str, thread: int = 0, **more: Any) -> Any:
    where = {"message_thread_id": thread} if thread else {}
    return api.result("sendMessage", chat_id=person.id, text=text, **where, **more)


def test_get_me_says_what_the_owner_switched_on(telegram: LocalTelegram, api: Api) -> None:
    def shown() -> tuple[bool, bool]:
        me = api.result("getMe")
        return me["has_topics_enabled"], me["allows_users_to_create_topics"]

    assert shown() == (False, False)
    telegram.sets_topics()
    assert shown() == (True, False)
    telegram.sets_topics(people_may_open=True)
    assert shown() == (True, True)
    telegram.sets_topics(is_on=False, people_may_open=True)
    assert shown() == (False, False)


def test_a_bot_opens_a_topic_and_hears_of_it(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    telegram.sets_topics()
    made = api.result(
        "createForumTopic",
        chat_id=rosa.id,
        name="  Ben\nand  Rosa ",
        icon_color=COLOURS[1],
        icon_custom_emoji_id="53125",
    )
    shown = {"name": "Ben and Rosa", "icon_color": COLOURS[1], "icon_custom_emoji_id": "53125"}
    assert made == shown | {"message_thread_id": made["message_thread_id"]}
    told = api.updates()[0]["message"]
    assert told["forum_topic_created"] == shown
    assert (told["message_thread_id"], told["is_topic_message"]) == (made["message_thread_id"], True)
    assert told["from"]["is_bot"]
    assert told["message_id"] != made["message_thread_id"]
    assert rosa.topics == ["Ben and Rosa"]
    kept = api.refused("deleteMessage", chat_id=rosa.id, message_id=told["message_id"])
    assert kept == "Bad Request: message can't be deleted"
    long = api.result("createForumTopic", chat_id=rosa.id, name="x" * 200)
    assert long["name"] == "x" * 128
    assert long["icon_color"] in COLOURS
    assert long["message_thread_id"] != made["message_thread_id"]


def test_no_topic_is_opened_that_may_not_be(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    assert api.refused("createForumTopic", chat_id=rosa.id, name="Ben") == NO_FORUM
    telegram.sets_topics()
    for wrong, complaint in (
        ({"name": " "}, "title must be non-empty"),
        ({"name": "Ben", "icon_color": 5}, "invalid icon color specified"),
        ({"name": "Ben", "icon_custom_emoji_id": "smile"}, "invalid custom emoji identifier specified"),
    ):
        assert api.refused("createForumTopic", chat_id=rosa.id, **wrong) == f"Bad Request: {complaint}"
    assert api.refused("createForumTopic", chat_id=5, name="Ben") == "Bad Request: chat not found"
    telegram.sets_topics(is_refused=True)
    assert api.result("getMe")["has_topics_enabled"]
    assert api.refused("createForumTopic", chat_id=rosa.id, name="Ben") == NO_FORUM
    rosa.blocks_bot()
    blocked = api.refused("createForumTopic", chat_id=rosa.id, name="Ben")
    assert blocked == "Forbidden: bot was blocked by the user"
    assert rosa.topics == []


def test_a_message_stands_in_its_topic_or_outside(api: Api, rosa: Talker, topic: int) -> None:
    inside = sends(api, rosa, "hello", topic)
    assert (inside["message_thread_id"], inside["is_topic_message"]) == (topic, True)
    outside = sends(api, rosa, "to you alone")
    assert "message_thread_id" not in outside
    assert "is_topic_message" not in outside
    ben = rosa.in_topic("Ben")
    ben.sees("hello")
    ben.sees_nothing(within=0.05)
    assert rosa.outside_topics().texts == ["to you alone"]
    assert rosa.texts[-2:] == ["hello", "to you alone"]
    edited = api.result("editMessageText", chat_id=rosa.id, message_id=inside["message_id"], text="hi")
    assert edited["message_thread_id"] == topic
    assert "in Ben): hi" in rosa.transcript


def test_everything_that_is_sent_takes_a_topic(api: Api, rosa: Talker, topic: int) -> None:
    said = rosa.outside_topics().says("my words")
    to = {"chat_id": rosa.id, "from_chat_id": rosa.id, "message_thread_id": topic}
    api.result("copyMessage", **to, message_id=said.id)
    api.result("copyMessages", **to, message_ids=[said.id])
    api.result("forwardMessages", **to, message_ids=[said.id])
    assert api.result("forwardMessage", **to, message_id=said.id)["is_topic_message"]
    assert rosa.in_topic("Ben").texts[1:] == ["my words"] * 4
    picture = rosa.outside_topics().sends_photo().content["photo"][-1]["file_id"]
    for method, more in (
        ("sendPhoto", {"photo": picture}),
        ("sendMediaGroup", {"media": [{"type": "photo", "media": picture}] * 2}),
    ):
        shown = api.result(method, chat_id=rosa.id, message_thread_id=topic, **more)
        for message in shown if isinstance(shown, list) else [shown]:
            assert (message["message_thread_id"], message["is_topic_message"]) == (topic, True)
        assert api.refused(method, chat_id=rosa.id, message_thread_id=topic + 1, **more) == NO_THREAD
    for method, more in (
        ("copyMessage", {"message_id": said.id}),
        ("copyMessages", {"message_ids": [said.id]}),
        ("forwardMessage", {"message_id": said.id}),
        ("forwardMessages", {"message_ids": [said.id]}),
    ):
        assert api.refused(method, **to | {"message_thread_id": topic + 1}, **more) == NO_THREAD


def test_there_is_no_topic_where_topics_are_off(
    telegram: LocalTelegram, api: Api, rosa: Talker, topic: int
) -> None:
    telegram.sets_topics(is_on=False)
    where = {"chat_id": rosa.id, "message_thread_id": topic}
    assert api.refused("sendMessage", **where, text="a") == NO_THREAD
    for method in ("editForumTopic", "deleteForumTopic", "unpinAllForumTopicMessages"):
        assert api.refused(method, **where) == NO_FORUM
    assert rosa.topics == []
    rosa.says("as ever")
    assert "message_thread_id" not in api.updates()[-1]["message"]
    telegram.sets_topics()
    sends(api, rosa, "back", topic)


def test_a_topic_is_renamed(api: Api, rosa: Talker, topic: int) -> None:
    where = {"chat_id": rosa.id, "message_thread_id": topic}
    api.result("editForumTopic", **where, name="Ben M", icon_custom_emoji_id="1")
    api.result("editForumTopic", **where, icon_custom_emoji_id="")
    api.result("editForumTopic", **where, name="")
    told = [update["message"]["forum_topic_edited"] for update in api.updates()]
    assert told == [{"name": "Ben M", "icon_custom_emoji_id": "1"}, {"icon_custom_emoji_id": ""}]
    assert rosa.topics == ["Ben M"]
    assert api.refused("editForumTopic", **where, name="Ben M") == "Bad Request: TOPIC_NOT_MODIFIED"


def test_a_topic_that_the_bot_deletes_is_gone_with_its_messages(api: Api, rosa: Talker, topic: int) -> None:
    sends(api, rosa, "hello", topic)
    outside = sends(api, rosa, "outside")["message_id"]
    bubble = rosa.in_topic("Ben").sees("hello")
    api.result("deleteForumTopic", chat_id=rosa.id, message_thread_id=topic)
    rosa.sees_gone(bubble)
    assert [message.id for message in rosa.bubbles][-1] == outside
    assert api.updates() == []
    where = {"chat_id": rosa.id, "message_thread_id": topic}
    assert api.refused("sendMessage", **where, text="a") == NO_THREAD
    for method in ("editForumTopic", "deleteForumTopic", "unpinAllForumTopicMessages"):
        assert api.refused(method, **where) == NO_TOPIC
    # Telegram does not look at the topic of an action.
    assert api.result("sendChatAction", **where, action="typing")


@pytest.mark.parametrize("method", SUPERGROUPS_ALONE)
def test_what_is_for_supergroups_is_refused(api: Api, rosa: Talker, topic: int, method: str) -> None:
    more = {} if "General" in method else {"message_thread_id": topic}
    assert api.refused(method, chat_id=rosa.id, **more) == NO_FORUM


def test_there_is_no_general_topic(telegram: LocalTelegram, api: Api, rosa: Talker, topic: int) -> None:
    assert topic > 1
    assert api.refused("editGeneralForumTopic", chat_id=rosa.id, name="a") == NO_TOPIC
    assert api.refused("editForumTopic", chat_id=rosa.id, message_thread_id=1, name="a") == NO_TOPIC
    assert api.refused("sendMessage", chat_id=rosa.id, message_thread_id=1, text="a") == NO_THREAD
    telegram.sets_topics(is_on=False)
    assert api.refused("editGeneralForumTopic", chat_id=rosa.id, name="a") == NO_FORUM


def test_pins_of_one_topic_are_cleared_alone(api: Api, rosa: Talker, topic: int) -> None:
    inside = sends(api, rosa, "hello", topic)["message_id"]
    outside = sends(api, rosa, "outside")["message_id"]
    for number in (outside, inside):
        api.result("pinChatMessage", chat_id=rosa.id, message_id=number)
    notices = [update["message"] for update in api.updates()]
    assert [notice.get("message_thread_id") for notice in notices] == [None, topic]
    api.result("unpinAllForumTopicMessages", chat_id=rosa.id, message_thread_id=topic)
    assert api.result("getChat", chat_id=rosa.id)["pinned_message"]["message_id"] == outside


def test_answers_stay_in_the_topic_of_what_they_answer(api: Api, rosa: Talker, topic: int) -> None:
    inside = sends(api, rosa, "hello", topic)["message_id"]
    answer = sends(api, rosa, "and more", reply_parameters={"message_id": inside})
    assert answer["message_thread_id"] == topic
    assert answer["reply_to_message"]["message_id"] == inside
    rosa.replies_to("hello", "hello yourself")
    told = api.updates()[-1]["message"]
    assert (told["message_thread_id"], told["reply_to_message"]["message_id"]) == (topic, inside)


def test_an_answer_to_another_topic_shows_no_words_of_it(api: Api, rosa: Talker, topic: int) -> None:
    said = rosa.outside_topics().says("outside")
    answer = sends(api, rosa, "from inside", topic, reply_parameters={"message_id": said.id})
    assert "reply_to_message" not in answer
    origin = answer["external_reply"]["origin"]
    assert (origin["type"], origin["sender_user"]["id"]) == ("user", rosa.id)
    assert "outside" not in str(answer)


def test_taps_and_questions_say_their_topic(api: Api, rosa: Talker, topic: int) -> None:
    sends(api, rosa, "now?", topic, reply_markup=LATER)
    sends(api, rosa, "or now?", reply_markup=LATER)
    rosa.in_topic("Ben").taps("Later")
    tapped = api.updates()[-1]["callback_query"]["message"]
    assert (tapped["message_thread_id"], tapped["text"]) == (topic, "now?")
    sends(api, rosa, "your name?", topic, reply_markup={"force_reply": True})
    rosa.outside_topics().says("Rosa")
    told = api.updates()[-1]["message"]
    assert (told["message_thread_id"], told["reply_to_message"]["text"]) == (topic, "your name?")
    other = api.result("createForumTopic", chat_id=rosa.id, name="Ida")["message_thread_id"]
    sends(api, rosa, "your age?", topic, reply_markup={"force_reply": True})
    rosa.in_topic("Ida").says("hello Ida")
    told = api.updates()[-1]["message"]
    assert told["message_thread_id"] == other
    assert not told.keys() & {"reply_to_message", "external_reply"}


@pytest.mark.parametrize(
    ("how", "thread_kept"),
    [(AfterDeletion.ASTRAY, False), (AfterDeletion.REVIVED, True)],
)
def test_a_topic_deleted_by_the_person_behaves_as_it_was_seen_to(
    telegram: LocalTelegram, api: Api, rosa: Talker, topic: int, how: AfterDeletion, *, thread_kept: bool
) -> None:
    sends(api, rosa, "hello", topic)
    rosa.in_topic("Ben").deletes_topic()
    assert api.updates() == []
    assert rosa.topics == []
    assert api.refused("sendMessage", chat_id=rosa.id, message_thread_id=topic, text="a") == NO_THREAD
    telegram.sets_topics(after_deletion=how)
    sent = sends(api, rosa, "anyone there?", topic)
    assert sent.get("message_thread_id") == (topic if thread_kept else None)
    assert rosa.topics == (["Ben"] if thread_kept else [])
    rosa.sees("anyone there?")
    # What the bot itself deleted stays so.
    made = api.result("createForumTopic", chat_id=rosa.id, name="Ida")["message_thread_id"]
    api.result("deleteForumTopic", chat_id=rosa.id, message_thread_id=made)
    assert api.refused("sendMessage", chat_id=rosa.id, message_thread_id=made, text="a") == NO_THREAD
