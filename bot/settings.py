"""Settings, from the environment and `.env`; read by the roof alone, checked as a whole at start."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.duty import Coverage, read_hours
from bot.domain.policy import ContactRule, Policy
from bot.outside import is_address
from bot.store.cipher import Cipher

PREFIX = "ALONGSIDE_"
ENV_FILE = "ALONGSIDE_ENV_FILE"  # names another file than .env


class SettingsError(Exception):
    """The settings cannot be used; the message is a readable list of what to mend."""


class Settings(BaseSettings):
    """Everything an operator decides. `.env.example` explains each."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    telegram_token: SecretStr
    telegram_api_url: str = "https://api.telegram.org"
    database_url: str = "sqlite:///var/alongside.sqlite"
    encryption_keys: Annotated[tuple[SecretStr, ...], NoDecode]
    programme_name: str = Field(min_length=1, max_length=80)
    time_zone: str
    country: str
    cover: Coverage
    duty_hours: str = "Mon-Fri 09:00-17:00"
    outside: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    language: str = "en"
    contacts: ContactRule = ContactRule.ASK
    invitation_days: int = Field(default=14, ge=1, le=365)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[0-9]{1,18}:[A-Za-z0-9_-]{20,}", value.get_secret_value()):
            raise ValueError("is not a bot token; BotFather gives one like 123456789:AAE…")
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _api_url(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value):
            raise ValueError("is not an http or https address")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, value: str) -> str:
        if not value.startswith("sqlite:///") or value == "sqlite:///":
            raise ValueError("must be sqlite:/// and a path; other databases are not supported yet")
        return value

    @field_validator("encryption_keys", mode="before")
    @classmethod
    def _split_keys(cls, value: Any) -> Any:
        return (
            tuple(key.strip() for key in value.split(",") if key.strip()) if isinstance(value, str) else value
        )

    @field_validator("encryption_keys")
    @classmethod
    def _keys(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        try:
            Cipher([key.get_secret_value() for key in value])
        except ValueError:
            raise ValueError("must hold one or more keys made by `alongside new-key`, with commas") from None
        return value

    @field_validator("time_zone")
    @classmethod
    def _time_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("is not a time zone's name, such as Europe/London")
        return value

    @field_validator("country")
    @classmethod
    def _country(cls, value: str) -> str:
        if not re.fullmatch(r"[A-Za-z]{2}", value):
            raise ValueError("is not a country's code of two letters, such as GB")
        return value.upper()

    @field_validator("duty_hours")
    @classmethod
    def _duty_hours(cls, value: str) -> str:
        try:
            read_hours(value)
        except ValueError:
            raise ValueError("is not like Mon-Fri 09:00-17:00, Sat 10:00-12:00") from None
        return value

    @field_validator("outside", mode="before")
    @classmethod
    def _split_outside(cls, value: Any) -> Any:
        return tuple(value.split()) if isinstance(value, str) else value

    @field_validator("outside")
    @classmethod
    def _outside(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if not all(is_address(each.get_secret_value()) for each in value):
            raise ValueError("holds an address that apprise does not know (mailto://…, several with blanks)")
        return value

    @property
    def bot_id(self) -> int:
        """The number before the token's colon, which is the bot's own account id."""
        return int(self.telegram_token.get_secret_value().split(":")[0])

    @property
    def policy(self) -> Policy:
        return Policy(
            programme_name=self.programme_name,
            time_zone=ZoneInfo(self.time_zone),
            language=self.language,
            invitation_days=self.invitation_days,
            country=self.country,
            coverage=self.cover,
            duty_hours=read_hours(self.duty_hours),
            duty_hours_told=self.duty_hours,
            has_outside=bool(self.outside),
            contacts=self.contacts,
        )

    def cipher(self) -> Cipher:
        """The cipher for everything that is encrypted at rest."""
        return Cipher([key.get_secret_value() for key in self.encryption_keys])

    @property
    def database_path(self) -> Path:
        return Path(self.database_url.removeprefix("sqlite:///"))


_WHAT_IS_WRONG = {
    "missing": "is missing",
    "string_too_short": "is empty",
    "string_too_long": "is too long: 80 characters at most",
    "int_parsing": "must be a whole number",
    "greater_than_equal": "must be 1 or more",
    "less_than_equal": "must be 365 or less",
    "literal_error": "must be DEBUG, INFO, WARNING or ERROR",
    "enum": "must be on_call (somebody can be called at any hour) or office_hours",
}
_WHAT_IS_WRONG_WITH = {"contacts": "must be ask (their author is asked first), allow or refuse"}


def read_settings(env_file: str | None = ".env", **given: Any) -> Settings:
    """The settings; raises SettingsError with one line for each that is missing or malformed.

    What was given never stands in the message: it may be a token or a key.
    """
    try:
        if env_file not in {None, ".env"} and not Path(str(env_file)).is_file():
            raise SettingsError(f"there is no file {env_file}")
        return Settings(**given | {"_env_file": env_file})
    except ValidationError as error:
        lines = []
        for problem in error.errors(include_input=False, include_url=False, include_context=False):
            name = PREFIX + str(problem["loc"][0]).upper() if problem["loc"] else "settings"
            field = str(problem["loc"][0]) if problem["loc"] else ""
            what = _WHAT_IS_WRONG_WITH.get(field) or _WHAT_IS_WRONG.get(problem["type"])
            lines.append(f"{name} {what or problem['msg'].removeprefix('Value error, ')}")
        raise SettingsError("\n".join(lines)) from None
    except UnicodeDecodeError:
        raise SettingsError(".env is not UTF-8 text") from None
