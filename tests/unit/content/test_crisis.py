"""The crisis lines: what is shipped is sound, and a file with a slip is refused with what is to mend."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.crisis import CountryLines, CrisisLines, Danger, LineKind, for_danger
from content.crisis import CrisisLinesError, load

READ_UNTIL = date(2026, 11, 25)
SHIPPED = ["AU", "BE", "CA", "CH", "DE", "ES", "FR", "GB", "IE", "IN", "IR", "NZ", "US"]
AFRAID_OF = {LineKind.SUICIDE, LineKind.TEXT, LineKind.CHAT, LineKind.DIRECTORY}

GOOD = """\
country = "GB"
name = "United Kingdom"
[[line]]
kind = "emergency"
name = "Emergency services"
number = "999"
hours = "24 hours a day"
languages = ["English"]
source = "NHS, calling 999: https://example.org/999"
read_on = 2026-11-25
dated = true
official = true
[[line]]
kind = "suicide"
name = "Samaritans"
number = "116 123"
url = "https://example.org/samaritans"
hours = "24 hours a day"
languages = ["English", "Welsh"]
about = "Free to call."
source = "Samaritans, contact us: https://example.org/"
read_on = 2026-10-01
dated = false
official = false
note = "Read in a copy."
"""
ELSEWHERE = """\
name = "Other countries"
[[line]]
kind = "emergency"
name = "Emergency number"
number = "112"
hours = "24 hours a day"
languages = ["English"]
source = "Somebody, 112: https://example.org/112"
read_on = 2026-11-25
dated = true
official = false
[[line]]
kind = "directory"
name = "A directory"
url = "https://example.org"
hours = "Each line has its own"
languages = ["English"]
source = "Somebody, lines: https://example.org/lines"
read_on = 2026-11-25
dated = true
official = true
"""


def written(folder: Path, **texts: str) -> Path:
    for name, text in ({"gb": GOOD, "international": ELSEWHERE} | texts).items():
        folder.joinpath(f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path) -> list[str]:
    with pytest.raises(CrisisLinesError) as refused:
        load(folder)
    return str(refused.value).splitlines()


@pytest.fixture(scope="module")
def crisis() -> CrisisLines:
    return load()


@pytest.fixture(params=[*SHIPPED, None])
def shipped(request: pytest.FixtureRequest, crisis: CrisisLines) -> CountryLines:
    return crisis.of(request.param)


def test_these_countries_are_shipped(crisis: CrisisLines) -> None:
    assert sorted(crisis.countries) == SHIPPED


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("AU", "000"), ("BE", "112"), ("CA", "911"), ("CH", "144 112"), ("DE", "112"), ("ES", "112"),
        ("FR", "15 112 114"), ("GB", "999"), ("IE", "112"), ("IN", "112 108"), ("IR", "115"), ("NZ", "111"),
        ("US", "911"), ("XX", "112 911"),
    ],
)  # fmt: skip
def test_the_emergency_numbers_are_these(crisis: CrisisLines, code: str, numbers: str) -> None:
    lines = for_danger(crisis.of(code), Danger.MEDICAL)
    assert [line.number for line in lines if line.kind is LineKind.EMERGENCY] == numbers.split()


def test_somebody_who_is_ill_is_never_shown_a_suicide_line(shipped: CountryLines) -> None:
    shown = for_danger(shipped, Danger.MEDICAL)
    assert shown[0].kind is LineKind.EMERGENCY
    assert not AFRAID_OF & {line.kind for line in shown}


@pytest.mark.parametrize("danger", [Danger.SUICIDE, Danger.ABUSE, Danger.OTHER])
def test_there_is_more_than_the_emergency_number_for_whoever_needs_it(
    shipped: CountryLines, danger: Danger
) -> None:
    kinds = [line.kind for line in for_danger(shipped, danger)]
    assert kinds[0] is LineKind.EMERGENCY
    assert set(kinds) - {LineKind.EMERGENCY, LineKind.POLICE}


def test_what_is_shipped_was_read_before_it_was_written(shipped: CountryLines) -> None:
    assert all(line.read_on <= READ_UNTIL for line in shipped.lines)


def test_a_file_says_what_it_says(tmp_path: Path) -> None:
    loaded = load(written(tmp_path)).of("GB")
    samaritans = loaded.lines[1]
    assert (loaded.country, loaded.name, len(loaded.lines)) == ("GB", "United Kingdom", 2)
    assert (samaritans.kind, samaritans.number, samaritans.languages) == (
        LineKind.SUICIDE, "116 123", ("English", "Welsh"),
    )  # fmt: skip
    assert (samaritans.read_on, samaritans.dated, samaritans.is_official) == (
        date(2026, 10, 1), False, False,
    )  # fmt: skip
    assert (samaritans.about, samaritans.note) == ("Free to call.", "Read in a copy.")
    assert load(tmp_path).of("XX").country is None


EMERGENCY, SUICIDE = "line 1 (Emergency services)", "line 2 (Samaritans)"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('country = "GB"', 'country = "gb"', "country: String should match"),
        ('country = "GB"', 'country = "IE"', "its country is IE, not the file's name"),
        ('country = "GB"\n', "", "country: Field required"),
        ('country = "GB"', 'country = "GB"\ncontinent = "Europe"', "continent: Extra inputs"),
        ('name = "Samaritans"\n', "", "line 2: name: Field required"),
        ('kind = "suicide"', 'kind = "suicidal"', f"{SUICIDE}: kind: Input should be 'emergency'"),
        ('kind = "suicide"', 'kind = "child"', "there is no line of the kind suicide"),
        ('kind = "emergency"', 'kind = "police"', "there is no line of the kind emergency"),
        ('number = "999"\n', "", "Emergency services: emergency needs a number"),
        ('number = "116 123"\n', "", "Samaritans: suicide needs a number"),
        ('"116 123"', '"116-123"', f"{SUICIDE}: number: String should match"),
        ('"116 123"', '"116  123"', f"{SUICIDE}: number: String should match"),
        ('"116 123"', '"116 123\\n"', f"{SUICIDE}: number: String should match"),
        ('"116 123"', '"١١٦"', f"{SUICIDE}: number: String should match"),
        ('"116 123"', "116123", f"{SUICIDE}: number: Input should be a valid string"),
        ("https://example.org/samaritans", "http://example.org", f"{SUICIDE}: url: String should match"),
        ("https://example.org/samaritans", "https://samaritans", f"{SUICIDE}: url: String should match"),
        ('hours = "24 hours a day"\nlanguages = ["English", "Welsh"]', "", f"{SUICIDE}: hours: Field"),
        ('["English", "Welsh"]', "[]", f"{SUICIDE}: languages: List should have at least 1 item"),
        ('["English", "Welsh"]', '["English", " "]', f"{SUICIDE}: languages: 1: String should match"),
        ('"Free to call."', '"Free\\nto call."', f"{SUICIDE}: about: String should match"),
        ('"Free to call."', f'"{"x" * 121}"', f"{SUICIDE}: about: String should have at most 120"),
        ('"Samaritans, contact us: https://example.org/"', '"Samaritans"', f"{SUICIDE}: source: String"),
        ("read_on = 2026-10-01", 'read_on = "2026-10-01"', f"{SUICIDE}: read_on: Input should be a valid"),
        ("read_on = 2026-10-01", "read_on = 2026-10-01T00:00:00", f"{SUICIDE}: read_on: Input should"),
        ("read_on = 2026-10-01\n", "", f"{SUICIDE}: read_on: Field required"),
        ("dated = false\n", "", f"{SUICIDE}: dated: Field required"),
        ("official = false\n", "", f"{SUICIDE}: official: Field required"),
        ("official = false", 'official = "no"', f"{SUICIDE}: official: Input should be a valid boolean"),
        ('note = "Read in a copy."', 'nota = "Read"', f"{SUICIDE}: nota: Extra inputs"),
        ('[[line]]\nkind = "emergency"', '[line]\nkind = "emergency"', "cannot be read"),
        ("country", "country =", "cannot be read"),
    ],
)
def test_a_slip_is_refused_with_what_is_to_mend(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert GOOD.count(old) >= 1
    told = refusal(written(tmp_path, gb=GOOD.replace(old, new, 1)))
    assert any(each.startswith(f"gb.toml: {says}") for each in told), told


def test_a_chat_needs_a_page_and_any_other_line_a_page_or_a_number(tmp_path: Path) -> None:
    bare = 'name = "Bare"\nhours = "x"\nlanguages = ["English"]\nsource = "A: https://example.org"\n'
    bare += "read_on = 2026-11-25\ndated = true\nofficial = true\n"
    more = "".join(f'[[line]]\nkind = "{kind}"\n{bare}' for kind in ("chat", "abuse"))
    assert refusal(written(tmp_path, gb=GOOD + more)) == [
        "gb.toml: Bare: chat needs a url",
        "gb.toml: Bare: neither number nor url",
    ]


def test_a_line_stands_once(tmp_path: Path) -> None:
    again = GOOD[GOOD.rindex("[[line]]") :]
    assert refusal(written(tmp_path, gb=GOOD + again)) == ["gb.toml: Samaritans: stands twice"]


def test_all_that_is_wrong_in_all_files_is_said_at_once(tmp_path: Path) -> None:
    written(
        tmp_path,
        gb=GOOD.replace("999", "nine").replace("dated = false", "dated = 0"),
        ie=GOOD,
        international=ELSEWHERE.replace('kind = "directory"', 'kind = "chat"'),
    )
    assert refusal(tmp_path) == [
        f"gb.toml: {EMERGENCY}: number: String should match pattern '^\\+?[0-9]+( [0-9]+)*$'",
        f"gb.toml: {SUICIDE}: dated: Input should be a valid boolean",
        "ie.toml: its country is GB, not the file's name",
        "international.toml: there is no line of the kind directory",
    ]


def test_there_must_be_lines_for_all_other_countries(tmp_path: Path) -> None:
    written(tmp_path).joinpath("international.toml").unlink()
    assert refusal(tmp_path) == ["international.toml: there is no such file"]


def test_what_is_not_text_is_refused(tmp_path: Path) -> None:
    written(tmp_path).joinpath("gb.toml").write_bytes(b'name = "\xff"')
    assert refusal(tmp_path)[0].startswith("gb.toml: cannot be read")


def test_a_list_of_words_is_no_list_of_lines(tmp_path: Path) -> None:
    told = refusal(written(tmp_path, gb='country = "GB"\nname = "x"\nline = ["Samaritans"]\n'))
    assert told[0].startswith("gb.toml: line 1: Input should be a valid dictionary")
