"""Whose numbers somebody gets who is in another country than the programme."""

from bot.domain.buttons import Action, decode
from bot.domain.crisis import Danger
from bot.domain.outbox import OutboxState
from tests.unit.small import Small
from tests.unit.team import ROSA, presses, waiting


def offered(small: Small) -> dict[str, tuple[int, ...]]:
    """By the country on each button: what it carries."""
    (row,) = waiting(small, "which-country")
    found = {args["name"]: decode(data) for ((_, args, data),) in (row.payload or {})["buttons"]}
    return {name: press.ids for name, press in found.items() if press}


def shown(small: Small) -> list[object]:
    """The countries whose lines wait to be shown."""
    return [(row.payload or {})["args"]["country"] for row in waiting(small, "crisis-lines")]


def test_whoever_is_where_no_file_is_gets_what_fits_all_others(team: Small) -> None:
    presses(team, ROSA, Action.CHANGE_COUNTRY, Danger.SUICIDE.number)
    *_, last = offered(team).items()
    assert last[0] == "Other countries"
    presses(team, ROSA, Action.COUNTRY, *last[1])
    assert shown(team) == ["Other countries"]
    team.settle_all()
    presses(team, ROSA, Action.HELP_NOW)
    (card,) = waiting(team, "crisis-card")
    assert (card.payload or {})["args"]["country"] == "Other countries", "and so from now on"


def test_a_button_for_a_country_that_is_not_there_asks_again(team: Small) -> None:
    presses(team, ROSA, Action.COUNTRY, Danger.SUICIDE.number, 3)
    assert "Ireland" in offered(team)
    assert [row.key for row in team.rows(OutboxState.QUEUED)] == ["which-country"]
