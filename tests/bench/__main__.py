"""`make bench`: how fast it is, as ratios in one run. Prints a table and writes var/bench.json."""

import argparse
import importlib
import json
import sys
from pathlib import Path

PARTS = ("relay", "media", "alerts", "scan")
RESULTS = Path("var/bench.json")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS)
    options = parser.parse_args()
    results: dict[str, float] = {}
    for part in PARTS:
        if options.only in {None, part}:
            results |= importlib.import_module(f"tests.bench.{part}").measure()
    for name, value in results.items():
        print(f"{name:28s} {value:12.2f}")
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(known | results, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
