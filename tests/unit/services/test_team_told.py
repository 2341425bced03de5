"""Who is told what: the team of all that needs somebody, and never the person it is about."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.buttons import Action, Press, encode
from bot.domain.outbox import Kind, Lane, OutboxState
from bot.domain.people import PersonState, Role
from bot.domain.policy import CONSENT_VERSION
from bot.services import desk, inbound, posting, updates
from bot.services.commands import Reachability, Start, Tapped
from bot.services.enrolment import start
from bot.services.posting import Fate, Outcome
from bot.services.unit import Unit
from bot.store import alerts
from bot.store.outbox import OutboxRow
from bot.store.people import Person
from tests.unit.small import Small

ROSA, BEN, SAM, MARIA = 11, 22, 55, 66
HELP = "🆘 I need help now"


@pytest.fixture
def team(small: Small) -> Small:
    """Rosa and Ben, matched; Sam, who is a supervisor and a mentor too, and Maria, the coordinator."""
    small.pair()
    small.joins("Sam", Role.SUPERVISOR | Role.MENTOR, SAM)
    small.joins("Maria", Role.COORDINATOR, MARIA)
    for account in (ROSA, BEN, SAM, MARIA):
        small.change(account, consented_at=small.clock.now())
    return small


def does(small: Small, account: int, use_case: Callable[[Unit, Person], None]) -> None:
    person = small.person(account)
    small.run(lambda unit: use_case(unit, unit.session.get_one(Person, person)))


def taps(small: Small, account: int, press: Press) -> None:
    small.clock.move(timedelta(seconds=5))
    small.taps(account, Tapped(str(small.clock.now()), 5, encode(press), press))


def leaves(small: Small, account: int) -> None:
    person = small.person(account)

    def stay(unit: Unit) -> int:
        since = unit.session.get_one(Person, person).consented_at
        return int(since.timestamp()) if since else 0

    taps(small, account, Press(Action.LEAVE_FOR_SURE, (small.run(stay),)))


def comes_back(small: Small, account: int, token: str = "") -> None:
    does(small, account, lambda unit, person: start(unit, person, Start(token)))
    taps(small, account, Press(Action.AGREE, (CONSENT_VERSION,)))


def blocks(small: Small, account: int) -> None:
    does(small, account, lambda unit, person: inbound.change_reachability(unit, person, Reachability(True)))  # noqa: FBT003


def told(small: Small, key: str) -> dict[int, dict[str, object]]:
    """By account: with what arguments this waits to be said."""
    return {
        row.chat_id: (row.payload or {}).get("args", {})
        for row in small.rows(OutboxState.QUEUED)
        if row.key == key
    }


def test_the_team_is_told_who_has_left_and_who_is_alone_now(team: Small) -> None:
    leaves(team, ROSA)
    args = {"name": "Rosa", "role": "mentee", "others": "Ben", "count": 1}
    assert told(team, "left-to-team") == {SAM: args, MARIA: args}
    assert told(team, "match-ended") == {BEN: {"name": "Rosa"}}


@pytest.mark.parametrize(("account", "other"), [(SAM, MARIA), (MARIA, SAM)])
def test_whoever_of_the_team_leaves_is_not_told_of_it(team: Small, account: int, other: int) -> None:
    leaves(team, account)
    assert set(told(team, "left-to-team")) == {other}
    assert told(team, "left-to-team")[other]["count"] == 0


def test_a_proposal_that_falls_with_them_is_no_conversation(team: Small) -> None:
    team.match(team.joins("Ann", Role.MENTEE, 33), team.person(BEN), note=None)
    team.settle_all()
    leaves(team, 33)
    assert told(team, "left-to-team")[SAM]["count"] == 0
    assert told(team, "proposal-over") == {BEN: {"name": "Ann"}}


def test_the_team_is_told_who_is_back(team: Small) -> None:
    leaves(team, ROSA)
    team.settle_all()
    comes_back(team, ROSA)
    assert told(team, "welcome-again") == {ROSA: {"name": "Rosa", "role": "mentee"}}
    assert told(team, "back-to-team") == {
        account: {"name": "Rosa", "role": "mentee"} for account in (SAM, MARIA)
    }


def test_whoever_joins_for_the_first_time_is_not_back(team: Small) -> None:
    team.joins("Ann", Role.MENTEE, 33, PersonState.CONSENTING)
    taps(team, 33, Press(Action.AGREE, (CONSENT_VERSION,)))
    assert set(told(team, "welcome")) == {33}
    assert told(team, "back-to-team") == {}


@pytest.mark.parametrize("account", [SAM, MARIA])
def test_whoever_of_the_team_comes_back_comes_as_a_mentee(team: Small, account: int) -> None:
    leaves(team, account)
    comes_back(team, account)
    person = team.person(account)
    assert team.run(lambda unit: unit.session.get_one(Person, person).roles) is Role.MENTEE
    assert set(told(team, "back-to-team")) == {SAM, MARIA} - {account}
    team.settle_all()
    team.clock.move(timedelta(minutes=1))
    taps(team, account, Press(Action.INVITE, (Role.COORDINATOR.value,)))
    assert team.queued() == [(account, "not-for-you")]


@pytest.mark.parametrize(
    ("roles", "after"),
    [
        (Role.MENTEE, Role.MENTEE),
        (Role.CARER, Role.CARER),
        (Role.CARER | Role.MENTOR, Role.CARER),
        (Role.MENTOR, Role.MENTEE),
        (Role.MENTEE | Role.CARER | Role.SUPERVISOR, Role.MENTEE | Role.CARER),
    ],
    ids=str,
)
def test_what_is_left_of_roles_after_leaving(small: Small, roles: Role, after: Role) -> None:
    person = small.joins("Kim", roles, 77)
    leaves(small, 77)
    assert small.run(lambda unit: unit.session.get_one(Person, person).roles) == after


def test_whoever_comes_back_by_an_invitation_is_what_it_says_and_nothing_else(team: Small) -> None:
    leaves(team, MARIA)
    comes_back(team, MARIA, team.run(lambda unit: desk.invite(unit, Role.COORDINATOR)))
    maria = team.person(MARIA)
    assert team.run(lambda unit: unit.session.get_one(Person, maria).roles) is Role.COORDINATOR


def test_the_team_is_told_once_that_somebody_has_blocked_the_bot(team: Small) -> None:
    blocks(team, BEN)
    args = {"name": "Ben", "role": "mentor"}
    assert told(team, "unreachable-to-team") == {SAM: args, MARIA: args}
    team.settle_all()
    blocks(team, BEN)
    assert team.queued() == []


def test_whoever_of_the_team_blocks_the_bot_is_not_told_of_it(team: Small) -> None:
    blocks(team, SAM)
    assert set(told(team, "unreachable-to-team")) == {MARIA}


def test_a_block_noticed_while_sending_is_told_too(team: Small) -> None:
    team.says(ROSA, "hello")
    fails(team, Fate.BLOCKED, "copy")
    assert set(told(team, "unreachable-to-team")) == {SAM, MARIA}
    assert told(team, "not-delivered-blocked") == {ROSA: {"name": "Ben", "count": 1}}


def test_a_block_by_somebody_who_is_still_joining_is_nobodys_business(team: Small) -> None:
    team.joins("Ann", Role.MENTEE, 33, PersonState.CONSENTING)
    blocks(team, 33)
    assert team.queued() == []


@pytest.mark.parametrize(("account", "expected"), [(ROSA, {SAM}), (SAM, {MARIA})])
def test_the_team_is_alerted_to_what_nobody_has_read(team: Small, account: int, expected: set[int]) -> None:
    ((row_id, _, _),) = team.keeps({"update_id": 7, "message": {"chat": {"id": account}}})
    team.run(lambda unit: updates.note_failure(unit, row_id, "ValueError", is_hopeless=True))
    cards = told(team, "alert-card")
    assert set(cards) == expected
    assert {card["source"] for card in cards.values()} == {"unprocessed"}
    assert set(told(team, "did-not-work")) == {account}
    assert {row.lane for row in team.rows() if row.key == "alert-card"} == {Lane.ALERT}


@pytest.mark.parametrize(("account", "expected"), [(ROSA, {SAM}), (SAM, {MARIA}), (MARIA, {SAM})])
def test_a_call_for_help_is_never_sent_to_whoever_calls(
    team: Small, account: int, expected: set[int]
) -> None:
    team.says(account, HELP)
    assert set(told(team, "alert-card")) == expected
    assert told(team, "crisis-card")[account]["told"] == len(expected)


def test_the_team_reads_with_whom_they_are_matched(team: Small) -> None:
    team.says(ROSA, HELP)
    args = told(team, "alert-card")[SAM]
    assert (args["name"], args["role"], args["peer"], args["grade"]) == ("Rosa", "mentee", "Ben", "emergency")


@pytest.mark.parametrize("fate", [Fate.REJECTED, Fate.BLOCKED])
def test_a_card_that_did_not_arrive_makes_its_alert_climb_at_once(team: Small, fate: Fate) -> None:
    team.says(ROSA, HELP)
    (alert,) = team.run(
        lambda unit: [one.clock_at for one in alerts.unresolved(unit.session, unit.programme.id)]
    )
    fails(team, fate, "alert-card")
    assert alert is not None
    (now,) = team.run(
        lambda unit: [one.clock_at for one in alerts.unresolved(unit.session, unit.programme.id)]
    )
    assert now == team.clock.now() < alert


def test_what_is_no_alert_makes_nothing_climb(team: Small) -> None:
    team.says(ROSA, HELP)
    leaves(team, BEN)
    fails(team, Fate.REJECTED, "left-to-team")
    (clock,) = team.run(
        lambda unit: [one.clock_at for one in alerts.unresolved(unit.session, unit.programme.id)]
    )
    assert clock is not None
    assert clock > team.clock.now()


def fails(small: Small, fate: Fate, key: str) -> None:
    """The first of what waits with this key (or of this kind) cannot be said."""
    rows = small.rows(OutboxState.QUEUED)
    row = next(each for each in rows if key in {each.key, each.kind.value})
    (envelope,) = small.run(lambda unit: posting.claim(unit, [row.id]))
    small.run(lambda unit: posting.settle(unit, [Outcome(envelope, fate, error="Refused")]))


def edited(small: Small) -> int:
    """Rosa's message has arrived and she changes it; returns the id of the row that is to change it there."""
    said = small.says(ROSA, "hello")
    copy = small.rows(OutboxState.QUEUED)[-1]
    (envelope,) = small.run(lambda unit: posting.claim(unit, [copy.id]))
    small.run(lambda unit: posting.settle(unit, [Outcome(envelope, Fate.SENT, sent_id=701)]))
    small.edits(ROSA, said, "hello Ben")
    (row,) = [row for row in small.rows(OutboxState.QUEUED) if row.kind is Kind.EDIT]
    return row.id


