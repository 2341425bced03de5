"""The house's own rules, checked on the house; each check is shown to find what it looks for."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "content", "moderation")
TOP_LEVEL = {
    *PACKAGES,
    "tests",
    "docs",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "Dockerfile",
    "compose.yaml",
    "requirements.txt",
    "requirements-dev.txt",
}
NOT_OURS = {"var", "build", "alongside.egg-info", "__pycache__"}  # made by running and installing
LONGEST_FILE = 300
NOT_USED = re.compile(r"(^|_)(user|admin|incident|moderator|spam|utils?|manager|helpers?)s?(_|$)")

SPEAKING = re.compile(
    r"^(send_|edit_message|copy_message|forward_message|delete_message|set_my_|pin_|unpin_|set_message_)"
)
ASKING = {"getUpdates", "get_updates", "set_webhook", "delete_webhook", "answer_callback_query"}


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def calls(tree: ast.AST) -> Iterator[tuple[str, str, ast.Call]]:
    """(what it is called on, name, the call) for each call of a method or of a module's function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func.value), node.func.attr, node


def speaks(tree: ast.AST) -> list[str]:
    """Methods of the Bot API by which a bot says or changes something."""
    return [name for owner, name, _ in calls(tree) if SPEAKING.match(name) and "bot" in owner]


def asks(tree: ast.AST) -> list[str]:
    """Methods by which updates are taken and taps answered."""
    return [name for owner, name, _ in calls(tree) if name in ASKING and "bot" in owner]


def naive_clocks(tree: ast.AST) -> list[str]:
    """Clocks read without a time zone."""
    naive = {"utcnow", "utcfromtimestamp", "today"}
    return [
        f"{owner}.{name}"
        for owner, name, call in calls(tree)
        if owner.endswith(("datetime", "date"))
        and (name in naive or (name == "now" and not (call.args or call.keywords)))
    ]


def bare_tasks(tree: ast.AST) -> list[str]:
    """Tasks that nobody keeps: they may vanish half-way, and their exceptions are lost."""
    return [
        ast.unparse(node.value.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) in {"asyncio.create_task", "asyncio.ensure_future"}
    ]


def forbidden_names(tree: ast.AST) -> list[str]:
    """Definitions by words that the glossary does not use."""
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and NOT_USED.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower())
    ]


def parse(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_every_file_is_short_enough_to_be_read() -> None:
    files = [
        *(
            path for path in sources(*PACKAGES, "tests") if "versions" not in path.parts
        ),  # a migration is history
        *ROOT.glob("bot/sandbox/static/**/*.js"),
        *ROOT.glob("bot/sandbox/static/**/*.css"),
    ]
    long = [
        str(path.relative_to(ROOT))
        for path in files
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    ]
    assert long == []


def test_only_delivery_speaks() -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for path in sources("bot", "handlers")
        if "delivery" not in path.parts and "sandbox" not in path.parts and (names := speaks(parse(path)))
    }
    assert found == {}


def test_only_intake_asks_for_updates_and_answers_taps() -> None:
    found = {
        str(path.relative_to(ROOT)): names
        for path in sources("bot", "handlers")
        if path.name != "intake.py" and "sandbox" not in path.parts and (names := asks(parse(path)))
    }
    assert found == {}


def test_no_clock_is_read_without_its_time_zone() -> None:
    assert {
        str(path): found for path in sources(*PACKAGES, "tests") if (found := naive_clocks(parse(path)))
    } == {}


def test_no_task_is_left_alone() -> None:
    assert {str(path): found for path in sources(*PACKAGES) if (found := bare_tasks(parse(path)))} == {}


def test_names_are_the_glossarys() -> None:
    ours = [path for path in sources(*PACKAGES) if "sandbox" not in path.parts]  # that one speaks Telegram's
    found = {str(path): names for path in ours if (names := forbidden_names(parse(path)))}
    modules = [str(path) for path in ours if NOT_USED.search(path.stem)]
    assert (found, modules) == ({}, [])


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - NOT_OURS
    assert found == TOP_LEVEL


def test_the_lock_names_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text


def test_every_dependency_is_justified() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    for wanted in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        line = next(line for line in text.splitlines() if f'"{wanted}"' in line)
        assert re.search(r'",\s+# \w+', line), f"{wanted} says nothing about why it is there"


def test_every_setting_is_explained_in_the_example() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = {match[1] for line in lines if (match := re.match(rf"#?\s?{PREFIX}([A-Z_]+)=", line))}
    assert named == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize(
    ("check", "planted"),
    [
        (speaks, "async def f(bot): await bot.send_message(1, 'x')"),
        (speaks, "async def f(self): await self._bot.edit_message_text('x')"),
        (asks, "async def f(context): await context.bot.answer_callback_query('1')"),
        (naive_clocks, "import datetime\nt = datetime.datetime.now()"),
        (naive_clocks, "from datetime import datetime\nt = datetime.utcnow()"),
        (bare_tasks, "import asyncio\nasyncio.create_task(f())"),
        (forbidden_names, "class UserManager: ..."),
        (forbidden_names, "def notify_admins(): ..."),
    ],
)
def test_each_check_finds_what_it_looks_for(check: object, planted: str) -> None:
    assert callable(check)
    assert check(ast.parse(planted)) != []
