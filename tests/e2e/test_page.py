"""The sandbox's page, played by hand in a headless Chromium."""

import asyncio
from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, expect

from bot.sandbox.accounts import Person
from bot.sandbox.changes import ChangeKind
from tests.e2e.playing import SCREENSHOTS, bubble, pane, playing

NASTY = "<img src=x onerror=\"document.title='stolen'\"> <b>bold?</b>"


SELECT_SOME = "words => getSelection().setBaseAndExtent(words.firstChild, 9, words.firstChild, 12)"


async def says(page: Page, person: Person, text: str) -> None:
    field = pane(page, person).get_by_label(f"Message as {person.first_name}")
    await field.fill(text)
    await field.press("Enter")


async def opens_actions(page: Page, person: Person, words: str, action: str) -> None:
    await bubble(page, person, words).locator(".more").click()
    await page.get_by_role("menuitem", name=action).click()


def test_a_conversation_of_two_is_played_by_hand() -> None:
    asyncio.run(_conversation())


async def _conversation() -> None:
    async with playing() as (play, browser):
        page = await play.open(browser)
        rosa, ben = pane(page, play.rosa), pane(page, play.ben)

        # Both press Start; the bot hears of it and greets them.
        await rosa.get_by_role("button", name="Start").click()
        await ben.get_by_role("button", name="Start").click()
        await expect(ben.get_by_label("Message as Ben")).to_be_visible()
        assert [update["text"] for update in play.updates("message")] == ["/start", "/start"]
        play.tells(play.rosa, "Welcome, Rosa.")
        play.tells(play.ben, "Welcome, Ben.")

        # A text goes out with formatting; what looks like markup stays text.
        await says(page, play.rosa, f"**Hello**, {NASTY}")
        await expect(rosa.locator(".message.own").last).to_contain_text(NASTY)
        await expect(rosa.locator(".message.own").last.locator("strong", has_text="Hello")).to_be_visible()
        sent = play.updates("message")[-1]
        assert sent["text"] == f"Hello, {NASTY}"
        assert sent["entities"][0] == {"type": "bold", "offset": 0, "length": 5}
        play.tells(play.ben, f"Rosa: {NASTY}")
        await expect(ben.locator(".message").last).to_contain_text(NASTY)
        assert await page.locator(".panes img").count() == 0
        assert "stolen" not in await page.title()

        # A reply shows what it replies to, and a quotation only that part.
        await opens_actions(page, play.ben, "Rosa:", "Reply")
        await expect(ben.get_by_text("Reply to Alongside")).to_be_visible()
        await says(page, play.ben, "Good morning!")
        await expect(ben.locator(".message.own .quoted").last).to_contain_text("Rosa:")
        assert play.updates("message")[-1]["reply_to_message"]["text"].startswith("Rosa:")
        await bubble(page, play.ben, "Welcome, Ben.").locator(".words").evaluate(SELECT_SOME)
        await opens_actions(page, play.ben, "Welcome, Ben.", "Quote the selected words")
        await says(page, play.ben, "Thank you")
        answered = play.updates("message")[-1]
        assert answered["reply_to_message"]["text"] == "Welcome, Ben."
        assert answered["quote"] == {"text": "Ben", "position": 9, "is_manual": True}

        # ArrowUp edits the last message; the bot hears of the new words.
        await expect(bubble(page, play.ben, "Thank you")).to_be_visible()
        field = ben.get_by_label("Message as Ben")
        await field.press("ArrowUp")
        await expect(field).to_have_value("Thank you")
        await field.fill("Thank you all")
        await field.press("Enter")
        await expect(ben.locator(".message.own").last).to_contain_text("edited")
        assert play.updates("edited_message")[-1]["text"] == "Thank you all"

        # A reaction is given, shown and taken back.
        await bubble(page, play.ben, "Welcome, Ben.").locator(".more").click()
        await page.get_by_role("menuitemradio", name="React with ❤").click()
        chip = ben.get_by_role("button", name="❤, by you")
        await expect(chip).to_have_attribute("aria-pressed", "true")
        await chip.click()
        await expect(chip).to_have_count(0)
        given = [update["new_reaction"] for update in play.updates("message_reaction")]
        assert given == [[{"type": "emoji", "emoji": "❤"}], []]

        # An inline button waits for the bot's answer, which comes as a notice or as a box.
        buttons = [[{"text": "Good", "callback_data": "good"}, {"text": "Later", "callback_data": "later"}]]
        play.tells(play.rosa, "How was today?", keyboard={"inline_keyboard": buttons})
        good = rosa.get_by_role("button", name="Good", exact=True)
        await good.click()
        await expect(good).to_have_attribute("aria-busy", "true")
        assert play.answers_tap("Noted.") == "good"
        await expect(rosa.get_by_text("Noted.")).to_be_visible()
        await expect(good).not_to_have_attribute("aria-busy", "true")
        await rosa.get_by_role("button", name="Later").click()
        await expect(rosa.get_by_role("button", name="Later")).to_have_attribute("aria-busy", "true")
        play.answers_tap("I will ask again tonight.", is_alert=True)
        await expect(page.get_by_role("dialog")).to_contain_text("I will ask again tonight.")
        await page.get_by_role("button", name="OK").click()

        # A key of the reply keyboard says its label.
        play.shows_keys(play.rosa, ["Message Ben", "My next step"], ["I need help now"])
        await rosa.get_by_role("button", name="I need help now").click()
        await expect(rosa.locator(".message.own").last).to_contain_text("I need help now")
        assert play.updates("message")[-1]["text"] == "I need help now"

        # Own words can be deleted, on both sides.
        await opens_actions(page, play.ben, "Good morning!", "Delete")
        await expect(ben.locator(".message", has_text="Good morning!")).to_have_count(0)

        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=SCREENSHOTS / "page.png")
        assert (SCREENSHOTS / "page.png").stat().st_size > 10_000


