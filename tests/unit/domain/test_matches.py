"""Who may be proposed to whom, and when a match begins."""

import itertools

import pytest

from bot.domain.matches import Candidate, MatchRefusal, may_begin, may_propose
from bot.domain.people import PersonState, Role

MENTEE = Candidate(1, Role.MENTEE, PersonState.ACTIVE)
MENTOR = Candidate(2, Role.MENTOR, PersonState.ACTIVE)


@pytest.mark.parametrize(
    ("mentee", "mentor", "already_open", "refusal"),
    [
        (MENTEE, MENTOR, False, None),
        (Candidate(1, Role.CARER, PersonState.INVITED), MENTOR, False, None),
        (MENTEE, Candidate(2, Role.FACILITATOR, PersonState.NAMING), False, None),
        (Candidate(1, Role.MENTEE | Role.MENTOR, PersonState.ACTIVE), MENTOR, False, None),
        (MENTEE, Candidate(1, Role.MENTOR, PersonState.ACTIVE), False, MatchRefusal.SAME_PERSON),
        (MENTOR, MENTOR, True, MatchRefusal.SAME_PERSON),
        (Candidate(3, Role.MENTOR, PersonState.ACTIVE), MENTOR, False, MatchRefusal.NOT_A_MENTEE),
        (Candidate(3, Role.SUPERVISOR, PersonState.ACTIVE), MENTOR, False, MatchRefusal.NOT_A_MENTEE),
        (MENTEE, Candidate(3, Role.MENTEE, PersonState.ACTIVE), False, MatchRefusal.NOT_A_MENTOR),
        (MENTEE, Candidate(3, Role.COORDINATOR, PersonState.ACTIVE), False, MatchRefusal.NOT_A_MENTOR),
        (Candidate(1, Role.MENTEE, PersonState.WITHDRAWN), MENTOR, False, MatchRefusal.HAS_LEFT),
        (MENTEE, Candidate(2, Role.MENTOR, PersonState.WITHDRAWN), True, MatchRefusal.HAS_LEFT),
        (MENTEE, MENTOR, True, MatchRefusal.ALREADY),
    ],
)
def test_two_people_may_be_proposed_or_the_reason_is_given(
    mentee: Candidate, mentor: Candidate, *, already_open: bool, refusal: MatchRefusal | None
) -> None:
    assert may_propose(mentee, mentor, already_open=already_open) is refusal


def test_a_match_begins_only_when_both_have_accepted_and_both_have_consented() -> None:
    for mentee, mentor in itertools.product((False, True), repeat=2):
        for one, other in itertools.product(PersonState, repeat=2):
            both_are_in = one is PersonState.ACTIVE and other is PersonState.ACTIVE
            begins = may_begin(mentee_accepted=mentee, mentor_accepted=mentor, states={one, other})
            assert begins is (mentee and mentor and both_are_in)
