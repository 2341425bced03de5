"""What a supervisor looks at and opens for the person an alert is about; each look is recorded."""

from zoneinfo import ZoneInfo

from bot.domain import phrases
from bot.domain.alerts import AlertEventKind, AlertState
from bot.domain.buttons import Action, Button, Press
from bot.domain.findings import Grade
from bot.domain.matches import MatchKind, MatchState
from bot.domain.menus import TEAM, leading_role
from bot.domain.people import Role
from bot.domain.phrases import Line, yes_or_no
from bot.domain.texts import shortened
from bot.services import alert_cards, duty
from bot.services import alerts as raising
from bot.services.acting import alert_for, take_on
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import alerts, matches, messages
from bot.store.alerts import Alert
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.people import Person

SHOWN_BEFORE, SHOWN_AFTER = 5, 2  # messages around the one that caused the alert: never the whole history
_LONGEST_LINE = 400  # UTF-16 units of one message in the context
_IN_TIMELINE = 12  # alerts, and flags


def open_context(unit: Unit, actor: Person, command: Tapped) -> None:
    """Show the few messages around the one that caused it; who looked, and when, is recorded."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    raising.note(unit, alert, AlertEventKind.CONTEXT_OPENED, actor)
    message = unit.session.get(Message, alert.message_id) if alert.message_id else None
    if message is None:
        unit.say(actor, phrases.NO_CONTEXT, number=alert.id)
        return
    zone = ZoneInfo(alert.person.time_zone)
    lines: list[Line] = []
    for one in messages.around(unit.session, message, SHOWN_BEFORE, SHOWN_AFTER):
        writer = unit.session.get_one(Person, one.sender_id)
        lines.append(
            Line(
                phrases.CONTEXT_LINE,
                {
                    "this": yes_or_no(one.id == message.id),
                    "at": one.created_at.astimezone(zone).strftime("%a %H:%M"),
                    "name": writer.name or "?",
                    "words": shortened(one.text.words, _LONGEST_LINE),
                    "file": str((one.attachment or {}).get("kind", "")),
                    "state": one.state.value,
                },
            )
        )
    unit.say(actor, phrases.CONTEXT, number=alert.id, lines=lines)


def message_person(unit: Unit, actor: Person, command: Tapped) -> None:
    """Open a conversation with the person, marked as with the team, with a history of its own."""
    alert = alert_for(unit, actor, command)
    if alert is not None:
        _open_conversation(unit, actor, alert, alert.person, AlertEventKind.MESSAGED_PERSON)


def message_peer(unit: Unit, actor: Person, command: Tapped) -> None:
    """The same with the one they were writing with."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    if alert.peer is None or alert.peer.id == actor.id:
        unit.say(actor, phrases.OLD_BUTTON)
        return
    _open_conversation(unit, actor, alert, alert.peer, AlertEventKind.MESSAGED_PEER)


def show_more(unit: Unit, actor: Person, command: Tapped) -> None:
    """What is done less often with an alert."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    rows = [
        (phrases.BUTTON_HAND_OVER, Action.HAND_OVER),
        (phrases.BUTTON_REGRADE, Action.REGRADE),
        (phrases.BUTTON_PROMPTS, Action.PROMPTS),
        (phrases.BUTTON_SUMMARY, Action.SUMMARY),
        (phrases.BUTTON_TIMELINE, Action.TIMELINE),
        (phrases.BUTTON_WHO_IS_THIS, Action.WHO_IS_THIS),
    ]
    unit.say(
        actor,
        phrases.MORE_WITH_ALERT,
        buttons=tuple((Button(label, Press(action, (alert.id,))),) for label, action in rows),
        number=alert.id,
    )


def show_prompts(unit: Unit, actor: Person, command: Tapped) -> None:
    """What to ask in the conversation, by the kind of danger."""
    alert = alert_for(unit, actor, command)
    if alert is not None:
        unit.say(actor, phrases.CONVERSATION_PROMPTS, number=alert.id, danger=alert.danger.value)


def show_summary(unit: Unit, actor: Person, command: Tapped) -> None:
    """A summary to copy, in the form clinicians use: situation, background, assessment, recommendation."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    person, zone = alert.person, unit.policy.time_zone
    began = alert.person.consented_at
    reason = unit.scanner.reason(alert.rule) if alert.rule else None
    unit.say(
        actor,
        phrases.SUMMARY,
        number=alert.id,
        name=person.name or "?",
        role=leading_role(person.roles).word,
        grade=Grade(alert.grade).word,
        danger=alert.danger.value,
        opened=duty.local(alert.opened_at, zone),
        with_words=yes_or_no(alert.excerpt),
        excerpt=alert.excerpt or "",
        since=duty.local(began, zone) if began else "?",
        focus=person.focus or "?",
        earlier=len(alerts.of_person(unit.session, person.id, 100)) - 1,
        with_why=yes_or_no(reason),
        why=reason.why if reason else "",
        state=alert.state.value,
        owner=(alert.owner.name or "") if alert.owner else "",
    )


