"""The roof: the only place where parts are put together."""

import asyncio
import fcntl
import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, TextIO

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes

import handlers.commands
import handlers.messages
import handlers.reactions
import handlers.taps
from bot.agenda import Agenda
from bot.cleaners.pool import Cleaners
from bot.context import UNITS, Context
from bot.delivery import Delivery, Files, Voice
from bot.delivery.voice import name_labels
from bot.domain import phrases
from bot.domain.clock import Clock, SystemClock
from bot.domain.contacts import Contact
from bot.domain.crisis import CrisisLines, public_numbers
from bot.domain.findings import Earlier, Finding, Reason
from bot.domain.menus import MenuItem
from bot.domain.people import Focus, Role
from bot.intake import Intake
from bot.outside import Outside
from bot.services import desk, topics
from bot.services.unit import Unit
from bot.services.units import Units
from bot.settings import Settings
from bot.store import programme
from bot.store.database import migrate, open_database
from bot.store.writer import Writer
from bot.wire import AiohttpRequest
from content.crisis import load as load_crisis_lines
from content.words import Words, load
from moderation.contacts import Contacts
from moderation.contacts import load as load_contacts
from moderation.scan import Scan

LOG = logging.getLogger("alongside")

# They would print updates, addresses that hold the token, or what goes outside.
_SILENT = ("telegram", "httpx", "httpcore", "apscheduler", "apprise", "aiohttp", "alembic", "sqlalchemy")

_LONGEST_PAUSE = 30.0


class StartError(Exception):
    """The programme cannot start; the message says why and what to do."""


@dataclass(slots=True)
class House:
    """The parts that need no Telegram: what the command line works with."""

    settings: Settings
    words: Words
    writer: Writer
    units: Units

    def close(self) -> None:
        self.writer.close()


@cache
def load_scan() -> Scan:
    """The scan, its rules checked; once in a process. Raises RulesRefusedError."""
    return Scan()


class _RulesOnDemand:
    """The scan, loaded when it is first needed: sub-commands that scan nothing start without it."""

    def scan(
        self, words: str, role: Role, focus: frozenset[Focus], recent: Sequence[Earlier]
    ) -> tuple[Finding, ...]:
        return load_scan().scan(words, role, focus, recent)

    def reason(self, rule: str) -> Reason | None:
        return load_scan().reason(rule)


@cache
def load_contact_finder() -> Contacts:
    """What notices contact details, its examples tried; once in a process. Raises ContactsRefusedError."""
    return load_contacts(public_numbers(crisis_lines()))


class _ContactsOnDemand:
    """The same, loaded when it is first needed."""

    def find(
        self, words: str, countries: Sequence[str], known_names: Collection[str] = ()
    ) -> tuple[Contact, ...]:
        return load_contact_finder().find(words, countries, known_names)


@cache
def crisis_lines() -> CrisisLines:
    """Every country's crisis lines, checked; once in a process. Raises CrisisLinesError."""
    return load_crisis_lines()


def open_house(settings: Settings, clock: Clock | None = None) -> House:
    """Open the database, brought to its newest form, and everything that rests on it.

    Raises WordsError where the authored words are not complete.
    """
    clock = clock or SystemClock()
    words = load(phrases.ALL.values(), settings.language)
    cipher = settings.cipher()
    engine = open_database(settings.database_url, cipher)
    migrate(engine)
    writer = Writer(engine)
    programme_id = writer.submit(
        lambda session: programme.found(session, settings.bot_id, clock.now()).id
    ).result()
    units = Units(
        writer,
        programme_id,
        clock,
        settings.policy,
        cipher,
        _labels(words),
        name_labels(words),
        _RulesOnDemand(),
        _ContactsOnDemand(),
        crisis_lines(),
    )
    return House(settings, words, writer, units)


@dataclass(slots=True)
class RunningBot:
    """A bot at work: what the demo and the tests may touch."""

    house: House
    application: "Application[Any, Any, Any, Any, Any, Any]"
    intake: Intake
    delivery: Delivery
    agenda: Agenda

    def wake(self) -> None:
        """The clock was moved: look again at what is due."""
        self.delivery.wake()
        self.agenda.wake()


