"""No way round a decision: not by edits, by taking back, by an old button or a forged one."""

import pytest

from bot.domain.alerts import AlertEventKind
from bot.domain.buttons import Action
from bot.domain.matches import MatchState
from bot.domain.media import Attachment, MediaKind
from bot.domain.outbox import Kind, OutboxState
from bot.domain.people import Role
from bot.domain.texts import Text
from bot.services import advice, inbound, posting
from bot.services.commands import Incoming, Unsend
from bot.services.passing import ALBUM_GATHERED_FOR
from bot.services.posting import Fate, Outcome
from bot.services.unit import Unit
from bot.store.agenda import AgendaRow
from bot.store.alerts import AlertEvent
from bot.store.copies import all_of
from bot.store.matches import Match
from bot.store.messages import MessageState
from bot.store.people import Person
from tests.unit.small import Small
from tests.unit.team import BEN, ROSA, SAM, newest, presses

CARL = 44
PEER, CARLS = 1, 2
RISKY = "You'll be walking by Christmas, I promise you."
GRAVE = "Just stop taking your insulin, you don't need it."
GRAVER = "Double your insulin dose tonight and tell nobody."
MAIL = "Write to ben.example@example.org"
CRY = "I am going to kill myself tonight"


def reads(small: Small, account: int) -> list[str]:
    """The words that reach somebody once their albums are gathered."""
    small.clock.move(ALBUM_GATHERED_FOR)
    return small.reads(account)


def told(small: Small, account: int) -> list[str]:
    return [key for chat, key in small.queued() if chat == account]


def takes_back(small: Small, account: int, number: int) -> None:
    person = small.person(account)
    small.run(lambda unit: inbound.take_back(unit, unit.session.get_one(Person, person), Unsend(number)))


def changes(small: Small, account: int, incoming: Incoming) -> None:
    person = small.person(account)
    small.run(lambda unit: inbound.receive_edit(unit, unit.session.get_one(Person, person), incoming))


def fails(small: Small, kind: Kind, fate: Fate) -> None:
    """The first thing of this kind that waits cannot be carried out."""
    row = next(each for each in small.rows(OutboxState.QUEUED) if each.kind is kind)
    (envelope,) = small.run(lambda unit: posting.claim(unit, [row.id]))
    small.run(lambda unit: posting.settle(unit, [Outcome(envelope, fate, error="Refused")]))


def leaves(small: Small, account: int) -> None:
    agreed_at = small.clock.now()
    small.change(account, consented_at=agreed_at)
    small.presses(account, Action.LEAVE_FOR_SURE, int(agreed_at.timestamp()))


# What a supervisor has decided


def test_what_a_supervisor_refused_is_not_sent_by_a_copy_that_waits_still(team: Small) -> None:
    said = team.says(BEN, "Hello Rosa")
    team.edits(BEN, said, GRAVE)
    presses(team, SAM, Action.REFUSE, newest(team).id, team.messages()[-1].id)
    assert reads(team, ROSA) == []


@pytest.mark.parametrize("dropped_by", ["supervisor", "author"])
def test_the_rest_of_its_album_goes_all_the_same(team: Small, dropped_by: str) -> None:
    for _ in range(2):
        team.sends(BEN, album="a")
    first, second = team.messages()
    file = Attachment(MediaKind.PHOTO, "another")
    words = GRAVE if dropped_by == "supervisor" else RISKY
    changed = Incoming(first.telegram_message_id, None, caption=Text(words), attachment=file, album="a")
    changes(team, BEN, changed)
    if dropped_by == "supervisor":
        presses(team, SAM, Action.REFUSE, newest(team).id, first.id)
    else:
        presses(team, BEN, Action.KEEP_UNSENT, first.id)
    team.clock.move(ALBUM_GATHERED_FOR)
    copied = [part.message_id for each in team.carries_out() if each.kind is Kind.COPY for part in each.parts]
    assert copied == [second.id]


