"""Invitations: each opens the door once; every other link gets a kind, clear answer."""

from datetime import timedelta

from sqlalchemy import update

from bot.domain.people import Role
from bot.services.unit import Unit
from bot.store.invitations import Invitation
from tests.support.programme import Programme

CRISIS_DIRECTORY = "https://findahelpline.com"


def test_a_link_with_a_piece_missing_is_answered_kindly(programme: Programme) -> None:
    token, rosa = programme.invites(Role.MENTEE), programme.telegram.person("Rosa")
    rosa.presses_start(token[:-1])
    assert CRISIS_DIRECTORY in rosa.sees("Perhaps a piece of it was lost on the way").text
    rosa.presses_start(token)
    rosa.sees("Do you agree?")


def test_a_link_that_somebody_used_is_refused_to_everybody_else(programme: Programme) -> None:
    token = programme.invites(Role.MENTEE)
    rosa, eve = programme.telegram.person("Rosa"), programme.telegram.person("Eve")
    rosa.presses_start(token)
    rosa.sees("Do you agree?")
    eve.presses_start(token)
    assert CRISIS_DIRECTORY in eve.sees("already been used").text
    eve.does_not_see("Do you agree?")


def test_a_link_stops_working_after_its_fortnight(timed: Programme) -> None:
    token, rosa = timed.invites(Role.MENTEE), timed.telegram.person("Rosa")
    timed.moves_clock(timedelta(days=14))
    rosa.presses_start(token)
    assert CRISIS_DIRECTORY in rosa.sees("too old to work").text
    rosa.does_not_see("Do you agree?")


def test_a_revoked_link_is_refused(programme: Programme) -> None:
    token, rosa = programme.invites(Role.MENTEE), programme.telegram.person("Rosa")

    def revoke(unit: Unit) -> None:
        unit.session.execute(update(Invitation).values(revoked_at=unit.now))

    programme.reads(revoke)
    rosa.presses_start(token)
    assert CRISIS_DIRECTORY in rosa.sees("no longer valid").text
    rosa.does_not_see("Do you agree?")


def test_pressing_ones_own_link_again_goes_on_where_one_was(programme: Programme) -> None:
    token, rosa = programme.invites(Role.MENTEE), programme.telegram.person("Rosa")
    rosa.presses_start(token)
    rosa.sees("Do you agree?")
    rosa.presses_start(token)
    rosa.sees("Do you agree?")
    rosa.taps("Yes, I agree")
    rosa.sees("What would you like to be called")
    rosa.presses_start(token)
    rosa.sees("What would you like to be called")
    rosa.says("Rosa")
    rosa.sees("Thank you, Rosa")
    rosa.presses_start(token)
    rosa.sees("Good to see you, Rosa")


def test_a_participant_gets_a_further_role_with_a_further_link(programme: Programme) -> None:
    ben = programme.joins("Ben", Role.MENTOR)
    ben.presses_start(programme.invites(Role.SUPERVISOR))
    ben.sees("From now on you are also a supervisor here")
    assert programme.reads(lambda unit: programme.person(unit, "Ben").roles) == Role.MENTOR | Role.SUPERVISOR


def test_a_second_link_for_the_same_role_changes_nothing(programme: Programme) -> None:
    ben = programme.joins("Ben", Role.MENTOR)
    ben.presses_start(programme.invites(Role.MENTOR))
    ben.sees("You are already a mentor here. Nothing has changed.")


def test_a_participant_with_a_wrong_link_is_told_and_keeps_their_place(programme: Programme) -> None:
    ben = programme.joins("Ben", Role.MENTOR)
    ben.presses_start("not-a-token-at-all-but-long-enough")
    ben.sees("This link does not work here")
    ben.sees("Good to see you, Ben")


def test_somebody_who_guesses_is_shut_out_for_an_hour_even_with_a_right_link(timed: Programme) -> None:
    token, eve = timed.invites(Role.COORDINATOR), timed.telegram.person("Eve")
    for number in range(5):
        eve.presses_start(f"guessed-token-{number:020d}")
        eve.sees("This link does not work here")
    timed.moves_clock(timedelta(minutes=11))  # strangers are answered again, links not looked up yet
    eve.presses_start(token)
    eve.sees("This link does not work here")
    timed.moves_clock(timedelta(minutes=50))
    eve.presses_start(token)
    eve.sees("Do you agree?")


def test_guesses_survive_a_restart(timed: Programme) -> None:
    token, eve = timed.invites(Role.COORDINATOR), timed.telegram.person("Eve")
    for number in range(5):
        eve.presses_start(f"guessed-token-{number:020d}")
        eve.sees("This link does not work here")
    timed.restart()
    timed.moves_clock(timedelta(minutes=11))
    eve.presses_start(token)
    eve.sees("This link does not work here")
    eve.does_not_see("Do you agree?")


def test_a_stranger_gets_one_kind_sentence_with_the_crisis_directory_whatever_they_send(
    programme: Programme,
) -> None:
    eve = programme.telegram.person("Eve")
    eve.says("Who are you?")
    assert CRISIS_DIRECTORY in eve.sees("join with an invitation").text
    for send in (eve.sends_photo, eve.sends_voice, eve.sends_location, eve.presses_start):
        send()
        eve.sees("join with an invitation")
    assert len(eve.texts) == 5
    assert eve.keyboard == []


def test_a_stranger_who_floods_the_bot_is_not_answered_each_time(programme: Programme) -> None:
    eve = programme.telegram.person("Eve")
    for number in range(30):
        eve.says(f"hello {number}")
    rosa = programme.joins("Rosa", Role.MENTEE)  # others are served all the while
    rosa.sees("These numbers work even if I do not answer")
    rosa.sees_nothing()
    assert len(eve.texts) == 5
