"""`make leaks UPDATES=10000`: stuffed updates, and a search for their marks in all that the bot asks for.

Writes the fields that held a mark to var/leaks-fields.txt and ends with one JSON line: updates,
fields_marked, requests_checked, files_checked, leaks, and how many notes rightly came to the other side
(crossed).
"""

import argparse
import json
import logging
import sys
import tempfile
import warnings
from pathlib import Path

from telegram.warnings import PTBDeprecationWarning

from tests.leaks.playing import play

FIELDS = Path("var/leaks-fields.txt")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make leaks", description=__doc__)
    parser.add_argument("--updates", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warnings.simplefilter("ignore", PTBDeprecationWarning)
    logging.disable(logging.WARNING)  # many updates are such as no client sends, and Telegram refuses some
    with tempfile.TemporaryDirectory() as folder:
        toll = play(options.updates, Path(folder), options.seed)
    for leak in toll.leaks:
        print(f"{leak.method} to {leak.to or 'nobody'}, {leak.part}: {leak.sighting.where}")
    FIELDS.parent.mkdir(exist_ok=True)
    FIELDS.write_text("".join(f"{each}\n" for each in sorted(toll.fields)), encoding="utf-8")
    line = {
        "updates": toll.updates,
        "fields_marked": len(toll.fields),
        "requests_checked": toll.requests_checked,
        "files_checked": toll.files_checked,
        "leaks": len(toll.leaks),
        "crossed": toll.crossed.total(),
    }
    print(json.dumps(line))
    return int(bool(toll.leaks))


if __name__ == "__main__":
    sys.exit(main())
