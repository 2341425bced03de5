"""Contact details in a text: what is noticed, what is left alone, and what is wrong with a file."""

import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import phonenumbers
import pytest

from bot.__main__ import main
from bot.domain.contacts import ContactKind
from bot.domain.crisis import public_numbers
from content.crisis import load as load_crisis_lines
from moderation.contacts import Contacts, ContactsRefusedError, check_examples, form, load, trying
from moderation.contacts.form import load_examples, load_words

FINDER = Contacts(load_words(), trying.PUBLIC)


def kinds(text: str, *countries: str, known_names: tuple[str, ...] = ()) -> list[str]:
    return [one.kind.value for one in FINDER.find(text, countries or ("GB",), known_names)]


def test_every_example_comes_out_as_it_says() -> None:
    assert check_examples() == []


def test_every_kind_has_thirty_examples_of_each_sort() -> None:
    examples = load_examples()
    assert set(examples) == set(ContactKind)
    assert all(min(len(one.match), len(one.no_match)) >= 30 for one in examples.values())


def test_an_example_that_comes_out_otherwise_is_told() -> None:
    class Blind:
        def find(self, *_: object) -> tuple[()]:
            return ()

    class Nervous:
        find = staticmethod(lambda *_: FINDER.find("rosa@example.com", ("GB",)))

    examples = {ContactKind.PHONE: load_examples()[ContactKind.PHONE]}
    assert len(trying.check(Blind(), examples)) == len(examples[ContactKind.PHONE].match)
    told = trying.check(Nervous(), examples)
    assert "phone.toml: match '07700 900123': it is not found" in told
    assert "phone.toml: no_match 'call 999 if it gets worse': email is found" in told


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("ring 07700 900123 now", "07700 900123"),
        ("ring +44 7700 900123 now", "+44 7700 900123"),
        ("ring 0\u200b7700 9\u200b00123 now", "0\u200b7700 9\u200b00123"),
        (
            "naïve \U0001f602 \uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10\uff11\uff12\uff13 ok",
            "\uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10\uff11\uff12\uff13",
        ),
        (
            "ring \u0660\u0667\u0667\u0660\u0660 \u0669\u0660\u0660\u0661\u0662\u0663 now",
            "\u0660\u0667\u0667\u0660\u0660 \u0669\u0660\u0660\u0661\u0662\u0663",
        ),
        ("“rosa@example.com” it is", "rosa@example.com"),
        ("café — LS1 4AB — ok", "LS1 4AB"),
        ("I\u2019m Ben Example\u2026", "Ben Example"),
        ("ok @rosa_example!", "@rosa_example"),
        ("go to https://t.me/rosa_example, please", "https://t.me/rosa_example,"),
        ("12\u201334\u201356 12345678 ok", "12\u201334\u201356 12345678"),
    ],
)
def test_a_detail_s_place_is_that_in_the_text_as_it_was_written(text: str, detail: str) -> None:
    (found,) = FINDER.find(text, ("GB",))
    assert text[found.start : found.end].rstrip(",") == detail.rstrip(",")


def test_several_details_come_in_the_order_of_their_places_and_do_not_overlap() -> None:
    text = (
        "my name is Rosa Example, rosa@example.com, 07700 900123, @rosa_example, LS1 4AB, t.me/rosa_example"
    )
    found = FINDER.find(text, ("GB",))
    assert [one.kind.value for one in found] == [
        *("full_name", "email", "phone", "handle", "address", "telegram_link"),
    ]
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_the_surer_kind_is_told_where_two_overlap() -> None:
    assert kinds("wa.me/447700900123") == ["handle"]
    assert kinds("paypal.me/rosaexample") == ["bank"]
    assert kinds("9876543210@ybl", "IN") == ["bank"]
    assert kinds("4111 1111 1111 1111") == ["bank"]


@pytest.mark.parametrize(
    ("text", "country"),
    [("0412 345 678", "AU"), ("087 123 4567", "IE"), ("98765 43210", "IN"), ("202-555-0123", "US")],
)
def test_a_number_is_read_by_the_countries_of_the_programme(text: str, country: str) -> None:
    assert kinds(text, country) == ["phone"]
    assert kinds(text, "GB") == []
    assert kinds(text, "GB", country) == ["phone"]
    assert [one.kind for one in FINDER.find(text, ())] == [ContactKind.PHONE]


def test_a_number_with_its_country_is_read_everywhere() -> None:
    assert kinds("+91 98765 43210", "GB") == kinds("0091 98765 43210", "IE") == ["phone"]


