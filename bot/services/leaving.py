"""Leaving: asked once whether they are sure, then at once, and nobody else is left guessing."""

from bot.domain import phrases
from bot.domain.buttons import Action, Button, Press
from bot.domain.matches import MENTEE_SIDE, OPEN_STATES, MatchState, move_match
from bot.domain.menus import leading_role
from bot.domain.people import PersonState, Role, move_person
from bot.services import topics, undelivered
from bot.services.alerts import graver, pass_on_owned
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import matches
from bot.store.people import Person


def ask_to_leave(unit: Unit, actor: Person, command: Tapped) -> None:
    """Make sure, once, with what leaving means."""
    del command
    unit.say(
        actor,
        phrases.LEAVE_SURE,
        buttons=(
            (Button(phrases.BUTTON_LEAVE_FOR_SURE, Press(Action.LEAVE_FOR_SURE, (_stay_of(actor),))),),
            (Button(phrases.BUTTON_STAY, Press(Action.STAY)),),
        ),
    )


def stay(unit: Unit, actor: Person, command: Tapped) -> None:
    """They thought better of leaving."""
    unit.clear_buttons(actor, command.message_id)
    unit.say(actor, phrases.STAYED, menu=True)


def leave(unit: Unit, actor: Person, command: Tapped) -> None:
    """Take consent back: nothing is relayed from or to them any more, and the other side is told kindly."""
    unit.clear_buttons(actor, command.message_id)
    if actor.state not in {PersonState.ACTIVE, PersonState.NAMING}:
        unit.say(actor, phrases.HAS_LEFT)
        return
    if command.ids != (_stay_of(actor),):
        unit.say(actor, phrases.OLD_BUTTON)  # asked before they left the last time and came back
        return
    actor.state = move_person(actor.state, PersonState.WITHDRAWN)
    role = leading_role(actor.roles).word
    # Whoever comes back is a mentee or carer again; everything else is given anew, by an invitation.
    actor.roles = actor.roles & MENTEE_SIDE or Role.MENTEE
    actor.wait_for(None, unit.now)
    graver(unit, actor, "left the programme")
    pass_on_owned(unit, actor)
    ended = []
    for match in matches.of_person(unit.session, actor, *OPEN_STATES):
        was_proposed = match.state is MatchState.PROPOSED
        match.state = move_match(match.state, MatchState.CLOSED)
        match.closed_at = unit.now
        other = match.other(actor)
        if not was_proposed:
            ended.append(other.called)
            unit.say(other, phrases.MATCH_ENDED, menu=True, name=actor.called)
            topics.rename(unit, match)
            undelivered.drop_kept(unit, match)
        elif match.was_asked(other):
            unit.say(other, phrases.PROPOSAL_OVER, name=actor.called)
    for support in matches.conversations_of(unit.session, actor, MatchState.ACTIVE):
        support.state, support.closed_at = move_match(support.state, MatchState.CLOSED), unit.now
        undelivered.drop_kept(unit, support)
    if actor.name is not None:
        unit.say_to_team(
            phrases.LEFT_TO_TEAM,
            about=actor,
            name=actor.called,
            role=role,
            others=", ".join(ended),
            count=len(ended),
        )
    unit.say(actor, phrases.LEFT, programme=unit.policy.programme_name)


def _stay_of(person: Person) -> int:
    """A number for this stay in the programme: when they agreed, in seconds since 1970."""
    return int(person.consented_at.timestamp()) if person.consented_at else 0