def show_timeline(unit: Unit, actor: Person, command: Tapped) -> None:
    """What was found and done about one person, the newest first; no transcripts."""
    alert = alert_for(unit, actor, command)
    if alert is None:
        return
    zone = unit.policy.time_zone
    told = [
        (
            event.at,
            Line(
                phrases.TIMELINE_EVENT,
                {"at": duty.local(event.at, zone), "number": each.id, "event": event.kind.value},
            ),
        )
        for each in alerts.of_person(unit.session, alert.person_id, _IN_TIMELINE)
        if Role.COORDINATOR in actor.roles or not each.for_coordinators
        for event in alerts.events_of(unit.session, each.id)
    ]
    told += [
        (
            flag.at,
            Line(
                phrases.TIMELINE_FLAG,
                {"at": duty.local(flag.at, zone), "grade": Grade(flag.grade).word, "rule": flag.rule},
            ),
        )
        for flag in alerts.flags_of(unit.session, alert.person_id, _IN_TIMELINE)
    ]
    told.sort(key=lambda one: one[0], reverse=True)
    lines = [line for _, line in told[: 2 * _IN_TIMELINE]]
    unit.say(actor, phrases.TIMELINE, name=alert.person.name or "?", lines=lines)


def list_alerts(unit: Unit, actor: Person, command: object = None) -> None:
    """Every alert that is not over: the gravest first, then the oldest; each opens with one tap."""
    del command
    if not actor.roles & TEAM:
        unit.say(actor, phrases.NOT_FOR_YOU, menu=True)
        return
    found = [
        one
        for one in alerts.unresolved(unit.session, unit.programme.id)
        if one.person_id != actor.id and (Role.COORDINATOR in actor.roles or not one.for_coordinators)
    ]
    unit.say(
        actor,
        phrases.ALERT_LIST,
        buttons=alert_cards.list_buttons(unit, found),
        count=len(found),
        shown=min(len(found), alert_cards.MOST_LISTED),
    )


def show_alert(unit: Unit, actor: Person, command: Tapped) -> None:
    """One alert's card, from the list."""
    alert = alert_for(unit, actor, command)
    if alert is not None:
        alert_cards.send_cards(unit, alert, [actor])


def _open_conversation(unit: Unit, actor: Person, alert: Alert, to: Person, kind: AlertEventKind) -> None:
    if alert.state is AlertState.RESOLVED:
        unit.say(actor, phrases.ALERT_TAKEN, number=alert.id, owner="", state=alert.state.value)
        return
    if to.name is None or actor.name is None or not to.is_active or to.unreachable_since is not None:
        unit.say(actor, phrases.CANNOT_MESSAGE)  # nothing has been done, and the clock goes on
        return
    match = matches.support_between(unit.session, to.id, actor.id)
    if match is None:
        match = Match(
            programme_id=unit.programme.id,
            mentee=to,
            mentor=actor,
            kind=MatchKind.SUPPORT,
            state=MatchState.ACTIVE,
            proposed_at=unit.now,
            began_at=unit.now,
        )
        unit.session.add(match)
        unit.say(to, phrases.TEAM_WRITES_TO_YOU, name=actor.called)
    take_on(unit, actor, alert)
    raising.note(unit, alert, kind, actor)
    unit.say(actor, phrases.CONVERSATION_OPEN, name=to.called, number=alert.id)
