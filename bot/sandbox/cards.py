"""What people send that is neither words nor a file of their own, in the Bot API's shapes."""

from bot.sandbox.accounts import Json, Person
from bot.sandbox.attachments import content_of, photo, sticker
from bot.sandbox.sandbox import Sandbox

_ELSEWHERE: Json = {
    "id": -1002000000017,
    "type": "channel",
    "title": "Invented channel",
    "username": "invented",
}
_AT = 1_790_000_000  # a moment of 2026, where one is needed


def contact(person: Person, phone_number: str = "+15550100", vcard: str | None = None) -> Json:
    """The contact card of a person (555-0100 is a number kept for fiction)."""
    card: Json = {"phone_number": phone_number, "first_name": person.first_name, "user_id": person.id}
    if person.last_name:
        card["last_name"] = person.last_name
    return {"contact": card | ({"vcard": vcard} if vcard else {})}


def location(latitude: float = 51.4779, longitude: float = -0.0015, live_seconds: int = 0) -> Json:
    """A place on the map (the observatory at Greenwich where none is given), for a while where it moves."""
    place: Json = {"latitude": latitude, "longitude": longitude}
    live: Json = {"horizontal_accuracy": 20.0, "live_period": live_seconds, "heading": 90}
    return {"location": place | (live if live_seconds else {})}


def venue(title: str = "Observatory", address: str = "Blackheath Avenue") -> Json:
    """A place with a name; as Telegram does, the place alone stands beside it."""
    place = location()["location"]
    return {"venue": {"location": place, "title": title, "address": address}, "location": place}


def dice(emoji: str = "🎲", value: int = 4) -> Json:
    return {"dice": {"emoji": emoji, "value": value}}


def poll(question: str = "Tea or coffee?", options: tuple[str, ...] = ("Tea", "Coffee")) -> Json:
    """A poll nobody voted in yet."""
    return {
        "poll": {
            "id": "5000000000000000001",
            "question": question,
            "options": [
                {"persistent_id": f"option{number}", "text": text, "voter_count": 0}
                for number, text in enumerate(options)
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    }


def game(sandbox: Sandbox, title: str = "Stones", text: str = "") -> Json:
    picture = content_of(sandbox, photo())["photo"]
    shape: Json = {"title": title, "description": "A game of stones", "photo": picture}
    return {"game": shape | ({"text": text} if text else {})}


def invoice(title: str = "A cup of tea") -> Json:
    return {
        "invoice": {
            "title": title,
            "description": "Earl Grey",
            "start_parameter": "tea",
            "currency": "XTR",
            "total_amount": 1,
        }
    }


def story(number: int = 7) -> Json:
    """Somebody's story, passed on."""
    return {"story": {"chat": _ELSEWHERE, "id": number}}


def checklist(
    title: str = "For Monday", tasks: tuple[str, ...] = ("Call the bank", "Water the plants")
) -> Json:
    listed = [{"id": number, "text": text} for number, text in enumerate(tasks, 1)]
    return {"checklist": {"title": title, "tasks": listed}}


def paid_media(sandbox: Sandbox, stars: int = 5) -> Json:
    """A photo that was paid for."""
    bought = {"type": "photo", "photo": content_of(sandbox, photo())["photo"]}
    return {"paid_media": {"star_count": stars, "paid_media": [bought]}}


def gift(sandbox: Sandbox, text: str = "For you") -> Json:
    """A gift from Telegram's shop, with words."""
    shape = {
        "id": "5170145012310081615",
        "sticker": content_of(sandbox, sticker())["sticker"],
        "star_count": 15,
    }
    return {"gift": {"gift": shape, "text": text}}


def giveaway() -> Json:
    return {"giveaway": {"chats": [_ELSEWHERE], "winners_selection_date": _AT, "winner_count": 2}}


def users_shared(person: Person) -> Json:
    """An account that was chosen after a key asked for one."""
    shared: Json = {"user_id": person.id, "first_name": person.first_name}
    return {"users_shared": {"request_id": 1, "users": [shared]}}


def chat_shared() -> Json:
    shared = {"request_id": 2, "chat_id": _ELSEWHERE["id"], "title": _ELSEWHERE["title"]}
    return {"chat_shared": shared}


def web_app_data(data: str = "{}") -> Json:
    return {"web_app_data": {"data": data, "button_text": "Open"}}


def live_photo(sandbox: Sandbox) -> Json:
    """A photo that moves for a moment; as Telegram does, the photo alone stands beside it."""
    shown = content_of(sandbox, photo())["photo"]
    moving = {**shown[-1], "duration": 2, "mime_type": "video/mp4", "photo": shown}
    return {"live_photo": moving, "photo": shown}


SERVICE = frozenset({"gift", "users_shared", "chat_shared", "web_app_data"})  # notices, not messages proper
