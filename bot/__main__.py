"""The `alongside` command: one thin function per sub-command.

Each imports what it needs itself, so that a sub-command starts as fast as its own part allows.
"""

import argparse
import sys
from collections.abc import Sequence

from moderation import command


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="alongside", description="Run a peer-support programme in Telegram."
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_scan(commands.add_parser("scan", help="scan JSON lines from standard input, or explain one text"))
    _add_rules(commands.add_parser("rules", help="list the scan's rules, or check them"))
    return parser


def _add_scan(parser: argparse.ArgumentParser) -> None:
    command.add_scan_arguments(parser)
    parser.set_defaults(run=command.run_scan)


def _add_rules(parser: argparse.ArgumentParser) -> None:
    command.add_rules_arguments(parser)
    parser.set_defaults(run=command.run_rules)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command; returns its exit status."""
    options = build_parser().parse_args(argv)
    status: int = options.run(options)
    return status


if __name__ == "__main__":
    sys.exit(main())