def test_letting_through_counts_for_the_words_that_were_read(team: Small) -> None:
    said = team.says(BEN, GRAVE)
    asked = team.shown(SAM, Action.RELEASE)
    team.edits(BEN, said, GRAVER)
    presses(team, SAM, Action.RELEASE, *asked)
    assert reads(team, ROSA) == []
    (*_, shown) = [row for row in team.rows() if row.key == "advice-to-decide" and row.chat_id == SAM]
    assert (shown.payload or {})["args"]["words"] == GRAVER
    team.presses_shown(SAM, Action.RELEASE)
    assert reads(team, ROSA) == [GRAVER]


def test_of_two_messages_that_wait_the_one_that_was_read_is_let_through(team: Small) -> None:
    team.says(BEN, GRAVE)
    team.says(BEN, GRAVER)
    team.carries_out()
    presses(team, SAM, Action.SHOW_ALERT, newest(team).id)
    (*_, card) = [row for row in team.rows() if row.key == "alert-card" and row.chat_id == SAM]
    (shown,) = [words for words in (GRAVE, GRAVER) if words[:20] in (card.payload or {})["args"]["excerpt"]]
    team.presses_shown(SAM, Action.RELEASE)
    assert reads(team, ROSA) == [shown]


def test_taking_back_a_held_change_does_not_make_it_what_the_other_side_has(team: Small) -> None:
    said = team.says(BEN, "Hello Rosa")
    team.carries_out()
    team.edits(BEN, said, GRAVE)
    takes_back(team, BEN, said)
    fails(team, Kind.DELETE, Fate.REJECTED)
    assert team.messages()[-1].text.words == "Hello Rosa", "that is what still shows there"
    team.edits(BEN, said, RISKY)
    presses(team, BEN, Action.KEEP_UNSENT, team.messages()[-1].id)
    assert GRAVE not in reads(team, ROSA)


def test_nor_does_changing_it_after_it_was_taken_back(team: Small) -> None:
    said = team.says(ROSA, "Hello Ben")
    team.carries_out()
    takes_back(team, ROSA, said)
    team.edits(ROSA, said, CRY)
    assert "crisis-card" in told(team, ROSA), "it is heard all the same"
    fails(team, Kind.DELETE, Fate.REJECTED)
    assert team.messages()[-1].text.words == "Hello Ben"


# Old buttons, forged buttons


@pytest.mark.parametrize("settled", [(), (0,), (1,), (2,)])
def test_a_forged_button_settles_no_advice(team: Small, settled: tuple[int, ...]) -> None:
    team.says(BEN, RISKY)
    asked = team.shown(BEN, Action.SEND_ANYWAY)
    team.presses(BEN, Action.SEND_AS_IT_IS, *asked, *settled)
    assert reads(team, ROSA) == []
    assert team.messages()[-1].state is MessageState.HELD


def test_who_settled_advice_is_remembered_for_these_words_alone(team: Small) -> None:
    said = team.says(BEN, f"{MAIL}. {RISKY}")
    team.presses_shown(BEN, Action.SEND_ANYWAY)
    team.edits(BEN, said, f"{MAIL}. {RISKY} And no pain, for good.")
    team.presses(BEN, Action.SEND_AS_IT_IS, *team.shown(BEN, Action.SEND_ANYWAY))
    assert reads(team, ROSA) == []


@pytest.fixture
def with_carl(team: Small) -> Small:
    """Rosa has a second mentor, Carl; her message has arrived with Ben, and a change of it is held."""
    team.match(team.person(ROSA), team.joins("Carl", Role.MENTOR, CARL))
    team.settle_all()
    said = team.says(ROSA, "Hello Ben")
    team.presses(ROSA, Action.SEND_TO, team.messages()[-1].id, PEER)
    team.carries_out()
    team.edits(ROSA, said, "Write to rosa.example@example.org")
    assert team.messages()[-1].state is MessageState.HELD
    return team


def test_a_message_that_has_arrived_does_not_move_to_another_match(with_carl: Small) -> None:
    (message,) = with_carl.messages()
    with_carl.presses(ROSA, Action.SEND_TO, message.id, CARLS)
    assert with_carl.messages()[0].match_id == PEER
    assert reads(with_carl, CARL) == []
    ben = with_carl.person(BEN)
    bubble = with_carl.run(lambda unit: all_of(unit.session, message.id, ben))[-1]
    with_carl.says(BEN, "I am here", reply_to=bubble)
    assert reads(with_carl, ROSA) == ["I am here"]


