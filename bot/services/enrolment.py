"""Enrolment: from a link to a participant, with consent before anything else; and leaving."""

from datetime import timedelta

from bot.domain import phrases
from bot.domain.buttons import Action, Button, Press
from bot.domain.invitations import InvitationRefusal, judge_invitation, may_be_token
from bot.domain.matches import GOING_ON
from bot.domain.menus import TEAM, leading_role
from bot.domain.names import LONGEST_NAME, NameRefusal, outlines, read_name
from bot.domain.people import Awaiting, PersonState, Role, move_person
from bot.domain.phrases import Phrase
from bot.domain.policy import CONSENT_VERSION
from bot.services import cards, topics
from bot.services.commands import Incoming, Start, Tapped
from bot.services.introductions import carry_on_all
from bot.services.unit import Stranger, Unit
from bot.store import invitations, matches, people
from bot.store.invitations import Invitation
from bot.store.people import Person, Visitor

STRANGERS_WITHIN = timedelta(minutes=10)
MOST_ANSWERS = 5  # to one stranger within that time
MOST_GUESSES = 5  # wrong links of one stranger within the hour; after that they are not looked up
GUESSES_FORGOTTEN_AFTER = timedelta(hours=1)

_INVITATION_PHRASES = {
    InvitationRefusal.UNKNOWN: phrases.INVITATION_UNKNOWN,
    InvitationRefusal.USED: phrases.INVITATION_USED,
    InvitationRefusal.EXPIRED: phrases.INVITATION_EXPIRED,
    InvitationRefusal.REVOKED: phrases.INVITATION_REVOKED,
}
_NAME_PHRASES = {
    NameRefusal.EMPTY: phrases.NAME_EMPTY,
    NameRefusal.ADDRESS: phrases.NAME_ADDRESS,
    NameRefusal.SENTENCE: phrases.NAME_SENTENCE,
    NameRefusal.NUMBER: phrases.NAME_NUMBER,
    NameRefusal.TAKEN: phrases.NAME_TAKEN,
}


def start(unit: Unit, actor: Person | Stranger, command: Start) -> None:
    """Open the door: with a link, to whoever it invites; without, to whoever is known."""
    if isinstance(actor, Person):
        actor.wait_for(None, unit.now)
    if not command.token:
        greet(unit, actor)
        return
    invitation = _find_invitation(unit, actor, command.token)
    refusal = _judge(unit, invitation)
    if invitation is None or refusal is not None:
        _refuse(unit, actor, invitation, refusal or InvitationRefusal.UNKNOWN)
        return
    if isinstance(actor, Person) and actor.is_active and invitation.role in actor.roles:
        # The link stays good for the person it was meant for.
        unit.say(actor, phrases.ROLE_ALREADY, role=invitation.role.word, menu=True)
        return
    person = actor if isinstance(actor, Person) else _enrol(unit, actor, invitation.role)
    if person.state is PersonState.WITHDRAWN:
        person.roles = invitation.role  # they come back as what they are invited to now
    else:
        person.roles |= invitation.role
    invitation.used_at, invitation.used_by_id = unit.now, person.id
    if person.is_active:
        unit.say(person, phrases.ROLE_ADDED, role=invitation.role.word, menu=True)
    else:
        greet(unit, person)


def greet(unit: Unit, actor: Person | Stranger) -> None:
    """Say what comes next for this person, wherever they stand."""
    if isinstance(actor, Stranger):
        _answer_stranger(unit, actor, phrases.STRANGER)
    elif actor.state is PersonState.ACTIVE:
        role = leading_role(actor.roles).word
        unit.say(actor, phrases.WELCOME_BACK, name=actor.called, role=role, menu=True)
    elif actor.state is PersonState.NAMING:
        _ask_name(unit, actor)
    else:
        if actor.state is not PersonState.CONSENTING:
            actor.state = move_person(actor.state, PersonState.CONSENTING)
        unit.say(
            actor,
            phrases.CONSENT,
            buttons=(
                (Button(phrases.BUTTON_AGREE, Press(Action.AGREE, (CONSENT_VERSION,))),),
                (Button(phrases.BUTTON_NOT_NOW, Press(Action.NOT_NOW)),),
                (Button(phrases.MENU_HELP_NOW, Press(Action.HELP_NOW)),),
            ),
            programme=unit.policy.programme_name,
            role=leading_role(actor.roles).word,
            cover=unit.policy.coverage.value,
            hours=unit.policy.duty_hours_told,
        )


