"""Enrolling many at once: each becomes a participant who still has to consent."""

from collections.abc import Sequence

from bot.domain.duty import Shift
from bot.domain.importing import Problem, RotaRow, Row
from bot.domain.matches import MENTOR_SIDE, MatchRefusal
from bot.domain.names import outlines
from bot.domain.people import PersonState, Role
from bot.services.introductions import propose
from bot.services.unit import Unit
from bot.store import people, rota
from bot.store.people import Person


class ImportRefusedError(Exception):
    """Some rows cannot be taken, so none was."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} rows cannot be taken")
        self.problems = sorted(problems, key=lambda problem: problem.number)


def import_people(unit: Unit, rows: Sequence[Row], found: Sequence[Problem] = ()) -> tuple[int, int]:
    """Enrol everyone in the table and propose the matches it names, all or nothing.

    Nobody is written to: a bot cannot write first, and nothing is relayed before consent. Returns how many
    people and how many matches there are now. Raises ImportRefusedError with every row that cannot be taken,
    those among them whose problem was found before.
    """
    problems = list(found)
    spoilt = {problem.number for problem in found}
    enrolled: dict[int, Person] = {}
    names = people.names(unit.session, unit.programme.id)
    taken = frozenset(outline for name in names for outline in outlines(name))
    for row in rows:
        if row.number in spoilt:
            continue
        reason = _clash(unit, row, taken)
        if reason is None:
            enrolled[row.number] = _enrol(unit, row)
        else:
            problems.append(Problem(row.number, reason))
    unit.session.flush()
    matched = 0
    for row in rows:
        if row.mentor is None or row.number not in enrolled:
            continue
        mentor = people.by_name_digests(
            unit.session, unit.programme.id, unit.cipher.digests(row.mentor.compared)
        )
        if mentor is None or not mentor.roles & MENTOR_SIDE:
            problems.append(
                Problem(row.number, "mentor is nobody's name who is a mentor here or in this table")
            )
            continue
        match = propose(unit, enrolled[row.number], mentor, accepted_note=row.accepted)
        if isinstance(match, MatchRefusal):
            problems.append(Problem(row.number, f"these two cannot be matched ({match.value})"))
        else:
            matched += 1
    if problems:
        raise ImportRefusedError(problems)
    return len(enrolled), matched


def _clash(unit: Unit, row: Row, taken: frozenset[str]) -> str | None:
    if people.by_telegram_id(unit.session, unit.programme.id, row.telegram_id) is not None:
        return "telegram_id is enrolled already"
    if row.name is not None and outlines(row.name.shown) & taken:
        return "name is taken, or looks like one that is"
    return None


def _enrol(unit: Unit, row: Row) -> Person:
    person = Person(
        programme_id=unit.programme.id,
        telegram_id=row.telegram_id,
        roles=row.role,
        state=PersonState.INVITED,
        name=row.name.shown if row.name else None,
        name_digest=unit.cipher.digest(row.name.compared) if row.name else None,
        language=row.language or unit.policy.language,
        time_zone=row.time_zone or str(unit.policy.time_zone),
        country=row.country,
        focus=row.focus.value if row.focus else None,
        created_at=unit.now,
    )
    unit.session.add(person)
    return person


def import_rota(unit: Unit, rows: Sequence[RotaRow], found: Sequence[Problem] = ()) -> int:
    """Put this weekly rota in place of the old one, all or nothing; returns how many shifts it has.

    Raises ImportRefusedError with every row that names nobody who is a supervisor here.
    """
    problems = list(found)
    shifts: list[Shift] = []
    for row in rows:
        person = people.by_name_digests(
            unit.session, unit.programme.id, unit.cipher.digests(row.name.compared)
        )
        if person is None or not person.is_active or Role.SUPERVISOR not in person.roles:
            problems.append(Problem(row.number, "name is not that of a supervisor here"))
            continue
        shifts += [Shift(person.id, hours, row.is_on_call) for hours in row.hours]
    if problems:
        raise ImportRefusedError(problems)
    rota.replace_shifts(unit.session, unit.programme.id, shifts)
    return len(shifts)
