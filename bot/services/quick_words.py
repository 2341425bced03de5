"""Quick words: a keyboard of short answers for whom typing is hard, their own if they like."""

from bot.domain import relay_phrases
from bot.domain.buttons import Action, Button, Press
from bot.domain.people import Awaiting
from bot.domain.texts import units
from bot.services.commands import Incoming, Tapped
from bot.services.unit import Unit
from bot.store.people import Person

MOST_WORDS = 10  # on one keyboard
LONGEST_WORD = 60  # UTF-16 units


def switch(unit: Unit, actor: Person, command: Tapped) -> None:
    """Show the quick words in place of the menu, with the ways to change them."""
    unit.clear_buttons(actor, command.message_id)
    actor.shows_quick_words = True
    unit.say(actor, relay_phrases.QUICK_WORDS_ON, menu=True)
    unit.say(
        actor,
        relay_phrases.QUICK_WORDS_CHANGE,
        buttons=(
            (Button(relay_phrases.BUTTON_EDIT_QUICK_WORDS, Press(Action.EDIT_QUICK_WORDS)),),
            (Button(relay_phrases.BUTTON_USUAL_QUICK_WORDS, Press(Action.USUAL_QUICK_WORDS)),),
        ),
    )


def back_to_menu(unit: Unit, actor: Person) -> None:
    """The four large buttons again."""
    actor.shows_quick_words = False
    unit.say(actor, relay_phrases.QUICK_WORDS_OFF, menu=True)


def ask(unit: Unit, actor: Person, command: Tapped) -> None:
    """Ask for words of their own, one a line."""
    unit.clear_buttons(actor, command.message_id)
    actor.wait_for(Awaiting.QUICK_WORDS, unit.now)
    unit.say(actor, relay_phrases.QUICK_WORDS_ASKED, most=MOST_WORDS)


def keep(unit: Unit, actor: Person, incoming: Incoming) -> None:
    """Keep the words they wrote, one a line; say what is wrong where they do not fit on a keyboard."""
    lines = [line.strip() for line in incoming.written.words.splitlines() if line.strip()]
    words = list(dict.fromkeys(lines))
    if not words or len(words) > MOST_WORDS or any(units(each) > LONGEST_WORD for each in words):
        actor.wait_for(Awaiting.QUICK_WORDS, unit.now)
        unit.say(actor, relay_phrases.QUICK_WORDS_DO_NOT_FIT, most=MOST_WORDS, longest=LONGEST_WORD)
        return
    actor.wait_for(None, unit.now)
    actor.quick_words, actor.shows_quick_words = words, True
    unit.say(actor, relay_phrases.QUICK_WORDS_ON, menu=True)


def take_usual(unit: Unit, actor: Person, command: Tapped) -> None:
    """The usual words again."""
    unit.clear_buttons(actor, command.message_id)
    actor.quick_words, actor.shows_quick_words = None, True
    unit.say(actor, relay_phrases.QUICK_WORDS_ON, menu=True)
