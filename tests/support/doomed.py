"""`alongside run` that kills itself at one exact moment: `python -m tests.support.doomed MOMENT NUMBER`.

The moments are those of the architecture's table of what is killed when; NUMBER is the how-manieth time.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from bot import terminal
from bot.delivery.voice import Voice
from bot.intake import Intake
from bot.services import posting, updates


class Countdown:
    """Ends the process, without any last words, the how-manieth time it is told."""

    def __init__(self, number: int) -> None:
        self._left = number

    def __call__(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def before(owner: Any, name: str, countdown: Countdown) -> None:
    original: Callable[..., Any] = getattr(owner, name)

    def doomed(*args: Any, **more: Any) -> Any:
        countdown()
        return original(*args, **more)

    setattr(owner, name, doomed)


def after(owner: Any, name: str, countdown: Countdown) -> None:
    original: Callable[..., Any] = getattr(owner, name)

    def doomed(*args: Any, **more: Any) -> Any:
        result = original(*args, **more)
        countdown()
        return result

    setattr(owner, name, doomed)


def after_awaited(owner: Any, name: str, countdown: Countdown) -> None:
    original: Callable[..., Any] = getattr(owner, name)

    async def doomed(*args: Any, **more: Any) -> Any:
        result = await original(*args, **more)
        countdown()
        return result

    setattr(owner, name, doomed)


def on_confirming(countdown: Countdown) -> None:
    """Just before the request that confirms a batch by its offset."""
    original = Intake._ask

    async def doomed(self: Intake, offset: int | None) -> Any:
        if offset is not None:
            countdown()
        return await original(self, offset)

    Intake._ask = doomed  # type: ignore[method-assign] # that is what this is for


MOMENTS: dict[str, Callable[[Countdown], None]] = {
    # Within the transaction, its commit still to come:
    "before the inbox commit": lambda countdown: after(updates, "keep", countdown),
    "after the inbox commit": lambda countdown: after_awaited(Intake, "_keep", countdown),
    "before the offset is confirmed": on_confirming,
    "before the unit commits": lambda countdown: after(updates, "handle", countdown),
    "after the unit, before its sends are claimed": lambda countdown: before(posting, "claim", countdown),
    "before the claim commits": lambda countdown: after(posting, "claim", countdown),
    "before the request to Telegram": lambda countdown: before(Voice, "carry_out", countdown),
    "after Telegram's yes": lambda countdown: after_awaited(Voice, "carry_out", countdown),
    "before the settling commits": lambda countdown: after(posting, "settle", countdown),
}


if __name__ == "__main__":
    MOMENTS[sys.argv[1]](Countdown(int(sys.argv[2])))
    sys.exit(terminal.guarded(terminal.run))
