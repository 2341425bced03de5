"""What people send that is not text, in the Bot API's shapes. File contents are not kept yet."""

from bot.sandbox.accounts import Json, Person
from bot.sandbox.entities import as_kept, finish
from bot.sandbox.sandbox import Sandbox


def photo(sandbox: Sandbox, caption: str = "", entities: list[Json] | None = None) -> Json:
    """A photo in two sizes."""
    sizes = [_file(sandbox, size) | {"width": width, "height": width * 3 // 4} for width, size in _SIZES]
    return {"photo": sizes} | _captioned(sandbox, caption, entities)


def voice(sandbox: Sandbox, seconds: int = 7, caption: str = "") -> Json:
    """A voice note of this many seconds."""
    sound = _file(sandbox, 2_000 * seconds) | {"duration": seconds, "mime_type": "audio/ogg"}
    return {"voice": sound} | _captioned(sandbox, caption, None)


def sticker(sandbox: Sandbox, emoji: str = "🙂") -> Json:
    picture: Json = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {"sticker": _file(sandbox, 20_000) | picture | {"type": "regular", "emoji": emoji}}


def document(sandbox: Sandbox, name: str, caption: str = "", mime_type: str = "application/pdf") -> Json:
    """A file under this name."""
    file = _file(sandbox, 30_000) | {"file_name": name, "mime_type": mime_type}
    return {"document": file} | _captioned(sandbox, caption, None)


def contact(person: Person, phone_number: str = "+15550100") -> Json:
    """The contact card of a person (555-0100 is a number kept for fiction)."""
    card: Json = {"phone_number": phone_number, "first_name": person.first_name, "user_id": person.id}
    return {"contact": card}


def location(latitude: float = 51.4779, longitude: float = -0.0015) -> Json:
    """A place on the map, the observatory at Greenwich where none is given."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


_SIZES = ((320, 20_000), (1280, 180_000))


def _file(sandbox: Sandbox, size: int) -> Json:
    name = f"{sandbox.random.getrandbits(96):024x}"
    return {"file_id": f"AgACAgI{name}", "file_unique_id": f"AQAD{name[:11]}", "file_size": size}


def _captioned(sandbox: Sandbox, caption: str, entities: list[Json] | None) -> Json:
    caption, marks = finish(caption, as_kept(entities), sandbox.people)
    if not caption:
        return {}
    return {"caption": caption} | ({"caption_entities": marks} if marks else {})
