"""Claims, invitations and menus: who may do what."""

from datetime import timedelta

import pytest

from bot.domain import phrases
from bot.domain.buttons import Action, Press, encode
from bot.domain.outbox import OutboxState
from bot.domain.people import PersonState, Role
from bot.domain.texts import units
from bot.services import desk, enrolment
from bot.services.commands import Start, Tapped
from bot.services.unit import Stranger, Unit
from bot.store import people
from bot.store.people import Person
from content.words import load
from tests.unit.small import Small


def starts(small: Small, account: int, token: str) -> None:
    def start(unit: Unit) -> None:
        known = people.by_telegram_id(unit.session, unit.programme.id, account)
        enrolment.start(unit, known or Stranger(account, "en"), Start(token))

    small.run(start)


def claim(small: Small) -> str:
    token = small.run(desk.make_claim)
    assert token is not None
    return token


def test_the_code_of_this_start_makes_a_coordinator(small: Small) -> None:
    starts(small, 33, claim(small))
    assert small.queued() == [(33, "consent")]


def test_a_code_of_an_earlier_start_opens_nothing(small: Small) -> None:
    first, second = claim(small), claim(small)
    assert first != second
    starts(small, 33, first)
    assert small.queued() == [(33, "invitation-revoked")]
    starts(small, 34, second)
    assert small.queued()[-1] == (34, "consent")


def test_a_code_lasts_a_day_and_works_once(small: Small) -> None:
    token = claim(small)
    starts(small, 33, token)
    starts(small, 34, token)
    assert small.queued()[-1] == (34, "invitation-used")
    late = claim(small)
    small.clock.move(timedelta(hours=24))
    starts(small, 35, late)
    assert small.queued()[-1] == (35, "invitation-expired")


def test_an_old_code_opens_nothing_once_somebody_coordinates(small: Small) -> None:
    token = claim(small)
    maria = small.joins("Maria", Role.COORDINATOR, 33)
    starts(small, 34, token)
    assert small.queued() == [(34, "invitation-used")]
    small.run(lambda unit: setattr(unit.session.get_one(Person, maria), "state", PersonState.WITHDRAWN))
    starts(small, 35, token)
    assert small.queued()[-1] == (35, "consent"), "the only one has left: the code on the screen still opens"


def test_a_link_for_a_role_somebody_has_is_still_good_for_whom_it_was_meant(small: Small) -> None:
    small.joins("Maria", Role.COORDINATOR, 33)
    token = small.run(lambda unit: desk.invite(unit, Role.COORDINATOR))
    starts(small, 33, token)
    assert small.queued() == [(33, "role-already")]
    starts(small, 34, token)
    assert small.queued()[-1] == (34, "consent")


def test_a_link_for_another_role_adds_it_and_is_used_up(small: Small) -> None:
    small.joins("Maria", Role.COORDINATOR, 33)
    token = small.run(lambda unit: desk.invite(unit, Role.MENTOR))
    starts(small, 33, token)
    (row,) = small.rows()
    assert (row.key, (row.payload or {})["menu"]) == (
        "role-added",
        {"roles": (Role.COORDINATOR | Role.MENTOR).value},
    )
    starts(small, 34, token)
    assert small.queued()[-1] == (34, "invitation-used")


def test_the_team_button_leads_to_the_desk(small: Small) -> None:
    small.joins("Maria", Role.COORDINATOR | Role.MENTOR, 33)
    small.says(33, "🗂 Team")
    (row,) = small.rows()
    assert row.key == "team-desk"
    pressed = [data for ((_, _, data),) in (row.payload or {})["buttons"]]
    assert pressed == ["alerts", "duty", "week", "crisislines", "invitewho", "people", "matches"]
    for action, answer in ((Action.OFFER_INVITATIONS, "invite-whom"), (Action.PEOPLE, "people")):
        assert answers(small, Press(action)) == [answer]
    assert answers(small, Press(Action.MATCHES)) == ["matches"]


def test_the_reminder_of_old_lines_names_the_buttons_that_lead_to_them(small: Small) -> None:
    words = load(phrases.ALL.values())
    labels = [words.say("en", key, {}) for key in ("menu-team", "button-crisis-lines")]
    team, lines = (label.split(" ", 1)[1] for label in labels)  # after the picture
    said = words.say("en", "crisis-lines-old", {"country": "Ireland", "count": 0})
    assert f"press <b>{team}</b>, then <b>{lines}</b>" in said
    small.joins("Maria", Role.COORDINATOR, 33)
    small.says(33, labels[0])
    (desk_row,) = small.rows()
    assert "crisislines" in str(desk_row.payload)


def test_the_desk_is_not_for_others(small: Small) -> None:
    small.joins("Rosa", Role.MENTEE, 33)
    for action in (Action.OFFER_INVITATIONS, Action.PEOPLE, Action.MATCHES):
        assert answers(small, Press(action)) == ["not-for-you"]


def test_the_list_of_matches_fits_however_many_and_long(small: Small) -> None:
    small.joins("Maria", Role.COORDINATOR, 33)
    for number in range(35):
        mentee = small.joins(f"{number:02d}" + "🌹" * 30, Role.MENTEE, 1000 + number)
        small.match(mentee, small.joins(f"{number:02d}" + "🌻" * 30, Role.MENTOR, 2000 + number))
    small.settle_all()
    small.says(33, "🤝 Matches")
    (row,) = small.rows(OutboxState.QUEUED)
    pairs = (row.payload or {})["args"]["pairs"]
    assert pairs.startswith("00🌹")
    assert pairs.endswith("🌻, …")
    assert 550 < units(pairs) <= desk.ROOM_FOR_NAMES + 3
    assert (row.payload or {})["args"]["active"] == 35