async def run_bot(
    house: House, stop: asyncio.Event, started: Callable[[RunningBot, str | None], None]
) -> None:
    """Run the programme until `stop` is set; then finish what has begun and return.

    `started` is called once the bot is known to Telegram, with the link that claims the programme while it
    has no coordinator. Raises StartError where Telegram refuses the token.
    """
    load_scan()  # every rule checked before the first message
    load_contact_finder()
    application = _application(house.settings)
    application.bot_data[UNITS] = house.units
    for each in (handlers.commands, handlers.messages, handlers.reactions, handlers.taps):
        application.add_handlers(each.handlers())
    cleaners = Cleaners()
    try:
        if not await _meet_telegram(application, stop):
            return
        outside = Outside([each.get_secret_value() for each in house.settings.outside])
        files = Files(application.bot, cleaners, house.units)
        voice = Voice(application.bot, house.words, outside, files)
        delivery = Delivery(house.units, voice)
        house.units.announce = delivery.offer
        parts = RunningBot(
            house, application, Intake(application, house.units), delivery, Agenda(house.units)
        )
        has_topics = bool(application.bot.bot.has_topics_enabled)

        def claim(unit: Unit) -> str | None:
            unit.programme.bot_username = application.bot.username
            topics.note_ability(unit, has_topics=has_topics)
            token = desk.make_claim(unit)
            return None if token is None else desk.link_to(unit, token)

        link = await house.units.run(claim)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(delivery.run())
            introducing = tasks.create_task(_introduce(voice))
            work = [tasks.create_task(parts.intake.run()), tasks.create_task(parts.agenda.run())]
            started(parts, link)
            await stop.wait()
            introducing.cancel()
            parts.intake.stop()
            parts.agenda.stop()
            await asyncio.wait(work)
            delivery.stop()
    finally:
        await cleaners.close()
        await application.shutdown()
        await application.bot.shutdown()  # its connections, where it was never let in


async def _introduce(voice: Voice) -> None:
    """Set the commands menu, however long the network takes."""
    pause = 1.0
    while True:
        try:
            await voice.introduce()
        except TelegramError as error:
            LOG.warning("commands-not-set error=%s", type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(_LONGEST_PAUSE, pause * 2)
        else:
            return


async def _meet_telegram(
    application: "Application[Any, Any, Any, Any, Any, Any]", stop: asyncio.Event
) -> bool:
    """Learn who we are, however long the network takes; False where we were told to stop before."""
    pause = 0.5
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            raise StartError(
                "Telegram does not know this token. Ask BotFather for the present one (/mybots, API Token)."
            ) from None
        except TelegramError as error:
            LOG.warning("telegram-away error=%s", type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(_LONGEST_PAUSE, pause * 2)
        else:
            return True
    return False


def _application(settings: Settings) -> "Application[Any, Any, Any, Any, Any, Any]":
    return (
        ApplicationBuilder()
        .token(settings.telegram_token.get_secret_value())
        .base_url(f"{settings.telegram_api_url}/bot")
        .base_file_url(f"{settings.telegram_api_url}/file/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest(connections=2))
        .context_types(ContextTypes(context=Context))
        .updater(None)
        .job_queue(None)
        .build()
    )


def _labels(words: Words) -> dict[str, MenuItem]:
    """What the large buttons say, in every language and for every role, and what each means."""
    labels = {}
    for language in words.bundles:
        for role in Role:
            for item in MenuItem:
                args = {"role": role.word} if "role" in item.label.args else {}
                labels[words.plain(language, item.label.key, args)] = item
    return labels


def take_lock(settings: Settings) -> TextIO:
    """Make sure that this is the only process that runs this database's bot; keep what is returned.

    Raises StartError where there is another.
    """
    path = settings.database_path.with_suffix(".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise StartError("Another process already runs this programme. Stop it first.") from None
    return lock


def set_up_logging(level: str) -> None:
    """Event names and identifiers to standard error; libraries that would print private words are silent."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
