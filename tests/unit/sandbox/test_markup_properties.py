import html

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import read
from bot.sandbox.refusals import RefusalError
from bot.sandbox.utf16 import splits_pair, units

PIECES = [
    "*",
    "_",
    "__",
    "~",
    "||",
    "`",
    "```",
    "[",
    "](",
    ")",
    ">",
    "**>",
    "\n",
    "\\",
    "a",
    "👍",
    " ",
    "!",
    "é",
    "tg://user?id=1",
]
TAGS = [
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href='example.org'>",
    "</a>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<",
    ">",
    "/",
    "&lt;",
    "&#128077;",
    "&",
    "a",
    "👍",
    "\n",
    " ",
    '"',
    "<code class='language-x'>",
]


def check(markup: str, mode: str) -> None:
    """Whatever comes in is refused in words or gives entities that fit the text."""
    try:
        text, entities = read(markup, mode, None, {})
    except RefusalError as refusal:
        if refusal.code != 400:
            raise
        return
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        assert 0 <= start < end <= units(text)
        assert not splits_pair(text, start)
        assert not splits_pair(text, end)
        assert not any(name.startswith("_") for name in entity)


@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_any_markdown_is_read_or_refused(pieces: list[str]) -> None:
    check("".join(pieces), "MarkdownV2")


@given(st.lists(st.sampled_from(TAGS), max_size=20))
def test_any_html_is_read_or_refused(pieces: list[str]) -> None:
    check("".join(pieces), "HTML")


@given(st.text(min_size=1).map(lambda text: text.strip()).filter(bool))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    plain = read(text, "", None, {})[0]
    assert read(html.escape(text, quote=False), "HTML", None, {})[0] == plain
    escaped = "".join(f"\\{c}" if c in "_*[]()~`>#+-=|{}.!\\" else c for c in text)
    assert read(escaped, "MarkdownV2", None, {})[0] == plain


@given(st.text(), st.integers(-3, 30), st.integers(-3, 30))
def test_any_given_entity_fits_or_is_refused(text: str, offset: int, length: int) -> None:
    entity = {"type": "bold", "offset": offset, "length": length}
    try:
        kept, entities = read(text, "", [entity], {})
    except RefusalError:
        return
    for each in entities:
        assert 0 <= each["offset"] < each["offset"] + each["length"] <= units(kept)
