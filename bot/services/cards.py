"""The cards that people get at once: where there is help, and what helps a peer to say.

One floor below the use cases: relay, help now and the clock of an alert show the same ones.
"""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from bot.domain import phrases
from bot.domain.buttons import Action, Button, Press, Rows
from bot.domain.crisis import CountryLines, CrisisLine, Danger, LineKind, for_danger
from bot.domain.outbox import Lane
from bot.domain.phrases import Line, yes_or_no
from bot.services import alert_cards, duty
from bot.services.duty import local
from bot.services.unit import Unit
from bot.store.alerts import Alert
from bot.store.people import Person


def show_crisis_card(unit: Unit, person: Person, danger: Danger, *, told: int, alert_id: int) -> None:
    """Where there is help now, by the kind of danger and the person's country: at once, in every state.

    `told` is how many of the team could be called, since nobody must wait for an answer that cannot come.
    With abuse, whoever looks over the person's shoulder must not see what it is about: the lines are
    a tap away.
    """
    alert = unit.session.get_one(Alert, alert_id)
    is_first, alert.carded_at = alert.carded_at is None, unit.now
    if is_first:
        alert_cards.redraw(unit, alert)  # the team's cards said that nothing had been sent
    country = lines_for(unit, person)
    lines = for_danger(country, danger)
    if danger is Danger.ABUSE:
        _show_neutrally(unit, person, phrases.NEUTRAL_CARD, lines)
        return
    seen = _seen_by(unit, person)
    if danger is Danger.SUICIDE and person.safety_plan:
        unit.say(person, phrases.SAFETY_PLAN, lane=Lane.SAFETY, plan=person.safety_plan)
    unit.say(
        person,
        phrases.CRISIS_CARD,
        lane=Lane.SAFETY,
        buttons=(
            *_chats(lines),
            (Button(phrases.BUTTON_SHOW_LARGE, Press(Action.SHOW_LARGE)),),
            (_other_country(country, danger),),
            (Button(phrases.BUTTON_SAFE_FOR_NOW, Press(Action.SAFE_FOR_NOW, (alert_id,))),),
        ),
        danger=danger.value,
        country=country.name,
        emergency=_emergency(lines),
        lines=_listed(lines),
        told=told,
        off_duty=yes_or_no(seen),
        seen=seen,
    )


def show_lines(unit: Unit, person: Person, danger: Danger) -> None:
    """The lines alone, because they were asked for."""
    country = lines_for(unit, person)
    lines = for_danger(country, danger)
    unit.say(
        person,
        phrases.CRISIS_LINES,
        lane=Lane.SAFETY,
        buttons=(
            *_chats(lines),
            (Button(phrases.BUTTON_SHOW_LARGE, Press(Action.SHOW_LARGE)),),
            (_other_country(country, danger),),
        ),
        country=country.name,
        emergency=_emergency(lines),
        lines=_listed(lines),
    )


def pin_help(unit: Unit, person: Person) -> None:
    """At the top of the chat, for when the bot itself does not answer: dead bots have dead buttons."""
    country = lines_for(unit, person)
    lines = for_danger(country, Danger.OTHER)
    unit.say(
        person,
        phrases.HELP_PINNED,
        pinned=True,
        buttons=((Button(phrases.MENU_HELP_NOW, Press(Action.HELP_NOW)),),),
        country=country.name,
        emergency=_emergency(lines),
        lines=_listed(lines),
    )


def show_large(unit: Unit, person: Person) -> None:
    """In large words, for somebody near a person who cannot phone."""
    emergency = _emergency(for_danger(lines_for(unit, person), Danger.MEDICAL))
    unit.say(person, phrases.SHOW_LARGE, lane=Lane.SAFETY, emergency=emergency)


def show_nobody_answered(unit: Unit, person: Person, danger: Danger) -> None:
    """The ladder is at its end: say so plainly, with the numbers; with abuse nothing that names it."""
    country = lines_for(unit, person)
    lines = for_danger(country, danger)
    if danger is Danger.ABUSE:
        _show_neutrally(unit, person, phrases.NOBODY_ANSWERED_NEUTRAL, lines)
        return
    unit.say(
        person,
        phrases.NOBODY_ANSWERED,
        lane=Lane.SAFETY,
        danger=danger.value,
        emergency=_emergency(lines),
        lines=_listed(lines),
    )


def coach(unit: Unit, peer: Person, about: Person, danger: Danger, alert_id: int) -> None:
    """What helps a peer to say now, privately; the person it is about never sees it."""
    unit.say(
        peer,
        phrases.COACHING_CARD,
        lane=Lane.SAFETY,
        about=about,
        buttons=((Button(phrases.BUTTON_CANNOT_NOW, Press(Action.CANNOT_NOW, (alert_id,))),),),
        danger=danger.value,
        name=about.called,
    )


def lines_for(unit: Unit, person: Person) -> CountryLines:
    """The lines of the person's country, or of the programme's, or the international ones."""
    return unit.crisis.of(person.country or unit.policy.country)


def _show_neutrally(unit: Unit, person: Person, phrase: phrases.Phrase, lines: Sequence[CrisisLine]) -> None:
    """Words that name nothing, with the lines for abuse a tap away."""
    show = Button(phrases.BUTTON_SHOW_LINES, Press(Action.SHOW_LINES, (Danger.ABUSE.number,)))
    unit.say(person, phrase, lane=Lane.SAFETY, buttons=((show,),), emergency=_emergency(lines))


def _chats(lines: Sequence[CrisisLine]) -> Rows:
    """Web chats as buttons; telephone numbers stay text, which a phone makes tappable."""
    return tuple(
        (Button(phrases.BUTTON_CHAT, None, args=(("name", line.name),), url=line.url),)
        for line in lines
        if line.url and line.kind is LineKind.CHAT
    )


def _other_country(country: CountryLines, danger: Danger) -> Button:
    return Button(
        phrases.BUTTON_CHANGE_COUNTRY,
        Press(Action.CHANGE_COUNTRY, (danger.number,)),
        args=(("country", country.name),),
    )


def _emergency(lines: Sequence[CrisisLine]) -> str:
    """The emergency numbers, as one dials them."""
    return ", ".join(line.number for line in lines if line.kind is LineKind.EMERGENCY and line.number)


def _listed(lines: Iterable[CrisisLine]) -> list[Line]:
    """One line each: name, number or address, hours."""
    return [
        Line(
            phrases.CRISIS_LINE,
            {
                "name": line.name,
                "number": line.number or line.url or "",
                "with_hours": yes_or_no(line.hours),
                "hours": line.hours or "",
                "with_about": yes_or_no(line.about and line.kind is LineKind.TEXT),
                "about": line.about or "",
            },
        )
        for line in lines
        if line.kind is not LineKind.EMERGENCY
    ]


def _seen_by(unit: Unit, person: Person) -> str:
    """When somebody of the team will see it at the latest, in the person's own time; empty while on duty."""
    moment = duty.next_on_duty(unit)
    return "" if moment is None or moment <= unit.now else local(moment, ZoneInfo(person.time_zone))
