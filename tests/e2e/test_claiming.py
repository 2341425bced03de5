"""The first coordinator claims the programme, once."""

from bot.domain.people import Role
from tests.support.programme import Programme


def link_of(programme: Programme) -> str:
    link = programme.bot.claim_link
    assert link is not None, "there is no link to claim the programme with"
    return link


def test_whoever_opens_the_link_of_the_first_start_becomes_the_coordinator(programme: Programme) -> None:
    carla = programme.telegram.person("Carla")
    carla.opens(link_of(programme))
    carla.sees("Here you set the programme up and keep it running")
    carla.taps("Yes, I agree")
    carla.says("Carla")
    carla.sees("press Invite someone below")
    assert programme.reads(lambda unit: programme.person(unit, "Carla").roles) is Role.COORDINATOR


def test_a_second_person_cannot_claim_it_with_the_same_link(programme: Programme) -> None:
    link = link_of(programme)
    carla, tom = programme.telegram.person("Carla"), programme.telegram.person("Tom")
    carla.opens(link)
    carla.sees("Do you agree?")
    tom.opens(link)
    tom.sees("This link has already been used")
    tom.does_not_see("Do you agree?")


def test_a_new_start_makes_a_new_link_and_revokes_the_old_one(programme: Programme) -> None:
    old = link_of(programme)
    programme.restart()
    assert link_of(programme) != old
    tom, carla = programme.telegram.person("Tom"), programme.telegram.person("Carla")
    tom.opens(old)
    tom.sees("This link is no longer valid")
    carla.opens(link_of(programme))
    carla.sees("Do you agree?")


def test_once_there_is_a_coordinator_no_start_makes_a_link_any_more(programme: Programme) -> None:
    programme.joins("Carla", Role.COORDINATOR)
    programme.restart()
    assert programme.bot.claim_link is None
