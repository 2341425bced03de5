"""Texts as Telegram measures them, and what may cross to the other side."""

import pytest

from bot.domain.media import LONGEST_CAPTION
from bot.domain.texts import (
    LONGEST_TEXT,
    Entity,
    Text,
    behind_words,
    fits_under,
    under_name,
    units,
    without_accounts,
)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("abc", 3),
        ("Привет", 6),
        ("é", 1),
        ("🙂", 2),
        ("👩‍👩‍👧", 8),
        ("🇬🇧", 4),
        ("\uffff\U00010000", 3),
    ],
)
def test_a_text_is_measured_in_utf_16_units(text: str, length: int) -> None:
    assert units(text) == length == len(text.encode("utf-16-le")) // 2


def test_formatting_moves_down_with_its_words() -> None:
    text = Text("so bold", (Entity("bold", 3, 4), Entity("text_link", 0, 2, url="https://a.org")))
    assert under_name("Rosa", text) == Text(
        "Rosa\nso bold",
        (Entity("bold", 0, 4), Entity("bold", 8, 4), Entity("text_link", 5, 2, url="https://a.org")),
    )


def test_a_name_with_an_emoji_moves_formatting_by_its_units() -> None:
    below = under_name("Rosa 🌹", Text("ok 🙂 so", (Entity("italic", 6, 2),)))
    line, moved = below.entities
    assert (line.offset, line.length) == (0, 7)
    assert (moved.offset, moved.length) == (14, 2)
    cut = below.words.encode("utf-16-le")[moved.offset * 2 : (moved.offset + moved.length) * 2]
    assert cut.decode("utf-16-le") == "so"


def test_a_language_of_code_is_kept() -> None:
    below = under_name("Ben", Text("x=1", (Entity("pre", 0, 3, language="python"),)))
    assert below.entities[1] == Entity("pre", 4, 3, None, "python")


@pytest.mark.parametrize(
    ("line", "words", "fits"),
    [
        ("Rosa", "a" * (LONGEST_TEXT - 5), True),
        ("Rosa", "a" * (LONGEST_TEXT - 4), False),
        ("Rosa", "🙂" * 2045, True),
        ("Ros", "🙂" * 2046, True),
        ("Rosa", "🙂" * 2046, False),
        ("R🌹", "a" * (LONGEST_TEXT - 4), True),
        ("R🌹", "a" * (LONGEST_TEXT - 3), False),
    ],
)
def test_a_name_line_goes_above_where_both_fit_into_one_message(line: str, words: str, *, fits: bool) -> None:
    text = Text(words, (Entity("bold", 0, 1),))
    assert fits_under(line, text) is fits
    whole = under_name(line, text)
    assert units(whole.words) <= LONGEST_TEXT
    assert whole == text if not fits else whole.words == f"{line}\n{words}"


def test_a_name_stands_alone_above_no_words() -> None:
    assert under_name("Ros\N{ROSE}", Text("")) == Text("Ros\N{ROSE}", (Entity("bold", 0, 5),))


def test_a_name_goes_above_a_caption_only_where_both_fit_into_it() -> None:
    assert fits_under("Rosa", Text("a" * 1019), LONGEST_CAPTION)
    assert not fits_under("Rosa", Text("a" * 1020), LONGEST_CAPTION)
    assert under_name("Rosa", Text("a" * 1020), LONGEST_CAPTION) == Text("a" * 1020)


@pytest.mark.parametrize(
    "kind",
    [
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
    ],
)
def test_formatting_crosses(kind: str) -> None:
    text = Text("hello", (Entity(kind, 0, 5),))
    assert without_accounts(text) == text


@pytest.mark.parametrize(
    "kind",
    [
        "text_mention",
        "mention",
        "custom_emoji",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "something_new",
    ],
)
def test_what_opens_an_account_or_is_not_known_does_not_cross(kind: str) -> None:
    text = Text("hello you", (Entity("bold", 0, 5), Entity(kind, 6, 3)))
    assert without_accounts(text) == Text("hello you", (Entity("bold", 0, 5),))


