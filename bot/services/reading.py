"""Reading: what stands in a plain text file is scanned when the file is on its way."""

from bot.domain.risk import assess
from bot.services import first_aid, scanning
from bot.services.unit import Unit
from bot.store.matches import Match
from bot.store.messages import Message
from bot.store.people import Person

LONGEST = 20_000  # characters of a file that are read, as many as the scan looks at


def read_file(unit: Unit, message_id: int, file_id: str, words: str) -> None:
    """Scan a text file's words as if their author had written them in the message, once for each file.

    What calls for help calls for it at once; nothing is held back, and advice leaves no more than its flags.
    """
    message = unit.session.get_one(Message, message_id)
    kept = message.attachment or {}
    if kept.get("file_id") == file_id:  # else another file has come in its place, to be read by itself
        if kept.get("is_read"):
            return
        message.attachment = kept | {"is_read": True}
    words = words[:LONGEST]
    author = unit.session.get_one(Person, message.sender_id)
    match = unit.session.get(Match, message.match_id) if message.match_id else None
    findings = scanning.look_again(unit, message, match, words)
    if findings:
        verdict = assess(findings, scanning.situation(match, author))
        first_aid.help_at_once(unit, message, findings, verdict, words)
