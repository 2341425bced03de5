"""The words: complete, safe to send, and refused with one line for each thing to mend."""

from html import unescape
from pathlib import Path

import pytest

from bot.domain import phrases
from bot.domain.names import LONGEST_NAME
from bot.domain.people import Role
from bot.domain.phrases import Phrase
from bot.domain.texts import LONGEST_TEXT, units
from bot.sandbox import html_mode
from bot.services.desk import ROOM_FOR_NAMES
from content.words import Words, WordsError, load

HELLO, BYE = Phrase("hello", frozenset({"name"})), Phrase("bye")
COUNTS = {"count", "days", "most", "active", "proposed", "unmatched", *phrases.PEOPLE.args}
LISTS = {"pairs", "asked", "waiting", "paused", "wishing"}  # of the matches: as long as the desk lets them be
GOOD = "hello = Hello { $name }\nbye = Goodbye\n"


@pytest.fixture(scope="module")
def words() -> Words:
    return load(phrases.ALL.values())


def written(folder: Path, *files: str, language: str = "en") -> Path:
    place = folder / language
    place.mkdir(exist_ok=True)
    for number, text in enumerate(files):
        place.joinpath(f"{number}.ftl").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("phrase", list(phrases.ALL.values()), ids=lambda phrase: phrase.key)
def test_every_phrase_is_valid_and_fits_however_long_its_arguments(words: Words, phrase: Phrase) -> None:
    for language in words.bundles:
        for role in Role:
            for number in (0, 1, 2, 1_000_000):
                args: dict[str, str | int] = {
                    name: role.word if name == "role" else number if name in COUNTS else "<W & 🌹>" * 10
                    for name in phrase.args
                }
                if phrase is phrases.MATCHES:
                    args |= dict.fromkeys(LISTS, "W" * (ROOM_FOR_NAMES + 3))
                said = words.say(language, phrase.key, args)
                plain, _ = html_mode.parse(said)
                assert 0 < units(plain) <= LONGEST_TEXT
                assert units(said) <= LONGEST_TEXT
                assert "{" not in plain
                assert "\u2068" not in plain


def test_what_people_chose_cannot_change_the_formatting(words: Words) -> None:
    said = words.say("en", "name-changed", {"name": "</b><a href='tg://user?id=1'>x</a>&amp;"})
    plain, entities = html_mode.parse(said)
    assert "</b><a href='tg://user?id=1'>x</a>&amp;" in plain
    assert [each["type"] for each in entities] == ["bold"]
    assert words.plain("en", "name-line", {"name": "A & B <3", "team": "no"}) == "A & B <3"


def test_a_name_with_the_marks_of_the_file_format_is_only_a_name(words: Words) -> None:
    for name in ("{ $role }", "{", "}", "-term", "[x]", '{"x"}'):
        assert words.plain("en", "name-line", {"name": name, "team": "no"}) == name
        assert unescape(words.say("en", "sent-to", {"name": name})) == f"Sent to {name}."


def test_an_unknown_language_gets_the_default_one(words: Words) -> None:
    assert words.say("xx", "stayed") == words.say("en", "stayed")


def test_labels_are_short_and_different_within_a_menu(words: Words) -> None:
    for role in Role:
        longest = {"role": role.word, "name": "W" * LONGEST_NAME}
        labels = [
            words.plain("en", phrase.key, {name: longest.get(name, "1") for name in phrase.args})
            for key, phrase in phrases.ALL.items()
            if key.startswith(("menu-", "button-"))
        ]
        assert all(0 < units(label) <= 60 and "<" not in label for label in labels)
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        (["hello = Hello { $name }\n"], ["en: bye is missing"]),
        (["hello = Hello\n"], ["en: bye is missing"]),
        (["bye = Goodbye\nhello =\n    .attribute = Hello { $name }\n"], ["en: hello is missing"]),
        ([GOOD.replace("$name", "$nmae")], ["en: hello uses nmae, which it is not given"]),
        ([GOOD.replace("Goodbye", "Goodbye { $name }")], ["en: bye uses name, which it is not given"]),
        ([GOOD.replace("Goodbye", "{ -brand }")], ["en: bye refers to something that is not there"]),
        ([GOOD.replace("Goodbye", "{ other }")], ["en: bye refers to something that is not there"]),
        ([GOOD.replace("Goodbye", "{ LOUD(1) }")], ["en: bye refers to something that is not there"]),
        ([GOOD + "extra = x\n"], ["en: extra is never said"]),
        ([GOOD, "bye = Twice\n"], ["en/1.ftl: bye stands twice"]),
        ([GOOD + "bye = Twice\n"], ["en/0.ftl: bye stands twice"]),
        ([GOOD + "broken { = x\n"], ["en/0.ftl: cannot be read: broken { = x"]),
        ([GOOD.replace("{ $name }", "{ $name")], ["en/0.ftl: cannot be read: hello = Hello { $name"]),
        ([GOOD.replace("Hello", "").replace("{ $name }", "")], ["en/0.ftl: cannot be read: hello ="]),
    ],
)
def test_each_thing_to_mend_is_one_line(tmp_path: Path, files: list[str], says: list[str]) -> None:
    with pytest.raises(WordsError) as refusal:
        load([HELLO, BYE], folder=written(tmp_path, *files))
    assert str(refusal.value).splitlines() == says


def test_all_that_is_wrong_in_all_languages_is_said_at_once(tmp_path: Path) -> None:
    written(tmp_path, "hello = Hello { $nobody }\n")
    written(tmp_path, "bye = Tschüs\n", language="de")
    with pytest.raises(WordsError) as refusal:
        load([HELLO, BYE], folder=tmp_path)
    assert str(refusal.value).splitlines() == [
        "de: hello is missing",
        "en: hello uses nobody, which it is not given",
        "en: bye is missing",
    ]


def test_a_default_language_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WordsError, match="fr: there are no words in this language"):
        load([HELLO, BYE], "fr", written(tmp_path, GOOD))


def test_a_phrase_whose_argument_is_not_given_is_not_said_half(words: Words) -> None:
    with pytest.raises(WordsError, match="name-changed cannot be rendered"):
        words.say("en", "name-changed")


def test_terms_and_comments_may_be_used(tmp_path: Path) -> None:
    text = "# A comment\n-brand = Alongside\nhello = Hello { $name }\nbye = { -brand } says goodbye\n"
    assert load([HELLO, BYE], folder=written(tmp_path, text)).say("en", "bye") == "Alongside says goodbye"
