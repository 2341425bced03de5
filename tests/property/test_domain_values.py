"""What must hold for every name, text, button, table and update."""

import json
import unicodedata
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.buttons import MOST_BYTES, Action, Press, decode, encode
from bot.domain.importing import COLUMNS, read_table
from bot.domain.inbox import subject_of
from bot.domain.names import LONGEST_NAME, Name, outlines, read_name
from bot.domain.texts import LONGEST_TEXT, Entity, Text, fits_under, under_name, units, without_accounts

# Any code point, lone surrogates included: Telegram's JSON may hold them.
anything = st.text(st.characters(codec=None), max_size=60)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "chat", "from", "message", "user", "voter_chat", "callback_query"])
            | st.text(max_size=4),
            inner,
            max_size=5,
        )
    ),
    max_leaves=30,
)


@settings(max_examples=300)
@given(anything)
@example("e\u200b\u0301")
@example("\u03aa\u0301")
@example("\u1100\u3164\u1161")
def test_reading_a_name_again_changes_nothing(text: str) -> None:
    name = read_name(text)
    if isinstance(name, Name):
        assert 0 < len(name.shown) <= LONGEST_NAME
        assert name.shown == name.shown.strip()
        assert "\n" not in name.shown
        assert read_name(name.shown) == name
        assert unicodedata.is_normalized("NFC", name.shown)
        assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in name.shown)


@settings(max_examples=300)
@given(words)
def test_the_same_name_written_in_another_form_or_case_is_the_same(text: str) -> None:
    name = read_name(text)
    if not isinstance(name, Name):
        return
    for variant in (unicodedata.normalize("NFD", name.shown), f" {name.shown}\u200b "):
        again = read_name(variant)
        assert isinstance(again, Name)
        assert again.compared == name.compared
        assert outlines(again.shown) & outlines(name.shown)
    for variant in (name.compared, name.shown.casefold()):
        again = read_name(variant)
        if isinstance(again, Name):  # folding may make it longer than a name may be
            assert again.compared == name.compared
            assert outlines(again.shown) & outlines(name.shown)


entities = st.lists(
    st.builds(
        Entity,
        st.sampled_from(["bold", "text_link", "text_mention", "custom_emoji", "pre", "mention"]),
        st.integers(0, 100),
        st.integers(1, 100),
        st.none() | st.text(max_size=30) | st.sampled_from(["https://t.me/x", "https://a.org", "http://["]),
    ),
    max_size=5,
).map(tuple)


@given(words, words.filter(bool), entities)
def test_formatting_under_a_name_line_marks_the_same_words(line: str, text: str, marks: Any) -> None:
    whole = under_name(line, Text(text, marks))
    bold, *moved = whole.entities
    assert whole.words == f"{line}\n{text}"
    assert (bold.type, bold.offset, bold.length) == ("bold", 0, units(line))
    raw = whole.words.encode("utf-16-le", "surrogatepass")
    assert len(raw) // 2 == units(whole.words)
    before = text.encode("utf-16-le", "surrogatepass")
    for old, new in zip(marks, moved, strict=True):
        assert (
            before[2 * old.offset : 2 * (old.offset + old.length)]
            == raw[2 * new.offset : 2 * (new.offset + new.length)]
        )
        assert (old.type, old.url, old.language) == (new.type, new.url, new.language)


@given(st.text(max_size=40), st.integers(4000, LONGEST_TEXT), st.sampled_from(["a", "🙂", "я"]))
def test_whatever_stands_above_nothing_is_longer_than_telegram_takes(
    line: str, length: int, char: str
) -> None:
    text = Text(char * (length // units(char)))
    whole = under_name(line, text)
    assert units(whole.words) <= LONGEST_TEXT
    assert (whole == text) is not fits_under(line, text)


@given(words, entities)
def test_only_a_subset_of_the_formatting_crosses_and_the_words_stay(text: str, marks: Any) -> None:
    crossed = without_accounts(Text(text, marks))
    assert crossed.words == text
    places = {(each.type, each.offset, each.length) for each in marks}
    assert {(each.type, each.offset, each.length) for each in crossed.entities} <= places
    assert {each.type for each in crossed.entities} <= {"bold", "pre", "text_link"}
    assert without_accounts(crossed) == crossed


@given(st.sampled_from(Action), st.lists(st.integers(0, 2**63 - 1), max_size=4).map(tuple))
def test_a_button_carries_what_was_put_into_it(action: Action, ids: tuple[int, ...]) -> None:
    press = Press(action, ids)
    try:
        data = encode(press)
    except ValueError:
        assert len(":".join([action.value, *map(str, ids)])) > MOST_BYTES
    else:
        assert 1 <= len(data.encode()) <= MOST_BYTES
        assert decode(data) == press


@settings(max_examples=300)
@given(anything | st.builds("{}:{}".format, st.sampled_from([each.value for each in Action]), anything))
def test_whatever_a_client_sends_is_a_button_of_ours_or_none(data: str) -> None:
    press = decode(data)
    assert press is None or (len(data) > MOST_BYTES or encode(press) == data)


@settings(max_examples=200)
@given(st.dictionaries(st.text(max_size=10), json_values, max_size=4))
def test_any_json_has_a_subject_that_a_database_can_hold(update: dict[str, object]) -> None:
    subject = subject_of(update)
    assert -(2**63) <= subject < 2**63
    assert subject_of(json.loads(json.dumps(update))) == subject


cells = st.text(max_size=12) | st.sampled_from(
    ["mentee", "mentor", "42", "Europe/London", "en", "GB", '"', "\x00"]
)


@given(st.lists(st.lists(cells, max_size=10), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_any_table_is_read_or_refused_row_by_row(table: list[list[str]], mark: str) -> None:
    text = "\n".join([mark.join(COLUMNS), *(mark.join(row) for row in table)])
    rows, problems = read_table(text, {"en"})
    assert all(1 <= problem.number <= text.count("\n") + text.count("\r") + 2 for problem in problems)
    assert {row.number for row in rows} <= set(range(2, text.count("\n") + text.count("\r") + 2))
    if not problems:
        assert len({row.telegram_id for row in rows}) == len(rows)


@given(st.text(max_size=200))
def test_any_text_at_all_is_no_reason_to_stop(text: str) -> None:
    rows, problems = read_table(text, {"en"})
    assert rows == [] or problems == []
