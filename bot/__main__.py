"""The `alongside` command: one thin function per sub-command.

Each imports what it needs itself, so that a sub-command starts as fast as its own part allows.
"""

import argparse
import sys
from collections.abc import Sequence


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="alongside", description="Run a peer-support programme in Telegram."
    )
    parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command; returns its exit status."""
    options = build_parser().parse_args(argv)
    status: int = options.run(options)
    return status


if __name__ == "__main__":
    sys.exit(main())
