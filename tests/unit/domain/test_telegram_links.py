"""Links to Telegram accounts typed in a text do not cross; all else stays as it was."""

import pytest

from bot.domain.texts import LEFT_OUT, Entity, Text, crossing, without_telegram_links

HERE = "[link]"


def cut(text: Text, entity: Entity) -> str:
    encoded = text.words.encode("utf-16-le")
    return encoded[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("t.me/rosa", "[link]"),
        ("see https://t.me/rosa_example please", "see [link] please"),
        ("(http://telegram.me/rosa).", "([link])."),
        ("telegram.dog/rosa, T.ME/ROSA", "[link], [link]"),
        ("www.t.me/rosa", "[link]"),
        ("rosa_example.t.me!", "[link]!"),
        ("https://rosa.t.me/1?x", "[link]"),
        ("https://t.me:443/rosa", "[link]"),
        ("https://example.org@t.me/rosa", "[link]"),
        ("https://t.me?start=1", "[link]"),
        ("tg://user?id=1 TG://resolve?domain=rosa", "[link] [link]"),
        ("@rosa_example", "[link]"),
        ("hi @rosa5,@ben_example", "hi [link],[link]"),
        ("@" + "a" * 32, "[link]"),
        ("a\n@rosa_example\nb", "a\n[link]\nb"),
        ("/@t.me/rosa", "/@[link]"),
        ("t.me/+AbC t.me/joinchat/AbC", "[link] [link]"),
    ],
)
def test_what_opens_an_account_is_taken_out(words: str, left: str) -> None:
    assert without_telegram_links(Text(words), HERE) == (Text(left), True)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "hello",
        "rosa@example.com",
        "rosa.e@example.com",
        "@abc",
        "meet @ 5",
        "@" + "a" * 33,
        "@1234567",
        "nott.me/rosa",
        "https://example.org/help?x=t.me",
        "t.me",
        "https://t.me.example.org/rosa",
        "telegram.org",
        "tg: hello",
        "at t.me and so on",
        "not.t.mend/rosa",
    ],
)
def test_other_words_stay_as_they_are(words: str) -> None:
    text = Text(words, (Entity("bold", 0, 1),))
    assert without_telegram_links(text, HERE) == (text, False)


def test_formatting_stays_on_its_words() -> None:
    words = "🙂 so @rosa_example bold 🙂 t.me/x end"
    text = Text(
        words,
        (
            Entity("bold", 0, 2),
            Entity("italic", 3, 2),
            Entity("code", 6, 13),
            Entity("bold", 20, 4),
            Entity("spoiler", 28, 6),
            Entity("italic", 35, 3),
            Entity("blockquote", 0, 38),
        ),
    )
    changed, was_changed = without_telegram_links(text, HERE)
    assert was_changed
    assert changed.words == "🙂 so [link] bold 🙂 [link] end"
    assert [cut(changed, one) for one in changed.entities] == [
        *("🙂", "so", "[link]", "bold", "[link]", "end", changed.words),
    ]


def test_formatting_that_began_or_ended_within_a_link_covers_what_stands_for_it() -> None:
    text = Text("see t.me/rosa now", (Entity("bold", 0, 6), Entity("italic", 8, 9), Entity("code", 6, 3)))
    changed, _ = without_telegram_links(text, HERE)
    assert [cut(changed, one) for one in changed.entities] == ["see [link]", "[link] now", "[link]"]


def test_formatting_of_nothing_is_dropped() -> None:
    text = Text("a t.me/rosa b", (Entity("bold", 2, 9), Entity("italic", 12, 1)))
    assert without_telegram_links(text, "") == (Text("a  b", (Entity("italic", 3, 1),)), True)


def test_what_an_entity_says_beside_its_place_is_kept() -> None:
    text = Text("t.me/x code", (Entity("pre", 7, 4, language="python"),))
    assert without_telegram_links(text, HERE)[0].entities == (Entity("pre", 7, 4, None, "python"),)


def test_a_link_that_comes_to_light_is_taken_out_as_well() -> None:
    assert without_telegram_links(Text("rosa.t.metg://x"), " - ") == (Text(" -  - "), True)


@pytest.mark.parametrize("placeholder", ["@somebody", "t.me/rosa", "tg:"])
def test_what_stands_for_a_link_is_none(placeholder: str) -> None:
    with pytest.raises(ValueError, match="placeholder"):
        without_telegram_links(Text("t.me/rosa"), placeholder)


@pytest.mark.parametrize(
    ("words", "mentions", "left"),
    [
        ("hi @rosa, ok", [(3, 5)], "hi […], ok"),
        ("🙂 @rosa", [(3, 5)], "🙂 […]"),
        ("@rosa@ben1 and @rosa_example", [(5, 5), (0, 5), (15, 13)], "[…][…] and […]"),
        ("x@rosa", [(1, 5)], "x[…]"),
        ("@gif of it", [(0, 4)], "[…] of it"),
    ],
)
def test_whatever_telegram_takes_for_an_account_s_name_is_left_out(
    words: str, mentions: list[tuple[int, int]], left: str
) -> None:
    entities = [Entity("mention", offset, length) for offset, length in mentions]
    assert crossing(Text(words, tuple(entities))) == (Text(left), True)


def test_formatting_stays_on_its_words_beside_a_name_that_is_left_out() -> None:
    text = Text("🙂 @rosa so", (Entity("bold", 0, 8), Entity("mention", 3, 5), Entity("italic", 9, 2)))
    changed, was_left_out = crossing(text)
    assert was_left_out
    assert [cut(changed, one) for one in changed.entities] == [f"🙂 {LEFT_OUT}", "so"]


@pytest.mark.parametrize(
    "mention",
    [Entity("mention", 10, 7), Entity("mention", 15, 5), Entity("mention", -1, 3), Entity("mention", 0, 0)],
)
def test_a_dose_is_no_account_and_what_lies_outside_the_text_is_nothing(mention: Entity) -> None:
    assert crossing(Text("3 tablets @1000mg", (mention,))) == (Text("3 tablets @1000mg"), False)