def agree(unit: Unit, actor: Person, command: Tapped) -> None:
    """Record consent to this version of the text, then ask what to call them, once."""
    if actor.state is not PersonState.CONSENTING or command.ids != (CONSENT_VERSION,):
        greet(unit, actor)  # they have agreed already, or read an older text: show what counts
        return
    unit.clear_buttons(actor, command.message_id)
    was_here = actor.consented_at is not None
    actor.consented_at, actor.consent_version = unit.now, CONSENT_VERSION
    if actor.name is None:
        actor.state = move_person(actor.state, PersonState.NAMING)
        _ask_name(unit, actor)
    else:
        _welcome(unit, actor, was_here=was_here)


def not_now(unit: Unit, actor: Person, command: Tapped) -> None:
    """Nothing happens without consent, and nobody is pressed."""
    if actor.state is PersonState.CONSENTING:
        unit.clear_buttons(actor, command.message_id)
        unit.say(
            actor,
            phrases.CONSENT_LATER,
            buttons=((Button(phrases.BUTTON_READY, Press(Action.READY)),),),
        )
    else:
        greet(unit, actor)


def read_again(unit: Unit, actor: Person, command: Tapped) -> None:
    """They are ready now for what they put off."""
    unit.clear_buttons(actor, command.message_id)
    greet(unit, actor)


def ask_for_name(unit: Unit, actor: Person, command: Tapped) -> None:
    """Somebody wants to be called something else."""
    del command
    if not actor.is_active:
        greet(unit, actor)
        return
    actor.wait_for(Awaiting.NAME, unit.now)
    keep = Button(phrases.BUTTON_KEEP_NAME, Press(Action.KEEP_NAME), args=(("name", actor.called),))
    unit.say(actor, phrases.RENAME, buttons=((keep,),), name=actor.called)


def keep_name(unit: Unit, actor: Person, command: Tapped) -> None:
    """They would rather keep the name they have."""
    unit.clear_buttons(actor, command.message_id)
    actor.wait_for(None, unit.now)
    unit.say(actor, phrases.NAME_KEPT, name=actor.called)


def choose_name(unit: Unit, actor: Person, command: Incoming) -> None:
    """Take the name somebody wrote, or say kindly why it cannot be one and ask again."""
    if command.text is None:
        unit.say(actor, phrases.NAME_WORDS_ONLY)
        return
    name = read_name(command.text.words)
    if not isinstance(name, NameRefusal):
        others = people.names(unit.session, unit.programme.id, but=actor.id)
        if any(outlines(name.shown) & outlines(other) for other in others):
            name = NameRefusal.TAKEN
    if isinstance(name, NameRefusal):
        if name is NameRefusal.LONG:
            unit.say(actor, phrases.NAME_LONG, most=LONGEST_NAME)
        else:
            unit.say(actor, _NAME_PHRASES[name])
        return
    old = actor.name
    actor.name, actor.name_digest = name.shown, unit.cipher.digest(name.compared)
    actor.wait_for(None, unit.now)
    if actor.is_active:
        unit.say(actor, phrases.NAME_CHANGED, name=name.shown, menu=True)
        for match in matches.of_person(unit.session, actor, *GOING_ON):
            if old is not None and old != name.shown:
                topics.rename(unit, match)
                unit.say(match.other(actor), phrases.PEER_RENAMED, menu=True, old=old, name=name.shown)
    else:
        _welcome(unit, actor)


