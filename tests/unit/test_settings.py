"""Settings: one readable line for each thing to mend, and never what was given."""

from base64 import urlsafe_b64encode
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings import PREFIX, Settings, SettingsError, read_settings
from bot.store.cipher import Cipher

KEY, OTHER = (urlsafe_b64encode(each * 32).decode() for each in (b"k", b"o"))
GOOD = {
    "TELEGRAM_TOKEN": "123456789:AAE-well_formed_but_invented_0123456",
    "ENCRYPTION_KEYS": KEY,
    "PROGRAMME_NAME": "Backs Together",
    "TIME_ZONE": "Europe/London",
    "COUNTRY": "gb",
    "COVER": "office_hours",
}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting but those a test gives, and a folder without `.env`."""
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def given(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in (GOOD | values).items():
        monkeypatch.setenv(PREFIX + name, value)
    return read_settings()


def test_six_settings_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = given(monkeypatch)
    assert settings.bot_id == 123456789
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_path == Path("var/alongside.sqlite")
    assert (settings.policy.time_zone, settings.policy.invitation_days) == (ZoneInfo("Europe/London"), 14)
    assert settings.log_level == "INFO"


def test_everything_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(SettingsError) as refusal:
        read_settings()
    assert sorted(str(refusal.value).splitlines()) == [
        "ALONGSIDE_COUNTRY is missing",
        "ALONGSIDE_COVER is missing",
        "ALONGSIDE_ENCRYPTION_KEYS is missing",
        "ALONGSIDE_PROGRAMME_NAME is missing",
        "ALONGSIDE_TELEGRAM_TOKEN is missing",
        "ALONGSIDE_TIME_ZONE is missing",
    ]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TELEGRAM_TOKEN", "", "is not a bot token"),
        ("TELEGRAM_TOKEN", "MARKER", "is not a bot token"),
        ("TELEGRAM_TOKEN", "MARKER:AAE-well_formed_but_invented_0123456", "is not a bot token"),
        ("TELEGRAM_TOKEN", "123:MARKER", "is not a bot token"),
        ("TELEGRAM_TOKEN", "123456789:AAE-MARKER with a space 0123456", "is not a bot token"),
        ("TELEGRAM_TOKEN", "123456789:AAE-MARKER_ends_in_a_line_end_0123456\n", "is not a bot token"),
        ("TELEGRAM_API_URL", "MARKER.example.org", "is not an http or https address"),
        ("TELEGRAM_API_URL", "ftp://MARKER.example.org", "is not an http or https address"),
        ("TELEGRAM_API_URL", "http://", "is not an http or https address"),
        ("DATABASE_URL", "postgresql://MARKER:MARKER@db/x", "must be sqlite:///"),
        ("DATABASE_URL", "sqlite:///", "must be sqlite:///"),
        ("DATABASE_URL", "sqlite://MARKER", "must be sqlite:///"),
        ("ENCRYPTION_KEYS", "", "must hold one or more keys"),
        ("ENCRYPTION_KEYS", " , ,", "must hold one or more keys"),
        ("ENCRYPTION_KEYS", "MARKER", "must hold one or more keys"),
        ("ENCRYPTION_KEYS", f"{KEY},MARKER", "must hold one or more keys"),
        ("ENCRYPTION_KEYS", KEY[:-4] + "MARK", "must hold one or more keys"),
        ("ENCRYPTION_KEYS", "MARKERü" * 6, "must hold one or more keys"),
        ("PROGRAMME_NAME", "", "is empty"),
        ("PROGRAMME_NAME", "MARKER" * 20, "is too long: 80 characters at most"),
        ("TIME_ZONE", "MARKER/London", "is not a time zone's name, such as Europe/London"),
        ("TIME_ZONE", "", "is not a time zone's name"),
        ("TIME_ZONE", "../../etc/MARKER", "is not a time zone's name"),
        ("INVITATION_DAYS", "MARKER", "must be a whole number"),
        ("INVITATION_DAYS", "0", "must be 1 or more"),
        ("INVITATION_DAYS", "366", "must be 365 or less"),
        ("LOG_LEVEL", "MARKER", "must be DEBUG, INFO, WARNING or ERROR"),
    ],
)
def test_a_malformed_value_gives_its_one_line_and_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    with pytest.raises(SettingsError) as refusal:
        given(monkeypatch, **{name: value})
    (line,) = str(refusal.value).splitlines()
    assert line.startswith(f"{PREFIX}{name} ")
    assert says in line
    assert "MARKER" not in line
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__, "a traceback would print what was given"


def test_a_token_or_key_is_not_printed_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = repr(given(monkeypatch))
    assert GOOD["TELEGRAM_TOKEN"] not in shown
    assert KEY not in shown


def test_keys_are_separated_by_commas_and_the_first_one_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    cipher = given(monkeypatch, ENCRYPTION_KEYS=f" {KEY} ,\t{OTHER}, ").cipher()
    assert Cipher([KEY]).open(cipher.seal(b"x")) == b"x"
    assert cipher.open(Cipher([OTHER]).seal(b"x")) == b"x"


def test_the_env_file_is_read_and_the_environment_goes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = [f'{PREFIX}{name}="{value}"' for name, value in GOOD.items()]
    tmp_path.joinpath(".env").write_text(
        "# a comment\n" + "\n".join([*lines, f"{PREFIX}INVITATION_DAYS=7", "SOMETHING_ELSE=x"]),
        encoding="utf-8",
    )
    assert read_settings().programme_name == "Backs Together"
    monkeypatch.setenv(PREFIX + "PROGRAMME_NAME", "Hearts Together")
    settings = read_settings()
    assert (settings.programme_name, settings.invitation_days) == ("Hearts Together", 7)


def test_an_env_file_that_is_not_text_is_said_in_a_line(tmp_path: Path) -> None:
    tmp_path.joinpath(".env").write_bytes(b"ALONGSIDE_PROGRAMME_NAME=Caf\xe9 MARKER\n")
    with pytest.raises(SettingsError) as refusal:
        read_settings()
    assert str(refusal.value) == ".env is not UTF-8 text"


def test_a_slash_at_the_end_of_an_address_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "http://127.0.0.1:8081/telegram/"
    assert given(monkeypatch, TELEGRAM_API_URL=url).telegram_api_url == "http://127.0.0.1:8081/telegram"
