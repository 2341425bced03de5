"""Four large buttons fit for each role, and the few commands."""

import pytest

from bot.domain.people import Role
from tests.support.programme import Programme

MENUS = {
    Role.MENTEE: [["🆘 I need help now", "💬 My mentor"], ["👤 About me", "❓ How this works"]],
    Role.CARER: [["🆘 I need help now", "💬 My mentor"], ["👤 About me", "❓ How this works"]],
    Role.MENTOR: [["🆘 I need help now", "💬 My mentees"], ["👤 About me", "❓ How this works"]],
    Role.FACILITATOR: [["🆘 I need help now", "💬 My mentees"], ["👤 About me", "❓ How this works"]],
    Role.SUPERVISOR: [["🔔 Alerts", "🗂 Team"], ["👤 About me", "❓ How this works"]],
    Role.COORDINATOR: [["✉️ Invite someone", "👥 People"], ["🤝 Matches", "🗂 Team"]],
}
ANSWERS = {
    "🆘 I need help now": "in danger now, please call 999",
    "💬 My mentor": "You do not have a mentor yet",
    "💬 My mentees": "Nobody is matched with you at the moment",
    "👤 About me": "You are called",
    "❓ How this works": "How this works",
    "👥 People": "Cannot be reached now: 0",
    "🤝 Matches": "Talking with each other: 0",
    "✉️ Invite someone": "Who is the invitation for?",
    "🔔 Alerts": "No alert is open",
    "🗂 Team": "The team\u2019s part of the programme",
}


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.word)
def test_each_role_has_its_four_buttons_and_every_one_answers(programme: Programme, role: Role) -> None:
    person = programme.joins("Kim", role)
    assert person.keyboard == MENUS[role]
    for label in [label for row in MENUS[role] for label in row]:
        person.taps(label)
        person.sees(ANSWERS[label])
        assert person.keyboard == MENUS[role], "the buttons are always there"


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.word)
def test_help_and_me_and_start_answer_everybody(programme: Programme, role: Role) -> None:
    person = programme.joins("Kim", role)
    person.says("/help")
    person.sees("This is not an emergency service")
    person.says("/me")
    person.sees("You are called Kim here")
    person.says("/start")
    person.sees("Good to see you, Kim")


def test_a_command_there_is_not_is_said_so_and_goes_to_nobody(programme: Programme) -> None:
    rosa, ben = programme.pair()
    for command in ("/stop", "/settings", "/STOP ", "/start@another_bot", "/paws@alongside_bot"):
        rosa.says(command)
        rosa.sees("I do not know that command")
    ben.sees_nothing()


def test_words_that_only_begin_with_a_slash_are_words(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.says("/sigh I am so tired of this")
    ben.sees("Rosa\n/sigh I am so tired of this")
    rosa.sees_nothing()


def test_a_button_of_the_team_does_nothing_for_others_who_type_it(programme: Programme) -> None:
    rosa = programme.joins("Rosa", Role.MENTEE)
    for label in ("👥 People", "🤝 Matches", "✉️ Invite someone"):
        rosa.says(label)
        rosa.sees("That is for the people who run the programme")


def test_a_word_that_stands_on_a_button_of_others_is_a_message(programme: Programme) -> None:
    rosa, ben = programme.pair()
    for word in ("People", "Matches!", "team"):
        rosa.says(word)
        ben.sees(f"Rosa\n{word}")
    rosa.sees_nothing()


def test_a_mentor_who_coordinates_has_help_first_and_the_team_behind_one_button(programme: Programme) -> None:
    kim = programme.joins("Kim", Role.MENTOR)
    kim.presses_start(programme.invites(Role.COORDINATOR))
    kim.sees("From now on you are also a coordinator here")
    assert kim.keyboard == [["🆘 I need help now", "💬 My mentees"], ["👤 About me", "🗂 Team"]]
    for label, answer in (
        ("👥 People", "Mentors: 1"),
        ("🤝 Matches", "Talking with each other: 0"),
        ("✉️ Invite someone", "Who is the invitation for?"),
    ):
        kim.says("🗂 Team")
        desk = kim.sees("The team\u2019s part of the programme")
        kim.taps(label, on=desk)
        kim.sees(answer)


def test_the_coordinator_invites_by_the_large_button(programme: Programme) -> None:
    carla = programme.joins("Carla", Role.COORDINATOR)
    carla.taps("✉️ Invite someone")
    carla.taps("A mentor")
    link = carla.sees("one mentor").text.split()[-1]
    ben = programme.telegram.person("Ben")
    ben.opens(link)
    ben.sees("Here you support people")


def test_a_supervisor_invites_nobody_into_the_team(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    sam.says("✉️ Invite someone")
    question = sam.sees("Who is the invitation for?")
    labels = [row[0]["text"] for row in (question.keyboard or {})["inline_keyboard"]]
    assert labels == ["A mentee", "A mentor", "A carer", "A facilitator"]


def test_numbers_of_people_and_matches_are_counted_without_names(programme: Programme) -> None:
    rosa, _ = programme.pair()
    carla = programme.joins("Carla", Role.COORDINATOR)
    rosa.blocks_bot()
    programme.settles()
    carla.taps("👥 People")
    told = carla.sees("Mentees and carers").text
    assert "Mentees and carers: 1\nMentors: 1\nTeam: 1" in told
    assert "Cannot be reached now: 1" in told
    assert "Rosa" not in told
    carla.taps("🤝 Matches")
    carla.sees("Talking with each other: 1")