def test_only_a_link_takes_an_address_along_and_only_code_a_language() -> None:
    leads = {"url": "https://t.me/rosa", "language": "rosa"}
    link = Entity("text_link", 0, 5, url="https://example.org", language="rosa")
    text = Text("hello", (Entity("bold", 0, 5, **leads), Entity("pre", 0, 5, **leads), link))
    assert without_accounts(text).entities == (
        Entity("bold", 0, 5),
        Entity("pre", 0, 5, language="rosa"),
        Entity("text_link", 0, 5, url="https://example.org"),
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTP://EXAMPLE.ORG/path?x=1#y",
        "https://example.org:8443/",
        "https://somebody:secret@example.org/",
        "https://nott.me/rosa",
        "https://t.me.example.org/rosa",
        "https://telegram.me.uk/",
        "https://example.org/t.me/rosa",
        "https://example.org/?u=https://t.me/rosa",
        "https://münchen.example/",
        "https://xn--mnchen-3ya.example/",
        "http://192.0.2.1/",
        "http://[2001:db8::1]/",
    ],
)
def test_a_link_into_the_web_crosses(url: str) -> None:
    text = Text("here", (Entity("text_link", 0, 4, url=url),))
    assert without_accounts(text) == text


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "tg://user?id=123",
        "TG://resolve?domain=rosa",
        "https://t.me/rosa",
        "http://t.me/rosa",
        "HTTPS://T.ME/ROSA",
        "https://t.me",
        "https://t.me./rosa",
        "https://rosa.t.me",
        "https://www.t.me/rosa",
        "https://t.me:443/rosa",
        "https://example.org@t.me/rosa",
        "https://example.org:pass@t.me/rosa",
        "https://telegram.me/rosa",
        "https://telegram.dog/rosa",
        "https://telegram.org/dl",
        "https://web.telegram.org/k/#@rosa",
        "https:///t.me/rosa",
        "https:////t.me/rosa",
        "https:t.me/rosa",
        "https:\\\\t.me\\rosa",
        "https://t.me\\@example.org/",
        "https://\uff54.me/rosa",
        "https://t\u3002me/rosa",
        "https://t\uff61me/rosa",
        "https://t\uff0eme/rosa",
        "https://t%2Eme/rosa",
        "https://%74.me/rosa",
        "https://T\u200b.me/rosa\\",
        "\thttps://t.me/rosa",
        "https://t.\nme/rosa",
        "mailto:rosa@example.org",
        "tel:+447700900123",
        "javascript:alert(1)",
        "ftp://example.org/",
        "//t.me/rosa",
        "t.me/rosa",
        "http://[",
        "http://[::1",
        "http://ex℀mple.org/",
        "https://example.org:port@[/",
        "not a link",
    ],
)
def test_a_link_to_an_account_or_to_nowhere_sure_does_not_cross(url: str | None) -> None:
    text = Text("here", (Entity("text_link", 0, 4, url=url),))
    assert without_accounts(text) == Text("here")


def test_invisible_characters_in_a_host_do_not_hide_it() -> None:
    """Browsers drop a soft hyphen or a zero-width space in a host, so such a link is not sure."""
    for hidden in ("\u00ad", "\u200b", "\u2060", "\ufeff", "\u200d"):
        text = Text("here", (Entity("text_link", 0, 4, url=f"https://t{hidden}.me/rosa"),))
        assert without_accounts(text) == Text("here"), hex(ord(hidden))


def test_words_are_never_changed() -> None:
    words = "write to @rosa or t.me/rosa 🙂"
    assert without_accounts(Text(words, (Entity("mention", 9, 5),))).words == words


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://www.facebook.com/rosa", "https://www.facebook.com/rosa"),
        ("https://face\nbook.com/ro\tsa", "https://facebook.com/rosa"),
        ("https://facebook\u3002com/rosa", "https://facebook.com/rosa"),
        ("https://facebook\uff61com/rosa", "https://facebook.com/rosa"),
        ("https://\uff46acebook.com/rosa", "https://facebook.com/rosa"),
        ("https://example.org/?to=rosa%40example.com", "https://example.org/?to=rosa@example.com"),
        ("https://example.org/%ff", "https://example.org/\ufffd"),
        ("http://[", "http://["),
    ],
)
def test_the_address_behind_a_word_is_read_as_a_browser_does(url: str, written: str) -> None:
    text = Text("here", (Entity("bold", 0, 4), Entity("text_link", 0, 4, url=url)))
    assert behind_words(text) == (written,)


def test_only_words_that_are_links_have_an_address_and_each_is_looked_at_once() -> None:
    link = Entity("text_link", 0, 4, url="https://example.org")
    text = Text("here", (link, link, Entity("text_link", 0, 1), Entity("pre", 0, 4, url="https://x.org")))
    assert behind_words(text) == ("https://example.org",)
