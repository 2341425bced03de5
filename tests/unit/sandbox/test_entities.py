import pytest

from bot.sandbox.accounts import Json, Person
from bot.sandbox.entities import read
from bot.sandbox.refusals import RefusalError

ROSA = Person(5001, "Rosa")


def marks(entities: list[Json]) -> list[str]:
    return [f"{entity['type']} {entity['offset']}+{entity['length']}" for entity in entities]


@pytest.mark.parametrize(
    ("markup", "plain", "expected"),
    [
        ("<b>hi</b> you", "hi you", ["bold 0+2"]),
        ("👍 <i>x <u>y</u></i>", "👍 x y", ["italic 3+3", "underline 5+1"]),
        ("<b>a<i>b</i></b>", "ab", ["bold 0+2", "italic 1+1"]),
        ("<strong>a</strong><em>b</em><ins>c</ins>", "abc", ["bold 0+1", "italic 1+1", "underline 2+1"]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", ["strikethrough 0+3"]),
        (
            "<tg-spoiler>a</tg-spoiler> <span class='tg-spoiler'>b</span>",
            "a b",
            ["spoiler 0+1", "spoiler 2+1"],
        ),
        ("<code>a &lt; b</code>", "a < b", ["code 0+5"]),
        ("<pre>x\ny</pre>", "x\ny", ["pre 0+3"]),
        ('<pre><code class="language-py">x</code></pre>', "x", ["pre 0+1"]),
        ("<blockquote>q</blockquote>", "q", ["blockquote 0+1"]),
        ("<blockquote expandable>q</blockquote>", "q", ["expandable_blockquote 0+1"]),
        ('<a href="https://example.org/x?a=1&amp;b=2">there</a>', "there", ["text_link 0+5"]),
        ('<a href="tg://user?id=5001">Rosa</a>', "Rosa", ["text_mention 0+4"]),
        ('<a href="tg://user?id=999">Nobody</a>', "Nobody", []),
        ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍", ["custom_emoji 0+2"]),
        ("&#128077;&#x1F44D;&quot;&amp;&nbsp;", '👍👍"&&nbsp;', []),
        ("<b></b>a", "a", []),
        ("<B>a</b >", "a", ["bold 0+1"]),
    ],
)
def test_html_becomes_text_and_entities(markup: str, plain: str, expected: list[str]) -> None:
    text, entities = read(markup, "HTML", None, {ROSA.id: ROSA})
    assert (text, marks(entities)) == (plain, expected)


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("👍</b>", "Unexpected end tag at byte offset 4"),
        ("é<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("2 <", "Unclosed start tag at byte offset 2"),
        ("<a href='x>y", "Unclosed start tag at byte offset 0"),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>a</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
def test_html_that_does_not_parse_is_refused_in_telegrams_words(markup: str, complaint: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        read(markup, "html", None, {})
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("markup", "plain", "expected"),
    [
        (
            "*b* _i_ __u__ ~s~ ||h||",
            "b i u s h",
            ["bold 0+1", "italic 2+1", "underline 4+1", "strikethrough 6+1", "spoiler 8+1"],
        ),
        ("👍*b*", "👍b", ["bold 2+1"]),
        ("*bold _it __under__ it_ b*", "bold it under it b", ["bold 0+18", "italic 5+11", "underline 8+5"]),
        ("`a_b*`", "a_b*", ["code 0+4"]),
        ("`a\\`b`", "a`b", ["code 0+3"]),
        ("```py\nx = 1\n```", "x = 1", ["pre 0+5"]),
        ("```\nx```", "x", ["pre 0+1"]),
        ("[there](https://example.org/\\))", "there", ["text_link 0+5"]),
        ("[Rosa](tg://user?id=5001)", "Rosa", ["text_mention 0+4"]),
        ("![👍](tg://emoji?id=5368324170671202286)", "👍", ["custom_emoji 0+2"]),
        ("\\*not bold\\*", "*not bold*", []),
        (">one\n>two\nthree", "one\ntwo\nthree", ["blockquote 0+8"]),
        ("first\n>one", "first\none", ["blockquote 6+3"]),
        ("**>one\n>two||\nthree", "one\ntwo\nthree", ["expandable_blockquote 0+8"]),
        (">a *b*", "a b", ["blockquote 0+3", "bold 2+1"]),
    ],
)
def test_markdown_becomes_text_and_entities(markup: str, plain: str, expected: list[str]) -> None:
    text, entities = read(markup, "MarkdownV2", None, {ROSA.id: ROSA})
    assert (text, marks(entities)) == (plain, expected)


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("well!", "Character '!' is reserved and must be escaped with the preceding '\\'"),
        ("a|b", "Character '|' is reserved and must be escaped with the preceding '\\'"),
        ("a >b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("é*a", "Can't find end of Bold entity at byte offset 2"),
        ("_a", "Can't find end of Italic entity at byte offset 0"),
        ("```x", "Can't find end of Pre entity at byte offset 0"),
        ("[x](y", "Can't find end of a URL at byte offset 4"),
        ("![x]", "Custom emoji entity must contain a tg://emoji URL"),
        (">a *b\nc*", "Can't find end of Bold entity at byte offset 3"),
    ],
)
def test_markdown_that_does_not_parse_is_refused_in_telegrams_words(markup: str, complaint: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        read(markup, "MarkdownV2", None, {})
    assert refusal.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("text", "offset", "length", "complaint"),
    [
        ("👍 a", 1, 2, "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        (
            "👍 a",
            0,
            1,
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4",
        ),
        (
            "aba caba",
            3,
            6,
            "entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 9",
        ),
        ("aba caba", 9, 1, "entity begins after the end of the text at UTF-16 offset 9"),
        ("aba", -1, 1, "receive an entity with incorrect offset -1"),
        ("aba", 0, -1, "receive an entity with incorrect length -1"),
    ],
)
def test_given_entities_must_fit_the_text(text: str, offset: int, length: int, complaint: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        read(text, "", [{"type": "bold", "offset": offset, "length": length}], {})
    assert refusal.value.description == f"Bad Request: {complaint}"


def test_space_around_a_text_goes_and_entities_move_with_it() -> None:
    text, entities = read(" \n hi there \n", "", [{"type": "bold", "offset": 6, "length": 7}], {})
    assert (text, marks(entities)) == ("hi there", ["bold 3+5"])


def test_space_inside_a_text_stays() -> None:
    assert read("a  \n\n\n  b", "", None, {})[0] == "a  \n\n\n  b"


def test_carriage_returns_go_and_other_control_characters_become_spaces() -> None:
    text, entities = read("a\r\n\tb", "", [{"type": "bold", "offset": 4, "length": 1}], {})
    assert (text, marks(entities)) == ("a\n b", ["bold 3+1"])


def test_touching_entities_of_one_kind_are_joined() -> None:
    given: list[Json] = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "bold", "offset": 2, "length": 2},
    ]
    assert marks(read("abcd", "", given, {})[1]) == ["bold 0+4"]


