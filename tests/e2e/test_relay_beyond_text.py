"""Reactions, taking back, pauses, contact details, quick words: as the two who write to each other see it."""

from bot.sandbox.conversation import Talker
from tests.support.programme import Programme


def copies(reader: Talker, words: str) -> list[str]:
    return [text for text in reader.texts if words in text]


def test_reactions_are_mirrored_both_ways_and_taken_back_also_after_a_restart(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("I walked to the shop")
    copy = ben.sees("I walked to the shop")
    programme.settles()
    programme.restart()
    ben.reacts(copy, "🎉")
    rosa.sees_reaction(said, "🎉")
    rosa.reacts(said, "👍")
    ben.sees_reaction(copy, "👍")
    ben.reacts(copy, None)
    assert rosa.line.wait(lambda _: not said.reactions.get(rosa.bot.id), 10), "taken back"


def test_several_reactions_and_custom_ones_are_told_in_words(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says("I walked to the shop")
    copy = ben.sees("I walked to the shop")
    emoji = [{"type": "emoji", "emoji": each} for each in ("🎉", "👍")]
    ben.reacts_with(copy, *emoji)
    rosa.sees("Ben reacts with 🎉 👍")
    ben.reacts_with(copy, {"type": "custom_emoji", "custom_emoji_id": "5312536423851630001"})
    rosa.sees("Ben reacts with a picture that I cannot show")


def test_unsend_removes_the_copy_also_after_a_restart(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("too much")
    copy = ben.sees("too much")
    programme.settles()
    programme.restart()
    rosa.replies_to(said, "/unsend")
    ben.sees_gone(copy)
    rosa.sees("I have taken it back")


def test_the_last_message_is_taken_back_by_a_button(programme: Programme) -> None:
    rosa, ben = programme.pair()
    ben.says("too much")
    copy = rosa.sees("too much")
    ben.taps("💬 My mentees")
    ben.taps("Take back my last message")
    rosa.sees_gone(copy)
    ben.sees("I have taken it back")


def test_did_it_arrive_is_answered(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says("Good morning")
    ben.sees("Good morning")
    programme.settles()
    rosa.taps("💬 My mentor")
    rosa.taps("Did it arrive?")
    rosa.sees("Yes. Ben has had it since")


def test_a_pause_from_the_conversation_holds_everything_and_gives_it_back_in_order(
    programme: Programme,
) -> None:
    rosa, ben = programme.pair()
    rosa.taps("💬 My mentor")
    rosa.taps("Pause with Ben")
    rosa.sees("Paused.")
    rosa.taps("Tell Ben: I need a rest")
    ben.sees("Rosa needs a rest and will be back")
    ben.says("one")
    ben.sees("Rosa is taking a break")
    ben.says("two")
    ben.does_not_see("taking a break")
    programme.settles()
    programme.restart()
    assert copies(rosa, "Ben\n") == []
    rosa.taps("💬 My mentor")
    rosa.taps("Go on with Ben")
    rosa.sees("You and Ben can write to each other again")
    rosa.sees("Ben\ntwo")
    assert copies(rosa, "Ben\n") == ["Ben\none", "Ben\ntwo"]


def test_what_waits_for_somebody_who_blocked_the_bot_is_offered_when_they_are_back(
    programme: Programme,
) -> None:
    rosa, ben = programme.pair()
    ben.blocks_bot()
    programme.settles()
    rosa.says("one")
    rosa.sees("I cannot reach Ben")
    rosa.says("two")
    rosa.does_not_see("cannot reach")
    programme.settles()
    programme.restart()
    ben.unblocks_bot()
    ben.sees("2 messages from Rosa wait for you")
    ben.taps("Yes, show me")
    ben.sees("Rosa\ntwo")
    assert copies(ben, "Rosa\n") == ["Rosa\none", "Rosa\ntwo"]
    rosa.sees("Ben is back and has your 2 messages now")


def test_contact_details_are_asked_about_before_they_are_sent(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says("It is 07700 900123")
    rosa.sees("There seems to be a telephone number in this")
    ben.sees_nothing()
    rosa.taps("Send it as it is")
    ben.sees("07700 900123")


def test_contact_details_can_be_taken_out_instead(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("Write to rosa.example@example.org tonight")
    rosa.sees("There seems to be an e-mail address in this")
    rosa.edits(said, "Write to me tonight")
    assert ben.sees("tonight").text == "Rosa\nWrite to me tonight"


def test_distress_is_not_held_for_a_telephone_number(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says("I want to kill myself tonight. 07700 900123")
    ben.sees("07700 900123")
    rosa.does_not_see("There seems to be")


def test_links_to_an_account_are_left_out_and_told(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says("I am at t.me/rosa_example_77, see you")
    rosa.sees("I leave out the link to an account")
    assert ben.sees("see you").text == "Rosa\nI am at […], see you"


def test_quick_words_go_to_the_conversation_with_one_press(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.taps("👤 About me")
    rosa.taps("Quick words")
    rosa.sees("Here are your quick words")
    assert ["🆘 I need help now", "↩️ Menu"] in rosa.keyboard
    rosa.taps("Slower, please")
    assert ben.sees("Slower, please").text == "Rosa\nSlower, please"
    rosa.taps("My own words")
    rosa.sees("Please write your own quick words")
    rosa.says("Tea?\nToo loud here")
    rosa.sees("Here are your quick words")
    rosa.taps("Too loud here")
    ben.sees("Rosa\nToo loud here")
    rosa.taps("↩️ Menu")
    rosa.sees("Here are your usual buttons")
    assert ["💬 My mentor"] not in rosa.keyboard
    assert rosa.keyboard[0][0] == "🆘 I need help now"
