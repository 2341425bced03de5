"""Topics in private chats, as people use them."""

import pytest

from bot.sandbox import attachments
from bot.sandbox.actions import NotPossibleError
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from tests.integration.sandbox.calling import Api

NO_THREAD = "Bad Request: message thread not found"


@pytest.fixture
def ben(telegram: LocalTelegram, api: Api, rosa: Talker) -> Talker:
    """Rosa, who looks at her topic "Ben"; the bot has taken note of it."""
    telegram.sets_topics()
    api.result("createForumTopic", chat_id=rosa.id, name="Ben")
    api.updates()
    return rosa.in_topic("Ben")


def test_what_a_person_writes_in_a_topic_says_so(api: Api, rosa: Talker, ben: Talker) -> None:
    said = ben.says("hello")
    ben.sends_photo("a walk")
    ben.edits(said, "hello Ben")
    rosa.says("outside")
    *inside, outside = [update.get("message") or update["edited_message"] for update in api.updates()]
    assert [message["message_thread_id"] for message in inside] == [ben.thread] * 3
    assert all(message["is_topic_message"] for message in inside)
    assert "message_thread_id" not in outside
    assert "is_topic_message" not in outside


def test_a_long_text_and_a_key_stay_in_their_topic(api: Api, rosa: Talker, ben: Talker) -> None:
    api.result("sendMessage", chat_id=rosa.id, text="keys", reply_markup={"keyboard": [["More"]]})
    ben.taps("More")
    ben.says("word " * 1500)
    assert [update["message"]["message_thread_id"] for update in api.updates()] == [ben.thread] * 3


def test_a_person_renames_and_deletes_any_topic(api: Api, rosa: Talker, ben: Talker) -> None:
    ben.renames_topic("My mentor")
    told = api.updates()[-1]["message"]
    assert told["forum_topic_edited"] == {"name": "My mentor"}
    assert (told["from"]["id"], told["message_thread_id"]) == (rosa.id, ben.thread)
    bubble = ben.says("between us")
    api.updates()
    ben.deletes_topic()
    assert bubble.is_deleted
    assert api.updates() == []
    refusal = api.refused("sendMessage", chat_id=rosa.id, message_thread_id=ben.thread, text="a")
    assert refusal == NO_THREAD
    for deed in (ben.deletes_topic, lambda: ben.renames_topic("again"), lambda: ben.says("hello?")):
        with pytest.raises(NotPossibleError, match="not there"):
            deed()


def test_a_person_opens_topics_only_where_the_bot_lets_them(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    for is_on, may_open in ((False, False), (True, False), (False, True)):
        telegram.sets_topics(is_on=is_on, people_may_open=may_open)
        with pytest.raises(NotPossibleError, match="does not let"):
            rosa.opens_topic("Garden")
        rosa.says("outside")
    assert all("forum_topic_created" not in update["message"] for update in api.updates())
    telegram.sets_topics(people_may_open=True)
    garden = rosa.opens_topic("Garden")
    garden.says("hello")
    created, said = [update["message"] for update in api.updates()]
    assert created["forum_topic_created"]["name"] == "Garden"
    assert "is_name_implicit" not in created["forum_topic_created"]
    assert (created["from"]["id"], said["message_thread_id"]) == (rosa.id, created["message_thread_id"])
    with pytest.raises(NotPossibleError, match="needs a name"):
        rosa.opens_topic(" \n ")
    rosa.blocks_bot()
    with pytest.raises(NotPossibleError, match="blocked"):
        rosa.opens_topic("Pond")


def test_words_outside_the_topics_open_one_where_people_may(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    telegram.sets_topics(people_may_open=True)
    rosa.presses_start("a-token")
    rosa.says("I have had\na hard day")
    rosa.sends_voice()
    start, created, said, unnamed, _ = [update["message"] for update in api.updates()]
    assert "message_thread_id" not in start
    shown = created["forum_topic_created"]
    assert (shown["name"], shown["is_name_implicit"]) == ("I have had a hard day", True)
    assert said["message_thread_id"] == created["message_thread_id"]
    assert unnamed["forum_topic_created"]["name"] == "New Thread"
    where = {"chat_id": rosa.id, "message_thread_id": created["message_thread_id"]}
    api.result("editForumTopic", **where, name="A hard day")
    assert rosa.topics == ["A hard day", "New Thread"]
    rosa.replies_to("a hard day", "and a long one")
    assert api.updates()[-1]["message"]["message_thread_id"] == where["message_thread_id"]


def test_an_album_outside_the_topics_opens_one_topic(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    telegram.sets_topics(people_may_open=True)
    rosa.sends_album([attachments.photo(caption="my walk"), attachments.photo()])
    created, *photos = [update["message"] for update in api.updates()]
    assert created["forum_topic_created"]["name"] == "my walk"
    assert [photo["message_thread_id"] for photo in photos] == [created["message_thread_id"]] * 2


def test_a_person_looks_where_they_say(rosa: Talker, ben: Talker) -> None:
    with pytest.raises(AssertionError, match='Rosa has no topic "Ida"'):
        rosa.in_topic("Ida", within=0.05)
    with pytest.raises(AssertionError, match="looks at no topic"):
        rosa.deletes_topic()
    said = ben.says("inside")
    assert said in ben.bubbles
    assert said in rosa.bubbles
    assert said not in rosa.outside_topics().bubbles
