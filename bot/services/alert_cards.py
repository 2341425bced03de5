"""An alert's card: what it says, what can be done with it, and that all cards of one alert say the same."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from bot.domain import phrases
from bot.domain.alerts import AlertSource, AlertState
from bot.domain.buttons import Action, Button, Press, Rows
from bot.domain.findings import Grade
from bot.domain.matches import MatchState
from bot.domain.menus import leading_role
from bot.domain.outbox import Lane
from bot.domain.phrases import yes_or_no
from bot.domain.risk import OF_SOMEBODY_ELSE
from bot.services import duty
from bot.services.unit import Unit
from bot.store import alerts, confirmations, copies, messages, versions
from bot.store.alerts import Alert
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.people import Person

MOST_LISTED = 12
_UNREAD = 0  # the wording of nothing that waits, so that it is shown first


def send_cards(unit: Unit, alert: Alert, to: Iterable[Person]) -> int:
    """Put the alert's card into these people's chats, never into that of whom it is about.

    Returns how many of them can be reached as far as we know.
    """
    unit.session.flush()
    reached = 0
    for person in to:
        if person.id == alert.person_id:
            continue
        unit.say(
            person,
            phrases.ALERT_CARD,
            lane=Lane.ALERT,
            buttons=card_buttons(unit, alert),
            menu=False,
            reply_to=None,
            about=alert.person,
            alert_id=alert.id,
            lines=None,
            pinned=False,
            within=None,
            **card_args(unit, alert),
        )
        reached += person.unreachable_since is None
    return reached


def redraw(unit: Unit, alert: Alert) -> None:
    """Change every card of the alert to what is true now."""
    alert.changed_at = unit.now
    unit.session.flush()
    in_team = {one.id for one in duty.reachable(unit, alerts.holders(unit.session, alert.id))}
    for card in alerts.cards_of(unit.session, alert.id):
        if card.person_id in in_team:  # whoever has left the team reads nothing new
            redraw_card(unit, alert, unit.session.get_one(Person, card.person_id), card.telegram_message_id)


def redraw_card(unit: Unit, alert: Alert, holder: Person, telegram_message_id: int) -> None:
    """Change one card to what is true now."""
    unit.change(
        holder,
        telegram_message_id,
        phrases.ALERT_CARD,
        lane=Lane.ALERT,
        buttons=card_buttons(unit, alert),
        **card_args(unit, alert),
    )


def card_buttons(unit: Unit, alert: Alert) -> Rows:
    """What can be done with an alert as it stands."""

    def button(label: phrases.Phrase, action: Action) -> Button:
        return Button(label, Press(action, (alert.id,)))

    if alert.state is AlertState.RESOLVED:
        return ((button(phrases.BUTTON_REOPEN, Action.REOPEN),),)
    first = button(phrases.BUTTON_ACKNOWLEDGE, Action.ACKNOWLEDGE)
    writing = [button(phrases.BUTTON_MESSAGE_PERSON, Action.MESSAGE_PERSON)]
    if alert.peer_id is not None:
        writing.append(button(phrases.BUTTON_MESSAGE_PEER, Action.MESSAGE_PEER))
    waiting = messages_waiting(unit, alert)
    return (
        *waiting,
        *([(first,)] if alert.state is AlertState.OPEN else []),
        (button(phrases.BUTTON_OPEN_CONTEXT, Action.OPEN_CONTEXT),),
        tuple(writing),
        (button(phrases.BUTTON_RESOLVE, Action.RESOLVE), button(phrases.BUTTON_MORE, Action.MORE)),
    )


def messages_waiting(unit: Unit, alert: Alert) -> Rows:
    """To let through or not, for whoever has the card, while something of the person's waits.

    What the card speaks of comes first. Of anything else its words are shown before they are let through.
    """
    waiting = messages.waiting_of(unit.session, alert.person_id) if alert.source is AlertSource.ADVICE else ()
    if not waiting:
        return ()
    spoken_of = next((message for message in waiting if message.id == alert.message_id), None)
    message = spoken_of or waiting[0]
    wording = versions.wording(unit.session, message) if spoken_of else _UNREAD
    return (
        (Button(phrases.BUTTON_RELEASE, Press(Action.RELEASE, (alert.id, message.id, wording))),),
        (Button(phrases.BUTTON_REFUSE, Press(Action.REFUSE, (alert.id, message.id))),),
    )


def card_args(unit: Unit, alert: Alert) -> dict[str, str | int]:
    """What the card says, in the arguments of its words."""
    person = alert.person
    reason = unit.scanner.reason(alert.rule) if alert.rule else None
    return {
        "number": str(alert.id),
        "grade": Grade(alert.grade).word,
        "source": _source(alert),
        "state": alert.state.value,
        "kind": alert.help_kind.word if alert.help_kind else "unsaid",
        "named": yes_or_no(person.name),
        "name": person.name or "",
        "role": leading_role(person.roles).word,
        "with_peer": yes_or_no(alert.peer),
        "peer": (alert.peer.name or "") if alert.peer else "",
        "with_words": yes_or_no(alert.excerpt),
        "excerpt": alert.excerpt or "",
        "hidden": yes_or_no(unit.policy.words_hidden),
        "with_why": yes_or_no(reason),
        "why": reason.why if reason else "",
        "source_of_rule": reason.source if reason else "",
        "carded": yes_or_no(alert.carded_at),
        "with_sentence": yes_or_no(alert.sentence),
        "sentence": alert.sentence or "",
        "count": alert.count,
        "safe": yes_or_no(alert.said_safe_at),
        "cannot": yes_or_no(alert.peer_cannot),
        "unseen": yes_or_no(_is_unseen(unit, alert)),
        "unconfirmed": yes_or_no(
            confirmations.of(unit.session, unit.programme.id, unit.policy.country) is None
        ),
        "opened": duty.local(alert.opened_at, unit.policy.time_zone),
        "local": duty.local(unit.now, ZoneInfo(person.time_zone)),
        "owner": (alert.owner.name or "") if alert.owner else "",
        "with_note": yes_or_no(alert.note),
        "note": alert.note or "",
        "disposition": alert.disposition.value if alert.disposition else "",
    }


def _is_unseen(unit: Unit, alert: Alert) -> bool:
    """Whether the words have not gone to the other side: a question is open, or they wait, or stay here."""
    message = unit.session.get(Message, alert.message_id) if alert.message_id else None
    if message is None or alert.source is not AlertSource.DISTRESS:
        return False
    match = unit.session.get(Match, message.match_id) if message.match_id else None
    if not messages.is_relayed(message) or match is None:
        return True
    waits = match.state is MatchState.PAUSED or match.other(alert.person).unreachable_since is not None
    return waits and not copies.is_there(unit.session, message.id)


def _source(alert: Alert) -> str:
    """What it came of, in the card's words: not the author's own danger where it is not about its author."""
    of_other = alert.source is AlertSource.DISTRESS and alert.category == OF_SOMEBODY_ELSE
    return alert.category if of_other or alert.source is AlertSource.NOT_RIGHT else alert.source.value


def list_buttons(unit: Unit, found: Sequence[Alert]) -> Rows:
    """The first of these alerts as a list, one button a row."""
    return tuple((_list_button(unit, alert),) for alert in found[:MOST_LISTED])


def _list_button(unit: Unit, alert: Alert) -> Button:
    """An alert in a list: its grade, number, name and how long it has waited; pressing it shows its card."""
    minutes = int((unit.now - alert.opened_at).total_seconds() // 60)
    return Button(
        phrases.BUTTON_ALERT,
        Press(Action.SHOW_ALERT, (alert.id,)),
        args=(
            ("grade", Grade(alert.grade).word),
            ("number", alert.id),
            ("name", alert.person.name or "?"),
            ("state", alert.state.value),
            ("waited", f"{minutes // 60}:{minutes % 60:02}"),
        ),
    )
