"""Where a person's message came from before, in the Bot API's shapes: fields beside its content."""

from bot.sandbox.accounts import Bot, Json, Person

AT = 1_790_000_000  # a moment of 2026, in seconds since 1970
GROUP: Json = {"id": -1002000000018, "type": "supergroup", "title": "Invented group"}
CHANNEL: Json = {
    "id": -1002000000019,
    "type": "channel",
    "title": "Invented news",
    "username": "invented_news",
}


def from_person(person: Person | Bot, at: int = AT) -> Json:
    """Passed on from somebody whose account shows."""
    return {"forward_origin": {"type": "user", "sender_user": person.as_user(), "date": at}}


def from_hidden(name: str, at: int = AT) -> Json:
    """Passed on from somebody who lets only their name show."""
    return {"forward_origin": {"type": "hidden_user", "sender_user_name": name, "date": at}}


def from_group(chat: Json | None = None, signature: str = "", at: int = AT) -> Json:
    """Passed on from a group that speaks as itself."""
    signed = {"author_signature": signature} if signature else {}
    return {"forward_origin": {"type": "chat", "sender_chat": chat or GROUP, "date": at, **signed}}


def from_channel(chat: Json | None = None, number: int = 12, signature: str = "", at: int = AT) -> Json:
    """Passed on from a channel."""
    signed = {"author_signature": signature} if signature else {}
    shape = {"type": "channel", "chat": chat or CHANNEL, "message_id": number, "date": at, **signed}
    return {"forward_origin": shape}


def via(username: str, account_id: int = 7_700_000_001, name: str = "Inline") -> Json:
    """Written with the help of an inline bot."""
    return {"via_bot": {"id": account_id, "is_bot": True, "first_name": name, "username": username}}


def answering_elsewhere(quote: str = "words of another chat", chat: Json | None = None) -> Json:
    """In reply to a message of another chat, with some of its words."""
    source = from_channel(chat)["forward_origin"]
    reply = {"origin": source, "chat": source["chat"], "message_id": source["message_id"]}
    return {"external_reply": reply, "quote": {"text": quote, "position": 0, "is_manual": True}}


def answering_story(number: int = 7) -> Json:
    """In reply to somebody's story."""
    return {"reply_to_story": {"chat": CHANNEL, "id": number}}
