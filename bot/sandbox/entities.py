"""Texts with their entities, checked and trimmed as Telegram does before it keeps a message."""

import re

from bot.sandbox import automatic, html_mode, links, markdown_mode
from bot.sandbox.accounts import Json, Person
from bot.sandbox.params import integer, known_only
from bot.sandbox.refusals import bad_request
from bot.sandbox.utf16 import cut, splits_pair, units

TYPES = frozenset(
    """mention hashtag cashtag bot_command url email phone_number bold italic underline strikethrough spoiler
    blockquote expandable_blockquote code pre text_link text_mention custom_emoji date_time""".split()  # noqa: SIM905 - a table of names reads better so
)
# Telegram finds these by itself; a bot that names them is not believed.
_FOUND = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
_MERGED = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SPACES = " \n"
_FAR = 1_000_000  # an offset or a length over this is refused without a look at the text


def read(
    text: str, parse_mode: str, given: list[Json] | None, people: dict[int, Person]
) -> tuple[str, list[Json]]:
    """What a bot's text becomes: its plain words, trimmed, and all entities in their order.

    Raises RefusalError with Telegram's words where markup or entities are wrong. The words may end up empty.
    """
    if parse_mode:
        text, entities = _parsed(text, parse_mode)
    elif given:
        entities = checked(text, given)
    else:
        entities = []
    return finish(text, entities, people)


def finish(text: str, entities: list[Json], people: dict[int, Person]) -> tuple[str, list[Json]]:
    """Trim the text, put right its entities and add those that Telegram finds by itself."""
    if "\r" in text or _CONTROL.search(text):
        text, entities = _without_control(text, entities)
    text, entities = _trimmed(text, entities)
    kept = []
    for entity in _merged(entities):
        if entity["type"] == "text_mention":
            person = people.get(entity.pop("user_id", 0))
            if person is None:
                continue
            entity["user"] = person.as_user()
        entity.pop("_language", None)
        kept.append(entity)
    return text, automatic.find(text, kept)


def as_kept(entities: list[Json] | None) -> list[Json]:
    """A client's entities, copied, with who is mentioned by number."""
    kept = [dict(entity) for entity in entities or []]
    for entity in kept:
        if "user" in entity:
            entity["user_id"] = entity["user"]["id"]
    return kept


def checked(text: str, given: list[Json]) -> list[Json]:
    """Entities that came beside a text; raises RefusalError where one does not fit it."""
    size = units(text)
    entities = []
    for entity in given:
        kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
        if not isinstance(kind, str) or kind not in TYPES:
            raise bad_request("can't parse entities: unsupported MessageEntity type specified")
        if not isinstance(offset, int) or not isinstance(length, int):
            raise bad_request("can't parse entities: Can't parse MessageEntity")
        if offset < 0 or offset > _FAR:
            raise bad_request(f"receive an entity with incorrect offset {offset}")
        if length < 0 or length > _FAR:
            raise bad_request(f"receive an entity with incorrect length {length}")
        if kind in _FOUND or not length:
            continue
        _within(text, size, offset, length)
        entities.append(_complete(entity))
    return entities


def _complete(given: Json) -> Json:
    """The entity with what its kind has beside its place, and nothing else."""
    kind = given["type"]
    entity: Json = {name: given[name] for name in ("offset", "length", "type")}
    if kind == "text_mention":
        entity["user_id"] = integer(known_only(given.get("user"), "User"), "id")
    elif kind == "text_link":
        entity["url"] = links.checked(str(given.get("url", "")))
        if not entity["url"]:
            raise bad_request("entity URL is invalid")
    elif kind == "custom_emoji":
        entity["custom_emoji_id"] = str(given.get("custom_emoji_id", ""))
        if not entity["custom_emoji_id"].isdigit():
            raise bad_request("Invalid custom emoji identifier specified")
    elif kind == "pre" and given.get("language"):
        entity["language"] = str(given["language"])
    elif kind == "date_time":
        entity["unix_time"] = integer(given, "unix_time")
        entity["date_time_format"] = str(given.get("date_time_format", ""))
    return entity


def _within(text: str, size: int, offset: int, length: int) -> None:
    if offset > size:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > size:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
            f"at UTF-16 offset {offset + length}"
        )
    if splits_pair(text, offset):
        place = len(cut(text, 0, offset - 1).encode()) + 4
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {place}")
    if splits_pair(text, offset + length):
        place = len(cut(text, 0, offset + length - 1).encode()) + 4
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends in a middle of a UTF-16 symbol "
            f"at byte offset {place}"
        )


def _parsed(text: str, parse_mode: str) -> tuple[str, list[Json]]:
    mode = parse_mode.lower()
    if mode not in {"html", "markdownv2"}:
        if mode == "markdown":
            raise bad_request("the local Telegram does not have the old parse mode Markdown")
        raise bad_request("unsupported parse_mode")
    try:
        return html_mode.parse(text) if mode == "html" else markdown_mode.parse(text)
    except html_mode.MarkupError as error:
        raise bad_request(f"can't parse entities: {error}") from None


def _without_control(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Carriage returns go, other control characters become spaces, line ends stay."""
    removed = [units(text[: match.start()]) for match in re.finditer("\r", text)]
    moved = []
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        before = sum(place < start for place in removed)
        within = sum(start <= place < end for place in removed)
        moved.append(entity | {"offset": start - before, "length": entity["length"] - within})
    return _CONTROL.sub(" ", text.replace("\r", "")), moved


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Space at the end goes; space at the beginning goes as far as no entity stands in it."""
    text = text.rstrip(_SPACES)
    lead = len(text) - len(text.lstrip(_SPACES))
    if entities:
        lead = min(lead, *(entity["offset"] for entity in entities))
    text = text[lead:]
    size = units(text)
    kept = []
    for entity in entities:
        start = entity["offset"] - lead
        length = min(entity["length"], size - start)
        if length > 0 and cut(text, start, length).strip(_SPACES):
            kept.append(entity | {"offset": start, "length": length})
    return text, kept


def _merged(entities: list[Json]) -> list[Json]:
    """In order, with touching ones of one kind joined, and nothing inside code."""
    code = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in {"code", "pre"}]
    kept: list[Json] = []
    last: dict[str, Json] = {}
    for entity in sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])):
        start, end, kind = entity["offset"], entity["offset"] + entity["length"], entity["type"]
        if kind in _MERGED:
            if any(begin <= start and end <= stop for begin, stop in code):
                continue
            known = last.get(kind)
            if known is not None and start <= known["offset"] + known["length"]:
                known["length"] = max(known["offset"] + known["length"], end) - known["offset"]
                continue
            last[kind] = entity
        kept.append(entity)
    return kept
