"""What the menu and the few commands show: my people, me, and the desk of those who run it."""

from collections.abc import Sequence

from bot.domain import phrases, relay_phrases
from bot.domain.buttons import Action, Button, Press, Rows
from bot.domain.invitations import new_token
from bot.domain.matches import GOING_ON, MENTEE_SIDE, MENTOR_SIDE, MatchState
from bot.domain.menus import TEAM, leading_role
from bot.domain.people import PersonState, Role
from bot.domain.texts import units
from bot.services import conversations, undelivered
from bot.services.commands import Nothing, Tapped
from bot.services.unit import Unit
from bot.store import invitations, matches, people
from bot.store.invitations import Invitation
from bot.store.matches import Match
from bot.store.people import Person

_MOST_NAMES = 30
_LAST_MESSAGE = (
    (Button(relay_phrases.BUTTON_DID_IT_ARRIVE, Press(Action.DID_IT_ARRIVE)),),
    (Button(relay_phrases.BUTTON_TAKE_BACK, Press(Action.TAKE_BACK)),),
)
ROOM_FOR_NAMES = 700  # UTF-16 units; five such lists fit into one message
_INVITED_BY_SUPERVISORS = Role.MENTEE | Role.MENTOR | Role.CARER | Role.FACILITATOR


def explain(unit: Unit, actor: Person, command: object = None) -> None:
    """How this works, for this person's role."""
    del command
    unit.say(
        actor,
        phrases.HOW,
        role=leading_role(actor.roles).word,
        programme=unit.policy.programme_name,
        menu=True,
    )


def show_my_people(unit: Unit, actor: Person, command: object = None) -> None:
    """With whom this person is matched, or for whose answer they wait."""
    del command
    role = leading_role(actor.roles).word
    among = matches.conversations_of(unit.session, actor, *GOING_ON)
    names = [match.other(actor).called for match in among]
    asked = matches.of_person(unit.session, actor, MatchState.PROPOSED)
    waiting = [match.other(actor).called for match in asked if match.has_accepted(actor)]
    if names:
        unit.say(actor, phrases.MY_PEOPLE, names=", ".join(names), count=len(names), role=role, menu=True)
        for match in among:
            conversations.show(unit, actor, match)
        undelivered.offer_kept(unit, actor)
        unit.say(actor, relay_phrases.LAST_MESSAGE, buttons=_LAST_MESSAGE)
        unit.say(actor, phrases.NOTICING, buttons=_noticing(actor), role=role)
    elif waiting:
        unit.say(actor, phrases.MY_PEOPLE_WAITING, names=", ".join(waiting), menu=True)
    else:
        unit.say(actor, phrases.MY_PEOPLE_NONE, role=role, menu=True)


def show_me(unit: Unit, actor: Person, command: object = None) -> None:
    """What we call this person, with the ways to change it and to leave."""
    del command
    unit.say(
        actor,
        phrases.ME,
        buttons=(
            (Button(phrases.BUTTON_CHANGE_NAME, Press(Action.CHANGE_NAME)),),
            (Button(relay_phrases.BUTTON_QUICK_WORDS, Press(Action.QUICK_WORDS)),),
            (Button(phrases.BUTTON_SAFETY_PLAN, Press(Action.SAFETY_PLAN)),),
            (Button(phrases.BUTTON_NOT_RIGHT, Press(Action.NOT_RIGHT)),),
            (Button(phrases.BUTTON_LEAVE, Press(Action.LEAVE)),),
        ),
        name=actor.called,
        role=leading_role(actor.roles).word,
    )


def show_people(unit: Unit, actor: Person, command: object = None) -> None:
    """How many people are where, without names."""
    del command
    if not actor.roles & TEAM:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return
    everyone = people.everyone(unit.session, unit.programme.id)
    active = [person for person in everyone if person.is_active]
    unit.say(
        actor,
        phrases.PEOPLE,
        mentees=sum(bool(person.roles & MENTEE_SIDE) for person in active),
        mentors=sum(bool(person.roles & MENTOR_SIDE) for person in active),
        team=sum(bool(person.roles & TEAM) for person in active),
        waiting=sum(
            person.state in {PersonState.INVITED, PersonState.CONSENTING, PersonState.NAMING}
            for person in everyone
        ),
        left=sum(person.state is PersonState.WITHDRAWN for person in everyone),
        unreachable=sum(person.unreachable_since is not None for person in active),
        menu=True,
    )


def show_matches(unit: Unit, actor: Person, command: object = None) -> None:
    """Who is matched with whom, who has been asked, and who waits for a match."""
    del command
    if not actor.roles & TEAM:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return
    proposed = matches.in_states(unit.session, unit.programme.id, MatchState.PROPOSED)
    active = matches.in_states(unit.session, unit.programme.id, *GOING_ON)
    paused = [match for match in active if match.state is MatchState.PAUSED]
    matched = {match.mentee_id for match in (*proposed, *active)}
    unmatched = [
        person.called
        for person in people.with_role(unit.session, unit.programme.id, MENTEE_SIDE)
        if person.id not in matched
    ]
    unit.say(
        actor,
        phrases.MATCHES,
        active=len(active),
        pairs=_pairs(active),
        proposed=len(proposed),
        asked=_pairs(proposed),
        unmatched=len(unmatched),
        waiting=_listed(unmatched),
        resting=len(paused),
        paused=_pairs(paused),
        wishing=_pairs([match for match in active if match.change_asked_at is not None]),
        menu=True,
    )