def test_an_edit_that_cannot_be_delivered_is_told_to_its_author(team: Small) -> None:
    edited(team)
    fails(team, Fate.REJECTED, "edit")
    assert told(team, "edit-too-late") == {ROSA: {"name": "Ben"}}


def test_an_edit_for_somebody_who_has_blocked_the_bot_waits_for_them(team: Small) -> None:
    edited(team)
    fails(team, Fate.BLOCKED, "edit")
    assert set(told(team, "not-delivered-blocked")) == {ROSA}
    back = Reachability(has_blocked=False)
    ben = team.person(BEN)
    team.run(lambda unit: inbound.change_reachability(unit, unit.session.get_one(Person, ben), back))
    team.presses(BEN, Action.SHOW_KEPT)
    (edit,) = [each for each in team.carries_out() if each.kind is Kind.EDIT]
    assert edit.parts[0].text.words == "hello Ben"


def test_an_edit_whose_conversation_has_ended_is_told_to_its_author(team: Small) -> None:
    row_id = edited(team)
    leaves(team, BEN)
    assert team.run(lambda unit: posting.claim(unit, [row_id])) == []
    assert told(team, "edit-too-late") == {ROSA: {"name": "Ben"}}


def test_an_edit_of_what_has_not_arrived_either_is_one_piece_of_news(team: Small) -> None:
    said = team.says(ROSA, "hello")
    team.edits(ROSA, said, "hello Ben")
    fails(team, Fate.BLOCKED, "copy")
    assert set(told(team, "not-delivered-blocked")) == {ROSA}
    assert told(team, "edit-too-late") == {}
    assert (
        team.run(lambda unit: unit.session.query(OutboxRow).filter_by(state=OutboxState.SENDING).count()) == 0
    )
