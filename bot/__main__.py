"""The `alongside` command: one thin function per sub-command.

Each imports what it needs itself, so that a sub-command starts as fast as its own part allows.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from moderation import command as scanning


def run(options: argparse.Namespace) -> int:
    from bot import terminal

    del options
    return terminal.guarded(terminal.run)


def demo(options: argparse.Namespace) -> int:
    from bot import demo as stage
    from bot import terminal

    return terminal.guarded(lambda: stage.run(is_fresh=options.fresh, port=options.port))


def invite(options: argparse.Namespace) -> int:
    from bot import terminal

    return terminal.guarded(lambda: terminal.invite(options.role, as_json=options.json))


def import_people(options: argparse.Namespace) -> int:
    from bot import terminal

    return terminal.guarded(lambda: terminal.import_people(options.file, as_json=options.json))


def match(options: argparse.Namespace) -> int:
    from bot import terminal

    return terminal.guarded(
        lambda: terminal.match(options.mentee, options.mentor, options.accepted, as_json=options.json)
    )


def rota(options: argparse.Namespace) -> int:
    from bot import terminal

    return terminal.guarded(lambda: terminal.put_rota(options.file, as_json=options.json))


def new_key(options: argparse.Namespace) -> int:
    import json

    from bot.store.cipher import Cipher

    key = Cipher.new_key()
    print(json.dumps({"key": key}) if options.json else key)
    return 0


def rotate_keys(options: argparse.Namespace) -> int:
    from bot import terminal

    return terminal.guarded(lambda: terminal.rotate_keys(as_json=options.json))


def doctor(options: argparse.Namespace) -> int:
    from bot import terminal

    return terminal.guarded(lambda: terminal.doctor(as_json=options.json))


def build_parser() -> argparse.ArgumentParser:
    """Every sub-command with its arguments."""
    parser = argparse.ArgumentParser(
        prog="alongside", description="Run a peer-support programme in Telegram."
    )
    parser.add_argument("--env", metavar="FILE", help="read the settings from this file instead of .env")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def add(name: str, does: str, function: object) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=does, description=does)
        command.set_defaults(run=function)
        return command

    add("run", "run the bot until Ctrl-C", run)
    trying = add("demo", "a small invented programme on a local Telegram, with a page to play everyone", demo)
    trying.add_argument("--fresh", action="store_true", help="begin anew")
    trying.add_argument("--port", type=int, default=8700, help="where the page is (8700)")
    inviting = add("invite", "print a one-time link for one person", invite)
    inviting.add_argument("role", help="mentee, mentor, carer, facilitator, supervisor or coordinator")
    importing = add("import", "enrol everyone in a CSV file, or nobody", import_people)
    importing.add_argument("file", type=Path, help="columns: telegram_id, role, name, language, time_zone, …")
    matching = add("match", "propose two people to each other", match)
    matching.add_argument("mentee", help="preferred name or Telegram id")
    matching.add_argument("mentor", help="preferred name or Telegram id")
    matching.add_argument(
        "--accepted", metavar="NOTE", help='both said yes elsewhere, e.g. "on paper 2026-11-20"'
    )
    covering = add("rota", "put the weekly rota of a CSV file in place of the old one", rota)
    covering.add_argument("file", type=Path, help="columns: name, day (Mon or Mon-Fri), from, to, on_call")
    making = add("new-key", "print a new key for ALONGSIDE_ENCRYPTION_KEYS", new_key)
    rotating = add("rotate-keys", "seal everything anew with the first key, while the bot runs", rotate_keys)
    examining = add("doctor", "say what is wrong and how to mend it", doctor)
    scan = add("scan", "scan JSON lines from standard input, or explain one text", scanning.run_scan)
    scanning.add_scan_arguments(scan)
    rules = add("rules", "list the scan's rules, or check them", scanning.run_rules)
    scanning.add_rules_arguments(rules)
    for command in (inviting, importing, matching, covering, making, rotating, examining):
        command.add_argument("--json", action="store_true", help="answer as one JSON line")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command; returns its exit status."""
    os.umask(0o077)  # whatever is written here is nobody else's to read
    options = build_parser().parse_args(argv)
    if options.env:
        os.environ["ALONGSIDE_ENV_FILE"] = options.env
    status: int = options.run(options)
    return status


if __name__ == "__main__":
    sys.exit(main())
