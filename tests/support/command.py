"""The `alongside` command as an operator runs it: a process, its settings in the environment."""

import os
import subprocess
import sys

from bot.settings import Settings


def environment(settings: Settings) -> dict[str, str]:
    """These settings as environment variables."""
    return os.environ | {
        "ALONGSIDE_TELEGRAM_TOKEN": settings.telegram_token.get_secret_value(),
        "ALONGSIDE_TELEGRAM_API_URL": settings.telegram_api_url,
        "ALONGSIDE_DATABASE_URL": settings.database_url,
        "ALONGSIDE_ENCRYPTION_KEYS": ",".join(key.get_secret_value() for key in settings.encryption_keys),
        "ALONGSIDE_PROGRAMME_NAME": settings.programme_name,
        "ALONGSIDE_TIME_ZONE": settings.time_zone,
        "ALONGSIDE_COUNTRY": settings.country,
        "ALONGSIDE_COVER": settings.cover.value,
        "ALONGSIDE_DUTY_HOURS": settings.duty_hours,
    }


def alongside(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one sub-command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
