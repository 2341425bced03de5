"""The four large buttons."""

import itertools

import pytest

from bot.domain import phrases
from bot.domain.menus import TEAM, MenuItem, fold_label, leading_role, menu_for
from bot.domain.people import Role

H, P, M, W = MenuItem.HELP_NOW, MenuItem.MY_PEOPLE, MenuItem.ME, MenuItem.HOW


@pytest.mark.parametrize(
    ("roles", "rows", "role"),
    [
        (Role.MENTEE, ((H, P), (M, W)), "mentee"),
        (Role.CARER, ((H, P), (M, W)), "carer"),
        (Role.MENTOR, ((H, P), (M, W)), "mentor"),
        (Role.FACILITATOR, ((H, P), (M, W)), "facilitator"),
        (Role.SUPERVISOR, ((MenuItem.ALERTS, MenuItem.TEAM), (M, W)), "supervisor"),
        (
            Role.COORDINATOR,
            ((MenuItem.INVITE, MenuItem.PEOPLE), (MenuItem.MATCHES, MenuItem.TEAM)),
            "coordinator",
        ),
        (Role.MENTOR | Role.COORDINATOR, ((H, P), (M, MenuItem.TEAM)), "mentor"),
        (Role.MENTEE | Role.SUPERVISOR, ((H, P), (M, MenuItem.TEAM)), "mentee"),
        (Role.FACILITATOR | Role.SUPERVISOR | Role.COORDINATOR, ((H, P), (M, MenuItem.TEAM)), "facilitator"),
        (Role.MENTEE | Role.MENTOR, ((H, P), (M, W)), "mentor"),
        (
            Role.SUPERVISOR | Role.COORDINATOR,
            ((MenuItem.ALERTS, MenuItem.TEAM), (M, W)),
            "coordinator",
        ),
    ],
)
def test_everyone_has_four_buttons_fit_for_their_role(
    roles: Role, rows: tuple[tuple[MenuItem, ...], ...], role: str
) -> None:
    menu = menu_for(roles)
    assert menu.rows == rows
    assert menu.role == role


def test_every_set_of_roles_has_a_menu_with_four_different_buttons() -> None:
    for size in range(1, len(Role) + 1):
        for some in itertools.combinations(Role, size):
            roles = Role(sum(role.value for role in some))
            items = [item for row in menu_for(roles).rows for item in row]
            assert len(items) == len(set(items)) == 4
            assert leading_role(roles) in roles


def test_whoever_takes_part_in_conversations_has_help_first_whatever_else_they_are() -> None:
    for role in (Role.MENTEE, Role.CARER, Role.MENTOR, Role.FACILITATOR):
        for more in (Role(0), Role.SUPERVISOR, Role.COORDINATOR, TEAM):
            assert menu_for(role | more).rows[0][0] is MenuItem.HELP_NOW


def test_a_label_is_known_by_its_letters_and_figures() -> None:
    assert fold_label("🆘 I need help now") == fold_label("i need HELP, now!!") == "ineedhelpnow"
    assert fold_label("Jetzt 24/7 Hilfe für Ä") == "jetzt247hilfefürä"


def test_nobody_is_without_a_role() -> None:
    with pytest.raises(ValueError, match="at least one role"):
        menu_for(Role(0))


def test_every_button_has_a_label_of_its_own() -> None:
    labels = [item.label for item in MenuItem]
    assert len(set(labels)) == len(labels)
    assert all(phrases.ALL[label.key] is label for label in labels)
