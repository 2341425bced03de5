"""Who is this person really? Possible for a supervisor in an emergency, with a reason, and never unseen."""

from bot.domain import phrases
from bot.domain.alerts import AlertEventKind
from bot.domain.buttons import Action, Button, Press
from bot.domain.crisis import ELSEWHERE
from bot.domain.people import Awaiting, Role
from bot.domain.phrases import yes_or_no
from bot.services import alerts
from bot.services.acting import alert_for
from bot.services.commands import Incoming, Tapped
from bot.services.unit import Unit
from bot.store.alerts import Alert
from bot.store.people import Person

FEWEST_LETTERS = 10  # of a reason: "asdf" is none
_LONGEST_REASON = 500  # characters


def ask_why(unit: Unit, actor: Person, command: Tapped) -> None:
    """Nobody's identity is shown without a reason that others will read."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    if Role.SUPERVISOR not in actor.roles:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return
    actor.wait_for(Awaiting.REASON, unit.now, alert.id)
    never_mind = Button(phrases.BUTTON_NEVER_MIND, Press(Action.NO_NOTE, (alert.id,)))
    unit.say(actor, phrases.WHO_IS_THIS_WHY, buttons=((never_mind,),), number=alert.id)


def show_identity(unit: Unit, actor: Person, incoming: Incoming) -> None:
    """With a reason: what is known of the account; the coordinators are told who asked and why."""
    alert = unit.session.get(Alert, actor.awaiting_id) if actor.awaiting_id else None
    words = " ".join(incoming.text.words.split()) if incoming.text else ""
    if sum(char.isalpha() for char in words) < FEWEST_LETTERS:
        unit.say(actor, phrases.REASON_SHORT)
        return
    actor.wait_for(None, unit.now)
    may_see = alert is not None and (Role.COORDINATOR in actor.roles or not alert.for_coordinators)
    if alert is None or not may_see or Role.SUPERVISOR not in actor.roles or alert.person_id == actor.id:
        unit.say(actor, phrases.OLD_BUTTON)
        return
    reason = words[:_LONGEST_REASON]
    country = alert.person.country or unit.policy.country
    alerts.note(unit, alert, AlertEventKind.IDENTITY_SHOWN, actor, {"reason": reason})
    unit.say_to_team(
        phrases.IDENTITY_SHOWN,
        about=alert.person,
        roles=Role.COORDINATOR,
        name=actor.called,
        number=alert.id,
        reason=reason,
    )
    unit.say(
        actor,
        phrases.WHO_IS_THIS,
        number=alert.id,
        name=alert.person.name or "?",
        with_account=yes_or_no(alert.person.account),
        account_name=alert.person.account or "",
        account=str(alert.person.telegram_id),
        country=unit.crisis.international.name if country == ELSEWHERE else country,
    )
