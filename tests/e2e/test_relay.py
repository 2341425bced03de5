"""What one side writes reaches the other: formatting, replies, edits."""

from bot.sandbox.accounts import Json
from bot.sandbox.messages import Message
from tests.support.programme import Programme


def entity(kind: str, offset: int, length: int, **more: str) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


def formatting(bubble: Message) -> list[Json]:
    """The formatting of a relayed bubble without its name line, counted from the words' own beginning."""
    entities: list[Json] = bubble.content.get("entities", [])
    line, *rest = entities
    assert line["type"] == "bold"
    shift = int(line["length"]) + 1
    return [{**each, "offset": each["offset"] - shift} for each in rest]


def test_formatting_comes_through_under_the_bold_name(programme: Programme) -> None:
    rosa, ben = programme.pair()
    text = "bold 😀 italic under strike secret code quoted linked"
    marks = [
        entity("bold", 0, 4),
        entity("italic", 8, 6),
        entity("underline", 15, 5),
        entity("strikethrough", 21, 6),
        entity("spoiler", 28, 6),
        entity("code", 35, 4),
        entity("text_link", 47, 6, url="https://example.org/stretching"),
    ]
    rosa.says(text, marks)
    bubble = ben.sees("bold 😀")
    assert bubble.text == f"Rosa\n{text}"
    assert formatting(bubble) == marks


def test_a_block_of_code_keeps_its_language_and_a_quotation_stays_one(programme: Programme) -> None:
    rosa, ben = programme.pair()
    marks = [entity("pre", 0, 8, language="python"), entity("blockquote", 9, 4)]
    rosa.says("print(1)\nsaid", marks)
    assert formatting(ben.sees("print(1)")) == marks


def test_nothing_crosses_that_would_open_somebodys_account(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says("me here", [{"type": "text_mention", "offset": 0, "length": 2, "user": {"id": rosa.id}}])
    assert formatting(ben.sees("me here")) == []
    rosa.says("also me", [entity("text_link", 0, 4, url=f"tg://user?id={rosa.id}")])
    assert formatting(ben.sees("also me")) == []
    rosa.says("once more", [entity("text_link", 0, 4, url="https://t.me/rosalind_keane")])
    assert formatting(ben.sees("once more")) == []


def test_words_that_look_like_tags_stay_words(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says("a <b>bold</b> claim & *stars* _too_ {name} 100%")
    assert ben.sees("claim").text == "Rosa\na <b>bold</b> claim & *stars* _too_ {name} 100%"


def test_blank_lines_and_other_scripts_stay_as_they_are(programme: Programme) -> None:
    rosa, ben = programme.pair()
    for text in ("one\n\n\nthree", "שלום בן", "สวัสดี", "👩🏽‍🦽 ❤️‍🩹 e\u0301"):
        rosa.says(text)
        assert ben.sees(text).text == f"Rosa\n{text}"


def test_a_reply_quotes_the_right_message_on_either_side(programme: Programme) -> None:
    rosa, ben = programme.pair()
    first = rosa.says("I walked to the corner")
    rosa.says("And I slept badly")
    ben.sees("And I slept badly")
    ben.replies_to("I walked to the corner", "How far is that?")
    reply = rosa.sees("How far is that?")
    assert reply.reply_to_id == first.id

    answer = rosa.replies_to(reply, "Two hundred steps")
    copy = ben.sees("Two hundred steps")
    assert copy.reply_to_id == next(each.id for each in ben.bubbles if each.text == "How far is that?")
    assert answer.reply_to_id == reply.id


def test_a_reply_to_ones_own_message_quotes_its_copy(programme: Programme) -> None:
    rosa, ben = programme.pair()
    own = rosa.says("My knee hurts")
    copy = ben.sees("My knee hurts")
    rosa.replies_to(own, "The left one")
    assert ben.sees("The left one").reply_to_id == copy.id


def test_replies_find_their_message_after_a_restart(programme: Programme) -> None:
    rosa, ben = programme.pair()
    first = rosa.says("I walked to the corner")
    copy = ben.sees("I walked to the corner")
    programme.restart()
    ben.replies_to(copy, "Well done")
    assert rosa.sees("Well done").reply_to_id == first.id
    rosa.replies_to(first, "It was warm")
    assert ben.sees("It was warm").reply_to_id == copy.id


def test_the_words_that_were_quoted_are_quoted_on_the_other_side(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says("I walked to the corner and slept badly")
    ben.sees("slept badly")
    ben.replies_to("slept badly", "Tell me more", quote="slept badly")
    quote = rosa.sees("Tell me more").quote
    assert quote is not None
    assert quote["text"] == "slept badly"


def test_a_quote_of_ones_own_words_leaves_out_what_they_left_out(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("I am @rosalind_keane there")
    ben.sees("I am […] there")
    rosa.replies_to(said, "see you", quote="I am @rosalind_keane")
    quote = ben.sees("see you").quote
    assert quote is not None
    assert quote["text"] == "I am […]"
    sent = b"".join(request.as_bytes() for request in programme.telegram.requests())
    assert b"rosalind_keane" not in sent


def test_a_quote_of_words_that_have_been_changed_since_still_arrives(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("I slept badly")
    ben.sees("I slept badly")
    ben.replies_to("I slept badly", "Oh", quote="Rosa\nI slept")  # her name line is not in her own words
    reply = rosa.sees("Oh")
    assert (reply.reply_to_id, reply.quote) == (said.id, None)


def test_a_reply_to_the_bots_own_words_is_a_plain_message(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.replies_to("Ben is your mentor", "That is good to hear")
    bubble = ben.sees("That is good to hear")
    assert not bubble.reply_to_id


def test_a_reply_to_a_message_the_other_side_has_deleted_still_arrives(programme: Programme) -> None:
    rosa, ben = programme.pair()
    own = rosa.says("My knee hurts")
    ben.deletes(ben.sees("My knee hurts"))
    rosa.replies_to(own, "The left one")
    assert not ben.sees("The left one").reply_to_id


def test_an_edit_changes_the_copy_with_its_formatting(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.says("I sleep wel")
    copy = ben.sees("I sleep wel")
    rosa.edits(said, "I sleep well", [entity("bold", 8, 4)])
    changed = ben.sees_edit("Rosa\nI sleep well")
    assert changed.id == copy.id
    assert formatting(changed) == [entity("bold", 8, 4)]
    ben.sees_nothing()


def test_edits_are_mirrored_both_ways_and_after_a_restart(programme: Programme) -> None:
    rosa, ben = programme.pair()
    hers, his = rosa.says("hers 1"), ben.says("his 1")
    ben.sees("hers 1")
    rosa.sees("his 1")
    programme.restart()
    for number in range(2, 5):
        rosa.edits(hers, f"hers {number}")
        ben.edits(his, f"his {number}")
        ben.sees_edit(f"Rosa\nhers {number}")
        rosa.sees_edit(f"Ben\nhis {number}")


def test_an_answer_to_a_question_of_ours_that_is_edited_later_changes_nothing(programme: Programme) -> None:
    rosa, ben = programme.pair()
    name = next(each for each in rosa.bubbles if each.text == "Rosa")
    rosa.edits(name, "I want to be called something else")
    ben.sees_nothing()
    rosa.sees_nothing(0.1)
