"""A change that is held: its words go nowhere by another way, and nobody is left to guess."""

import pytest

from bot.domain.buttons import Action
from bot.domain.media import Attachment, MediaKind
from bot.domain.outbox import Kind
from bot.domain.texts import Text
from bot.services import inbound, posting
from bot.services.commands import Incoming, Unsend
from bot.services.passing import ALBUM_GATHERED_FOR
from bot.services.posting import Fate, Outcome
from bot.store.messages import MessageState
from bot.store.people import Person
from tests.unit.small import Small
from tests.unit.team import BEN, ROSA, SAM, newest, presses

RISKY = "You'll be walking by Christmas, I promise you."
GRAVE = "Just stop taking your insulin, you don't need it."
HARMLESS = "What is the next small step for you?"


def told(small: Small, account: int) -> list[str]:
    return [key for chat, key in small.queued() if chat == account]


def the_id(small: Small) -> int:
    return small.messages()[-1].id


def test_held_words_do_not_leave_by_a_copy_that_waits_still(team: Small) -> None:
    said = team.says(BEN, "Hello Rosa")
    team.edits(BEN, said, GRAVE)
    assert team.reads(ROSA) == []
    team.presses_shown(SAM, Action.RELEASE)
    assert team.reads(ROSA) == [GRAVE]


def test_held_words_do_not_leave_by_a_change_that_waits_still(team: Small) -> None:
    said = team.says(BEN, "Hello Rosa")
    assert team.reads(ROSA) == ["Hello Rosa"]
    team.edits(BEN, said, HARMLESS)
    team.edits(BEN, said, RISKY)
    assert team.reads(ROSA) == []
    team.presses_shown(BEN, Action.SEND_ANYWAY)
    assert team.reads(ROSA) == [RISKY]


def test_held_words_do_not_wait_for_somebody_to_be_back(team: Small) -> None:
    said = team.says(BEN, "Hello Rosa")
    team.edits(BEN, said, GRAVE)
    (first,) = [row.id for row in team.rows() if row.key == "something-waits"]
    (envelope,) = team.run(lambda unit: posting.claim(unit, [first]))
    blocked = Outcome(envelope, Fate.BLOCKED, error="Forbidden")
    team.run(lambda unit: posting.settle(unit, [blocked]))
    assert team.messages()[-1].state is MessageState.WAITING
    team.presses_shown(SAM, Action.RELEASE)
    assert team.messages()[-1].state is MessageState.KEPT, "decided, and now it waits for her alone"


def test_an_album_of_which_a_part_is_held_waits_as_a_whole(team: Small) -> None:
    for _ in range(2):
        team.sends(BEN, album="a")
    _, second = team.messages()
    with_caption = Incoming(
        second.telegram_message_id,
        None,
        caption=Text(GRAVE),
        attachment=Attachment(MediaKind.PHOTO, second.attachment["file_id"] if second.attachment else ""),
        album="a",
    )
    ben = team.person(BEN)
    team.run(lambda unit: inbound.receive_edit(unit, unit.session.get_one(Person, ben), with_caption))
    team.clock.move(ALBUM_GATHERED_FOR)
    assert team.reads(ROSA) == []
    assert {one.state for one in team.messages()} == {MessageState.WAITING}
    team.presses_shown(SAM, Action.RELEASE)
    team.clock.move(ALBUM_GATHERED_FOR)
    assert team.reads(ROSA) == ["", GRAVE]


@pytest.mark.parametrize("lesser", [RISKY, "Ring me on 020 7946 0958"], ids=["advice", "contact details"])
def test_whoever_was_told_to_wait_hears_that_it_does_not_come(team: Small, lesser: str) -> None:
    said = team.says(BEN, GRAVE)
    assert told(team, ROSA) == ["something-waits"]
    team.edits(BEN, said, lesser)
    assert told(team, ROSA) == ["something-waits", "something-dropped"]
    presses(team, BEN, Action.KEEP_UNSENT, the_id(team))
    assert told(team, ROSA) == ["something-waits", "something-dropped"], "once is enough"


def test_where_a_change_is_dropped_the_message_stays_what_the_other_side_has_of_it(team: Small) -> None:
    said = team.says(BEN, "Hello Rosa")
    team.carries_out()
    team.edits(BEN, said, RISKY)
    presses(team, BEN, Action.KEEP_UNSENT, the_id(team))
    (message,) = team.messages()
    assert (message.text.words, message.state) == ("Hello Rosa", MessageState.RELAYED)
    team.carries_out()
    team.edits(BEN, said, HARMLESS)
    assert team.reads(ROSA) == [HARMLESS], "the next change crosses again"


