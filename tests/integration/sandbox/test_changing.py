from datetime import timedelta

import pytest

from bot.sandbox.actions import NotPossibleError
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from tests.integration.sandbox.calling import Api

LATER = {"inline_keyboard": [[{"text": "Later", "callback_data": "later"}]]}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


def test_an_edit_is_seen_and_takes_the_keyboard_with_it(api: Api, rosa: Talker) -> None:
    sent = api.result("sendMessage", chat_id=rosa.id, text="one", reply_markup=LATER)
    where = {"chat_id": rosa.id, "message_id": sent["message_id"]}
    rosa.sees("one")
    assert api.refused("editMessageText", **where, text="one", reply_markup=LATER) == NOT_MODIFIED
    edited = api.result("editMessageText", **where, text="two")
    assert edited["edit_date"]
    assert "reply_markup" not in edited
    assert rosa.sees_edit("two").keyboard is None
    assert api.refused("editMessageText", **where, text="two") == NOT_MODIFIED
    api.result("editMessageReplyMarkup", **where, reply_markup=LATER)
    assert api.refused("editMessageReplyMarkup", **where, reply_markup=LATER) == NOT_MODIFIED
    assert api.refused("editMessageText", **where, text="") == "Bad Request: message text is empty"


def test_only_the_bots_own_words_can_be_edited(api: Api, rosa: Talker) -> None:
    said = rosa.says("mine")
    where = {"chat_id": rosa.id, "message_id": said.id}
    assert api.refused("editMessageText", **where, text="a") == "Bad Request: message can't be edited"
    where["message_id"] = 999
    assert api.refused("editMessageText", **where, text="a") == "Bad Request: message to edit not found"
    where["message_id"] = api.result(
        "sendMessage", chat_id=rosa.id, text="menu", reply_markup={"keyboard": [["A"]]}
    )["message_id"]
    assert api.refused("editMessageText", **where, text="a") == "Bad Request: message can't be edited"
    where["message_id"] = api.result(
        "copyMessage", chat_id=rosa.id, from_chat_id=rosa.id, message_id=rosa.sends_voice().id
    )["message_id"]
    assert (
        api.refused("editMessageText", **where, text="a")
        == "Bad Request: there is no text in the message to edit"
    )


