"""The examples of rules about several messages, each run through the whole scan."""

from collections.abc import Iterator

from bot.domain.people import Role
from moderation.format import Conversation, Exchange
from moderation.message import Earlier, Message
from moderation.scan import Scan


def check_talks(scan: Scan) -> list[str]:
    """A line for each example of a `together` or `reply` rule that does not come out as it says."""
    lines = []
    for rule, wanted, message, shown in _examples(scan):
        fires = any(one.rule == rule for one in scan.findings(message))
        if fires is not wanted:
            lines.append(f"_together.toml: {rule}: {shown}: {'does not fire' if wanted else 'fires'}")
    return lines


def _examples(scan: Scan) -> Iterator[tuple[str, bool, Message, str]]:
    for entry in scan.book.together:
        for wanted, talks in ((True, entry.match), (False, entry.no_match)):
            for talk in talks:
                yield entry.id, wanted, _last(talk), repr(talk.messages)
    for reply in scan.book.replies:
        for wanted, exchanges in ((True, reply.entry.match), (False, reply.entry.no_match)):
            for exchange in exchanges:
                yield reply.entry.id, wanted, _answer(exchange), f"{exchange.asked!r} {exchange.answer!r}"


def _last(talk: Conversation) -> Message:
    role = Role.named(talk.role or "mentee")
    return Message(talk.messages[-1], role, recent=tuple(map(Earlier, talk.messages[:-1])))


def _answer(exchange: Exchange) -> Message:
    return Message(exchange.answer, recent=(Earlier(exchange.asked, mine=False),))
