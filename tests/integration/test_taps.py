"""Buttons: pressed twice, under new ids, after a month, answered too late."""

from datetime import timedelta

from bot.domain.agenda import AgendaKind
from bot.domain.people import Role
from bot.sandbox import actions
from bot.sandbox.chats import Tap
from bot.sandbox.faults import FaultKind
from bot.services import timed as due
from bot.services.unit import Unit
from bot.store.agenda import AgendaRow
from tests.support.programme import Programme


def test_a_trembling_finger_says_yes_once(programme: Programme) -> None:
    carla = programme.joins("Carla", Role.COORDINATOR)
    carla.taps("✉️ Invite someone")
    carla.sees("Who is the invitation for?")
    tap = carla.taps("A mentor")
    assert isinstance(tap, Tap)
    carla.taps_again(tap)  # the same button, under a new id
    carla.taps_again(tap)
    carla.sees("Here is a link for one mentor")
    programme.settles()
    assert sum("Here is a link" in text for text in carla.texts) == 1


def test_pressed_again_later_on_purpose_it_works_again(timed: Programme) -> None:
    carla = timed.joins("Carla", Role.COORDINATOR)
    carla.taps("✉️ Invite someone")
    carla.taps("A mentor")
    first = carla.sees("Here is a link").text
    timed.moves_clock(timedelta(minutes=1))
    carla.taps("A mentor")
    assert carla.sees("Here is a link").text != first


def test_the_same_tap_delivered_again_after_a_restart_does_nothing(programme: Programme) -> None:
    carla = programme.joins("Carla", Role.COORDINATOR)
    programme.telegram.faults.strike(FaultKind.REPEAT, times=None)
    carla.taps("✉️ Invite someone")
    carla.taps("A mentor")
    carla.sees("Here is a link")
    programme.restart()
    carla.says("/help")
    carla.sees("How this works")
    programme.settles()
    assert sum("Here is a link" in text for text in carla.texts) == 1


def test_every_tap_stops_the_clock_on_its_button(programme: Programme) -> None:
    rosa = programme.joins("Rosa", Role.MENTEE)
    rosa.taps("👤 About me")
    question = rosa.sees("You are called Rosa here")
    for data in ("rename", "leave", "nonsense", "sendto:1:2", "sendto", "accept:99999999999999999999999999"):
        tap = rosa._do(lambda box, data=data: actions.tap_data(box, rosa.person, question, data))  # type: ignore[misc]
        rosa.sees_notice(tap)


def test_a_button_we_do_not_know_any_more_gets_a_kind_answer(programme: Programme) -> None:
    rosa = programme.joins("Rosa", Role.MENTEE)
    rosa.taps("👤 About me")
    question = rosa.sees("You are called Rosa here")
    for data in ("checkin:3:7", "", "sendto", "sendto:5", "keep:77", "accept", "decline:123", "x" * 64):
        rosa._do(lambda box, data=data: actions.tap_data(box, rosa.person, question, data))  # type: ignore[misc]
        rosa.sees("That button is from an earlier time and does nothing any more")


def test_a_button_from_last_month_still_does_what_it_says_after_everything_old_was_tidied_away(
    timed: Programme,
) -> None:
    rosa, ben = timed.joins("Rosa", Role.MENTEE), timed.joins("Ben", Role.MENTOR)
    timed.matches("Rosa", "Ben", accepted=None)
    rosa.sees("There may be a mentor for you")
    ben.sees("someone you could support")
    timed.settles()
    timed.moves_clock(timedelta(days=31))

    def tidy(unit: Unit) -> None:
        due.tidy_up(unit, AgendaRow(kind=AgendaKind.TIDY_UP))

    timed.reads(tidy)
    rosa.taps("Yes, gladly")
    rosa.sees("As soon as Ben has said yes too")
    ben.taps("Yes, gladly")
    ben.sees("You can talk now: Rosa")


def test_somebody_elses_button_does_nothing(programme: Programme) -> None:
    rosa, ben = programme.joins("Rosa", Role.MENTEE), programme.joins("Ben", Role.MENTOR)
    eve = programme.joins("Eve", Role.MENTOR)
    number = programme.matches("Rosa", "Ben", accepted=None)
    eve.taps("👤 About me")
    bubble = eve.sees("You are called Eve here")
    eve._do(lambda box: actions.tap_data(box, eve.person, bubble, f"accept:{number}"))
    eve.sees("That button is from an earlier time")
    rosa.taps("Yes, gladly")
    rosa.sees("As soon as Ben has said yes too")
    ben.does_not_see("You can talk now")


def test_an_answer_to_a_tap_that_comes_too_late_does_no_harm(timed: Programme) -> None:
    rosa, ben = timed.pair()
    rosa.taps("👤 About me")
    rosa.sees("You are called Rosa here")
    timed.settles()
    timed.bot.stop()
    rosa.taps("Change my name")
    tap = next(reversed(timed.telegram.sandbox.taps.values()))
    timed.telegram.call(lambda _: setattr(tap, "at", tap.at - 600))  # Telegram takes no answer any more
    timed.starts_again()
    rosa.sees("What would you like to be called")
    timed.telegram.waits_for_request("answerCallbackQuery")
    rosa.says("Rosie")
    rosa.sees("called Rosie here")
    ben.sees("Rosa is now called Rosie here. It is the same person.")
