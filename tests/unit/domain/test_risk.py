"""What follows from a text: the table that a clinical safety officer reads.

Each row: what was found, where it was written, and then what becomes of the message, which cards go out, and
whether the team hears.
"""

import pytest

from bot.domain.crisis import Danger
from bot.domain.findings import Family, Finding, Grade
from bot.domain.risk import Passage, Situation, Verdict, assess, danger_of

TO_MENTOR = Situation(peer_supports=True)
TO_MENTEE = Situation(peer_supports=False)
IN_GROUP = Situation(peer_supports=True, may_be_held=False)
BY_SUPERVISOR = Situation(by_professional=True)
DELIVER, ASK, WAIT = Passage.DELIVER, Passage.ASK_FIRST, Passage.WAIT


def distress(category: str, grade: Grade) -> Finding:
    return Finding(f"{category}.rule", category, Family.DISTRESS, grade, 0, 4)


def advice(category: str, grade: Grade) -> Finding:
    return Finding(f"{category}.rule", category, Family.ADVICE, grade, 0, 4)


NONE, NOTE, CONCERN, URGENT, EMERGENCY = Grade.NONE, Grade.NOTE, Grade.CONCERN, Grade.URGENT, Grade.EMERGENCY
UNSCANNED = Finding("scan.unscanned", "unscanned", Family.SCAN, NOTE, 0, 4)

TABLE = [
    # what was found, where; then: message, crisis card, coaching card, alert, correcting note
    ([], TO_MENTOR, (DELIVER, False, False, NONE, False)),
    ([UNSCANNED], TO_MENTOR, (DELIVER, False, False, NONE, False)),
    ([distress("low_mood", NOTE)], TO_MENTOR, (DELIVER, False, False, NONE, False)),
    ([distress("hopelessness_despair", CONCERN)], TO_MENTOR, (DELIVER, False, False, CONCERN, False)),
    ([distress("suicide_passive", URGENT)], TO_MENTOR, (DELIVER, True, True, URGENT, False)),
    ([distress("suicide_active", EMERGENCY)], TO_MENTOR, (DELIVER, True, True, EMERGENCY, False)),
    # A mentor in distress gets help; the mentee is not asked to coach them.
    ([distress("suicide_active", EMERGENCY)], TO_MENTEE, (DELIVER, True, False, EMERGENCY, False)),
    # Distress is never held back, and outranks advice in the same text.
    (
        [distress("suicide_passive", URGENT), advice("dose_advice", URGENT)],
        TO_MENTEE,
        (DELIVER, True, False, URGENT, True),
    ),
    (
        [distress("carer_strain", CONCERN), advice("diet_extreme", CONCERN)],
        TO_MENTEE,
        (DELIVER, False, False, CONCERN, True),
    ),
    # A note of distress holds nothing up.
    (
        [distress("low_mood", NOTE), advice("false_hope", CONCERN)],
        TO_MENTEE,
        (ASK, False, False, NONE, False),
    ),
    ([advice("false_hope", NOTE)], TO_MENTEE, (DELIVER, False, False, NONE, False)),
    ([advice("false_hope", CONCERN)], TO_MENTEE, (ASK, False, False, NONE, False)),
    ([advice("stop_or_change_medicine", CONCERN)], TO_MENTEE, (ASK, False, False, NONE, False)),
    ([advice("stop_or_change_medicine", URGENT)], TO_MENTEE, (WAIT, False, False, NONE, False)),
    ([advice("dose_advice", URGENT)], TO_MENTOR, (WAIT, False, False, NONE, False)),
    ([advice("boundary_money", CONCERN)], TO_MENTEE, (WAIT, False, False, NONE, False)),
    ([advice("boundary_contact", CONCERN)], TO_MENTEE, (ASK, False, False, NONE, False)),
    ([advice("boundary_contact", URGENT)], TO_MENTEE, (WAIT, False, False, NONE, False)),
    # In a group it is out already: a note follows.
    ([advice("unproven_cure", URGENT)], IN_GROUP, (DELIVER, False, False, NONE, True)),
    # A supervisor's advice is their work; their own distress still counts.
    ([advice("dose_advice", URGENT)], BY_SUPERVISOR, (DELIVER, False, False, NONE, False)),
    ([distress("suicide_passive", URGENT)], BY_SUPERVISOR, (DELIVER, True, False, URGENT, False)),
]


@pytest.mark.parametrize(("found", "where", "follows"), TABLE)
def test_what_follows(
    found: list[Finding], where: Situation, follows: tuple[Passage, bool, bool, Grade, bool]
) -> None:
    verdict = assess(found, where)
    assert (
        verdict.passage,
        verdict.crisis_card,
        verdict.coaching_card,
        verdict.alert,
        verdict.correcting_note,
    ) == follows


def test_the_gravest_finding_speaks_for_a_text() -> None:
    lesser, graver = distress("hopelessness_despair", CONCERN), distress("suicide_active", EMERGENCY)
    verdict = assess([lesser, graver], TO_MENTOR)
    assert verdict.distress is graver
    assert verdict.danger is Danger.SUICIDE


@pytest.mark.parametrize(
    ("category", "danger"),
    [
        ("suicide_passive", Danger.SUICIDE),
        ("suicide_behaviour", Danger.SUICIDE),
        ("self_harm", Danger.SUICIDE),
        ("hopelessness_despair", Danger.SUICIDE),
        ("burden", Danger.SUICIDE),
        ("red_flag_stroke", Danger.MEDICAL),
        ("red_flag_back", Danger.MEDICAL),
        ("red_flag_diabetes", Danger.MEDICAL),
        ("red_flag_trauma_general", Danger.MEDICAL),
        ("abuse_safeguarding", Danger.ABUSE),
        ("someone_at_risk", Danger.OTHER),
        ("carer_strain", Danger.OTHER),
        ("panic_acute_anxiety", Danger.OTHER),
        ("psychosis_mania_substance_relapse", Danger.OTHER),
    ],
)
def test_each_kind_of_danger_gets_its_own_help(category: str, danger: Danger) -> None:
    assert danger_of(category) is danger


def test_nothing_found_asks_for_nothing() -> None:
    assert assess([], TO_MENTOR) == Verdict()


@pytest.mark.parametrize("category", ["boundary_money", "boundary_contact", "boundary_romance_sexual"])
def test_money_contact_and_romance_are_boundaries(category: str) -> None:
    assert assess([advice(category, CONCERN)], TO_MENTEE).is_boundary
