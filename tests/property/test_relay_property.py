"""Whatever two pairs do, each side sees the other's words once and in order, and nobody else's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.domain.people import Role
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.messages import Message
from tests.support.programme import Programme

NAMES = ("Rosa", "Ben", "Ann", "Tom")
PEER = {"Rosa": "Ben", "Ben": "Rosa", "Ann": "Tom", "Tom": "Ann"}

someone = st.sampled_from(NAMES)
action = st.one_of(
    st.tuples(st.sampled_from(["say", "say", "edit", "reply"]), someone, st.integers(0, 5)),
    st.tuples(st.sampled_from(["block", "unblock"]), someone, st.just(0)),
    st.tuples(st.just("restart"), st.just("Rosa"), st.just(0)),
)


@dataclass(slots=True)
class Said:
    """A message of one person and what its copy should say; None where it was told as not delivered."""

    message: Message
    copy: str | None


@dataclass(slots=True)
class Stage:
    """Two pairs and a tally of what each should see; words of earlier plays are left out by their number."""

    programme: Programme
    people: dict[str, Talker]
    play: int = 0
    words: int = 0
    blocked: set[str] = field(default_factory=set)
    said: dict[str, list[Said]] = field(default_factory=dict)

    def begins(self) -> None:
        for name in sorted(self.blocked):
            self.unblock(name)
        self.play += 1
        self.said = {name: [] for name in NAMES}

    def new_words(self, name: str) -> str:
        self.words += 1
        return f"play {self.play:04d} words {self.words:06d} of {name}"

    def say(self, name: str, reply_to: Message | None = None) -> None:
        if name in self.blocked:
            return  # Telegram lets nobody write to a bot they have blocked
        words, person = self.new_words(name), self.people[name]
        message = person.says(words) if reply_to is None else person.replies_to(reply_to, words)
        self.said[name].append(Said(message, None if PEER[name] in self.blocked else words))

    def reply(self, name: str, number: int) -> None:
        bubbles = [each for each in self.people[name].bubbles if f"play {self.play:04d} words" in each.text]
        self.say(name, bubbles[number % len(bubbles)] if bubbles else None)

    def edit(self, name: str, number: int) -> None:
        if name in self.blocked or not self.said[name]:
            return
        said = self.said[name][number % len(self.said[name])]
        words = self.new_words(name)
        self.people[name].edits(said.message, words)
        if said.copy is not None and PEER[name] not in self.blocked:
            said.copy = words

    def block(self, name: str) -> None:
        self.programme.settles()
        self.people[name].blocks_bot()
        self.programme.settles()
        self.blocked.add(name)

    def unblock(self, name: str) -> None:
        self.people[name].unblocks_bot()
        self.programme.settles()
        self.blocked.discard(name)

    def acts(self, kind: str, name: str, number: int) -> None:
        match kind:
            case "say":
                self.say(name)
            case "reply":
                self.reply(name, number)
            case "edit":
                self.edit(name, number)
            case "block":
                self.block(name)
            case "unblock":
                self.unblock(name)
            case _:
                self.programme.restart()

    def heard(self, name: str) -> list[str]:
        """What of this play stands in somebody's chat, said by the bot."""
        return [text for text in self.people[name].texts if f"play {self.play:04d} words" in text]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with LocalTelegram() as telegram, Programme(telegram, tmp_path) as programme:
        people = {
            name: programme.joins(name, Role.MENTEE if name in {"Rosa", "Ann"} else Role.MENTOR)
            for name in NAMES
        }
        for mentee in ("Rosa", "Ann"):
            programme.matches(mentee, PEER[mentee])
            people[mentee].sees("is your mentor")
        yield Stage(programme, people)


@settings(
    max_examples=20,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # a failing play is short enough to read as it is
    suppress_health_check=list(HealthCheck),
)
@given(plays=st.lists(action, min_size=4, max_size=16))
def test_each_side_sees_the_others_words_once_in_order_and_nobody_elses(
    stage: Stage, plays: list[tuple[str, str, int]]
) -> None:
    stage.begins()
    for kind, name, number in plays:
        stage.acts(kind, name, number)
    stage.programme.settles()
    for name in NAMES:
        peer = PEER[name]
        expected = [f"{peer}\n{said.copy}" for said in stage.said[peer] if said.copy is not None]
        assert stage.heard(name) == expected, f"{name} after {plays}"
