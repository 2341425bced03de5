"""What the scan's answer leaves behind: flags, an excerpt, and a word where the scan itself fails."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.domain.findings import Earlier, Family, Finding, Grade, Reason
from bot.domain.outbox import OutboxState
from bot.domain.people import Focus, Role
from bot.services.scanning import REMEMBERED, excerpt
from bot.store import alerts
from tests.unit.small import Small

ROSA, BEN, SAM, MARIA = 11, 22, 55, 77
UNSCANNED = Finding("scan.unscanned", "unscanned", Family.SCAN, Grade.NOTE, 0, 1)
FOREIGN = Finding("scan.other_language", "other_language", Family.SCAN, Grade.NOTE, 0, 1)


@dataclass
class Heard:
    """A scan that answers as it is told, and remembers what it was asked."""

    answer: tuple[Finding, ...] = ()
    asked: list[tuple[str, Role, tuple[Earlier, ...]]] = field(default_factory=list)

    def scan(
        self, words: str, role: Role, focus: frozenset[Focus], recent: Sequence[Earlier]
    ) -> tuple[Finding, ...]:
        del focus
        self.asked.append((words, role, tuple(recent)))
        return self.answer

    def reason(self, rule: str) -> Reason | None:
        del rule
        return None


@pytest.fixture
def pair(small: Small) -> Small:
    small.pair()
    small.joins("Sam", Role.SUPERVISOR, SAM)
    small.joins("Maria", Role.COORDINATOR, MARIA)
    small.settle_all()
    return small


def hears(small: Small, *answer: Finding) -> Heard:
    small.house.units.scanner = heard = Heard(answer)
    return heard


def told(small: Small, key: str) -> list[int]:
    return [row.chat_id for row in small.rows(OutboxState.QUEUED) if row.key == key]


def test_a_message_is_looked_at_beside_the_latest_of_its_conversation(pair: Small) -> None:
    heard = hears(pair)
    pair.says(ROSA, "one")
    pair.says(BEN, "are you thinking of ending your life?")
    pair.says(ROSA, "yes")
    words, role, recent = heard.asked[-1]
    assert (words, role) == ("yes", Role.MENTEE)
    assert recent == (Earlier("one", mine=True), Earlier("are you thinking of ending your life?", mine=False))


def test_not_the_whole_history_is_looked_at(pair: Small) -> None:
    heard = hears(pair)
    for number in range(REMEMBERED + 5):
        pair.says(ROSA, f"message {number}")
    assert len(heard.asked[-1][2]) == REMEMBERED
    pair.clock.move(timedelta(days=3))
    pair.says(ROSA, "three days later")
    assert heard.asked[-1][2] == ()


def test_a_changed_message_is_looked_at_beside_those_before_it_and_not_beside_itself(pair: Small) -> None:
    heard = hears(pair)
    pair.says(BEN, "How was the night?")
    said = pair.says(ROSA, "It was dark")
    pair.says(ROSA, "And long")
    pair.edits(ROSA, said, "It was so dark")
    words, _, recent = heard.asked[-1]
    assert (words, recent) == ("It was so dark", (Earlier("How was the night?", mine=False),))


def test_what_could_not_be_scanned_goes_its_way_and_is_counted(pair: Small) -> None:
    hears(pair, UNSCANNED)
    pair.says(ROSA, "hello")
    assert (BEN, "copy") in pair.queued()
    count = pair.run(lambda unit: alerts.count_unscanned(unit.session, unit.programme.id, unit.now))
    assert count == 1


def test_more_than_one_failure_in_a_hundred_calls_the_coordinator_once_an_hour(pair: Small) -> None:
    hears(pair)
    for number in range(99):
        pair.says(ROSA, f"message {number}")
    hears(pair, UNSCANNED)
    pair.says(ROSA, "the hundredth")
    assert told(pair, "scan-fails") == [], "one in a hundred is not more than one in a hundred"
    pair.says(ROSA, "another")
    assert told(pair, "scan-fails") == [MARIA]
    pair.says(ROSA, "and another")
    assert told(pair, "scan-fails") == [MARIA]
    pair.clock.move(timedelta(hours=1))
    pair.says(ROSA, "an hour later")
    assert told(pair, "scan-fails") == [MARIA, MARIA]


def test_who_writes_in_another_language_is_told_once_that_nobody_checks_it(pair: Small) -> None:
    hears(pair, FOREIGN)
    pair.says(ROSA, "uno")
    pair.says(ROSA, "dos")
    assert told(pair, "unscanned-notice") == [ROSA]


@pytest.mark.parametrize(
    ("words", "found", "shown"),
    [
        ("I want to die", (2, 13), "I want to die"),
        ("x " * 100 + "I want to die" + " y" * 100, (202, 213), "I want to die"),
    ],
)
def test_an_excerpt_holds_the_words_and_a_little_around_them(
    words: str, found: tuple[int, int], shown: str
) -> None:
    finding = Finding("a.b", "a", Family.DISTRESS, Grade.URGENT, *found)
    cut = excerpt(words, finding)
    assert shown in cut
    assert len(cut) < 320
    assert cut.startswith("… ") == (len(words) > 100)


def test_the_excerpt_shows_the_words_that_were_found_whatever_is_left_out_before_them(team: Small) -> None:
    links = " ".join(f"t.me/ab{number}cd" for number in range(12))
    team.says(ROSA, f"{links} and now, after all this, I am going to kill myself tonight")
    found = team.run(lambda unit: alerts.unresolved(unit.session, unit.programme.id))[-1]
    assert "kill myself" in (found.excerpt or "")


def test_the_very_first_card_says_that_its_author_was_shown_where_there_is_help(team: Small) -> None:
    team.says(ROSA, "I am going to kill myself tonight")
    card = next(row for row in team.rows() if row.key == "alert-card")
    assert (card.payload or {})["args"]["carded"] == "yes"
    assert "crisis-card" in [key for account, key in team.queued() if account == ROSA]
