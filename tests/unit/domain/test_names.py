"""Preferred names: what is one, what is none, and when two are the same."""

from datetime import timedelta

import pytest

from bot.domain.names import ASKED_FOR, LONGEST_NAME, Name, NameRefusal, may_be_name, outlines, read_name


def shown(text: str) -> str:
    name = read_name(text)
    assert isinstance(name, Name), name
    return name.shown


def compared(text: str) -> str:
    name = read_name(text)
    assert isinstance(name, Name), name
    return name.compared


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Rosa", "Rosa"),
        ("  Rosa  ", "Rosa"),
        ("Rosa\n\tLee", "Rosa Lee"),
        ("Rosa\u00a0Lee", "Rosa Lee"),
        ("Rosa\u2003\u3000Lee", "Rosa Lee"),
        ("Rosa\u2028Lee", "Rosa Lee"),
        ("Ro\u200bsa", "Rosa"),
        ("\ufeffRosa", "Rosa"),
        ("\u202eRosa\u202c", "Rosa"),
        ("\u2066Rosa\u2069", "Rosa"),
        ("Ro\u00adsa", "Rosa"),
        ("Rosa\x00\x07", "Rosa"),
        ("Rosa\ue000", "Rosa"),
        ("Rosa\ud800", "Rosa"),
        ("Rosa\U000e0041", "Rosa"),
        ("Rosa\ufe0f", "Rosa"),
        ("Ro\u034fsa", "Rosa"),
        ("Rosa\u3164", "Rosa"),
        ("e\u200b\u0301va", "\u00e9va"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("\u05e8\u05d5\u05d6\u05d4", "\u05e8\u05d5\u05d6\u05d4"),
        ("\u0645\u0631\u064a\u0645", "\u0645\u0631\u064a\u0645"),
        ("Rosa 🌹", "Rosa 🌹"),
        ("7", "7"),
        ("J. R.", "J. R."),
        ("Mary-Jane O'Neil", "Mary-Jane O'Neil"),
        ("A & B", "A & B"),
    ],
)
def test_a_name_is_shown_without_what_cannot_be_seen(written: str, expected: str) -> None:
    assert shown(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   \n\t",
        "\u200b\u200d\ufeff",
        "\u202e\u2066",
        "🌹",
        "👩‍👩‍👧",
        "...",
        "-",
        "\u0301",
        "\u3164",
        "\u115f\u1160\uffa0",
        "\u2800\u2800",
        "\ufe0f",
    ],
)
def test_nothing_with_a_letter_or_number_to_see_is_no_name(written: str) -> None:
    assert read_name(written) is NameRefusal.EMPTY


def test_a_name_has_at_most_32_characters_after_folding() -> None:
    assert LONGEST_NAME == 32
    assert shown("a" * 32) == "a" * 32
    assert read_name("a" * 33) is NameRefusal.LONG
    assert shown("  " + "a" * 16 + " \u200b  " + "b" * 15 + "  ") == "a" * 16 + " " + "b" * 15
    assert shown("e\u0301" * 32) == "\u00e9" * 32
    assert shown("e\u200b\u0301" * 32) == "\u00e9" * 32
    assert shown("😀" * 31 + "a") == "😀" * 31 + "a"
    assert read_name("😀" * 32 + "a") is NameRefusal.LONG


@pytest.mark.parametrize(
    "written",
    [
        "@rosa",
        "rosa@example.org",
        "http://example.org",
        "tg://user?id=1",
        "t.me/rosa",
        "T.ME rosa",
        "see t.me",
        "a/b",
        "a\\b",
        "<b>Rosa</b>",
        "Ro\u200bsa @\u200bhome",
        "t\u200b.me",
    ],
)
def test_what_leads_to_an_account_is_no_name(written: str) -> None:
    assert read_name(written) is NameRefusal.ADDRESS


