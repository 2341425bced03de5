"""Asking an author, privately, before anything is sent: to whom, and whether contact details may go."""

from collections.abc import Sequence

from bot.domain import phrases, relay_phrases
from bot.domain.agenda import AgendaKind
from bot.domain.buttons import Action, Button, Press
from bot.domain.contacts import SEVERAL, Contact, told
from bot.domain.matches import MatchKind
from bot.domain.policy import ContactRule
from bot.domain.risk import SettledBy, Verdict
from bot.domain.texts import Text, behind_words
from bot.services.unit import Unit
from bot.store import agenda, alerts, messages, versions
from bot.store.matches import Match
from bot.store.messages import Message, MessageState
from bot.store.people import Person


def ask_to_whom(
    unit: Unit, sender: Person, message: Message, active: Sequence[Match], ended: Match | None = None
) -> None:
    """Ask as a reply to the message itself, so that two questions cannot be mixed up."""
    rows = tuple(
        (
            Button(
                phrases.SEND_TO,
                Press(Action.SEND_TO, (message.id, match.id)),
                args=(("name", match.other(sender).called), ("team", match.team_side(sender))),
            ),
        )
        for match in active
    )
    keep = (Button(phrases.BUTTON_KEEP_UNSENT, Press(Action.KEEP_UNSENT, (message.id,))),)
    bubble = message.telegram_message_id
    remind_later(unit, message)
    grave = phrases.yes_or_no(alerts.is_grave(unit.session, message.id))
    if ended is None:
        unit.say(sender, phrases.TO_WHOM, buttons=(*rows, keep), reply_to=bubble, grave=grave)
    else:
        name = ended.other(sender).called
        unit.say(sender, phrases.TO_WHOM_NOW, buttons=(*rows, keep), reply_to=bubble, name=name, grave=grave)


def remind_later(unit: Unit, message: Message) -> None:
    """One reminder of a question that stays open, however often it is asked."""
    if not agenda.waits(unit.session, unit.programme.id, AgendaKind.ADVICE_REMINDER, message.id):
        unit.later(AgendaKind.ADVICE_REMINDER, unit.policy.advice_reminded_after, message.id)


def has_contacts(unit: Unit, text: Text, match: Match, verdict: Verdict) -> bool:
    """Whether its author is to be asked about contact details first.

    Not where there is distress in the text: that is never held back. Not with a professional, who may need
    them.
    """
    return bool(_contacts(unit, text, match, verdict))


def ask_about_contacts(
    unit: Unit,
    message: Message,
    sender: Person,
    match: Match,
    verdict: Verdict,
    *,
    settled: SettledBy = SettledBy.NOBODY,
) -> bool:
    """Hold a text with contact details and ask its author; False where there is nothing to ask.

    With the parts of an album that wait with it, which are looked at as well. Where the programme allows no
    contact details at all, it stays unsent unless its author changes it. `settled`: who has said already that
    it goes with the advice in it.
    """
    parts = messages.waiting_with(unit.session, message)
    found = [one for part in parts for one in _contacts(unit, part.text, match, verdict)]
    if not found:
        return False
    for part in parts:
        part.state = MessageState.HELD
    is_allowed = unit.policy.contacts is not ContactRule.REFUSE
    asked = (message.id, versions.wording(unit.session, message))
    message.settled_by, message.settled_wording = settled.value, asked[-1]
    remind_later(unit, message)
    send = (Button(phrases.BUTTON_SEND_ANYWAY, Press(Action.SEND_AS_IT_IS, asked)),)
    keep = (Button(phrases.BUTTON_KEEP_UNSENT, Press(Action.KEEP_UNSENT, (message.id,))),)
    unit.say(
        sender,
        relay_phrases.CONTACT_ASK if is_allowed else relay_phrases.CONTACT_REFUSED,
        reply_to=message.telegram_message_id,
        buttons=(send, keep) if is_allowed else (keep,),
        name=match.other(sender).called,
        kinds=told(found) or SEVERAL,
    )
    return True


def _contacts(unit: Unit, text: Text, match: Match, verdict: Verdict) -> Sequence[Contact]:
    """What its words hold, and the addresses behind those of them that are links."""
    if unit.policy.contacts is ContactRule.ALLOW or match.kind is MatchKind.SUPPORT or verdict.distress:
        return ()
    looked_at = [words for words in (text.words, *behind_words(text)) if words]
    return [
        found
        for words in looked_at
        for found in unit.contacts.find(words, unit.policy.countries, _names(match))
    ]


def _names(match: Match) -> tuple[str, ...]:
    """What the two are called here, which tells nobody who they are."""
    return tuple(person.name for person in (match.mentee, match.mentor) if person.name is not None)