def test_the_clock_moves_and_says_why_where_it_does_not() -> None:
    asyncio.run(_clock())


async def _clock() -> None:
    async with playing() as (play, browser):
        page = await play.open(browser)
        before = play.clock.now()
        await page.get_by_role("button", name="+1 day").click()
        await expect(page.locator("#clock-note")).to_contain_text("1 day ahead")
        assert timedelta(days=1) <= play.clock.now() - before < timedelta(days=1, minutes=1)
        await page.get_by_role("button", name="Next due").click()
        await expect(page.locator("#clock-note")).to_contain_text("1 day 5 h ahead")
        play.due = None
        await page.get_by_role("button", name="Now").click()
        await expect(page.locator("#clock-note")).to_have_text("real time")
        assert abs(play.clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
        following = page.get_by_role("button", name="Next due")
        await expect(following).to_have_attribute("aria-disabled", "true")
        await expect(following).to_have_attribute("title", "Nothing is due.")
    async with playing(with_clock=False) as (play, browser):
        page = await play.open(browser)
        await expect(page.get_by_role("button", name="+1 h")).to_have_attribute(
            "title", "This bot follows the real clock."
        )


def test_nobody_is_interrupted_while_writing() -> None:
    asyncio.run(_writing())


async def _writing() -> None:
    async with playing() as (play, browser):
        play.started()
        first = play.tells(play.rosa, "First")
        page = await play.open(browser)
        field = pane(page, play.rosa).get_by_label("Message as Rosa")
        await field.fill("A long thought")
        await field.evaluate("field => field.setSelectionRange(2, 6)")
        play.tells(play.rosa, "Second")
        play.sandbox.delete(first)
        play.shows_keys(play.rosa, ["Yes", "No"])
        play.tells(
            play.rosa, "Third", keyboard={"inline_keyboard": [[{"text": "Fine", "callback_data": "f"}]]}
        )
        await expect(pane(page, play.rosa).get_by_role("button", name="Fine")).to_be_visible()
        await expect(pane(page, play.rosa).locator(".message")).to_have_count(2)
        await expect(field).to_be_focused()
        await expect(field).to_have_value("A long thought")
        assert await field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [2, 6]

        # The bot is seen typing, until it says something.
        chat = play.chat(play.rosa)
        chat.action, chat.action_until = "typing", play.clock.now().timestamp() + 5
        play.sandbox.tell(ChangeKind.ACTION, play.bot.id, play.rosa.id)
        await expect(pane(page, play.rosa).locator(".doing")).to_have_text("is typing…")
        play.tells(play.rosa, "Fourth")
        await expect(pane(page, play.rosa).locator(".doing")).to_have_text("bot")

        # What could not be sent is not lost.
        play.chat(play.rosa).is_blocked = True
        await field.press("Enter")
        await expect(pane(page, play.rosa).get_by_role("alert")).to_contain_text("blocked")
        await expect(field).to_have_value("A long thought")

        # What is new is read out, what was there before is not.
        said = pane(page, play.rosa).get_by_role("log", name="New messages for Rosa")
        await expect(said).to_have_text("Alongside: SecondAlongside: ThirdAlongside: Fourth")


def test_a_lost_line_is_said_and_found_again() -> None:
    asyncio.run(_lost_line())


async def _lost_line() -> None:
    async with playing() as (play, browser):
        play.started()
        play.tells(play.rosa, "Before")
        page = await play.open(browser)
        await expect(bubble(page, play.rosa, "Before")).to_be_visible()
        await play.stop()
        await expect(page.get_by_text("Connection lost")).to_be_visible()
        play.tells(play.rosa, "Meanwhile")
        await play.serve()
        await expect(bubble(page, play.rosa, "Meanwhile")).to_be_visible(timeout=20_000)
        await expect(page.get_by_text("Connection lost")).to_be_hidden()
        await expect(pane(page, play.rosa).locator(".message")).to_have_count(2)


def test_a_link_to_the_bot_asks_who_opens_it() -> None:
    asyncio.run(_deep_link())


async def _deep_link() -> None:
    async with playing() as (play, browser):
        play.started()
        url = "https://t.me/quiet_demo_bot?start=JOIN-1"
        play.tells(play.ben, url, entities=[{"type": "url", "offset": 0, "length": len(url)}])
        page = await play.open(browser)
        link = pane(page, play.ben).get_by_role("link")
        assert await link.get_attribute("rel") == "noopener noreferrer"
        await link.click()
        await page.get_by_role("dialog").get_by_role("button", name="Rosa").click()
        await expect(bubble(page, play.rosa, "/start JOIN-1")).to_be_visible()
        await link.click()
        await page.get_by_label("Or somebody new, called").fill("Ida")
        await page.get_by_role("button", name="Open as somebody new").click()
        await expect(pane(page, "Ida").locator(".message")).to_contain_text("/start JOIN-1")
        texts = [(update["from"]["first_name"], update["text"]) for update in play.updates("message")]
        assert texts == [("Rosa", "/start JOIN-1"), ("Ida", "/start JOIN-1")]


def test_panes_are_kept_closed_and_switched() -> None:
    asyncio.run(_panes())


async def _panes() -> None:
    async with playing() as (play, browser):
        play.started()
        ida = play.sandbox.add_person("Ida")
        play.sandbox.add_person("Noor")
        page = await play.open(browser)
        await pane(page, play.ben).get_by_role("button", name="Close").click()
        await page.reload()
        await pane(page, play.rosa).wait_for()
        await expect(page.locator(".pane")).to_have_count(2)
        await expect(pane(page, play.ben)).to_have_count(0)
        await pane(page, ida).get_by_role("button", name="Ida: switch to another person").click()
        await page.get_by_role("menuitemradio", name="Noor").click()
        await expect(pane(page, ida)).to_have_count(0)
        await expect(pane(page, "Noor")).to_be_visible()

        # Blocking shows in the pane, and goes away again.
        await pane(page, play.rosa).get_by_role("button", name="More for Rosa").click()
        await page.get_by_role("menuitem", name="Block the bot").click()
        await expect(pane(page, play.rosa).get_by_text("You blocked this bot.")).to_be_visible()
        await pane(page, play.rosa).get_by_role("button", name="Unblock the bot").click()
        await expect(pane(page, play.rosa).get_by_label("Message as Rosa")).to_be_visible()
        states = [update["new_chat_member"]["status"] for update in play.updates("my_chat_member")]
        assert states == ["kicked", "member"]


def test_what_came_unseen_is_marked() -> None:
    asyncio.run(_unread())


async def _unread() -> None:
    async with playing() as (play, browser):
        play.started()
        for name in ("Ida", "Noor"):
            play.sandbox.add_person(name)
        for number in range(12):
            for person in (play.rosa, play.ben):
                play.tells(person, f"Message {number} " + "that takes a few lines of its own " * 20)
        page = await play.open(browser, viewport={"width": 1600, "height": 900})
        rosa = pane(page, play.rosa)
        await expect(bubble(page, play.rosa, "Message 11")).to_be_in_viewport()
        await page.get_by_role("button", name="Add a person").click()
        await page.get_by_role("menuitem", name="Noor").click()
        await pane(page, "Noor").wait_for()
        await page.wait_for_timeout(200)  # another phone leaves less room for each: the messages grow longer
        for person in (play.rosa, play.ben):
            await expect(bubble(page, person, "Message 11")).to_be_in_viewport()
            await expect(pane(page, person).locator(".down")).to_be_hidden()
        await rosa.locator(".log").evaluate("log => (log.scrollTop = 0)")
        down = rosa.get_by_role("button", name="To the latest message")
        await expect(down).to_be_visible()
        play.tells(play.rosa, "While you were above")
        await expect(down).to_have_attribute("aria-label", "To the latest message, 1 unread")
        await expect(page).to_have_title("(1) Alongside in the sandbox")
        await expect(rosa.locator(".line")).to_have_text("New messages")
        await down.click()
        await expect(bubble(page, play.rosa, "While you were above")).to_be_in_viewport()
        await expect(page).to_have_title("Alongside in the sandbox")
