"""The demo: bot and local Telegram in one process, with a clock that the page can move.

A part of the roof. What is shown was really played: the invented people press their links, agree, choose
their names and talk, with the clock set back some days.
"""

import asyncio
import shutil
import signal
import sys
import time
import webbrowser
from datetime import datetime, timedelta
from datetime import time as clock_time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import House, RunningBot, StartError, open_house, run_bot, set_up_logging, take_lock
from bot.domain.agenda import AgendaKind
from bot.domain.matches import MatchRefusal
from bot.domain.names import NameRefusal, read_name
from bot.domain.people import Role
from bot.domain.rhythm import at_local
from bot.sandbox import actions, page
from bot.sandbox.accounts import Bot, Person
from bot.sandbox.clock import MovableClock
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.saving import load, save
from bot.sandbox.server import Server, serve
from bot.services import desk, introductions
from bot.services.unit import Unit
from bot.settings import PREFIX, Settings, read_settings
from bot.store import agenda, people
from bot.store.cipher import Cipher
from content.demo import Line, Pair, load_story

FOLDER = Path("var/demo")
PORT = 8700
_PATIENCE = 20.0  # seconds for the bot to do what one step of the story asks of it
_SAVE_EVERY = 5.0  # seconds
_NUMBERS_SKIPPED = 10_000
_QUIET_LOOKS = 3  # this often in a row nothing must be going on
_UNNOTICED = frozenset({AgendaKind.TIDY_UP, AgendaKind.ROUND})
_JOINED_AT = clock_time(14, 0)


class Demo:
    """One run of the demo, fresh or going on where it was."""

    def __init__(self, folder: Path = FOLDER, port: int = PORT) -> None:
        self._folder = folder
        self._port = port
        self._story = load_story()
        self._clock = MovableClock()
        self._labels: dict[int, str] = {}
        self._is_fresh = not self._saved.exists()
        self._sandbox = self._new_sandbox() if self._is_fresh else self._old_sandbox()
        self._bot: RunningBot | None = None
        self._started = asyncio.Event()

    @property
    def _saved(self) -> Path:
        return self._folder / "telegram.json"

    @property
    def _telegram_bot(self) -> Bot:
        return next(iter(self._sandbox.bots.values()))

    async def run(self, stop: asyncio.Event) -> None:
        """Serve the page and run the bot until stopped; raises StartError where that cannot be."""
        server = await self._serve()
        settings = self._settings(server.url)
        with take_lock(settings):
            house = open_house(settings, self._clock)
            try:
                async with asyncio.TaskGroup() as tasks:
                    running = tasks.create_task(run_bot(house, stop, self._note_start))
                    await self._started.wait()
                    if self._is_fresh:
                        await self._play(house)
                    self._clock.subscribe(lambda _: self._wake())
                    _greet(server.url)
                    saving = tasks.create_task(self._save_now_and_then())
                    await running
                    saving.cancel()
            finally:
                house.close()
                await server.close()
            self._save(is_clean=True)
            print("  Stopped. make demo goes on from here.")

    def _new_sandbox(self) -> Sandbox:
        shutil.rmtree(self._folder, ignore_errors=True)  # half a beginning is none
        self._folder.mkdir(parents=True)
        sandbox = Sandbox(self._clock.now)
        sandbox.add_bot("alongside_demo_bot", "Alongside")
        for someone in self._story.people:
            self._labels[sandbox.add_person(someone.name).id] = someone.role
        return sandbox

    def _old_sandbox(self) -> Sandbox:
        try:
            sandbox, beside = load(self._saved, self._clock.now)
        except ValueError:
            raise StartError("The demo's saved state cannot be read. Begin anew: make demo FRESH=1") from None
        self._clock.move(timedelta(seconds=beside["shift"]))
        self._labels.update({int(person_id): label for person_id, label in beside["labels"].items()})
        if not beside["is_clean"]:
            # Killed since the last save: the bot may know messages that are not in it, so no number of that
            # time is given out again.
            for bot in sandbox.bots.values():
                bot.next_message_id += _NUMBERS_SKIPPED
                sandbox.jump_update_ids(bot.id, _NUMBERS_SKIPPED)
            print("  The demo was killed last time: what was said in the last seconds is not shown.")
        return sandbox

    async def _serve(self) -> Server:
        shown = tuple(
            person.id
            for person in self._sandbox.people.values()
            if person.first_name in self._story.page.shown
        )
        add_page = partial(
            page.add_routes,
            sandbox=self._sandbox,
            clock=self._clock,
            next_due=self._next_due,
            labels=self._labels,
            shown=shown,
        )
        try:
            return await serve(self._sandbox, port=self._port, extra_routes=add_page)
        except OSError:
            raise StartError(f"Port {self._port} is taken. Choose another: make demo PORT=8701") from None

    def _settings(self, url: str) -> Settings:
        key = self._folder / "key"
        if not key.exists():
            key.write_text(Cipher.new_key())
        given = {
            "telegram_token": self._telegram_bot.token,
            "telegram_api_url": url,
            "database_url": f"sqlite:///{self._folder}/alongside.sqlite",
            "encryption_keys": key.read_text(),
            "programme_name": self._story.programme,
            "time_zone": self._story.time_zone,
            "country": "GB",
            "cover": "office_hours",
            "duty_hours": "Mon-Sun 00:00-24:00",  # so that alerts ring whenever somebody plays
            "log_level": "WARNING",
        }
        # For the command line: alongside --env var/demo/env match Walter Ben
        lines = (f'{PREFIX}{name.upper()}="{value}"' for name, value in given.items())
        (self._folder / "env").write_text("\n".join(lines) + "\n")
        return read_settings(env_file=None, **given)

    def _note_start(self, bot: RunningBot, claim_link: str | None) -> None:
        del claim_link  # the story's coordinator has claimed it, or is about to
        self._bot = bot
        self._started.set()

    def _wake(self) -> None:
        if self._bot is not None:
            self._bot.wake()

    async def _next_due(self) -> datetime | None:
        if self._bot is None:
            return None
        return await self._bot.house.units.run(
            lambda unit: agenda.next_due(unit.session, unit.programme.id, but=_UNNOTICED)
        )

    async def _play(self, house: House) -> None:
        """Tell the story: everyone joins, pairs are matched, and some days of talk go by."""
        zone = ZoneInfo(self._story.time_zone)
        today = self._clock.now().astimezone(zone).date()
        first_day = today - timedelta(days=1 + max(line.days for line in self._story.lines))
        self._clock.move_to(at_local(first_day, _JOINED_AT, zone))
        cast = dict(
            zip((each.name for each in self._story.people), self._sandbox.people.values(), strict=True)
        )
        for someone in self._story.people:
            await self._join(house, cast[someone.name], Role.named(someone.role))
        await self._propose(house, accepted=True)
        for line in self._story.lines:
            self._clock.move_to(at_local(today - timedelta(days=line.days), line.at, zone))
            await self._say(cast[line.who], line)
        self._clock.move(-self._clock.shift)
        await self._propose(house, accepted=False)
        self._save()

    async def _propose(self, house: House, *, accepted: bool) -> None:
        for pair in self._story.matches:
            if pair.accepted is accepted:
                await house.units.run(partial(_match, pair=pair))
        await self._until_quiet()

    async def _join(self, house: House, person: Person, role: Role) -> None:
        token = await house.units.run(lambda unit: desk.invite(unit, role))
        chat = self._sandbox.private_chat(self._telegram_bot, person)
        actions.press_start(self._sandbox, person, self._telegram_bot, token)
        await self._until_quiet()
        consent = list(chat.messages.values())[-1]
        actions.tap(self._sandbox, person, consent, 0, 0)
        await self._until_quiet()
        actions.say(self._sandbox, person, chat, person.first_name)
        await self._until_quiet()

    async def _say(self, person: Person, line: Line) -> None:
        chat = self._sandbox.private_chat(self._telegram_bot, person)
        said = [message for message in chat.messages.values() if line.reply and line.reply in message.text]
        sent = actions.say(self._sandbox, person, chat, line.says, reply_to=said[-1] if said else None)
        await self._until_quiet()
        if line.edited:
            actions.edit(self._sandbox, person, sent[0], line.edited)
            await self._until_quiet()

    async def _until_quiet(self) -> None:
        """Wait until the bot has taken in everything and has nothing more to say."""
        quiet = 0
        deadline = time.monotonic() + _PATIENCE
        while quiet < _QUIET_LOOKS:
            if time.monotonic() > deadline:
                raise StartError("The demo's story does not go on. Begin anew: make demo FRESH=1")
            await asyncio.sleep(0.01)
            waiting = self._sandbox.queues[self._telegram_bot.id].pending
            is_busy = self._bot is None or waiting or self._bot.delivery.backlog or self._bot.intake.backlog
            quiet = 0 if is_busy else quiet + 1

    async def _save_now_and_then(self) -> None:
        while True:
            self._save()  # at once too: from now on a kill loses something
            await asyncio.sleep(_SAVE_EVERY)

    def _save(self, *, is_clean: bool = False) -> None:
        beside = {"is_clean": is_clean, "shift": self._clock.shift.total_seconds(), "labels": self._labels}
        save(self._sandbox, self._saved, beside=beside)


