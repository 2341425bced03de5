"""Whatever the text, contact details are looked for in bounded time and lie within it."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.texts import Entity, Text, units, without_telegram_links
from moderation.contacts import Contacts
from moderation.contacts.form import load_words

FINDER = Contacts(load_words(), ("999",))
EVERYWHERE = ("GB", "IE", "US", "CA", "AU", "NZ", "IN")
PIECES = (
    "07700 ", "900123", "+44", "oh ", "seven ", "double ", "hundred ", "@", "rosa", ".", " at ", " dot ",
    "com", "t.me/", "my name is ", "I'm ", "Rosa ", "Example ", "Mrs ", "12 ", "Road", "LS1 4AB", "GB82",
    "WEST", "1234 ", "sort code ", "-", "/", "(", ")", ",", "\n", " ", "my insta is ", "find me on ",
    "facebook", " as ", "\u200b", "\u0660", "\u1369", "\u00b2", "\U0001f602", "I live at ", "number ",
    "call me on ", "1.2.", "https://", "tg://", "\u0130", "surname is ", "\ufb01", "x" * 70,
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=80).map("".join))


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.lists(st.sampled_from([*EVERYWHERE, "XX", "gb", ""]), max_size=3))
@example("\u0130" * 5 + " I'm Rosa Example", ["GB"])
def test_every_detail_lies_within_the_text_and_beside_the_others(text: str, countries: list[str]) -> None:
    found = FINDER.find(text, countries, ("Rosa Example",))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab \n.?!'", max_size=40), st.text(alphabet="ab \n?!", max_size=40))
def test_what_surrounds_a_number_never_hides_it(before: str, after: str) -> None:
    text = f"{before} +44 7700 900123 {after}"
    assert "+44 7700 900123" in [text[one.start : one.end] for one in FINDER.find(text, ("GB",))]


def seconds(text: str) -> float:
    """The best of three: others may be using the machine."""
    times = []
    for _ in range(3):
        began = time.process_time()
        FINDER.find(text, EVERYWHERE)
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize(
    "piece", [*PIECES, "0 7 ", "1 ", "a@", "12 a ", "oh seven ", "02 ", "7 8 9 0 1 ", "a.b@c.", "i m "]
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    short, long = (piece * 8_000)[:1_500], (piece * 8_000)[:12_000]
    assert seconds(long) < 16 * max(seconds(short), 0.003)  # eight times would be exact


@st.composite
def formatted(draw: st.DrawFn) -> Text:
    pieces = (
        "@rosa_example",
        "t.me/rosa",
        "tg://x",
        " ",
        "a",
        "\U0001f642",
        ".",
        "\n",
        "\u00e9",
        "https://",
        "rosa.t.me",
        "@",
    )
    words = draw(st.lists(st.sampled_from(pieces), max_size=20).map("".join))
    borders = [0]
    for letter in words:
        borders.append(borders[-1] + units(letter))
    spans = draw(st.lists(st.tuples(st.sampled_from(borders), st.sampled_from(borders)), max_size=6))
    return Text(
        words, tuple(Entity("bold", min(span), max(span) - min(span)) for span in spans if len({*span}) > 1)
    )


@settings(max_examples=200, deadline=None)
@given(formatted(), st.sampled_from(["", "[link]", "\U0001f517 taken out"]))
def test_formatting_lies_within_the_text_and_splits_no_letter(text: Text, placeholder: str) -> None:
    changed, was_changed = without_telegram_links(text, placeholder)
    assert was_changed or changed == text
    assert len(changed.entities) <= len(text.entities)
    encoded = changed.words.encode("utf-16-le")
    for entity in changed.entities:
        assert 0 <= entity.offset < entity.offset + entity.length <= units(changed.words)
        encoded[entity.offset * 2 : (entity.offset + entity.length) * 2].decode(
            "utf-16-le"
        )  # no half letters


@settings(max_examples=200, deadline=None)
@given(formatted())
def test_what_is_left_holds_no_link_and_is_not_changed_again(text: Text) -> None:
    changed, _ = without_telegram_links(text, " - ")
    assert without_telegram_links(changed, " - ") == (changed, False)
