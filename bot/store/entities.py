"""Every entity in one place, so that whoever needs the whole schema has imported all of it."""

from bot.store.agenda import AgendaRow
from bot.store.alerts import Alert, AlertCard, AlertEvent, Flag
from bot.store.base import Base
from bot.store.confirmations import Confirmation
from bot.store.copies import Copy
from bot.store.inbox import InboxUpdate
from bot.store.invitations import Invitation
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.outbox import OutboxRow
from bot.store.people import Person, Visitor
from bot.store.programme import Programme
from bot.store.rota import DutyChange, ShiftRow
from bot.store.taps import Tap
from bot.store.topics import Topic
from bot.store.versions import MessageVersion

__all__ = [
    "AgendaRow",
    "Alert",
    "AlertCard",
    "AlertEvent",
    "Base",
    "Confirmation",
    "Copy",
    "DutyChange",
    "Flag",
    "InboxUpdate",
    "Invitation",
    "Match",
    "Message",
    "MessageVersion",
    "OutboxRow",
    "Person",
    "Programme",
    "ShiftRow",
    "Tap",
    "Topic",
    "Visitor",
]