def test_no_crisis_line_of_any_country_is_a_contact_detail() -> None:
    lines = load_crisis_lines()
    finder = Contacts(load_words(), public_numbers(lines))
    for code, country in lines.countries.items():
        for line in country.lines:
            if line.number:
                for text in (
                    line.number,
                    f"call {line.number} now",
                    f"{line.name}: {line.number}. {line.about}",
                ):
                    assert finder.find(text, (code,)) == (), (code, line.name)


def test_a_number_that_is_not_public_is_a_detail() -> None:
    """The same number, once in the list and once not: it is the list that lets it through."""
    text = "call me on 0113 496 0000"
    assert kinds(text) == ["phone"]
    assert Contacts(load_words(), ["0113 496 0000"]).find(text, ("GB",)) == ()


def test_a_preferred_name_is_no_full_name() -> None:
    assert kinds("my name is Rosa Lee", known_names=("rosa  LEE",)) == []
    assert kinds("my name is Rosa Lee", known_names=("Rosa",)) == ["full_name"]


def test_no_text_is_too_odd() -> None:
    for text in (
        "",
        " ",
        "\u200b",
        "@",
        "+",
        "(((",
        "my name is",
        "call me on",
        "\ud800",
        "\u1369\u136a\u136b\u136c\u136d\u136e\u136f\u1370",
        "²³¹²³¹²³¹",
    ):
        assert FINDER.find(text, ("GB", "XX")) == ()


def test_loading_hands_out_a_finder_that_lets_public_numbers_through() -> None:
    finder = load(("0113 496 0000",))
    assert finder.find("0113 496 0000", ("GB",)) == ()
    assert finder.find("0113 496 0001", ("GB",)) != ()


def test_loading_refuses_rules_whose_examples_come_out_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moderation.contacts.check", lambda *_: ["phone.toml: match 'x': it is not found"])
    with pytest.raises(ContactsRefusedError, match="it is not found"):
        load()


def test_a_table_of_figures_is_not_tried_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def counted(figures: str, country: str) -> phonenumbers.PhoneNumber:
        tried.append(country)
        return phonenumbers.phonenumberutil.parse(figures, country)

    monkeypatch.setattr(phonenumbers, "parse", counted)
    unknown = ", ".join(f"04{place % 100:02} 0000 {place:03}" for place in range(600))
    assert FINDER.find(unknown, ("GB",)) == ()
    assert 20 < len(tried) < 500


@pytest.fixture
def files(tmp_path: Path) -> Path:
    shutil.copytree(form.HERE / "en", tmp_path / "en")
    return tmp_path


def put(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("_words", "[phone]", "[phone]\ncolour = []", "phone / colour: unknown key"),
        ("_words", 'plus = ["plus"]', "", "figures / plus: Field required"),
        (
            "_words",
            'plus = ["plus"]',
            'plus = ["one two three four five six seven eight nine"]',
            "one to 8 words",
        ),
        ("_words", 'iban_cue = ["iban"', 'iban_cue = ["?"', "bank / iban_cue: '?': a phrase has one to"),
        ("phone", "about =", "abuot =", "abuot: unknown key"),
        (
            "phone",
            "no_match = [",
            'no_match = [{ text = "x", cuontries = ["GB"] },',
            "cuontries: unknown key",
        ),
        ("phone", 'countries = ["IE"]', 'countries = ["ie"]', "countries / 0"),
        ("phone", "match = [", "match = [[[", "phone.toml: "),
    ],
)
def test_a_file_with_anything_wrong_in_it_is_refused(
    files: Path, name: str, before: str, after: str, told: str
) -> None:
    put(files / "en" / f"{name}.toml", before, after)
    reading: Callable[[str, Path], object] = load_words if name == "_words" else load_examples
    with pytest.raises(ContactsRefusedError) as refusal:
        reading("en", files)
    assert any(told in problem for problem in refusal.value.problems), refusal.value.problems


def test_each_kind_has_its_file_and_each_file_its_kind(files: Path) -> None:
    (files / "en" / "bank.toml").rename(files / "en" / "pigeon.toml")
    with pytest.raises(ContactsRefusedError) as refusal:
        load_examples("en", files)
    assert refusal.value.problems == (
        "pigeon.toml: there is no kind of contact of this name",
        "bank.toml: it is missing",
    )


@pytest.mark.usefixtures("only_few_rules")
def test_the_rules_command_tries_the_examples_of_contacts_as_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "moderation.contacts.check_examples", lambda: ["phone.toml: match 'x': it is not found"]
    )
    assert main(["rules", "--check"]) == 1
    assert "phone.toml: match 'x': it is not found" in capsys.readouterr().out
