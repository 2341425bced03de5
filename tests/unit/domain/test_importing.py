"""Reading a table of people: what is taken, and each refusal with its row."""

import time

import pytest

from bot.domain.importing import Problem, Row, read_table
from bot.domain.names import Name
from bot.domain.people import Focus, Role

LANGUAGES = {"en", "de"}
HEADING = "telegram_id,role,name,language,time_zone,country,focus,mentor,accepted"


def rows_of(text: str) -> list[Row]:
    rows, problems = read_table(text, LANGUAGES)
    assert problems == []
    return rows


def problems_of(text: str) -> list[tuple[int, str]]:
    return [(problem.number, problem.reason) for problem in read_table(text, LANGUAGES)[1]]


def test_a_full_row_is_read() -> None:
    (row,) = rows_of(f"{HEADING}\n42,mentee,Rosa,de,Europe/Berlin,de,back_pain,Ben,on paper 2026-11-20\n")
    assert row == Row(
        number=2,
        telegram_id=42,
        role=Role.MENTEE,
        name=Name("Rosa", "rosa"),
        language="de",
        time_zone="Europe/Berlin",
        country="DE",
        focus=Focus.BACK_PAIN,
        mentor=Name("Ben", "ben"),
        accepted="on paper 2026-11-20",
    )


def test_only_account_and_role_are_needed() -> None:
    (row,) = rows_of("role,telegram_id\nmentor,7\n")
    assert (row.telegram_id, row.role) == (7, Role.MENTOR)
    assert {row.name, row.language, row.time_zone, row.country, row.focus, row.mentor, row.accepted} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "telegram_id,role,name\n1,mentee,Rosa\n2,mentor,Ben\n",
        "telegram_id,role,name\r\n1,mentee,Rosa\r\n2,mentor,Ben\r\n",
        "telegram_id,role,name\r1,mentee,Rosa\r2,mentor,Ben",
        "telegram_id;role;name\n1;mentee;Rosa\n2;mentor;Ben",
        " Telegram_ID , ROLE ,Name\n 1 , Mentee , Rosa \n2,MENTOR,Ben",
        '"telegram_id","role","name"\n"1","mentee","Rosa"\n"2","mentor","Ben"',
    ],
    ids=["plain", "windows", "old-mac", "semicolons", "spaces-and-case", "quoted"],
)
def test_the_usual_ways_to_write_a_table_are_read(text: str) -> None:
    assert [(row.telegram_id, row.role, row.name) for row in rows_of(text)] == [
        (1, Role.MENTEE, Name("Rosa", "rosa")),
        (2, Role.MENTOR, Name("Ben", "ben")),
    ]


def test_empty_lines_are_passed_over_and_rows_keep_the_numbers_of_their_lines() -> None:
    rows = rows_of("telegram_id,role\n\n1,mentee\n,\n   ,  \n2,mentor\n\n")
    assert [(row.number, row.telegram_id) for row in rows] == [(3, 1), (6, 2)]


def test_a_cell_may_hold_line_breaks_and_marks() -> None:
    (row, after) = rows_of(
        "telegram_id,role,name,mentor,accepted\n"
        '1,mentee,Rosa,Ben,"on paper;\nsaid ""yes"", both"\n'
        "2,mentor,Ben,,\n"
    )
    assert row.accepted == 'on paper;\nsaid "yes", both'
    assert after.number == 4


