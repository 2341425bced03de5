"""Two people who have never seen each other's account talk through the bot."""

from bot.domain.people import Role
from tests.support.programme import Programme


def test_two_people_talk_under_their_preferred_names(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says("Good morning, Ben. My back is bad today.")
    bubble = ben.sees("My back is bad today")
    assert bubble.text == "Rosa\nGood morning, Ben. My back is bad today."
    ben.says("Morning, Rosa. What helped last time?")
    rosa.sees("Ben\nMorning, Rosa. What helped last time?")


def test_whoever_joins_meets_four_large_buttons(programme: Programme) -> None:
    rosa = programme.joins("Rosa", Role.MENTEE)
    assert rosa.keyboard == [["🆘 I need help now", "💬 My mentor"], ["👤 About me", "❓ How this works"]]
