"""A safety plan in somebody's own words: written in a quiet hour, shown to them first when it is needed."""

from bot.domain import phrases
from bot.domain.buttons import Action, Button, Press
from bot.domain.people import Awaiting
from bot.domain.phrases import yes_or_no
from bot.domain.texts import shortened
from bot.services.commands import Incoming, Tapped
from bot.services.unit import Unit
from bot.store.people import Person

LONGEST_PLAN = 2000  # UTF-16 units: it has to fit into one message, with a line above it


def ask(unit: Unit, actor: Person, command: Tapped) -> None:
    """What would they like to read in a bad hour?"""
    del command
    actor.wait_for(Awaiting.SAFETY_PLAN, unit.now)
    leave = (Button(phrases.BUTTON_KEEP_PLAN, Press(Action.KEEP_PLAN)),)
    remove = ((Button(phrases.BUTTON_NO_PLAN, Press(Action.NO_PLAN)),),)
    unit.say(
        actor,
        phrases.SAFETY_PLAN_ASKED,
        buttons=(leave, *(remove if actor.safety_plan else ())),
        has=yes_or_no(actor.safety_plan),
        plan=actor.safety_plan or "",
    )


def keep(unit: Unit, actor: Person, incoming: Incoming) -> None:
    """The text that follows is the plan; it goes to nobody."""
    if incoming.text is None:
        unit.say(actor, phrases.NOTE_WORDS_ONLY)
        return
    actor.wait_for(None, unit.now)
    actor.safety_plan = shortened(incoming.text.words, LONGEST_PLAN)
    unit.say(actor, phrases.SAFETY_PLAN_KEPT, menu=True)


def leave(unit: Unit, actor: Person, command: Tapped) -> None:
    """It stays as it is."""
    unit.clear_buttons(actor, command.message_id)
    actor.wait_for(None, unit.now)
    unit.say(actor, phrases.STAYED, menu=True)


def have_none(unit: Unit, actor: Person, command: Tapped) -> None:
    """No plan, or none any more."""
    unit.clear_buttons(actor, command.message_id)
    actor.wait_for(None, unit.now)
    actor.safety_plan = None
    unit.say(actor, phrases.SAFETY_PLAN_GONE, menu=True)
