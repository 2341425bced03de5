"""Matches on their way: proposing, asking both people, and beginning once both have accepted and consented.

One floor below the use cases, because enrolment, import and matching all need it.
"""

from bot.domain import phrases
from bot.domain.agenda import AgendaKind
from bot.domain.buttons import Action, Button, Press
from bot.domain.matches import Candidate, MatchRefusal, MatchState, may_begin, may_propose, move_match
from bot.services import topics
from bot.services.unit import Unit
from bot.store import matches
from bot.store.agenda import AgendaRow
from bot.store.matches import Match
from bot.store.people import Person


def propose(
    unit: Unit, mentee: Person, mentor: Person, accepted_note: str | None = None
) -> Match | MatchRefusal:
    """Propose two people to each other. A note says that both accepted outside the chat, and where."""
    refusal = may_propose(
        Candidate(mentee.id, mentee.roles, mentee.state),
        Candidate(mentor.id, mentor.roles, mentor.state),
        already_open=matches.open_between(unit.session, mentee.id, mentor.id) is not None,
    )
    if refusal is not None:
        return refusal
    match = Match(
        programme_id=unit.programme.id,
        mentee=mentee,
        mentor=mentor,
        state=MatchState.PROPOSED,
        proposed_at=unit.now,
        accepted_note=accepted_note,
        mentee_accepted_at=unit.now if accepted_note else None,
        mentor_accepted_at=unit.now if accepted_note else None,
    )
    unit.session.add(match)
    unit.session.flush()
    carry_on(unit, match)
    return match


def carry_on(unit: Unit, match: Match) -> None:
    """Do what can be done next for a proposed match: ask whoever can be asked, or begin it."""
    if match.state is not MatchState.PROPOSED:
        return
    both = (match.mentee, match.mentor)
    if may_begin(
        mentee_accepted=match.mentee_accepted_at is not None,
        mentor_accepted=match.mentor_accepted_at is not None,
        states={person.state for person in both},
    ):
        _begin(unit, match)
        return
    if all(person.name for person in both):
        for person in both:
            if person.is_active and not match.has_accepted(person) and not match.was_asked(person):
                ask(unit, match, person)
                kind = AgendaKind.REMIND_MENTOR if match.is_mentor(person) else AgendaKind.REMIND_MENTEE
                unit.later(kind, unit.policy.proposals_reminded_after, subject_id=match.id)
                match.mark_asked(person, unit.now)


def carry_on_all(unit: Unit, person: Person) -> None:
    """The same for every proposal this person is part of, after they have consented."""
    for match in matches.of_person(unit.session, person, MatchState.PROPOSED):
        carry_on(unit, match)


def ask(unit: Unit, match: Match, person: Person) -> None:
    """Propose the match to one of the two, in private."""
    phrase = phrases.PROPOSAL_TO_MENTOR if match.is_mentor(person) else phrases.PROPOSAL_TO_MENTEE
    unit.say(
        person,
        phrase,
        buttons=(
            (Button(phrases.BUTTON_ACCEPT, Press(Action.ACCEPT_MATCH, (match.id,))),),
            (Button(phrases.BUTTON_DECLINE, Press(Action.DECLINE_MATCH, (match.id,))),),
        ),
        name=match.other(person).called,
    )


def remind_mentee(unit: Unit, row: AgendaRow) -> None:
    """Ask the mentee (or carer) of a proposed match once more; after that they are left in peace."""
    match = unit.session.get(Match, row.subject_id)
    if match is not None:
        _remind(unit, match, match.mentee)


def remind_mentor(unit: Unit, row: AgendaRow) -> None:
    """The same for the mentor."""
    match = unit.session.get(Match, row.subject_id)
    if match is not None:
        _remind(unit, match, match.mentor)


def _remind(unit: Unit, match: Match, person: Person) -> None:
    if match.state is not MatchState.PROPOSED or not person.is_active or match.has_accepted(person):
        return
    unit.say(
        person,
        phrases.PROPOSAL_REMINDER,
        buttons=(
            (Button(phrases.BUTTON_ACCEPT, Press(Action.ACCEPT_MATCH, (match.id,))),),
            (Button(phrases.BUTTON_DECLINE, Press(Action.DECLINE_MATCH, (match.id,))),),
        ),
        name=match.other(person).called,
    )


def _begin(unit: Unit, match: Match) -> None:
    match.state = move_match(match.state, MatchState.ACTIVE)
    match.began_at = unit.now
    for person in (match.mentee, match.mentor):
        topics.keep_for(unit, person)
    unit.say(match.mentee, phrases.INTRODUCTION_TO_MENTEE, name=match.mentor.called, menu=True)
    unit.say(match.mentor, phrases.INTRODUCTION_TO_MENTOR, name=match.mentee.called, menu=True)
