"""SIGKILL at random moments in a two-way conversation, with a faulty Telegram: `make kills KILLS=200`.

The bot runs in a child process; the local Telegram and the two people are here. Ends with one JSON line:
kills, sent, lost, out_of_order, uncertain, doubled (and doubled_unexplained, which must be 0).
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import select

from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.faults import FaultKind
from bot.services.unit import Unit
from bot.store.messages import Message
from bot.store.outbox import OutboxRow
from tests.support.bot import KEY
from tests.support.programme import Programme

SEND = ("sendMessage",)


@dataclass(frozen=True, slots=True)
class Toll:
    """What the kills did. `uncertain` counts copies that Telegram may have taken twice, by our own books."""

    kills: int
    sent: int
    lost: int
    out_of_order: int
    uncertain: int
    doubled: int
    doubled_unexplained: int


class ChildBot:
    """`alongside run` as an operator runs it, in a process that can be killed."""

    def __init__(self, token: str, url: str, folder: Path) -> None:
        self._environment = os.environ | {
            "ALONGSIDE_TELEGRAM_TOKEN": token,
            "ALONGSIDE_TELEGRAM_API_URL": url,
            "ALONGSIDE_DATABASE_URL": f"sqlite:///{folder}/alongside.sqlite",
            "ALONGSIDE_ENCRYPTION_KEYS": KEY,
            "ALONGSIDE_PROGRAMME_NAME": "Backs Together",
            "ALONGSIDE_TIME_ZONE": "Europe/London",
            "ALONGSIDE_COUNTRY": "GB",
            "ALONGSIDE_COVER": "office_hours",
            "ALONGSIDE_LOG_LEVEL": "ERROR",
        }
        self._log = (folder / "bot.log").open("ab")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            env=self._environment,
            stdout=self._log,
            stderr=self._log,
        )

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """SIGKILL: no warning, no last words."""
        assert self._process is not None
        assert self._process.poll() is None, "the bot ended by itself"
        self._process.kill()
        self._process.wait()

    def stop(self, within: float = 15.0) -> float:
        """SIGTERM; returns the seconds it took to leave."""
        assert self._process is not None
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(within) == 0, "the bot did not leave cleanly"
        return time.monotonic() - began

    def close(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._log.close()


def add_faults(telegram: LocalTelegram) -> None:
    """A Telegram on a bad day: a few calls in a hundred go wrong, in every way we know."""
    faults = telegram.faults
    faults.too_many(1, methods=frozenset(SEND), times=None, probability=0.02)
    faults.strike(FaultKind.SERVER_ERROR, times=None, probability=0.02)
    faults.strike(FaultKind.TRUNCATED, times=None, probability=0.01)
    faults.strike(FaultKind.EMPTY, times=None, probability=0.01)
    faults.cut_before(times=None, probability=0.02)
    faults.cut_after(*SEND, times=None, probability=0.01)
    faults.strike(FaultKind.DUPLICATE, times=None, probability=0.1)
    faults.strike(FaultKind.REPEAT, times=None, probability=0.1)


def run(kills: int, messages: int, seed: int, folder: Path, log: Callable[[str], None]) -> Toll:
    """Play the conversation, killing the bot this many times; then let it come to rest and count."""
    chance = random.Random(seed)
    with LocalTelegram(seed=seed) as telegram:
        with Programme(telegram, folder) as programme:
            rosa, ben = programme.pair()
        child = ChildBot(programme.token, telegram.url, folder)
        try:
            add_faults(telegram)
            child.start()
            said: dict[str, list[str]] = {"Rosa": [], "Ben": []}
            is_over = threading.Event()
            plan = {"messages": messages, "said": said, "chance": chance, "is_over": is_over}
            talk = threading.Thread(target=_talk, args=(rosa, ben), kwargs=plan)
            talk.start()
            for number in range(1, kills + 1):
                time.sleep(chance.uniform(0.7, 2.2))  # some kills hit the start, some the middle
                child.kill()
                child.start()
                if number % 10 == 0:
                    log(f"{number} kills, {sum(map(len, said.values()))} messages said")
            is_over.set()
            talk.join()
            telegram.faults.clear()
            toll = _count(programme, rosa, ben, said, kills)
            child.stop()
        finally:
            child.close()
    return toll


def _talk(
    rosa: Talker,
    ben: Talker,
    *,
    messages: int,
    said: dict[str, list[str]],
    chance: random.Random,
    is_over: threading.Event,
) -> None:
    """Both write, in bursts and pauses; when the killing is over, the rest comes without pauses."""
    chance = random.Random(chance.random())
    for number in range(messages):
        speaker = chance.choice((rosa, ben))
        text = f"message {number:05d} from {speaker.name}"
        said[speaker.name].append(text)
        speaker.says(text)
        if not is_over.is_set():
            is_over.wait(chance.choice((0.0, 0.0, 0.02, 0.1, 0.15)))


def _count(
    programme: Programme,
    rosa: Talker,
    ben: Talker,
    said: dict[str, list[str]],
    kills: int,
) -> Toll:
    deadline = time.monotonic() + 120
    arrived: dict[str, list[str]] = {}
    while time.monotonic() < deadline:
        arrived = {"Rosa": _heard(ben, "Rosa"), "Ben": _heard(rosa, "Ben")}
        if all(set(said[name]) <= set(arrived[name]) for name in said):
            break
        time.sleep(0.2)
    time.sleep(2.0)  # a twin may still be on its way
    arrived = {"Rosa": _heard(ben, "Rosa"), "Ben": _heard(rosa, "Ben")}
    uncertain = programme.reads(_uncertain)
    doubled = {text for texts in arrived.values() for text, count in Counter(texts).items() if count > 1}
    return Toll(
        kills=kills,
        sent=sum(map(len, said.values())),
        lost=sum(len(set(said[name]) - set(arrived[name])) for name in said),
        out_of_order=sum(list(dict.fromkeys(arrived[name])) != said[name] for name in said),
        uncertain=len(uncertain),
        doubled=len(doubled),
        doubled_unexplained=len(doubled - uncertain),
    )


def _heard(listener: Talker, speaker: str) -> list[str]:
    """What of the speaker's words stands in the listener's chat, in the order in which it came."""
    return [
        text.removeprefix(f"{speaker}\n") for text in listener.texts if text.startswith(f"{speaker}\nmessage")
    ]


def _uncertain(unit: Unit) -> set[str]:
    rows = unit.session.scalars(
        select(Message).join(OutboxRow, OutboxRow.message_id == Message.id).where(OutboxRow.is_twin)
    )
    return {message.text.words for message in rows}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--messages", type=int, help="25 for each kill where not given")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        toll = run(options.kills, options.messages or 25 * options.kills, options.seed, Path(folder), print)
    print(json.dumps(asdict(toll)))
    return int(bool(toll.lost or toll.out_of_order or toll.doubled_unexplained))


if __name__ == "__main__":
    sys.exit(main())
