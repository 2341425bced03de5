"""Roles and their words."""

import pytest

from bot.domain.people import Role


@pytest.mark.parametrize("role", list(Role))
def test_a_role_goes_by_its_word(role: Role) -> None:
    assert Role.named(role.word) is role
    assert Role.named(f"  {role.word.upper()} ") is role


@pytest.mark.parametrize("word", ["", "admin", "mentee+mentor", "1", "Role.MENTEE", "mentees"])
def test_anything_else_is_no_role_and_the_roles_are_named(word: str) -> None:
    with pytest.raises(ValueError, match="mentee, mentor, carer, facilitator, supervisor, coordinator"):
        Role.named(word)


def test_several_roles_are_joined() -> None:
    assert (Role.COORDINATOR | Role.MENTOR).word == "mentor+coordinator"
    assert Role(0).word == ""


def test_the_numbers_of_roles_are_stored_so_they_never_change() -> None:
    assert {role.name: role.value for role in Role} == {
        "MENTEE": 1,
        "MENTOR": 2,
        "CARER": 4,
        "FACILITATOR": 8,
        "SUPERVISOR": 16,
        "COORDINATOR": 32,
    }
