"""What the sub-commands do, between the terminal and the use cases. Operators read English here."""

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from bot.app import House, RunningBot, StartError, open_house, run_bot, set_up_logging, take_lock
from bot.domain.importing import Problem, read_rota, read_table
from bot.domain.matches import MatchRefusal
from bot.domain.names import NameRefusal, read_name
from bot.domain.people import Role
from bot.services import desk, health, importing, introductions
from bot.services.unit import Unit
from bot.settings import ENV_FILE, Settings, SettingsError, read_settings
from bot.store import people, rotation
from bot.store.cipher import SealBrokenError
from bot.store.people import Person
from bot.store.writer import StoreUnavailableError
from content.crisis import CrisisLinesError
from content.words import WordsError
from moderation.rulebook import RulesRefusedError

T = TypeVar("T")

_NO_DATABASE = (
    "The database of ALONGSIDE_DATABASE_URL cannot be used. Is it a file of this or an older version, "
    "may it be written to, is there room on the disk, does another process hold it?"
)


class RefusedError(Exception):
    """A sub-command cannot do what it was asked; the message says why."""


def with_house(work: Callable[[House], T]) -> T:
    """Open the house from the settings, do something, close it.

    Raises RefusedError with everything there is to mend.
    """
    house = open_house(load_settings())
    try:
        return work(house)
    finally:
        house.close()


def load_settings() -> Settings:
    """The settings; raises RefusedError with a readable list."""
    try:
        settings = read_settings(os.environ.get(ENV_FILE, ".env"))
    except SettingsError as error:
        raise RefusedError(
            f"The settings need mending (see .env.example):\n{_indented(str(error))}"
        ) from None
    set_up_logging(settings.log_level)
    return settings


def guarded(work: Callable[[], int]) -> int:
    """Run a sub-command: what it refuses goes to standard error, readably, with status 1."""
    try:
        return work()
    except WordsError as error:
        print(f"The authored words need mending:\n{_indented(str(error))}", file=sys.stderr)
    except RulesRefusedError as error:
        print(f"The scan's rules need mending:\n{_indented(str(error))}", file=sys.stderr)
    except CrisisLinesError as error:
        print(f"The crisis lines need mending:\n{_indented(str(error))}", file=sys.stderr)
    except (RefusedError, StartError) as error:
        print(error, file=sys.stderr)
    except SealBrokenError:
        print(
            "No key of ALONGSIDE_ENCRYPTION_KEYS opens what is stored. Is the old key gone?", file=sys.stderr
        )
    except StoreUnavailableError:
        print(_NO_DATABASE, file=sys.stderr)
    return 1


def run() -> int:
    """Run the bot until SIGINT or SIGTERM."""
    settings = load_settings()
    with take_lock(settings):
        house = open_house(settings)
        try:
            asyncio.run(_until_signalled(house))
        finally:
            house.close()
    return 0


async def _until_signalled(house: House) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await run_bot(house, stop, _say_started)


def _say_started(parts: RunningBot, claim_link: str | None) -> None:
    name, username = parts.house.settings.programme_name, parts.application.bot.username
    print(f"{name}: @{username} is at work. Ctrl-C stops it.")
    if claim_link is not None:
        print(f"Nobody coordinates it yet. Whoever opens this first becomes the coordinator:\n  {claim_link}")
    sys.stdout.flush()


def invite(role: str, *, as_json: bool) -> int:
    """Print a one-time link for a role."""
    try:
        wanted = Role.named(role)
    except ValueError as error:
        raise RefusedError(str(error)) from None

    def make(unit: Unit) -> dict[str, Any]:
        link = desk.link_to(unit, desk.invite(unit, wanted))
        expires = unit.now + unit.policy.invitations_last
        return {"role": wanted.word, "link": link, "expires_at": expires.isoformat(timespec="seconds")}

    made = with_house(lambda house: house.units.run_now(make))
    if as_json:
        print(json.dumps(made))
    else:
        print(f"One {made['role']}, once, until {made['expires_at'][:10]}:\n  {made['link']}")
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise RefusedError(f"{path} is not UTF-8 text. Save it as CSV UTF-8.") from None


