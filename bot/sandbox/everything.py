"""One of each thing a person can send, by name: for tests that a bot deals with all of them."""

from collections.abc import Callable

from bot.sandbox import attachments, cards, origins, samples
from bot.sandbox.accounts import Json, Person
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.sharing import Sendable

Making = Callable[[Sandbox, Person], tuple[Sendable, Json]]


def _plain(make: Callable[[], Sendable]) -> Making:
    return lambda _sandbox, _person: (make(), {})


def _kept(make: Callable[[Sandbox], Sendable]) -> Making:
    return lambda sandbox, _person: (make(sandbox), {})


def _passed_on(make: Callable[[Person], Json]) -> Making:
    return lambda _sandbox, person: ({"text": "passed on"}, make(person))


# Each makes a content and the fields beside it.
EVERYTHING: dict[str, Making] = {
    "text": _plain(lambda: {"text": "hello"}),
    "photo": _plain(lambda: attachments.photo(caption="a walk")),
    "covered photo": _plain(lambda: attachments.photo(has_spoiler=True)),
    "voice": _plain(attachments.voice),
    "audio": _plain(lambda: attachments.audio(performer="Somebody", title="Something")),
    "video": _plain(lambda: attachments.video(thumbnail=samples.jpeg(320, 180))),
    "video note": _plain(attachments.video_note),
    "animation": _plain(attachments.animation),
    "sticker": _plain(lambda: attachments.sticker(set_name="some_set")),
    "animated sticker": _plain(lambda: attachments.sticker(samples.tgs())),
    "video sticker": _plain(lambda: attachments.sticker(samples.webm())),
    "document": _plain(lambda: attachments.document(caption="the plan")),
    "nameless document": _plain(lambda: attachments.document(name=None, mime_type=None)),
    "live photo": _kept(cards.live_photo),
    "contact": lambda _, person: (cards.contact(person), {}),
    "location": _plain(cards.location),
    "live location": _plain(lambda: cards.location(live_seconds=900)),
    "venue": _plain(cards.venue),
    "dice": _plain(cards.dice),
    "poll": _plain(cards.poll),
    "game": _kept(cards.game),
    "invoice": _plain(cards.invoice),
    "story": _plain(cards.story),
    "checklist": _plain(cards.checklist),
    "paid media": _kept(cards.paid_media),
    "gift": _kept(cards.gift),
    "giveaway": _plain(cards.giveaway),
    "shared account": lambda _, person: (cards.users_shared(person), {}),
    "shared chat": _plain(cards.chat_shared),
    "data of a web app": _plain(cards.web_app_data),
    "passed on from a person": _passed_on(origins.from_person),
    "passed on from somebody hidden": _passed_on(lambda person: origins.from_hidden(person.first_name)),
    "passed on from a group": _passed_on(lambda _: origins.from_group()),
    "passed on from a channel": _passed_on(lambda person: origins.from_channel(signature=person.first_name)),
    "by way of an inline bot": _passed_on(lambda _: origins.via("invented_inline_bot")),
    "in reply to another chat": _passed_on(lambda _: origins.answering_elsewhere()),
    "in reply to a story": _passed_on(lambda _: origins.answering_story()),
}
