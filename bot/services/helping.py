"""I need help now: an emergency at once, from every screen, in every state; only then it is asked what."""

from bot.domain import phrases
from bot.domain.alerts import AlertEventKind, AlertSource, AlertState, HelpKind
from bot.domain.buttons import Action, Button, Press
from bot.domain.crisis import Danger
from bot.domain.findings import Finding, Grade
from bot.domain.matches import MatchState
from bot.domain.outbox import Lane
from bot.domain.risk import OF_SOMEBODY_ELSE, Situation, assess, danger_of
from bot.services import alert_cards, alerts, cards, scanning
from bot.services.alerts import Cause
from bot.services.commands import Incoming, Tapped
from bot.services.unit import Unit
from bot.store import matches
from bot.store.alerts import Alert
from bot.store.people import Person

_DANGERS = {
    HelpKind.HURT_MYSELF: Danger.SUICIDE,
    HelpKind.HURT_BY_SOMEONE: Danger.ABUSE,
    HelpKind.VERY_ILL: Danger.MEDICAL,
    HelpKind.STUCK: Danger.OTHER,
}


def call_for_help(unit: Unit, actor: Person, command: object = None) -> None:
    """Where there is help, at once, and the team is called; then, in large buttons, what it is about.

    Nothing the person presses afterwards makes the alert less: only a supervisor lowers its grade.
    """
    del command
    if actor.is_active:
        actor.wait_for(None, unit.now)
    active = matches.of_person(unit.session, actor, MatchState.ACTIVE)
    alert = alerts.raise_alert(
        unit,
        actor,
        Cause(
            AlertSource.HELP_NOW,
            Grade.EMERGENCY,
            peer=active[0].other(actor) if len(active) == 1 else None,
            match_id=active[0].id if len(active) == 1 else None,
            is_carded=True,
        ),
    )
    cards.show_crisis_card(
        unit,
        actor,
        Danger.OTHER,
        told=alerts.reachable_count(unit, alert),
        alert_id=alert.id,
    )
    unit.say(
        actor,
        phrases.HELP_WHAT_IS_IT,
        lane=Lane.SAFETY,
        told=alerts.reachable_count(unit, alert),
        buttons=tuple(
            (
                Button(
                    phrases.BUTTON_HELP_KIND,
                    Press(Action.HELP_KIND, (alert.id, kind.value)),
                    args=(("kind", kind.word),),
                ),
            )
            for kind in HelpKind
        ),
    )


def cry_in(unit: Unit, actor: Person, incoming: Incoming) -> Finding | None:
    """What says that somebody is in danger, urgently, in words that were meant to answer something else."""
    words = incoming.text or incoming.caption
    if words is None:
        return None
    verdict = assess(scanning.look(unit, actor, words.words, None), Situation())
    return verdict.distress if verdict.crisis_card else None


def answer_cry(unit: Unit, actor: Person, cry: Finding) -> None:
    """A cry for help that is no message to anyone: help, an alert, no words kept; its author is told so."""
    _help(unit, actor, cry)
    unit.say(actor, phrases.CRY_NOT_PASSED_ON, lane=Lane.SAFETY)


def hear_in_sentence(unit: Unit, actor: Person, incoming: Incoming) -> None:
    """What somebody adds for the team may be about themselves: then there is help for them as well.

    Of somebody else the team reads in the sentence itself. What is about the team stays with the
    coordinators: whoever it accuses must not hear of it by an alert about its author.
    """
    cry = cry_in(unit, actor, incoming)
    if cry is not None and cry.category != OF_SOMEBODY_ELSE:
        about = unit.session.get(Alert, actor.awaiting_id) if actor.awaiting_id else None
        _help(unit, actor, cry, for_coordinators=about is not None and about.for_coordinators)


def hear_in_plan(unit: Unit, actor: Person, incoming: Incoming) -> None:
    """A plan for bad hours speaks of bad hours; only what is an emergency is taken for one that is now."""
    cry = cry_in(unit, actor, incoming)
    if cry is not None and cry.grade is Grade.EMERGENCY:
        _help(unit, actor, cry)


def _help(unit: Unit, actor: Person, cry: Finding, *, for_coordinators: bool = False) -> None:
    """The card and the alert, without the words: they were not written for the team to read."""
    danger = danger_of(cry.category)
    alert = alerts.raise_alert(
        unit,
        actor,
        Cause(
            AlertSource.DISTRESS,
            cry.grade,
            danger,
            category=cry.category,
            rule=cry.rule,
            for_coordinators=for_coordinators,
            is_carded=True,
        ),
    )
    cards.show_crisis_card(unit, actor, danger, told=alerts.reachable_count(unit, alert), alert_id=alert.id)


def say_what_it_is(unit: Unit, actor: Person, command: Tapped) -> None:
    """The person has said what kind of help they need: the card for it, and the team sees it."""
    ids = command.ids
    alert = unit.session.get(Alert, ids[0]) if len(ids) == 2 else None  # noqa: PLR2004  alert and kind
    kind = next((one for one in HelpKind if one.value == ids[-1]), None) if ids else None
    if alert is None or kind is None or alert.person_id != actor.id:
        call_for_help(unit, actor)  # whatever this button was, somebody needed help when they saw it
        return
    unit.clear_buttons(actor, command.message_id)
    alerts.note(unit, alert, AlertEventKind.TOLD_KIND, actor, {"kind": kind.word})
    alert.help_kind = kind
    alert_cards.redraw(unit, alert)
    if kind is HelpKind.BY_MISTAKE:
        unit.say(actor, phrases.HELP_BY_MISTAKE, lane=Lane.SAFETY)
        return
    if alert.state is not AlertState.OPEN:  # an old question, pressed because they need help now
        cause = Cause(AlertSource.HELP_NOW, Grade.EMERGENCY, _DANGERS[kind], peer=alert.peer)
        alert = alerts.raise_alert(unit, actor, cause)
        alert.help_kind = kind
    alert.danger = _DANGERS[kind]
    if kind is HelpKind.STUCK:
        cards.show_large(unit, actor)
    else:
        cards.show_crisis_card(
            unit, actor, alert.danger, told=alerts.reachable_count(unit, alert), alert_id=alert.id
        )
