"""The page for everyone: names, sizes, contrast, and all of it from the keyboard."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e import playing as stage
from tests.e2e.playing import Play, pane, playing

AUDITS = Path(__file__).with_name("audits.js").read_text(encoding="utf-8")
NAME = "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()"


def _shows_everything(play: Play) -> None:
    play.started()
    play.tells(play.rosa, "Welcome")
    quoted = play.sandbox.post(play.chat(play.rosa), play.rosa, {"text": "An answer of my own"}, reply_to=1)
    quoted.edit_date = quoted.date
    quoted.reactions[play.bot.id] = [{"type": "emoji", "emoji": "👍"}]
    entities = [
        {"type": kind, "offset": 5 * number, "length": 4}
        for number, kind in enumerate(["bold", "spoiler", "code", "url", "bot_command", "blockquote"])
    ]
    buttons = [[{"text": "Good", "callback_data": "g"}, {"text": "More", "url": "https://example.org"}]]
    play.tells(
        play.rosa, "bold hide code a.io /hey said", entities=entities, keyboard={"inline_keyboard": buttons}
    )
    play.chat(play.rosa).pinned.append(1)
    play.bot.commands["default::|"] = [{"command": "help", "description": "What I can do"}]
    play.shows_keys(play.rosa, ["Message Ben", "More"])


def test_names_sizes_and_contrast_are_in_order() -> None:
    asyncio.run(_in_order())


async def _in_order() -> None:
    async with playing() as (play, browser):
        _shows_everything(play)
        for scheme in ("light", "dark"):
            page = await play.open(browser, color_scheme=scheme)
            await expect(pane(page, play.rosa).get_by_role("button", name="Good")).to_be_visible()
            for audit in ("nameless", "small", "pale"):
                assert await page.evaluate(f"{AUDITS.strip()}.{audit}()") == [], f"{audit} in {scheme}"
            await page.context.close()


def test_everything_is_reached_with_the_tab_key() -> None:
    asyncio.run(_tabbing())


async def _tabbing() -> None:
    async with playing() as (play, browser):
        _shows_everything(play)
        page = await play.open(browser)
        await expect(pane(page, play.rosa).get_by_role("button", name="Good")).to_be_visible()
        reached: list[str] = []
        for _ in range(60):
            await page.keyboard.press("Tab")
            name = await page.evaluate(NAME)
            if name in reached[-1:]:
                break
            reached.append(name)
        wanted = ["Skip to the conversations", "+1 h: Move on by an hour", "Add a person"]
        wanted += [
            "Rosa, mentee: switch to another person",
            "More for Rosa",
            "Messages of Rosa",
            "Good",
            "Menu",
        ]
        wanted += ["Message Ben", "Ben, mentor: switch to another person"]
        places = [reached.index(name) for name in wanted]
        assert places == sorted(places)

        # Arrow keys go from message to message, Enter opens what can be done, Escape goes back.
        await pane(page, play.rosa).locator(".more").last.focus()
        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("menu", name="Message")).to_be_visible()
        await expect(page.get_by_role("menuitemradio", name="React with 👍")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(pane(page, play.rosa).locator(".message.own .more")).to_be_focused()


def test_without_a_browser_it_skips_and_in_ci_it_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(stage, "CHROMIUM", tmp_path / "chromium")
    monkeypatch.setenv("CI", "false")
    with pytest.raises(pytest.skip.Exception, match="no /usr/bin/chromium"):
        stage.needs_chromium()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="not skipped"):
        stage.needs_chromium()