def show_team_desk(unit: Unit, actor: Person, command: object = None) -> None:
    """For whoever is both in conversations and in the team: the team's part behind one button."""
    del command
    if not actor.roles & TEAM:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return
    unit.say(
        actor,
        phrases.TEAM_DESK,
        buttons=(
            (Button(phrases.MENU_ALERTS, Press(Action.ALERTS)),),
            (Button(phrases.BUTTON_DUTY, Press(Action.DUTY)),),
            (Button(phrases.BUTTON_WEEK, Press(Action.WEEK)),),
            *(
                ((Button(phrases.BUTTON_CRISIS_LINES, Press(Action.CRISIS_LINES)),),)
                if Role.COORDINATOR in actor.roles
                else ()
            ),
            (Button(phrases.MENU_INVITE, Press(Action.OFFER_INVITATIONS)),),
            (Button(phrases.MENU_PEOPLE, Press(Action.PEOPLE)),),
            (Button(phrases.MENU_MATCHES, Press(Action.MATCHES)),),
        ),
    )


def offer_invitations(unit: Unit, actor: Person, command: object = None) -> None:
    """Ask which role an invitation is for."""
    del command
    if not actor.roles & TEAM:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return
    roles = [role for role in Role if role in _may_invite(actor)]
    unit.say(
        actor,
        phrases.INVITE_WHOM,
        buttons=tuple(
            (Button(phrases.BUTTON_ROLE, Press(Action.INVITE, (role.value,)), args=(("role", role.word),)),)
            for role in roles
        ),
    )


def invite_by_tap(unit: Unit, actor: Person, command: Tapped) -> None:
    """Give a fresh one-time link for the role that was pressed."""
    role = _pressed_role(command)
    if role is None or role not in _may_invite(actor):
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return
    unit.say(
        actor,
        phrases.INVITATION_MADE,
        role=role.word,
        link=link_to(unit, invite(unit, role)),
        days=unit.policy.invitation_days,
    )


def invite(unit: Unit, role: Role) -> str:
    """Make a one-time invitation for one role; returns its token, which is not kept."""
    token = new_token()
    unit.session.add(
        Invitation(
            programme_id=unit.programme.id,
            token_digest=invitations.digest(token),
            role=role,
            created_at=unit.now,
            expires_at=unit.now + unit.policy.invitations_last,
        )
    )
    return token


def make_claim(unit: Unit) -> str | None:
    """A fresh code with which the first coordinator claims the programme; None once there is one.

    Codes of earlier starts are revoked, since only what is on the screen now should open the door.
    """
    if people.with_role(unit.session, unit.programme.id, Role.COORDINATOR):
        return None
    invitations.revoke_claims(unit.session, unit.programme.id, unit.now)
    token = new_token()
    unit.session.add(
        Invitation(
            programme_id=unit.programme.id,
            token_digest=invitations.digest(token),
            role=Role.COORDINATOR,
            is_claim=True,
            created_at=unit.now,
            expires_at=unit.now + unit.policy.claims_last,
        )
    )
    return token


def link_to(unit: Unit, token: str) -> str:
    """The deep link for a token, or the text to send to the bot while its name is not known yet."""
    username = unit.programme.bot_username
    return f"https://t.me/{username}?start={token}" if username else f"/start {token}"


def unknown_command(unit: Unit, actor: Person, command: Nothing) -> None:
    """A command we do not have: say so and show what there is."""
    del command
    unit.say(actor, phrases.UNKNOWN_COMMAND, menu=actor.is_active)


def _may_invite(actor: Person) -> Role:
    if Role.COORDINATOR in actor.roles:
        return ~Role(0)
    return _INVITED_BY_SUPERVISORS if Role.SUPERVISOR in actor.roles else Role(0)


def _noticing(actor: Person) -> Rows:
    """What rules miss, people notice: two taps away for everyone who is in a conversation."""
    worried = ((Button(phrases.BUTTON_WORRIED, Press(Action.WORRIED)),),)
    return (
        *(worried if actor.roles & MENTOR_SIDE else ()),
        (Button(phrases.BUTTON_NOT_RIGHT, Press(Action.NOT_RIGHT)),),
    )


def _pressed_role(command: Tapped) -> Role | None:
    if len(command.ids) != 1:
        return None
    return next((role for role in Role if role.value == command.ids[0]), None)


def _names(unit: Unit, actor: Person, state: MatchState) -> list[str]:
    return [match.other(actor).called for match in matches.of_person(unit.session, actor, state)]


def _pairs(several: Sequence[Match]) -> str:
    return _listed([f"{match.mentee.name or '?'} + {match.mentor.name or '?'}" for match in several])


def _listed(names: Sequence[str]) -> str:
    """The first of them; a message holds no more, and nobody reads more."""
    listed: list[str] = []
    room = ROOM_FOR_NAMES
    for name in names[:_MOST_NAMES]:
        room -= units(name) + 2
        if room < 0:
            break
        listed.append(name)
    return ", ".join([*listed, "…"] if len(listed) < len(names) else listed)