def test_where_a_supervisor_refuses_a_change_the_message_goes_on_living(team: Small) -> None:
    said = team.says(BEN, "Hello Rosa")
    team.carries_out()
    team.edits(BEN, said, GRAVE)
    presses(team, SAM, Action.REFUSE, newest(team).id, the_id(team))
    (message,) = team.messages()
    assert (message.text.words, message.state) == ("Hello Rosa", MessageState.RELAYED)
    assert GRAVE not in team.reads(ROSA)


def test_an_answer_about_earlier_words_does_not_let_newer_ones_through(team: Small) -> None:
    said = team.says(BEN, "Write to ben.example@example.org")
    asked = team.shown(BEN, Action.SEND_AS_IT_IS)
    team.edits(BEN, said, f"Write to ben.example@example.org. {RISKY}")
    team.presses(BEN, Action.SEND_AS_IT_IS, *asked)
    assert team.reads(ROSA) == []
    assert team.messages()[-1].state is MessageState.HELD


def test_advice_and_contact_details_are_both_asked_about_and_then_it_goes_with_a_note(team: Small) -> None:
    team.says(BEN, f"Write to ben.example@example.org. {RISKY}")
    team.presses_shown(BEN, Action.SEND_ANYWAY)
    assert team.reads(ROSA) == []
    team.presses_shown(BEN, Action.SEND_AS_IT_IS)
    sent = team.carries_out()
    assert [each.key or each.kind.value for each in sent if each.chat_id == ROSA] == [
        "copy",
        "correcting-note",
    ]
    assert newest(team).category, "the team hears of the advice"


def test_what_a_supervisor_lets_through_is_still_asked_about_contact_details(team: Small) -> None:
    team.says(BEN, f"Write to ben.example@example.org. {GRAVE}")
    team.presses_shown(SAM, Action.RELEASE)
    assert team.messages()[-1].state is MessageState.HELD
    assert "released-later" in told(team, SAM)
    team.presses_shown(BEN, Action.SEND_AS_IT_IS)
    assert [words for words in team.reads(ROSA) if words]
    assert "correcting-note" not in [row.key for row in team.rows()]


def test_a_supervisor_hears_that_what_they_let_through_waits_for_a_pause(team: Small) -> None:
    team.says(BEN, GRAVE)
    team.presses(ROSA, Action.PAUSE, 1)
    team.presses_shown(SAM, Action.RELEASE)
    assert "released-later" in told(team, SAM)


def test_a_held_change_that_brings_another_file_changes_the_file(team: Small) -> None:
    said = team.sends(BEN)
    team.carries_out()
    other = Attachment(MediaKind.PHOTO, "another-file")
    changed = Incoming(said, None, caption=Text(RISKY), attachment=other)
    ben = team.person(BEN)
    team.run(lambda unit: inbound.receive_edit(unit, unit.session.get_one(Person, ben), changed))
    team.presses_shown(BEN, Action.SEND_ANYWAY)
    (edit,) = [each for each in team.carries_out() if each.kind is Kind.EDIT]
    assert edit.has_new_file


@pytest.mark.parametrize("is_dropped", [False, True], ids=["while it is held", "once it was dropped"])
def test_what_went_before_a_held_change_is_taken_back_where_it_shows(
    team: Small, *, is_dropped: bool
) -> None:
    said = team.says(BEN, "Hello Rosa")
    team.carries_out()
    team.edits(BEN, said, RISKY)
    if is_dropped:
        presses(team, BEN, Action.KEEP_UNSENT, the_id(team))
    ben = team.person(BEN)
    team.run(lambda unit: inbound.take_back(unit, unit.session.get_one(Person, ben), Unsend(said)))
    (gone,) = [each for each in team.carries_out() if each.kind is Kind.DELETE]
    assert (gone.chat_id, len(gone.targets)) == (ROSA, 1)
    assert team.messages()[-1].state is MessageState.UNSENT


def test_a_change_of_what_a_supervisor_refused_is_said_not_to_cross(team: Small) -> None:
    said = team.says(BEN, GRAVE)
    presses(team, SAM, Action.REFUSE, newest(team).id, the_id(team))
    team.settle_all()
    team.edits(BEN, said, HARMLESS)
    assert team.queued() == [(BEN, "edit-too-late")]


@pytest.mark.parametrize(
    ("before", "after", "action"),
    [
        (RISKY, f"{RISKY} And the pain will be gone for good.", Action.SEND_ANYWAY),
        ("Write to ben.example@example.org", "Write to b.example@example.org", Action.SEND_AS_IT_IS),
    ],
    ids=["advice", "contact details"],
)
def test_an_answer_counts_for_the_words_it_was_asked_of(
    team: Small, before: str, after: str, action: Action
) -> None:
    said = team.says(BEN, before)
    asked = team.shown(BEN, action)
    team.edits(BEN, said, after)
    team.presses(BEN, action, *asked)
    assert team.reads(ROSA) == []
    team.presses_shown(BEN, action)
    assert team.reads(ROSA) == [after]
