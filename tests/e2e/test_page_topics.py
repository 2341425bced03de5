"""Topics on the page: tabs, what is unread in each, and everything a person can do with them."""

import asyncio
from pathlib import Path

from playwright.async_api import FilePayload, Locator, Page, expect

from bot.sandbox import threads
from bot.sandbox.accounts import Person
from bot.sandbox.changes import ChangeKind
from bot.sandbox.topics import Topic
from tests.e2e.playing import SCREENSHOTS, Play, bubble, pane, playing

AUDITS = Path(__file__).with_name("audits.js").read_text(encoding="utf-8")
PHONE = {"width": 360, "height": 740}


def opens(play: Play, person: Person, name: str) -> Topic:
    return threads.open_topic(play.sandbox, play.chat(person), play.bot, name)


def tab(page: Page, person: Person, name: str) -> Locator:
    return pane(page, person).get_by_role("tab", name=name)


async def says(page: Page, person: Person, text: str) -> None:
    field = pane(page, person).locator("textarea")
    await field.fill(text)
    await field.press("Enter")


def test_without_topics_a_pane_looks_as_ever() -> None:
    asyncio.run(_without())


async def _without() -> None:
    async with playing() as (play, browser):
        play.started()
        play.tells(play.rosa, "Hello")
        page = await play.open(browser)
        await expect(bubble(page, play.rosa, "Hello")).to_be_visible()
        await expect(page.get_by_role("tablist")).to_have_count(0)
        await expect(page.get_by_role("tabpanel")).to_have_count(0)
        await expect(pane(page, play.rosa).get_by_label("Message as Rosa", exact=True)).to_have_attribute(
            "placeholder", "Message"
        )
        threads.configure(play.sandbox, play.bot)
        topic = opens(play, play.rosa, "Ben")
        play.tells(play.rosa, "From Ben", thread=topic.id)
        await expect(tab(page, play.rosa, "Ben")).to_be_visible()
        await expect(bubble(page, play.rosa, "From Ben").locator(".where")).to_have_text("in Ben")
        threads.configure(play.sandbox, play.bot, is_on=False)
        await expect(page.get_by_role("tablist")).to_have_count(0)
        await expect(bubble(page, play.rosa, "From Ben").locator(".where")).to_have_count(0)


def test_a_person_reads_and_writes_in_a_topic() -> None:
    asyncio.run(_in_a_topic())


async def _in_a_topic() -> None:
    async with playing() as (play, browser):
        play.started()
        threads.configure(play.sandbox, play.bot)
        ben, ida = opens(play, play.rosa, "Ben"), opens(play, play.rosa, "Ida")
        play.tells(play.rosa, "Outside")
        first = play.tells(play.rosa, "From Ben", thread=ben.id)
        play.chat(play.rosa).pinned.append(first.id)
        page = await play.open(browser)
        rosa = pane(page, play.rosa)
        field = rosa.locator("textarea")

        # "All" shows everything and says where it stands; a topic shows its own alone.
        await expect(rosa.locator(".message")).to_have_count(2)
        await expect(rosa.get_by_text("Alongside opened the topic “Ida”")).to_be_visible()
        await expect(field).to_have_attribute("placeholder", "Message outside the topics")
        await field.fill("a thought for everyone")
        await tab(page, play.rosa, "Ben").click()
        await expect(rosa.locator(".message .words")).to_have_text(["From Ben"])
        await expect(rosa.locator(".where")).to_have_count(0)
        await expect(rosa.locator(".pinned")).to_be_visible()
        await expect(rosa.get_by_label("Message as Rosa in Ben")).to_have_attribute(
            "placeholder", "Message in “Ben”"
        )
        await expect(field).to_have_value("")
        await says(page, play.rosa, "Hello Ben")
        await expect(rosa.locator(".message.own")).to_contain_text("Hello Ben")
        assert play.updates("message")[-1]["message_thread_id"] == ben.id
        play.shows_keys(play.rosa, ["More"])
        await rosa.get_by_role("button", name="More", exact=True).click()
        await expect(rosa.locator(".message.own").last).to_contain_text("More")
        assert play.updates("message")[-1]["message_thread_id"] == ben.id

        # What comes into another topic is marked on its tab and read out; looking at it takes the mark away.
        play.tells(play.rosa, "From Ida", thread=ida.id)
        await expect(tab(page, play.rosa, "Ida 1 unread")).to_be_visible()
        await expect(tab(page, play.rosa, "All 1 unread")).to_be_visible()
        await expect(page).to_have_title("(1) Alongside in the sandbox")
        await expect(rosa.get_by_role("log")).to_contain_text("Ida: 1 unread")
        await expect(rosa.locator(".pinned")).to_be_visible()
        await tab(page, play.rosa, "Ida").click()
        await expect(rosa.locator(".line")).to_be_visible()
        await expect(rosa.locator(".pinned")).to_be_hidden()
        await expect(tab(page, play.rosa, "Ida")).to_have_text("Ida")
        await expect(page).to_have_title("Alongside in the sandbox")

        # The chosen topic is found again, and the bot is seen typing only where it does.
        await page.reload()
        await expect(rosa.locator(".message .words")).to_have_text(["From Ida"])
        await expect(tab(page, play.rosa, "All")).to_have_text("All")
        chat = play.chat(play.rosa)
        chat.action, chat.action_until = "typing", play.clock.now().timestamp() + 30
        chat.action_thread_id = ben.id
        play.sandbox.tell(ChangeKind.ACTION, play.bot.id, play.rosa.id)
        await tab(page, play.rosa, "Ben").click()
        await expect(rosa.locator(".doing")).to_have_text("is typing…")
        await tab(page, play.rosa, "Ida").click()
        await expect(rosa.locator(".doing")).to_have_text("bot")