def test_messages_of_both_sides_can_be_deleted_for_48_hours(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    assert telegram.clock is not None
    said = rosa.says("mine")
    sent = api.result("sendMessage", chat_id=rosa.id, text="ours")
    bubble = rosa.sees("ours")
    api.result("deleteMessage", chat_id=rosa.id, message_id=said.id)
    gone = api.refused("deleteMessage", chat_id=rosa.id, message_id=said.id)
    assert gone == "Bad Request: message to delete not found"
    telegram.clock.move(timedelta(hours=48))
    too_old = "Bad Request: message can't be deleted for everyone"
    assert api.refused("deleteMessage", chat_id=rosa.id, message_id=sent["message_id"]) == too_old
    assert api.refused("deleteMessages", chat_id=rosa.id, message_ids=[sent["message_id"], 999]) == too_old
    assert not bubble.is_deleted
    api.result("editMessageText", chat_id=rosa.id, message_id=sent["message_id"], text="a bot may still edit")
    telegram.clock.move(timedelta(hours=-2))
    api.result("deleteMessages", chat_id=rosa.id, message_ids=[sent["message_id"], 999])
    rosa.sees_gone(bubble)


def test_a_person_edits_for_48_hours_and_the_bot_is_told(
    telegram: LocalTelegram, api: Api, rosa: Talker
) -> None:
    assert telegram.clock is not None
    said = rosa.says("Helo")
    rosa.edits(said, "Hello https://example.org/")
    rosa.edits(said, "Hello https://example.org/")
    kinds = [next(kind for kind in update if kind != "update_id") for update in api.updates()]
    assert kinds == ["message", "edited_message"]
    telegram.clock.move(timedelta(hours=49))
    with pytest.raises(NotPossibleError):
        rosa.edits(said, "too late")


def test_the_bot_is_not_told_of_what_a_person_deletes(api: Api, rosa: Talker) -> None:
    said = rosa.says("oh")
    api.updates()
    rosa.deletes(said)
    assert api.updates() == []
    to = {"message_id": said.id}
    refusal = api.refused("sendMessage", chat_id=rosa.id, text="a", reply_parameters=to)
    assert refusal == "Bad Request: message to be replied not found"


def test_reactions_go_both_ways(api: Api, rosa: Talker) -> None:
    api.result("getUpdates", allowed_updates=["message", "message_reaction"])
    said = rosa.says("good news")
    where = {"chat_id": rosa.id, "message_id": said.id}
    api.result("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "🎉"}])
    rosa.sees_reaction(said, "🎉")
    api.result("setMessageReaction", **where, reaction=[])
    assert said.reactions == {}
    for bad in ([{"type": "emoji", "emoji": "🧦"}], [{"type": "paid"}]):
        assert api.refused("setMessageReaction", **where, reaction=bad) == "Bad Request: REACTION_INVALID"
    two = [{"type": "emoji", "emoji": "🎉"}, {"type": "emoji", "emoji": "👍"}]
    assert api.refused("setMessageReaction", **where, reaction=two) == "Bad Request: REACTIONS_TOO_MANY"
    rosa.reacts(said, "👍")
    rosa.reacts(said, "👍")
    rosa.reacts(said, None)
    reactions = [update["message_reaction"] for update in api.updates() if "message_reaction" in update]
    assert [(each["old_reaction"], each["new_reaction"]) for each in reactions] == [
        ([], [{"type": "emoji", "emoji": "👍"}]),
        ([{"type": "emoji", "emoji": "👍"}], []),
    ]


def test_reactions_are_not_delivered_by_default(api: Api, rosa: Talker) -> None:
    rosa.reacts(rosa.says("hm"), "👍")
    assert [list(update)[1] for update in api.updates()] == ["message"]


def test_pins_show_in_the_chat(api: Api, rosa: Talker) -> None:
    first = api.result("sendMessage", chat_id=rosa.id, text="the crisis line")["message_id"]
    api.result("pinChatMessage", chat_id=rosa.id, message_id=first)
    assert api.updates()[-1]["message"]["pinned_message"]["message_id"] == first
    assert api.result("getChat", chat_id=rosa.id)["pinned_message"]["message_id"] == first
    assert (
        api.refused("pinChatMessage", chat_id=rosa.id, message_id=first) == "Bad Request: CHAT_NOT_MODIFIED"
    )
    api.result("unpinChatMessage", chat_id=rosa.id)
    refusal = api.refused("unpinChatMessage", chat_id=rosa.id, message_id=first)
    assert refusal == "Bad Request: message to unpin not found"
    api.result("pinChatMessage", chat_id=rosa.id, message_id=first)
    api.result("unpinAllChatMessages", chat_id=rosa.id)
    assert "pinned_message" not in api.result("getChat", chat_id=rosa.id)


def test_a_tap_loads_until_it_is_answered_once(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    api.result("sendMessage", chat_id=rosa.id, text="now?", reply_markup=LATER)
    tap = rosa.taps("Later")
    query = api.updates()[-1]["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("later", "now?")
    assert not tap.is_answered
    api.result("answerCallbackQuery", callback_query_id=query["id"], text="All right", show_alert=True)
    assert rosa.sees_notice(tap) == "All right"
    assert tap.is_alert
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert api.refused("answerCallbackQuery", callback_query_id=query["id"]) == too_old
    assert api.refused("answerCallbackQuery", callback_query_id="1") == too_old
    again = rosa.taps("Later")
    assert telegram.clock is not None
    telegram.clock.move(timedelta(minutes=10))
    assert api.refused("answerCallbackQuery", callback_query_id=again.id) == too_old
    third = rosa.taps_again(again)
    assert third.id != again.id
    long = api.refused("answerCallbackQuery", callback_query_id=third.id, text="x" * 201)
    assert long == "Bad Request: MESSAGE_TOO_LONG"


def test_typing_is_shown_until_the_message_comes(telegram: LocalTelegram, api: Api, rosa: Talker) -> None:
    api.result("sendChatAction", chat_id=rosa.id, action="typing")
    chat = telegram.call(lambda box: box.private_chat(rosa.bot, rosa.person))
    assert chat.action == "typing"
    api.result("sendMessage", chat_id=rosa.id, text="here")
    assert chat.action == ""
    refusal = api.refused("sendChatAction", chat_id=rosa.id, action="thinking")
    assert refusal == "Bad Request: wrong parameter action in request"