def _match(unit: Unit, pair: Pair) -> None:
    def named(name: str) -> people.Person:
        read = read_name(name)
        found = (
            None
            if isinstance(read, NameRefusal)
            else people.by_name_digests(unit.session, unit.programme.id, unit.cipher.digests(read.compared))
        )
        if found is None:
            raise StartError(f"The story's {name} did not join.")
        return found

    match = introductions.propose(
        unit,
        named(pair.mentee),
        named(pair.mentor),
        accepted_note="in the demo" if pair.accepted else None,
    )
    if isinstance(match, MatchRefusal):
        raise StartError(f"The story's {pair.mentee} and {pair.mentor} cannot be matched: {match.value}.")


def _greet(url: str) -> None:
    print(f"""
  The demo runs at {url}

  Try this first:
    1. Write something as Rosa. Ben has it at once, under her name, without her account.
    2. Reply to it as Ben, then change your words: the change crosses over too.
    3. As Maria, press "Invite someone", then open the link as a new person.
    4. As Rosa, write "I do not want to be here any more", and look at all the phones: help for Rosa,
       coaching for Ben, an alert for Dr Okafor. Take it on as Dr Okafor.
    5. Press "Next due" at the top: Priya and Salma are asked once more.
    6. In another terminal: .venv/bin/alongside --env {FOLDER}/env match Walter Ben --accepted "over coffee"
       Then write as Ben without replying to anyone: the bot asks to whom.

  Ctrl-C stops it. Next time it goes on from here; make demo FRESH=1 begins anew.
""")
    sys.stdout.flush()
    if sys.stdout.isatty():
        webbrowser.open(url)


def run(*, is_fresh: bool, port: int) -> int:
    """Run the demo until Ctrl-C."""
    set_up_logging("WARNING")
    if is_fresh:
        shutil.rmtree(FOLDER, ignore_errors=True)
    asyncio.run(_until_signalled(Demo(port=port)))
    return 0


async def _until_signalled(demo: Demo) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await demo.run(stop)
