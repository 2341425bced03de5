"""A chat as plain lines, for the message of a test that failed."""

from datetime import UTC, datetime

from bot.sandbox.chats import Chat
from bot.sandbox.messages import Message
from bot.sandbox.sandbox import Sandbox


def transcript(sandbox: Sandbox, chat: Chat) -> str:
    """Who said what and when (UTC), with replies, buttons and reactions."""
    lines = [_line(sandbox, chat, message) for message in chat.messages.values()]
    if chat.keyboard:
        rows = (" | ".join(key["text"] for key in row) for row in chat.keyboard.get("keyboard", []))
        lines.append(f"    keyboard: {' / '.join(rows)}")
    if chat.is_blocked:
        lines.append("    (the bot is blocked)")
    return "\n".join(lines) or "(nothing was said)"


def _line(sandbox: Sandbox, chat: Chat, message: Message) -> str:
    at = datetime.fromtimestamp(message.date, UTC).strftime("%H:%M:%S")
    name = sandbox.account(message.sender_id).first_name
    topic = chat.topics.get(message.thread_id)
    where = f" (in {topic.name})" if topic else ""
    kind = "" if message.kind == "text" else f"[{message.kind}] "
    edited = " (edited)" if message.is_reworded else ""
    lines = [f"{at} {name}{where}: {kind}{message.text}{edited}"]
    answered = chat.messages.get(message.reply_to_id)
    if answered is not None:
        quoted = (message.quote or {}).get("text") or answered.text
        lines.append(f"    replying to: {quoted[:80]}")
    rows = (message.keyboard or {}).get("inline_keyboard", [])
    lines.extend("    " + " ".join(f"[{button['text']}]" for button in row) for row in rows)
    for account_id, reactions in message.reactions.items():
        shown = "".join(each.get("emoji", "?") for each in reactions)
        lines.append(f"    {sandbox.account(account_id).first_name} {shown}")
    return "\n".join(lines)
