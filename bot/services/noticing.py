"""People notice what rules miss: a worry about somebody, or something that is not right, in two taps."""

from bot.domain import phrases
from bot.domain.alerts import AlertEventKind, AlertSource, Subject
from bot.domain.buttons import Action, Button, Press
from bot.domain.findings import Grade
from bot.domain.matches import GOING_ON, MENTOR_SIDE
from bot.domain.people import Awaiting
from bot.services import alert_cards, alerts
from bot.services.alerts import Cause
from bot.services.commands import Incoming, Tapped
from bot.services.unit import Unit
from bot.store import matches
from bot.store.alerts import Alert
from bot.store.matches import Match
from bot.store.people import Person

_LONGEST_SENTENCE = 1000  # characters


def ask_about_whom(unit: Unit, actor: Person, command: Tapped) -> None:
    """A mentor worries: about whom, where they support several; with one there is nothing to ask."""
    active = [match for match in matches.of_person(unit.session, actor, *GOING_ON) if match.is_mentor(actor)]
    if not active or not actor.roles & MENTOR_SIDE:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
    elif len(active) == 1:
        _worry(unit, actor, active[0])
    else:
        del command
        unit.say(
            actor,
            phrases.WORRIED_ABOUT_WHOM,
            buttons=tuple((_named(match, actor, Action.WORRIED_ABOUT),) for match in active),
        )


def worry_about(unit: Unit, actor: Person, command: Tapped) -> None:
    """About this one."""
    match = _match(unit, actor, command)
    if match is None or not match.is_mentor(actor):
        unit.say(actor, phrases.OLD_BUTTON)
        return
    unit.clear_buttons(actor, command.message_id)
    _worry(unit, actor, match)


def ask_what_is_not_right(unit: Unit, actor: Person, command: object = None) -> None:
    """About whom or what: everyone may say it about anyone, the team and the bot included."""
    del command
    active = matches.of_person(unit.session, actor, *GOING_ON)
    named = tuple((_named(match, actor, Action.NOT_RIGHT_ABOUT),) for match in active)
    rest = tuple(
        (
            Button(
                phrases.BUTTON_SUBJECT,
                Press(Action.NOT_RIGHT_ABOUT, (one.value,)),
                args=(("subject", one.word),),
            ),
        )
        for one in Subject
    )
    unit.say(actor, phrases.NOT_RIGHT_ABOUT_WHOM, buttons=(*named, *rest))


def say_what_is_not_right(unit: Unit, actor: Person, command: Tapped) -> None:
    """It goes to the team at once (if it is about the team, to the coordinators alone) and to nobody else."""
    ids = command.ids
    subject = next((one for one in Subject if ids and one.value == ids[0]), None)
    match = None if subject else _match(unit, actor, command)
    if subject is None and match is None:
        unit.say(actor, phrases.OLD_BUTTON)
        return
    unit.clear_buttons(actor, command.message_id)
    alert = alerts.raise_alert(
        unit,
        match.other(actor) if match else actor,
        Cause(
            AlertSource.NOT_RIGHT,
            Grade.URGENT,
            category=f"not_right_{subject.word}" if subject else "not_right",
            match_id=match.id if match else None,
            peer=actor if match else None,
            for_coordinators=subject is Subject.TEAM,
            detail={"by": actor.id, "subject": subject.word if subject else "peer"},
        ),
    )
    _ask_for_sentence(unit, actor, alert)


def add_sentence(unit: Unit, actor: Person, incoming: Incoming) -> None:
    """The text that follows goes with it."""
    alert = unit.session.get(Alert, actor.awaiting_id) if actor.awaiting_id else None
    if incoming.text is None:
        unit.say(actor, phrases.NOTE_WORDS_ONLY)
        return
    actor.wait_for(None, unit.now)
    if alert is None:
        unit.say(actor, phrases.OLD_BUTTON)
        return
    words = incoming.text.words[:_LONGEST_SENTENCE]
    alerts.note(unit, alert, AlertEventKind.SENTENCE, actor, {"words": words})
    alert.sentence = words
    alert_cards.redraw(unit, alert)
    unit.say(actor, phrases.NOTICED_SENTENCE, menu=True)


def add_nothing(unit: Unit, actor: Person, command: Tapped) -> None:
    """It is enough as it is."""
    unit.clear_buttons(actor, command.message_id)
    actor.wait_for(None, unit.now)
    unit.say(actor, phrases.NOTICED_NOTHING_MORE, menu=True)


def _worry(unit: Unit, actor: Person, match: Match) -> None:
    alert = alerts.raise_alert(
        unit,
        match.other(actor),
        Cause(
            AlertSource.WORRY,
            Grade.URGENT,
            category="worry",
            match_id=match.id,
            peer=actor,
            detail={"by": actor.id},
        ),
    )
    _ask_for_sentence(unit, actor, alert)


def _ask_for_sentence(unit: Unit, actor: Person, alert: Alert) -> None:
    actor.wait_for(Awaiting.SENTENCE, unit.now, alert.id)
    unit.say(
        actor,
        phrases.NOTICED,
        buttons=((Button(phrases.BUTTON_NO_SENTENCE, Press(Action.NO_SENTENCE)),),),
        told=alerts.reachable_count(unit, alert),
    )


def _named(match: Match, actor: Person, action: Action) -> Button:
    return Button(
        phrases.BUTTON_PERSON, Press(action, (match.id,)), args=(("name", match.other(actor).called),)
    )


def _match(unit: Unit, actor: Person, command: Tapped) -> Match | None:
    match = unit.session.get(Match, command.ids[0]) if command.ids else None
    is_theirs = match is not None and actor.id in {match.mentee_id, match.mentor_id}
    return match if is_theirs else None