def test_the_list_of_matches_says_who_is_with_whom_and_who_waits(small: Small) -> None:
    small.pair()
    small.joins("Maria", Role.COORDINATOR, 33)
    ann = small.joins("Ann", Role.CARER, 44)
    small.match(ann, small.joins("Carl", Role.MENTOR, 45), note=None)
    small.joins("Walter", Role.MENTEE, 46)
    small.settle_all()
    small.says(33, "🤝 Matches")
    (row,) = small.rows(OutboxState.QUEUED)
    assert (row.payload or {})["args"] == {
        "active": 1,
        "pairs": "Rosa + Ben",
        "proposed": 1,
        "asked": "Ann + Carl",
        "unmatched": 1,
        "waiting": "Walter",
        "resting": 0,
        "paused": "",
        "wishing": "",
    }


def test_once_somebody_coordinates_there_is_no_code(small: Small) -> None:
    small.joins("Maria", Role.COORDINATOR | Role.MENTOR, 33)
    assert small.run(desk.make_claim) is None


@pytest.mark.parametrize("state", [PersonState.CONSENTING, PersonState.WITHDRAWN, PersonState.INVITED])
def test_a_coordinator_who_is_not_active_does_not_lock_the_door(small: Small, state: PersonState) -> None:
    small.joins("Maria", Role.COORDINATOR, 33, state)
    assert small.run(desk.make_claim) is not None


def test_an_unused_code_does_not_revoke_ordinary_invitations(small: Small) -> None:
    token = small.run(lambda unit: desk.invite(unit, Role.MENTEE))
    claim(small)
    starts(small, 11, token)
    assert small.queued() == [(11, "consent")]


@pytest.mark.parametrize(
    ("who", "whom", "may"),
    [
        (Role.COORDINATOR, Role.COORDINATOR, True),
        (Role.COORDINATOR, Role.SUPERVISOR, True),
        (Role.COORDINATOR, Role.MENTEE, True),
        (Role.SUPERVISOR, Role.MENTEE, True),
        (Role.SUPERVISOR, Role.FACILITATOR, True),
        (Role.SUPERVISOR, Role.SUPERVISOR, False),
        (Role.SUPERVISOR, Role.COORDINATOR, False),
        (Role.MENTOR, Role.MENTEE, False),
        (Role.MENTEE, Role.COORDINATOR, False),
        (Role.CARER, Role.MENTEE, False),
        (Role.FACILITATOR, Role.MENTEE, False),
    ],
)
def test_who_may_invite_whom_even_by_a_forged_tap(small: Small, who: Role, whom: Role, *, may: bool) -> None:
    small.joins("Somebody", who, 33)
    press = Press(Action.INVITE, (whom.value,))
    small.taps(33, Tapped("q", 5, encode(press), press))
    assert small.queued() == [(33, "invitation-made" if may else "not-for-you")]


@pytest.mark.parametrize("ids", [(), (0,), (64,), (3,), (1, 2), (2**62,)])
def test_a_forged_role_invites_nobody(small: Small, ids: tuple[int, ...]) -> None:
    small.joins("Maria", Role.COORDINATOR, 33)
    press = Press(Action.INVITE, ids)
    small.taps(33, Tapped("q", 5, encode(press), press))
    assert small.queued() == [(33, "not-for-you")]


def answers(small: Small, press: Press) -> list[str]:
    """What somebody who presses this gets to read."""
    small.settle_all()
    small.clock.move(timedelta(minutes=1))
    small.taps(33, Tapped(str(small.clock.now()), 5, encode(press), press))
    return [key for _, key in small.queued() if key != "clear_buttons"]


@pytest.mark.parametrize("role", [Role.MENTEE, Role.COORDINATOR])
def test_any_button_with_any_ids_gets_a_clear_answer(small: Small, role: Role) -> None:
    small.joins("Somebody", role, 33)
    for action in Action:
        for ids in ((), (0,), (1,), (999_999,), (1, 2, 3), (2**63 - 1,)):
            small.change(33, state=PersonState.ACTIVE)
            assert answers(small, Press(action, ids)) != [], (action, ids)


def test_any_button_in_any_state_gets_a_clear_answer(small: Small) -> None:
    small.joins("Somebody", Role.MENTEE, 33)
    for state in PersonState:
        for action in Action:
            small.change(33, state=state)
            assert answers(small, Press(action, (1,))) != [], (state, action)


def test_nobody_answers_for_a_match_that_is_not_theirs(small: Small) -> None:
    rosa, ben = small.joins("Rosa", Role.MENTEE, 11), small.joins("Ben", Role.MENTOR, 22)
    match = small.match(rosa, ben, note=None)
    small.joins("Walter", Role.MENTEE, 44)
    small.settle_all()
    for action in (Action.ACCEPT_MATCH, Action.DECLINE_MATCH):
        press = Press(action, (match,))
        small.taps(44, Tapped(action.value, 5, encode(press), press))
    assert small.queued() == [(44, "old-button"), (44, "old-button")]


def test_help_is_there_in_every_state_and_the_team_is_told(small: Small) -> None:
    small.joins("Dr Okafor", Role.SUPERVISOR, 55)
    for number, state in enumerate(PersonState, start=100):
        small.joins(f"Somebody {number}", Role.MENTEE, number, state)
        small.says(number, "🆘 I need help now")
        assert small.queued() == [(55, "alert-card"), (number, "crisis-card"), (number, "help-what-is-it")]
        small.settle_all()