def put_rota(path: Path, *, as_json: bool) -> int:
    """Put the weekly rota of a CSV file in place of the old one, or change nothing."""
    rows, problems = read_rota(_read(path))

    def put(house: House) -> int | list[Problem]:
        try:
            return house.units.run_now(lambda unit: importing.import_rota(unit, rows, problems))
        except importing.ImportRefusedError as error:
            return error.problems

    result = with_house(put)
    if isinstance(result, list):
        return _tell_problems("The rota is as it was", result, as_json=as_json)
    print(json.dumps({"shifts": result}) if as_json else f"The rota has {result} shifts a week now.")
    return 0


def _tell_problems(outcome: str, problems: list[Problem], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"imported": 0, "problems": [asdict(problem) for problem in problems]}))
    else:
        lines = "\n".join(f"  row {problem.number}: {problem.reason}" for problem in problems)
        print(f"{outcome}. Please mend:\n{lines}", file=sys.stderr)
    return 1


def import_people(path: Path, *, as_json: bool) -> int:
    """Enrol everyone in a CSV file, or nobody."""
    text = _read(path)

    def enrol(house: House) -> tuple[int, int] | list[Problem]:
        rows, problems = read_table(text, house.words.bundles)
        try:
            return house.units.run_now(lambda unit: importing.import_people(unit, rows, problems))
        except importing.ImportRefusedError as error:
            return error.problems

    result = with_house(enrol)
    if isinstance(result, list):
        return _tell_problems("Nobody was imported", result, as_json=as_json)
    enrolled, matched = result
    if as_json:
        print(json.dumps({"imported": enrolled, "matches": matched, "problems": []}))
    else:
        print(
            f"{enrolled} people are enrolled, {matched} matches proposed. "
            "Nobody hears from the bot before they press Start and agree."
        )
    return 0


def match(mentee: str, mentor: str, accepted: str | None, *, as_json: bool) -> int:
    """Propose two people to each other."""

    def propose(unit: Unit) -> dict[str, Any] | MatchRefusal:
        found = introductions.propose(
            unit,
            _named(unit, mentee, "first"),
            _named(unit, mentor, "second"),
            accepted_note=(accepted or "").strip() or None,
        )
        return found if isinstance(found, MatchRefusal) else {"match": found.id, "state": found.state.value}

    result = with_house(lambda house: house.units.run_now(propose))
    if isinstance(result, MatchRefusal):
        raise RefusedError(_MATCH_REFUSALS[result])
    if as_json:
        print(json.dumps(result))
    elif result["state"] == "active":
        print("They are matched and have been introduced.")
    else:
        print("Proposed. They are asked, and introduced once both have agreed to take part and to the match.")
    return 0


_MATCH_REFUSALS = {
    MatchRefusal.SAME_PERSON: "Nobody can be matched with themselves.",
    MatchRefusal.NOT_A_MENTEE: "The first of the two is neither mentee nor carer.",
    MatchRefusal.NOT_A_MENTOR: "The second of the two is no mentor.",
    MatchRefusal.ALREADY: "These two have a match already.",
    MatchRefusal.HAS_LEFT: "One of the two has left the programme.",
}


def _named(unit: Unit, given: str, which: str) -> Person:
    """Who is meant: a preferred name, or a Telegram account's number."""
    is_account = re.fullmatch(r"[0-9]{1,18}", given)
    found = people.by_telegram_id(unit.session, unit.programme.id, int(given)) if is_account else None
    name = read_name(given)
    if found is None and not isinstance(name, NameRefusal):
        digests = unit.cipher.digests(name.compared)
        found = people.by_name_digests(unit.session, unit.programme.id, digests)
    if found is None:
        raise RefusedError(f"Nobody here goes by the {which} name. Give a preferred name or a Telegram id.")
    return found


def rotate_keys(*, as_json: bool) -> int:
    """Seal everything anew with the first key, in small steps, while the bot goes on."""
    rows = with_house(lambda house: rotation.reseal_everything(house.writer))
    if as_json:
        print(json.dumps({"rows": rows}))
    else:
        print(f"{rows} rows are sealed with the first key now. The other keys can go.")
    return 0


def doctor(*, as_json: bool) -> int:
    """Say what is wrong and how to mend it; status 1 where something is."""
    checks = with_house(lambda house: house.units.run_now(health.examine))
    is_well = all(check.is_well for check in checks)
    if as_json:
        print(json.dumps({"well": is_well, "checks": [asdict(check) for check in checks]}))
    else:
        for check in checks:
            print(f"{'well ' if check.is_well else 'LOOK '} {check.name}: {check.detail}")
    return 0 if is_well else 1


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