# Taking back, part by part


def test_of_an_album_half_arrived_and_half_held_what_arrived_is_removed(team: Small) -> None:
    team.sends(BEN, album="a")
    assert reads(team, ROSA) == [""]
    held = team.sends(BEN, caption=MAIL, album="a")
    takes_back(team, BEN, held)
    assert "taken-back-unsent" not in told(team, BEN)
    done = team.carries_out()
    assert [len(each.targets) for each in done if each.kind is Kind.DELETE if each.targets] == [1]
    assert [each.key for each in done if each.key == "taken-back"] == ["taken-back"]


def test_taking_back_is_said_also_where_the_first_part_never_went(team: Small) -> None:
    team.sends(BEN, MediaKind.VIDEO, album="a", size=20_000_001)
    number = team.sends(BEN, album="a")
    assert reads(team, ROSA) == [""]
    takes_back(team, BEN, number)
    assert [each.key for each in team.carries_out() if each.key == "taken-back"] == ["taken-back"]


def test_taking_back_twice_says_nothing_that_is_not_so(team: Small) -> None:
    said = team.says(BEN, "Hello Rosa")
    team.carries_out()
    for _ in range(2):
        takes_back(team, BEN, said)
        assert "taken-back-unsent" not in told(team, BEN)
        assert "taken-back" in [each.key for each in team.carries_out()]


# What waits together, and what is over


def test_a_part_that_joined_a_held_change_goes_with_the_answer(team: Small) -> None:
    first = team.sends(BEN, album="a")
    assert reads(team, ROSA) == [""]
    file = Attachment(MediaKind.PHOTO, "another")
    changes(team, BEN, Incoming(first, None, caption=Text(MAIL), attachment=file, album="a"))
    late = team.sends(BEN, album="a")
    team.presses_shown(BEN, Action.SEND_AS_IT_IS)
    team.clock.move(ALBUM_GATHERED_FOR)
    done = team.carries_out()
    assert [each.kind for each in done if each.parts] == [Kind.EDIT, Kind.COPY]
    assert {one.state for one in team.messages()} == {MessageState.RELAYED}
    assert late == team.messages()[-1].telegram_message_id


def test_a_held_change_that_goes_into_a_pause_is_not_said_to_be_sent(team: Small) -> None:
    said = team.says(BEN, "Hello Rosa")
    team.carries_out()
    team.edits(BEN, said, RISKY)
    team.presses(ROSA, Action.PAUSE, PEER)
    team.settle_all()
    team.edits(BEN, said, "How are you?")
    assert told(team, BEN) == ["waits-for-pause"]


def test_a_change_in_a_conversation_that_is_over_bothers_nobody(team: Small) -> None:
    said = team.says(BEN, "Hello Rosa")
    team.carries_out()
    leaves(team, ROSA)
    team.settle_all()
    team.edits(BEN, said, GRAVE)
    assert told(team, ROSA) == []
    assert "advice-to-decide" not in told(team, SAM)
    assert told(team, BEN) == ["conversation-closed"]


@pytest.mark.parametrize("words", [RISKY, GRAVE])
def test_nobody_is_reminded_or_told_of_what_is_over(team: Small, words: str) -> None:
    team.says(BEN, words)
    leaves(team, BEN)
    alert = newest(team).id if words == GRAVE else 0
    team.settle_all()

    def due(unit: Unit) -> None:
        for row in unit.session.query(AgendaRow):
            if row.kind.value == "advice.remind":
                advice.remind(unit, row)

    team.run(due)
    assert told(team, BEN) == []
    if alert:
        presses(team, SAM, Action.RELEASE, *team.shown(SAM, Action.RELEASE))
        assert "released-later" in told(team, SAM)
        events = team.run(lambda unit: [each.kind for each in unit.session.query(AlertEvent)])
        assert AlertEventKind.RELEASED not in events, "nothing has gone"
        assert team.run(lambda unit: unit.session.get_one(Match, PEER).state) is MatchState.CLOSED
