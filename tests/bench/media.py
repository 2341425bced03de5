"""Text, pictures and albums mixed as people mix them, and memory over 20,000 messages."""

import time
from functools import partial
from pathlib import Path

from bot.sandbox import attachments, samples, sharing
from bot.sandbox.attachments import Media
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.sandbox import Sandbox
from tests.bench.relay import alongside, at_work, say
from tests.kills import ChildBot

_PHOTO_EVERY = 25  # messages
_ALBUM_EVERY = 100
_AT_ONCE = 200
_WARM = 2_000  # messages after which whatever is kept for good is there
_LONG = 20_000
_REMEMBERED = 1_000  # requests; the local Telegram forgets the oldest of many more


def measure() -> dict[str, float]:
    """Rates a second of messages in the mix; resident megabytes of the bot before and after the long run."""
    return _mixed(4000) | _memory()


def _mixed(messages: int) -> dict[str, float]:
    """Texts a second while one message in 25 is a picture and one in 100 an album of three."""
    with at_work(alongside, 0.0) as (telegram, people, _):
        telegram.recording.clear()
        began = time.monotonic()
        for first in range(0, messages, _AT_ONCE):
            telegram.call(partial(_send, people=people, numbers=range(first, first + _AT_ONCE)))
        texts = messages - messages // _PHOTO_EVERY - messages // _ALBUM_EVERY
        albums = messages // _ALBUM_EVERY
        sent = telegram.waits_for_request("sendMessage", within=300, count=texts)
        text_rate = texts / (sent[-1].at - began)
        whole = telegram.waits_for_request("sendMediaGroup", within=300, count=albums)
        photos = telegram.waits_for_request("sendPhoto", within=300, count=messages // _PHOTO_EVERY)
        last = max(whole[-1].at, photos[-1].at, sent[-1].at)
        return {
            "mixed_texts_per_s": text_rate,
            "mixed_files_per_s": (len(photos) + 3 * len(whole)) / (last - began),
        }


def _send(box: Sandbox, people: list[Talker], numbers: range) -> None:
    for number in numbers:
        talker = people[number % len(people)]
        chat = box.private_chat(talker.bot, talker.person)
        if number % _ALBUM_EVERY == 1:
            sharing.share_album(box, talker.person, chat, [_photo(), _photo(), _photo()])
        elif number % _PHOTO_EVERY == 2:
            sharing.share(box, talker.person, chat, _photo())
        else:
            say(box, people, range(number, number + 1))


def _photo() -> Media:
    return attachments.photo(samples.jpeg(320, 240), "bench")


def _memory() -> dict[str, float]:
    with at_work(alongside, 0.0) as (telegram, people, bot):
        assert isinstance(bot, ChildBot)
        _say_all(telegram, people, range(_WARM))
        before = _resident(bot)
        _say_all(telegram, people, range(_WARM, _WARM + _LONG))
        return {"relay_rss_mb_start": before, "relay_rss_mb_end": _resident(bot)}


def _say_all(telegram: LocalTelegram, people: list[Talker], numbers: range) -> None:
    for first in range(numbers.start, numbers.stop, _REMEMBERED):
        some = range(first, min(numbers.stop, first + _REMEMBERED))
        telegram.call(lambda _: telegram.recording.clear())
        for start in range(some.start, some.stop, _AT_ONCE):
            telegram.call(partial(say, people=people, numbers=range(start, min(some.stop, start + _AT_ONCE))))
        telegram.waits_for_request("sendMessage", within=300, count=len(some))


def _resident(bot: ChildBot) -> float:
    """Megabytes of memory that the bot's process holds now."""
    status = Path(f"/proc/{bot.pid}/status").read_text()
    (line,) = [each for each in status.splitlines() if each.startswith("VmRSS")]
    return int(line.split()[1]) / 1024