def test_what_is_written_stays_in_its_topic() -> None:
    asyncio.run(_drafts())


async def _drafts() -> None:
    async with playing() as (play, browser):
        play.started()
        threads.configure(play.sandbox, play.bot)
        ben = opens(play, play.rosa, "Ben")
        hello = play.tells(play.rosa, "From Ben", thread=ben.id)
        play.sandbox.post(
            play.chat(play.rosa), play.rosa, {"text": "An answer"}, reply_to=hello.id
        )  # outside the topics
        page = await play.open(browser)
        rosa = pane(page, play.rosa)
        field = rosa.locator("textarea")
        await field.fill("for all")
        await tab(page, play.rosa, "Ben").click()
        await expect(field).to_have_value("")
        await field.fill("for Ben")
        await tab(page, play.rosa, "All").click()
        await expect(field).to_have_value("for all")
        await tab(page, play.rosa, "Ben").click()
        await expect(field).to_have_value("for Ben")
        # So do files; they go to the topic they were attached in.
        await rosa.locator("input[data-way=file]").set_input_files(
            [FilePayload(name="plan.txt", mimeType="text/plain", buffer=b"beans")]
        )
        await expect(rosa.get_by_text("plan.txt")).to_be_visible()
        await tab(page, play.rosa, "All").click()
        await expect(rosa.locator(".tray")).to_be_hidden()
        await tab(page, play.rosa, "Ben").click()
        await expect(rosa.locator(".tray")).to_contain_text("plan.txt")
        await field.press("Enter")
        await expect(bubble(page, play.rosa, "for Ben")).to_be_visible()
        sent = play.updates("message")[-1]
        assert (sent["document"]["file_name"], sent["message_thread_id"]) == ("plan.txt", ben.id)
        # What a reply leads to may stand in another topic: it is shown among all.
        await tab(page, play.rosa, "All").click()
        threads.delete(play.sandbox, play.chat(play.rosa), play.bot, opens(play, play.rosa, "gone"))
        other = opens(play, play.rosa, "Ida")
        play.sandbox.post(
            play.chat(play.rosa), play.rosa, {"text": "About Ben"}, reply_to=hello.id, thread=other.id
        )
        await tab(page, play.rosa, "Ida").click()
        await rosa.locator(".quoted").click()
        await expect(tab(page, play.rosa, "All")).to_have_attribute("aria-selected", "true")
        await expect(bubble(page, play.rosa, "From Ben")).to_be_in_viewport()


def test_topics_are_opened_renamed_and_deleted_by_hand() -> None:
    asyncio.run(_by_hand())


