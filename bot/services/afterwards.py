"""The buttons under the cards, and the day after: how are you, and would you like to talk about it?"""

from bot.domain import phrases
from bot.domain.alerts import AlertEventKind, AlertSource
from bot.domain.buttons import Action, Button, Press
from bot.domain.crisis import Danger
from bot.domain.findings import Grade
from bot.domain.matches import MatchState
from bot.domain.outbox import Lane
from bot.services import alert_cards, alerts, cards
from bot.services.alerts import Cause
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import matches
from bot.store.agenda import AgendaRow
from bot.store.alerts import Alert
from bot.store.people import Person


def show_lines(unit: Unit, actor: Person, command: Tapped) -> None:
    """The lines that a neutral card did not show."""
    cards.show_lines(unit, actor, _danger(command))


def show_large(unit: Unit, actor: Person, command: Tapped) -> None:
    """Something to show to whoever is near."""
    del command
    cards.show_large(unit, actor)


def offer_countries(unit: Unit, actor: Person, command: Tapped) -> None:
    """Not in that country: in which one?"""
    number = _danger(command).number
    unit.say(
        actor,
        phrases.WHICH_COUNTRY,
        lane=Lane.SAFETY,
        buttons=tuple(
            (
                Button(
                    phrases.BUTTON_PERSON,
                    Press(Action.COUNTRY, (number, country.number)),
                    args=(("name", country.name),),
                ),
            )
            for country in unit.crisis.all
        ),
    )


def choose_country(unit: Unit, actor: Person, command: Tapped) -> None:
    """From now on the lines of that country; the card comes again at once."""
    chosen = unit.crisis.numbered(command.ids[-1] if command.ids else -1)
    if chosen is None:
        offer_countries(unit, actor, command)  # its file is gone: whoever presses this needs numbers now
        return
    unit.clear_buttons(actor, command.message_id)
    actor.country = chosen.code
    cards.show_lines(unit, actor, _danger(command))


def safe_for_now(unit: Unit, actor: Person, command: Tapped) -> None:
    """Good to hear, and recorded; it lowers, closes and slows nothing."""
    alert = _own(unit, actor, command)
    if alert is None:
        return
    alerts.note(unit, alert, AlertEventKind.SAFE_FOR_NOW, actor)
    alert.said_safe_at = unit.now
    alert_cards.redraw(unit, alert)
    unit.say(actor, phrases.SAFE_NOTED, lane=Lane.SAFETY)


def cannot_now(unit: Unit, actor: Person, command: Tapped) -> None:
    """A mentor cannot do this now: that is fine, the team takes over, and the person is not told a reason."""
    alert = _as_peer(unit, actor, command)
    if alert is None:
        return
    unit.clear_buttons(actor, command.message_id)
    alerts.note(unit, alert, AlertEventKind.PEER_CANNOT, actor)
    alert.peer_cannot = True
    alert_cards.redraw(unit, alert)
    told = [alert.owner] if alert.owner else alerts.first_called(unit, alert)
    for supervisor in told:
        if supervisor.id != alert.person_id:
            unit.say(
                supervisor,
                phrases.PEER_CANNOT_TO_TEAM,
                lane=Lane.ALERT,
                about=alert.person,
                name=actor.called,
                number=alert.id,
            )
    unit.say(actor, phrases.CANNOT_NOTED)


def follow_up(unit: Unit, row: AgendaRow) -> None:
    """How are you today? Two buttons; silence is an answer too, and the alert is the supervisor's still."""
    alert = unit.session.get(Alert, row.subject_id)
    if alert is None or not alert.person.is_active:
        return
    unit.say(
        alert.person,
        phrases.FOLLOW_UP,
        lane=Lane.SAFETY,
        buttons=(
            (Button(phrases.BUTTON_ALL_RIGHT, Press(Action.ALL_RIGHT, (alert.id,))),),
            (Button(phrases.BUTTON_NOT_WELL, Press(Action.NOT_WELL, (alert.id,))),),
            (Button(phrases.MENU_HELP_NOW, Press(Action.HELP_NOW)),),
        ),
        name=alert.person.name or "",
    )


def all_right(unit: Unit, actor: Person, command: Tapped) -> None:
    """They are better."""
    if _own(unit, actor, command) is not None:
        unit.clear_buttons(actor, command.message_id)
        unit.say(actor, phrases.GLAD_TO_HEAR)


def not_well(unit: Unit, actor: Person, command: Tapped) -> None:
    """They are not: the team hears today, and help is shown again."""
    alert = _own(unit, actor, command)
    if alert is None:
        return
    unit.clear_buttons(actor, command.message_id)
    raised = alerts.raise_alert(
        unit,
        actor,
        Cause(
            AlertSource.NOT_WELL,
            Grade.URGENT,
            alert.danger,
            peer=alert.peer,
            match_id=alert.match_id,
            is_carded=True,
        ),
    )
    cards.show_crisis_card(
        unit, actor, alert.danger, told=alerts.reachable_count(unit, raised), alert_id=raised.id
    )


def offer_debrief(unit: Unit, row: AgendaRow) -> None:
    """Yesterday's conversation was heavy: would the mentor like to talk about it?"""
    alert = unit.session.get(Alert, row.subject_id)
    if alert is None or alert.peer is None or not alert.peer.is_active:
        return
    unit.say(
        alert.peer,
        phrases.DEBRIEF_OFFER,
        about=alert.person,
        buttons=(
            (Button(phrases.BUTTON_DEBRIEF, Press(Action.DEBRIEF, (alert.id,))),),
            (Button(phrases.BUTTON_NO_DEBRIEF, Press(Action.NO_DEBRIEF, (alert.id,))),),
        ),
        name=alert.peer.name or "",
    )


def debrief(unit: Unit, actor: Person, command: Tapped) -> None:
    """They would: the supervisors are asked to find a time."""
    alert = _as_peer(unit, actor, command)
    if alert is None:
        return
    unit.clear_buttons(actor, command.message_id)
    for supervisor in alerts.first_called(unit, alert):
        if supervisor.id != actor.id:
            unit.say(supervisor, phrases.DEBRIEF_ASKED, name=actor.called, number=alert.id)
    unit.say(actor, phrases.DEBRIEF_NOTED)


def no_debrief(unit: Unit, actor: Person, command: Tapped) -> None:
    """They would rather not; the offer stands."""
    unit.clear_buttons(actor, command.message_id)
    unit.say(actor, phrases.DEBRIEF_LATER)


def _own(unit: Unit, actor: Person, command: Tapped) -> Alert | None:
    alert = unit.session.get(Alert, command.ids[0]) if command.ids else None
    if alert is None or alert.person_id != actor.id:
        unit.say(actor, phrases.OLD_BUTTON)
        return None
    return alert


def _as_peer(unit: Unit, actor: Person, command: Tapped) -> Alert | None:
    alert = unit.session.get(Alert, command.ids[0]) if command.ids else None
    if alert is None or not (alert.peer_id == actor.id or _has_supported(unit, actor, alert.person)):
        unit.say(actor, phrases.OLD_BUTTON)
        return None
    return alert


def _has_supported(unit: Unit, actor: Person, person: Person) -> bool:
    """Whether they are or were this person's mentor: of several the alert names the latest alone."""
    known = matches.of_person(unit.session, person, *MatchState)
    return any(one.is_supported(person) and one.mentor_id == actor.id for one in known if one.began_at)


def _danger(command: Tapped) -> Danger:
    """The kind of danger that a button carries first."""
    return Danger.numbered(command.ids[0] if command.ids else -1)