def test_a_row_with_fewer_cells_leaves_the_rest_open() -> None:
    (row,) = rows_of(f"{HEADING}\n42,mentee\n")
    assert row.name is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("", [(1, "column 'role' is missing"), (1, "column 'telegram_id' is missing")]),
        ("role,name", [(1, "column 'telegram_id' is missing")]),
        ("telegram_id,role,nmae", [(1, "unknown column 'nmae'")]),
        ("telegram_id,role,", [(1, "unknown column ''")]),
        ("telegram_id,role,name,Name", [(1, "column 'name' stands twice")]),
        ("telegram_id,role,role,role", [(1, "column 'role' stands twice")]),
        (
            "\ufefftelegram_id,role",
            [(1, "unknown column '\\ufefftelegram_id'"), (1, "column 'telegram_id' is missing")],
        ),
    ],
)
def test_a_wrong_heading_is_refused_before_any_row(heading: str, expected: list[tuple[int, str]]) -> None:
    rows, problems = read_table(f"{heading}\n1,mentee\nx,y\n", LANGUAGES)
    assert rows == []
    assert [(problem.number, problem.reason) for problem in problems] == expected


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("1,,Rosa,,,,,,", "role is empty"),
        ("1,boss,Rosa,,,,,,", "role is none of mentee, mentor, carer, facilitator, supervisor, coordinator"),
        (",mentee,Rosa,,,,,,", "telegram_id is not a Telegram account's number"),
        ("0,mentee,Rosa,,,,,,", "telegram_id is not a Telegram account's number"),
        ("-5,mentee,Rosa,,,,,,", "telegram_id is not a Telegram account's number"),
        ("1.5,mentee,Rosa,,,,,,", "telegram_id is not a Telegram account's number"),
        ("@rosa,mentee,Rosa,,,,,,", "telegram_id is not a Telegram account's number"),
        ("12345678901234567,mentee,Rosa,,,,,,", "telegram_id is not a Telegram account's number"),
        ("\u0661\u0662,mentee,Rosa,,,,,,", "telegram_id is not a Telegram account's number"),
        ("1,mentee,Rosa,fr,,,,,", "language is not one there are words for (de, en)"),
        ("1,mentee,Rosa,,London,,,,", "time_zone is not a time zone's name, such as Europe/London"),
        ("1,mentee,Rosa,,../../etc/passwd,,,,", "time_zone is not a time zone's name, such as Europe/London"),
        ("1,mentee,Rosa,,,GBR,,,", "country is not a code of two letters, such as GB"),
        ("1,mentee,Rosa,,,G1,,,", "country is not a code of two letters, such as GB"),
        (
            "1,mentee,Rosa,,,,gout,,",
            "focus is none of back_pain, diabetes, stroke, trauma, mental_health",
        ),
        ("1,mentee,@rosa,,,,,,", "name cannot be a name (address)"),
        (f"1,mentee,{'R' * 33},,,,,,", "name cannot be a name (long)"),
        ("1,mentee,...,,,,,,", "name cannot be a name (empty)"),
        ("1,mentee,Rosa,,,,,t.me/ben,", "mentor cannot be a name (address)"),
        ("1,mentor,Ben,,,,,Walter,", "mentor is given for somebody who is neither mentee nor carer"),
        ("1,mentee,,,,,,Ben,", "mentor is given, so name is needed too: the mentor must know who is meant"),
        ("1,mentee,Rosa,,,,,,on paper", "accepted is given without a mentor"),
        ("1,mentee,Rosa,,,,,,,,x", "has more cells than the heading"),
        ('1,mentee,"Rosa', "a quotation mark in it is not closed"),
    ],
)
def test_each_refusal_names_the_row_and_the_column_and_never_what_stands_there(
    cells: str, reason: str
) -> None:
    text = f"{HEADING}\n7,mentor,Ben,,,,,,\n\n{cells}\n"
    assert problems_of(text) == [(4, reason)]


def test_a_quotation_mark_that_is_never_closed_swallows_nobody() -> None:
    text = 'telegram_id,role,name\n1,mentee,"Rosa\n2,mentor,Ben\n3,mentor,Salma\n'
    assert problems_of(text) == [(2, "a quotation mark in it is not closed")]
    endless = 'telegram_id,role,name\n1,mentee,Rosa\n2,mentor,"Ben' + "\n3,mentor,x" * 20_000
    assert problems_of(endless) == [(3, "a quotation mark in it is not closed")]


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_rows() -> None:
    text = "telegram_id,role,name\n1,mentee,Rosa\n1,mentor,Ben\nx,mentor,Ana\n5,mentor,ROSA\n6,boss,\n"
    assert problems_of(text) == [
        (3, "telegram_id stands in row 2 too"),
        (4, "telegram_id is not a Telegram account's number"),
        (5, "name stands in row 2 too, or one that looks like it"),
        (6, "role is none of mentee, mentor, carer, facilitator, supervisor, coordinator"),
    ]


def test_names_that_look_alike_stand_twice() -> None:
    text = (
        "telegram_id,role,name\n1,mentee,Rosa\n2,mentee,Ro\u200bsa\n3,mentee,\uff32osa\n4,mentee,R\u00f3sa\n"
    )
    assert [number for number, _ in problems_of(text)] == [3, 4, 5]


def test_a_reason_never_repeats_a_cell() -> None:
    text = f"{HEADING}\nMARKER1,MARKER2,,MARKER3,MARKER4,MARKER5,MARKER6,MARKER7,MARKER8\n1,MARKER9,@MARKER\n"
    assert "MARKER" not in repr(read_table(text, LANGUAGES)[1])


def test_a_thousand_people_are_read_in_no_time() -> None:
    lines = [f"{number},mentee,Person {number},en,Europe/London,GB,stroke,," for number in range(1, 1001)]
    began = time.perf_counter()
    assert len(rows_of("\n".join([HEADING, *lines]))) == 1000
    assert time.perf_counter() - began < 2.0


def test_a_heading_alone_is_a_table_of_nobody() -> None:
    assert read_table(HEADING, LANGUAGES) == ([], [])
    assert read_table('"never closed', LANGUAGES) == (
        [],
        [Problem(1, "a quotation mark in it is not closed")],
    )