def _ask_name(unit: Unit, person: Person) -> None:
    person.wait_for(Awaiting.NAME, unit.now)
    unit.say(person, phrases.ASK_NAME, buttons=((Button(phrases.MENU_HELP_NOW, Press(Action.HELP_NOW)),),))


def _welcome(unit: Unit, person: Person, *, was_here: bool = False) -> None:
    person.state = move_person(person.state, PersonState.ACTIVE)
    person.wait_for(None, unit.now)
    role = leading_role(person.roles).word
    if was_here:
        unit.say(person, phrases.WELCOME_AGAIN, name=person.called, role=role, menu=True)
        unit.say_to_team(phrases.BACK_TO_TEAM, about=person, name=person.called, role=role)
    else:
        programme = unit.policy.programme_name
        unit.say(person, phrases.WELCOME, name=person.called, role=role, programme=programme, menu=True)
    if leading_role(person.roles) not in TEAM:
        cards.pin_help(unit, person)
    carry_on_all(unit, person)


def _find_invitation(unit: Unit, actor: Person | Stranger, token: str) -> Invitation | None:
    seen = _visitor(unit, actor.telegram_id)
    if seen.guessed_at is not None and unit.now - seen.guessed_at >= GUESSES_FORGOTTEN_AFTER:
        seen.guesses = 0
    if seen.guesses >= MOST_GUESSES:
        return None
    found = invitations.by_token(unit.session, unit.programme.id, token) if may_be_token(token) else None
    if found is None:
        seen.guesses, seen.guessed_at = seen.guesses + 1, unit.now
    return found


def _judge(unit: Unit, invitation: Invitation | None) -> InvitationRefusal | None:
    if invitation is None:
        return InvitationRefusal.UNKNOWN
    if invitation.is_claim and people.with_role(unit.session, unit.programme.id, Role.COORDINATOR):
        return InvitationRefusal.USED  # the programme has been claimed
    return judge_invitation(
        now=unit.now,
        expires_at=invitation.expires_at,
        used_at=invitation.used_at,
        revoked_at=invitation.revoked_at,
    )


def _refuse(
    unit: Unit, actor: Person | Stranger, invitation: Invitation | None, refusal: InvitationRefusal
) -> None:
    if isinstance(actor, Stranger):
        _answer_stranger(unit, actor, _INVITATION_PHRASES[refusal])
    elif invitation is not None and invitation.used_by_id == actor.id:
        greet(unit, actor)  # they press their own link a second time: they want to go on
    else:
        unit.say(actor, _INVITATION_PHRASES[refusal], programme=unit.policy.programme_name)
        greet(unit, actor)


def _visitor(unit: Unit, telegram_id: int) -> Visitor:
    seen = people.visitor(unit.session, unit.programme.id, telegram_id)
    if seen is None:
        seen = Visitor(
            programme_id=unit.programme.id,
            telegram_id=telegram_id,
            answers=0,
            counted_from=unit.now,
            guesses=0,
        )
        unit.session.add(seen)
    return seen


def _answer_stranger(unit: Unit, stranger: Stranger, phrase: Phrase) -> None:
    """One kind sentence; whoever floods the bot is not answered each time."""
    seen = _visitor(unit, stranger.telegram_id)
    if unit.now - seen.counted_from >= STRANGERS_WITHIN:
        seen.answers, seen.counted_from = 0, unit.now
    if seen.answers < MOST_ANSWERS:
        seen.answers += 1
        unit.say(stranger, phrase, programme=unit.policy.programme_name)


def _enrol(unit: Unit, stranger: Stranger, role: Role) -> Person:
    person = Person(
        programme_id=unit.programme.id,
        telegram_id=stranger.telegram_id,
        roles=role,
        state=PersonState.CONSENTING,
        language=unit.policy.language,
        time_zone=str(unit.policy.time_zone),
        created_at=unit.now,
    )
    unit.session.add(person)
    unit.session.flush()
    return person
