"""Before anything is sent its author is asked about contact details: in the words, and behind them."""

from dataclasses import replace

import pytest

from bot.domain.buttons import Action
from bot.domain.policy import ContactRule
from bot.domain.texts import Entity
from bot.store.messages import MessageState
from tests.unit.small import Small
from tests.unit.team import BEN, ROSA, copies, waiting

MAIL = "Write to rosa.example@example.org"
LINKS = [
    "https://wa.me/447700900123",
    "https://wa.me/?phone=447700900123",
    "https://api.whatsapp.com/send?phone=447700900123",
    "https://chat.whatsapp.com/AbCdEf123",
    "https://www.facebook.com/rosa.example",
    "https://facebook.com:443/rosa.example",
    "https://www.facebook.com/profile.php?id=100001234567890",
    "https://www.instagram.com/rosa_example/",
    "https://signal.me/#eu/AbCdEf",
    "https://discord.gg/AbCdEf",
    "https://uk.linkedin.com/in/rosa-example",
    "https://x.com/rosa_example",
    "https://www.snapchat.com/add/rosaex",
    "https://m.me/rosa.example",
    "https://example.org/?to=rosa%40example.com",
    "https://somebody@facebook.com/rosa",
]
ONLY_BEHIND = [  # written out, the first is no link, the others are left out or wait for a supervisor
    "https://facebook\u3002com/rosa.example",
    "https://www.tiktok.com/@rosaexample",
    "https://paypal.me/rosaexample",
]
ORDINARY = [
    "https://www.nhs.uk/conditions/type-2-diabetes/",
    "https://www.bbc.co.uk/news/health-12345678",
    "https://www.facebook.com/groups/backpain",
    "https://www.youtube.com/watch?v=AbC123",
    "https://en.wikipedia.org/wiki/Fibromyalgia",
    "https://pubmed.ncbi.nlm.nih.gov/12345678/",
]


@pytest.mark.parametrize("url", [*LINKS, *ONLY_BEHIND])
def test_the_address_behind_a_word_is_asked_about_as_if_it_were_written_out(team: Small, url: str) -> None:
    team.says(ROSA, "have a look here", Entity("text_link", 12, 4, url=url))
    assert [one.state for one in team.messages()] == [MessageState.HELD]
    assert [row.chat_id for row in waiting(team, "contact-ask")] == [ROSA]
    assert BEN not in copies(team)


@pytest.mark.parametrize("url", LINKS)
def test_it_is_asked_about_where_it_is_written_out(team: Small, url: str) -> None:
    team.says(ROSA, f"have a look: {url.replace('%40', '@')}")
    assert [row.chat_id for row in waiting(team, "contact-ask")] == [ROSA]


@pytest.mark.parametrize("url", ORDINARY)
def test_an_ordinary_address_behind_a_word_goes_without_a_question(team: Small, url: str) -> None:
    team.says(ROSA, "have a look here", Entity("text_link", 12, 4, url=url))
    assert BEN in copies(team)
    assert not waiting(team, "contact-ask")


@pytest.mark.parametrize("url", ["mailto:rosa@example.com", "tel:+447700900123", "https://t.me/rosa_example"])
def test_what_never_crosses_is_left_out_without_a_question(team: Small, url: str) -> None:
    team.says(ROSA, "write to me here", Entity("text_link", 12, 4, url=url))
    (message,) = team.messages()
    assert (message.text.words, message.text.entities) == ("write to me here", ())
    assert BEN in copies(team)
    assert [row.chat_id for row in waiting(team, "left-out")] == [ROSA]


def decides(small: Small, rule: ContactRule) -> None:
    """The programme's own choice."""
    small.house.units.policy = replace(small.house.units.policy, contacts=rule)


def test_where_contact_details_are_not_shared_they_stay_here_whatever_is_pressed(team: Small) -> None:
    said = team.says(ROSA, MAIL)
    asked = team.shown(ROSA, Action.SEND_AS_IT_IS)  # from before the programme decided so
    decides(team, ContactRule.REFUSE)
    team.presses(ROSA, Action.SEND_AS_IT_IS, *asked)
    assert BEN not in copies(team)
    (refused,) = waiting(team, "contact-refused")
    pressed = [data for line in (refused.payload or {})["buttons"] for _, _, data in line]
    assert not [data for data in pressed if data.startswith(Action.SEND_AS_IT_IS.value)]
    team.edits(ROSA, said, "Shall we talk tomorrow?")
    assert BEN in copies(team), "without them it goes"


def test_where_the_programme_allows_them_nobody_is_asked(team: Small) -> None:
    decides(team, ContactRule.ALLOW)
    team.says(ROSA, MAIL)
    assert BEN in copies(team)
