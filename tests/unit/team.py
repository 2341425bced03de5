"""A small programme with its team, and what tests of alerts ask of it."""

from bot.domain.agenda import AgendaKind
from bot.domain.buttons import Action, Press, encode
from bot.domain.outbox import OutboxState
from bot.domain.people import Role
from bot.services.commands import Tapped
from bot.services.unit import Unit
from bot.store import agenda, alerts
from bot.store.alerts import Alert
from bot.store.outbox import OutboxRow
from tests.unit.small import Small

ROSA, BEN, SAM, DORA, MARIA = 11, 22, 55, 66, 77


def gather(small: Small) -> Small:
    """Rosa and Ben, two supervisors, a coordinator."""
    small.pair()
    for name, role, account in (
        ("Sam", Role.SUPERVISOR, SAM),
        ("Dora", Role.SUPERVISOR, DORA),
        ("Maria", Role.COORDINATOR, MARIA),
    ):
        small.joins(name, role, account)
    small.settle_all()
    return small


def presses(small: Small, who: int, action: Action, *ids: int) -> None:
    press = Press(action, ids)
    number = len(small.rows()) + 1000
    small.taps(who, Tapped(f"q{number}", number, encode(press), press))


def unresolved(small: Small) -> list[Alert]:
    """Every alert that is not over, the one that was raised first at the front."""
    found = small.run(lambda unit: alerts.unresolved(unit.session, unit.programme.id))
    return sorted(found, key=lambda alert: alert.id)


def newest(small: Small) -> Alert:
    return small.run(lambda unit: alerts.unresolved(unit.session, unit.programme.id)[-1])


def follows(small: Small, alert: Alert) -> set[AgendaKind]:
    """What is planned for the day after."""

    def look(unit: Unit) -> set[AgendaKind]:
        kinds = (AgendaKind.FOLLOW_UP, AgendaKind.DEBRIEF)
        return {kind for kind in kinds if agenda.waits(unit.session, unit.programme.id, kind, alert.id)}

    return small.run(look)


def waiting(small: Small, key: str) -> list[OutboxRow]:
    return [row for row in small.rows(OutboxState.QUEUED) if row.key == key]


def copies(small: Small) -> list[int]:
    return [chat for chat, key in small.queued() if key == "copy"]