async def _by_hand() -> None:
    async with playing() as (play, browser):
        play.started()
        threads.configure(play.sandbox, play.bot, people_may_open=True)
        page = await play.open(browser)
        rosa = pane(page, play.rosa)

        # By its button, and by writing outside the topics.
        await rosa.get_by_role("button", name="New topic for Rosa").click()
        await page.get_by_label("Name of the topic").fill("  Garden ")
        await page.keyboard.press("Enter")
        await expect(tab(page, play.rosa, "Garden")).to_have_attribute("aria-selected", "true")
        await says(page, play.rosa, "The beans are up")
        assert play.updates("message")[-2]["forum_topic_created"]["name"] == "Garden"
        await tab(page, play.rosa, "All").click()
        await expect(rosa.locator("textarea")).to_have_attribute("placeholder", "Write to open a topic")
        await says(page, play.rosa, "A hard day")
        await expect(tab(page, play.rosa, "A hard day")).to_have_attribute("aria-selected", "true")
        assert play.updates("message")[-2]["forum_topic_created"]["is_name_implicit"]

        await rosa.get_by_role("button", name="More for Rosa").click()
        await page.get_by_role("menuitem", name="Rename the topic “A hard day”").click()
        await page.get_by_label("Name of the topic").fill("Hard days")
        await page.get_by_role("button", name="Rename").click()
        await expect(rosa.get_by_text("Rosa renamed the topic to “Hard days”")).to_be_visible()
        assert play.updates("message")[-1]["forum_topic_edited"] == {"name": "Hard days"}

        await rosa.get_by_role("button", name="More for Rosa").click()
        await page.get_by_role("menuitem", name="Delete the topic “Hard days”").click()
        await page.get_by_role("button", name="Delete").click()
        await expect(tab(page, play.rosa, "Hard days")).to_have_count(0)
        await expect(tab(page, play.rosa, "All")).to_have_attribute("aria-selected", "true")
        await expect(rosa.locator(".message .words")).to_have_text(["The beans are up"])

        # Where people may not open topics, there is no button for it.
        threads.configure(play.sandbox, play.bot)
        await expect(rosa.get_by_role("button", name="New topic for Rosa")).to_be_hidden()


def test_topics_are_for_everyone() -> None:
    asyncio.run(_for_everyone())


async def _for_everyone() -> None:
    async with playing() as (play, browser):
        play.started()
        threads.configure(play.sandbox, play.bot, people_may_open=True)
        names = ("Ben", "Ida", "The garden, the pond and everything else that grows", "Weekend", "Plan")
        for name in names:
            topic = opens(play, play.rosa, name)
            play.tells(play.rosa, f"Welcome to {name}", thread=topic.id)
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for scheme in ("light", "dark"):
            page = await play.open(browser, color_scheme=scheme, viewport=PHONE)
            rosa = pane(page, play.rosa)
            await tab(page, play.rosa, "Ben").click()
            play.tells(play.rosa, "And one more", thread=topic.id)
            await expect(tab(page, play.rosa, "Plan 1 unread")).to_be_attached()
            await page.screenshot(path=SCREENSHOTS / f"topics-phone-{scheme}.png")
            for audit in ("nameless", "small", "pale"):
                assert await page.evaluate(f"{AUDITS.strip()}.{audit}()") == [], f"{audit} in {scheme}"
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")

            # One tab stop; arrow keys go from tab to tab and bring it into sight.
            await tab(page, play.rosa, "Ben").focus()
            await page.keyboard.press("ArrowRight")
            await expect(tab(page, play.rosa, "Ida")).to_be_focused()
            await expect(tab(page, play.rosa, "Ida")).to_have_attribute("aria-selected", "true")
            await page.keyboard.press("End")
            await expect(tab(page, play.rosa, "Plan")).to_be_focused()
            await expect(tab(page, play.rosa, "Plan")).to_be_in_viewport(ratio=0.99)
            await expect(rosa.get_by_role("tabpanel", name="Plan")).to_be_visible()
            await page.keyboard.press("Tab")
            await expect(rosa.get_by_role("button", name="New topic for Rosa")).to_be_focused()
            await page.keyboard.press("Shift+Tab")
            await page.keyboard.press("Home")
            await expect(tab(page, play.rosa, "All")).to_be_focused()
            await page.screenshot(path=SCREENSHOTS / f"topics-all-{scheme}.png")
            await page.context.close()
        page = await play.open(browser)
        await expect(tab(page, play.rosa, "Ben")).to_be_visible()
        await page.screenshot(path=SCREENSHOTS / "topics.png")