def test_a_word_that_only_contains_the_letters_of_an_address_is_a_name() -> None:
    assert shown("Scott.Men") == "Scott.Men"
    assert shown("Mat.mes") == "Mat.mes"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rosa", "rosa"),
        ("ROSA", "rosa"),
        ("Rosa", "Ro\u200bsa"),
        ("Rosa", "\uff32\uff4f\uff53\uff41"),
        ("Rosa", "\U0001d411\U0001d428\U0001d42c\U0001d41a"),
        ("Rosa", "Rosa\ufe0f"),
        ("Rosa", "\u3164Rosa"),
        ("Zo\u00eb", "ZOE\u0308"),
        ("Straße", "STRASSE"),
        ("ﬁnn", "Finn"),
        ("Rosa Lee", "rosa\u00a0\u2003lee"),
        ("\u03aa\u0301", "\u0390"),
        ("x²", "X2"),
        ("J\u030c", "\u01f0"),
    ],
)
def test_names_that_look_alike_are_the_same(one: str, other: str) -> None:
    assert compared(one) == compared(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Rosa", "Rose"), ("Zoë", "Zoe"), ("Rosa", "Rosa 2"), ("Rosalee", "Rosa Lee")]
)
def test_names_that_look_different_are_two(one: str, other: str) -> None:
    assert compared(one) != compared(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rosa", "ROSA"),
        ("Stra\u00dfe", "STRASSE"),
        ("\u039d\u0399\u039a\u039f\u03a3", "\u039d\u03b9\u03ba\u03bf\u03c2"),
        ("Zo\u00eb", "Zoe"),
        ("S\u00f8ren", "Soren"),
        ("\u0141ukasz", "lukasz"),
        ("Rosa", "R\u043es\u0430"),
        ("Rosa", "R0sa"),
        ("Ben", "\u0412\u0435n"),
        ("BEN", "\u0412\u0415\u039d"),
        ("Iris", "lris"),
        ("Ian", "\u0406an"),
        ("Will", "Wi11"),
        ("Rosa", "Rosa."),
        ("Mary-Jane", "Mary Jane"),
        ("Rosa", "R\u0336osa"),
        ("\u0421\u043e\u043d\u044f", "\u0441\u043e\u043d\u044f"),
    ],
)
def test_two_names_that_can_be_taken_for_one_another_are_look_alikes(one: str, other: str) -> None:
    assert outlines(shown(one)) & outlines(shown(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rosa", "Rose"),
        ("Rosa", "Rosa 2"),
        ("Rosa", "Rosa \N{ROSE}"),
        ("Ian", "Lan"),
        ("Neil", "Nell"),
        ("Rosa", "\u0420\u043e\u0437\u0430"),
        ("\u092e\u0940\u0930\u093e", "\u092e\u0941\u0930\u093e"),
        ("\u05e8\u05b4\u05d1", "\u05e8\u05b8\u05d1"),
    ],
)
def test_other_names_are_none(one: str, other: str) -> None:
    assert not outlines(shown(one)) & outlines(shown(other))


@pytest.mark.parametrize(
    "written",
    ["Rosa " * 40, "I cannot go on", "one two three four", "a\u2003b\u00a0c\nd", "I\u200b am not well"],
)
def test_more_than_three_words_are_a_sentence(written: str) -> None:
    assert read_name(written) is NameRefusal.SENTENCE


@pytest.mark.parametrize(
    "written",
    ["Rosa 12345", "0160 5550", "1 2 345", "Rosa\u200b1\u200b2345", "\u0661\u0662\u0663\u0664\u0665"],
)
def test_a_long_number_could_lead_to_somebody(written: str) -> None:
    assert read_name(written) is NameRefusal.NUMBER


def test_three_words_and_a_year_are_a_name() -> None:
    assert shown("Mary Jane Lee") == "Mary Jane Lee"
    assert shown("Rosa 1958") == "Rosa 1958"


@pytest.mark.parametrize(
    ("text", "waited", "may_be"),
    [
        ("Rosie", timedelta(0), True),
        ("Rosie Ann Lee", ASKED_FOR - timedelta(seconds=1), True),
        ("Rosie", ASKED_FOR, False),
        ("Rosie", timedelta(days=3), False),
        ("I cannot go on", timedelta(0), False),
        (None, timedelta(0), False),
    ],
)
def test_in_doubt_it_is_a_message_and_no_name(text: str | None, waited: timedelta, *, may_be: bool) -> None:
    assert timedelta(minutes=10) == ASKED_FOR
    assert may_be_name(text, waited) is may_be


def test_the_order_of_refusals_tells_the_person_the_first_thing_to_mend() -> None:
    assert read_name("@" * 50) is NameRefusal.EMPTY
    assert read_name("@rosa" * 20) is NameRefusal.LONG
    assert read_name("call me at 0160 5550123, " * 10) is NameRefusal.SENTENCE
    assert read_name("tg://12345") is NameRefusal.NUMBER
