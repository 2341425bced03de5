"""What people say: words that are to cross, with everything in them that is not."""

from random import Random

from bot.sandbox.accounts import Json
from bot.sandbox.utf16 import units
from tests.leaks.accounts import Account

_CRIES = ("I am going to kill myself tonight", "I have taken all my tablets and want to die")
_ADVICE = ("You should stop taking your tablets", "Send me money and I will help you")
_CONTACTS = ("Ring me on 07700 900123 tonight", "Write to rosa.example@example.org")
_FORMATS = ("bold", "italic", "spoiler", "code", "pre", "blockquote", "underline", "strikethrough")


def note(number: int, called: str) -> str:
    """What is looked for on the other side: it says nothing but that it has come."""
    return f"note {number:06d} by {called}"


def words(chance: Random, account: Account, number: int) -> tuple[str, list[Json]]:
    """A text and its entities: the note, perhaps a worry or an advice, ways to an account."""
    said = note(number, account.called)
    if chance.random() < 0.06:
        said += ". " + chance.choice(_CRIES + _ADVICE + _CONTACTS)
    typed = [chance.choice(_ways(account)) for _ in range(chance.choice((0, 0, 1, 2)))]
    text = " ".join(chance.sample([said, *typed, "🙂"], len(typed) + 2))
    return text, [_entity(chance, account, text, said) for _ in range(chance.choice((0, 1, 1, 2, 3)))]


def _ways(account: Account) -> list[str]:
    """What a client makes a way to somebody's account of by itself."""
    marks, path = account.marks, "message.text (typed)"
    name = marks.word(path)
    return [
        f"@{name}",
        f"(@{name})",
        f"t.me/{name}",
        f"https://t.me/{name}?start=1",
        f"HTTP://TELEGRAM.ME/{name}.",
        f"{name}.t.me",
        f"tg://resolve?domain={name}",
        f"tg://user?id={marks.number(path)}",
        f"https://www.t.me/{name}/12",
    ]


def _entity(chance: Random, account: Account, text: str, said: str) -> Json:
    """A piece of formatting with every field an entity can have, those of other sorts as well."""
    everything = account.message(chance.randrange(12))["entities"][0]
    word = chance.choice([each for each in said.split(" ") if each])
    at = text.index(word)
    place = {"offset": units(text[:at]), "length": units(word)}
    kind = chance.choice(
        [
            *_FORMATS,
            "text_mention",
            "text_mention",
            "text_link",
            "text_link",
            "custom_emoji",
            "mention",
            "url",
        ]
    )
    marks = account.marks
    leads_to = {
        "url": chance.choice(
            [
                marks.link("message.entities.url"),
                f"tg://user?id={marks.number('message.entities.url')}",
                f"https://telegram.me/{marks.word('message.entities.url')}",
                f"http://{marks.word('message.entities.url')}.t.me/",
            ]
        )
    }
    return {**everything, **leads_to, **place, "type": kind}
