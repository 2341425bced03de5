"""Pictures, sound and files on the sandbox's page, played by hand in a headless Chromium."""

import asyncio
from typing import Any

from playwright.async_api import FilePayload, Page, expect

from bot.sandbox import attachments, cards, origins, samples, sharing
from bot.sandbox.accounts import Person
from bot.sandbox.attachments import Media
from bot.sandbox.messages import Message
from tests.e2e.playing import SCREENSHOTS, Play, bubble, pane, playing
from tests.e2e.test_page_access import AUDITS

SEA, WOOD, SAND = (
    samples.jpeg(600, 400, colour) for colour in ((120, 170, 100), (110, 110, 105), (190, 100, 150))
)
DRAWN = "image => image.complete && image.naturalWidth"


def tells(play: Play, person: Person, media: Media, **more: Any) -> Message:
    """The bot sends a file."""
    content = attachments.content_of(play.sandbox, media)
    return play.sandbox.post(play.chat(person), play.bot, content, **more)


def picked(name: str, kind: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": content}


async def attaches(page: Page, person: Person, choice: str, *files: FilePayload) -> None:
    await pane(page, person).get_by_role("button", name="Attach files").click()
    async with page.expect_file_chooser() as chosen:
        await page.get_by_role("menuitem", name=choice).click()
    await (await chosen.value).set_files(list(files))


def shows_all(play: Play) -> None:
    """One of everything on Rosa's phone, albums of both sides included."""
    play.started()
    chat = play.chat(play.rosa)

    def share(what: sharing.Sendable, **more: Any) -> None:
        sharing.share(play.sandbox, play.rosa, chat, what, **more)

    share(attachments.photo(SEA, "A walk by the sea"))
    share(attachments.photo(SEA, has_spoiler=True))
    share(attachments.voice(seconds=12))
    share(attachments.audio(performer="Ada", title="Song of the sea"))
    share(attachments.sticker())
    share(attachments.sticker(samples.tgs()))
    share(attachments.document(thumbnail=WOOD))
    share(attachments.video(b"no film", thumbnail=WOOD))
    for card in (cards.contact(play.ben), cards.venue(), cards.poll(), cards.dice(), cards.checklist()):
        share(card)
    share(cards.gift(play.sandbox))
    share({"text": "Look at this"}, extra=origins.from_hidden("Ada"))
    items = [attachments.photo(SEA, "Three of them"), attachments.photo(WOOD), attachments.photo(SAND)]
    sharing.share_album(play.sandbox, play.rosa, chat, items)
    for name in ("one.pdf", "two.pdf"):
        tells(play, play.rosa, attachments.document(name=name), extra={"media_group_id": "7"})
    for colour in (SEA, WOOD):
        tells(play, play.rosa, attachments.photo(colour), extra={"media_group_id": "8"})


def test_what_a_bot_sends_is_shown_played_and_saved() -> None:
    asyncio.run(_shown())


async def _shown() -> None:
    async with playing() as (play, browser):
        play.started()
        page = await play.open(browser)
        rosa = pane(page, play.rosa)

        # A photo is drawn, enlarged and closed with the keyboard alone.
        tells(play, play.rosa, attachments.photo(SEA, "<img src=x onerror=alert(1)> the sea"))
        photo = rosa.get_by_role("button", name="Photo: show it large")
        await expect(photo).to_be_visible()
        assert await photo.locator("img").evaluate(DRAWN) == 600
        await photo.focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog").get_by_role("img", name="Photo")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(photo).to_be_focused()

        # A covered one is shown after a press.
        tells(play, play.rosa, attachments.photo(WOOD, has_spoiler=True))
        await rosa.get_by_role("button", name="Show the photo").click()
        await expect(rosa.locator(".covered")).to_have_count(0)
        await expect(photo.last).to_be_focused()

        # A voice message can be played; its length is known.
        tells(play, play.rosa, attachments.voice(seconds=3))
        voice = rosa.get_by_label("Voice message", exact=True)
        await expect(voice).to_be_visible()
        await expect(voice).to_have_js_property("duration", 3)

        # A file is saved under its own name, with its own bytes.
        tells(play, play.rosa, attachments.document(b"<script>stolen</script>", "Plan for May.html"))
        async with page.expect_download() as saved:
            await rosa.get_by_role("link", name="Plan for May.html").click()
        download = await saved.value
        assert download.suggested_filename == "Plan for May.html"
        assert await asyncio.to_thread((await download.path()).read_bytes) == b"<script>stolen</script>"

        # What this browser cannot play is offered as a file.
        tells(play, play.rosa, attachments.audio(b"no sound at all", "broken.mp3"))
        await expect(rosa.get_by_role("link", name="broken.mp3")).to_be_visible()

        # Other media in the same place are shown instead, and what is deleted goes.
        last = tells(play, play.rosa, attachments.photo(SAND, "before"))
        await expect(bubble(page, play.rosa, "before")).to_be_visible()
        said = rosa.get_by_role("log", name="New messages for Rosa")
        await expect(said).to_contain_text("Alongside: Photo: before")
        play.sandbox.delete(last)
        await expect(bubble(page, play.rosa, "before")).to_have_count(0)


def test_an_album_stands_together_and_grows() -> None:
    asyncio.run(_album())


async def _album() -> None:
    async with playing() as (play, browser):
        play.started()
        page = await play.open(browser)
        rosa = pane(page, play.rosa)
        first = tells(play, play.rosa, attachments.photo(SEA), extra={"media_group_id": "5"})
        await expect(rosa.get_by_role("list", name="Part of an album")).to_be_visible()
        second = tells(play, play.rosa, attachments.photo(WOOD, "both"), extra={"media_group_id": "5"})
        album = rosa.get_by_role("list", name="Album of 2")
        await expect(album.locator(".message")).to_have_count(2)
        tells(play, play.rosa, attachments.document(), extra={"media_group_id": "6"})
        await expect(rosa.locator(".album")).to_have_count(2)

        # Each part is a message of its own: it can be answered, and deleted alone.
        await album.locator(".message").last.locator(".more").click()
        await page.get_by_role("menuitem", name="Reply").click()
        field = rosa.get_by_label("Message as Rosa")
        await field.fill("lovely")
        await field.press("Enter")
        await expect(bubble(page, play.rosa, "lovely")).to_be_visible()
        assert play.last(play.rosa).reply_to_id == second.id
        play.sandbox.delete(first)
        await expect(rosa.get_by_role("list", name="Part of an album").first).to_contain_text("both")


def test_a_person_attaches_files() -> None:
    asyncio.run(_attached())


async def _attached() -> None:
    async with playing() as (play, browser):
        play.started()
        asked = play.tells(play.rosa, "How was it?")
        page = await play.open(browser)
        rosa = pane(page, play.rosa)
        field = rosa.get_by_label("Message as Rosa")
        pictures = [picked("sea.jpg", "image/jpeg", SEA), picked("wood.jpg", "image/jpeg", WOOD)]

        # Several pictures go as an album; one is taken out before, the words are the caption.
        await attaches(page, play.rosa, "Photos or videos", *pictures, picked("no.jpg", "image/jpeg", SAND))
        await expect(rosa.get_by_role("group", name="Files to send").get_by_role("listitem")).to_have_count(3)
        await rosa.get_by_role("button", name="Do not send no.jpg").click()
        await expect(rosa.get_by_role("button", name="Do not send wood.jpg")).to_be_focused()
        await bubble(page, play.rosa, "How was it?").locator(".more").click()
        await page.get_by_role("menuitem", name="Reply").click()
        await field.fill("**Like** this")
        await field.press("Enter")
        await expect(rosa.get_by_role("list", name="Album of 2")).to_be_visible()
        await expect(rosa.get_by_role("group", name="Files to send")).to_be_hidden()
        await expect(field).to_have_value("")
        first, second = play.updates("message")
        assert first["media_group_id"] == second["media_group_id"]
        assert (first["caption"], first["caption_entities"][0]["type"]) == ("Like this", "bold")
        assert first["reply_to_message"]["message_id"] == asked.id
        contents = [
            play.sandbox.files_of(message)[0].content
            for message in list(play.chat(play.rosa).messages.values())[-2:]
        ]
        assert contents == [SEA, WOOD]

        # A picture may go as a file.
        await attaches(page, play.rosa, "Photos or videos", pictures[0])
        await rosa.get_by_label("Send as files, not as pictures").check()
        await rosa.get_by_role("button", name="Send", exact=True).click()
        await expect(rosa.get_by_role("link", name="sea.jpg")).to_be_visible()
        assert play.updates("message")[-1]["document"]["mime_type"] == "image/jpeg"

        # A sound goes as a voice message, as long as it is.
        await attaches(page, play.rosa, "Voice message", picked("note.ogg", "audio/ogg", samples.ogg(4)))
        await rosa.get_by_role("button", name="Send", exact=True).click()
        await expect(rosa.get_by_label("Voice message", exact=True)).to_be_visible()
        assert play.updates("message")[-1]["voice"]["duration"] == 4

        # Any other file goes as one.
        await attaches(page, play.rosa, "Files", picked("plan.txt", "text/plain", b"a plan"))
        await rosa.get_by_role("button", name="Send", exact=True).click()
        await expect(rosa.get_by_role("link", name="plan.txt")).to_be_visible()

        # What could not be sent is still there.
        await attaches(page, play.rosa, "Photos or videos", pictures[0])
        await field.fill("x" * 1025)
        await field.press("Enter")
        await expect(rosa.get_by_role("alert")).to_contain_text("1,024")
        await expect(rosa.get_by_role("button", name="Do not send sea.jpg")).to_be_visible()
        await expect(field).to_have_value("x" * 1025)
        await field.fill("a caption")
        await field.press("Enter")
        sent = bubble(page, play.rosa, "a caption")
        await expect(sent).to_be_visible()

        # The caption is edited away, the photo reacted to, and both taken back.
        await sent.locator(".more").click()
        await page.get_by_role("menuitem", name="Edit").click()
        await field.fill("")
        await field.press("Enter")
        await expect(sent).to_have_count(0)
        assert "caption" not in play.updates("edited_message")[-1]
        more = rosa.locator(".message.own .more").last
        await more.click()
        await page.get_by_role("menuitemradio", name="React with ❤").click()
        await expect(rosa.get_by_role("button", name="❤, by you")).to_be_visible()
        count = await rosa.locator(".message").count()
        await more.click()
        await page.get_by_role("menuitem", name="Delete").click()
        await expect(rosa.locator(".message")).to_have_count(count - 1)


def test_names_sizes_and_contrast_are_in_order_with_everything_shown() -> None:
    asyncio.run(_in_order())


async def _in_order() -> None:
    async with playing() as (play, browser):
        shows_all(play)
        for scheme, width in (("light", 1280), ("dark", 360)):
            page = await play.open(browser, color_scheme=scheme, viewport={"width": width, "height": 860})
            await attaches(page, play.rosa, "Photos or videos", picked("a.jpg", "image/jpeg", SEA))
            await expect(pane(page, play.rosa).get_by_role("list", name="Album of 2").last).to_be_visible()
            for audit in ("nameless", "small", "pale"):
                assert await page.evaluate(f"{AUDITS.strip()}.{audit}()") == [], f"{audit} in {scheme}"
            log = pane(page, play.rosa).locator(".log")
            assert await log.evaluate("log => log.scrollWidth - log.clientWidth") == 0
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            await page.screenshot(path=SCREENSHOTS / f"media-{scheme}.png")
            await page.context.close()