def test_nothing_is_bold_inside_code() -> None:
    given: list[Json] = [
        {"type": "code", "offset": 0, "length": 4},
        {"type": "bold", "offset": 1, "length": 2},
    ]
    assert marks(read("abcd", "", given, {})[1]) == ["code 0+4"]


def test_a_bot_is_not_believed_about_links_that_telegram_finds_itself() -> None:
    given: list[Json] = [{"type": "url", "offset": 0, "length": 4}]
    assert read("word", "", given, {})[1] == []


@pytest.mark.parametrize("mode", ["Markdown", "BBCode"])
def test_an_unknown_parse_mode_is_refused(mode: str) -> None:
    with pytest.raises(RefusalError):
        read("a", mode, None, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://example.org/a?b=1. Or not", ["url 4+25"]),
        ("👍 example.org", ["url 3+11"]),
        ("write to rosa@example.org now", ["email 9+16"]),
        ("ask @rosa_m", ["mention 4+7"]),
        ("/start abc", ["bot_command 0+6"]),
        ("either/or and 1/2", []),
        ("#walking #1", ["hashtag 0+8"]),
        ("ring +44 20 7946 0958.", ["phone_number 5+16"]),
        ("end of one.Next", []),
        ("e.g. 3.5 km", []),
    ],
)
def test_links_commands_and_their_like_are_found_in_plain_text(text: str, expected: list[str]) -> None:
    assert marks(read(text, "", None, {})[1]) == expected


def test_nothing_is_found_inside_code() -> None:
    assert marks(read("<code>https://example.org</code>", "HTML", None, {})[1]) == ["code 0+19"]


def test_given_entities_keep_what_belongs_to_their_kind() -> None:
    given: list[Json] = [
        {"type": "pre", "offset": 0, "length": 1, "language": "py", "url": "x"},
        {"type": "text_link", "offset": 1, "length": 1, "url": "example.org"},
        {"type": "text_mention", "offset": 2, "length": 1, "user": {"id": 5001, "first_name": "Anybody"}},
        {"type": "custom_emoji", "offset": 3, "length": 2, "custom_emoji_id": "5368324170671202286"},
    ]
    assert read("abc👍", "", given, {ROSA.id: ROSA})[1] == [
        {"offset": 0, "length": 1, "type": "pre", "language": "py"},
        {"offset": 1, "length": 1, "type": "text_link", "url": "http://example.org/"},
        {"offset": 2, "length": 1, "type": "text_mention", "user": ROSA.as_user()},
        {"offset": 3, "length": 2, "type": "custom_emoji", "custom_emoji_id": "5368324170671202286"},
    ]
    with pytest.raises(RefusalError, match="entity URL is invalid"):
        read("a", "", [{"type": "text_link", "offset": 0, "length": 1, "url": "no link"}], {})
