"""Files of every kind reach the other side as they were meant, both ways, and lose what tells of anyone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cleaners.pool import CHILD, Cleaners
from bot.domain.people import Role
from bot.sandbox import actions, attachments, cards, origins, samples
from bot.sandbox.attachments import Media
from bot.sandbox.conversation import Talker
from bot.sandbox.driver import LocalTelegram
from bot.sandbox.messages import Message
from bot.sandbox.sandbox import Sandbox
from tests.support.breaking import CHILD as BREAKING
from tests.support.planted import pdf, pictures, recordings
from tests.support.planted.marks import mark, traces
from tests.support.programme import Programme

KINDS: dict[str, Callable[[], Media]] = {
    "photo": lambda: attachments.photo(pictures.jpeg(), "my walk", has_spoiler=True),
    "voice": lambda: attachments.voice(recordings.voice(), 2),
    "audio": lambda: attachments.audio(
        recordings.mp3(), mark("song") + ".mp3", title=mark("title"), performer=mark("performer")
    ),
    "video": lambda: attachments.video(recordings.film(), mark("film") + ".mp4", "the garden"),
    "video_note": lambda: attachments.video_note(recordings.film()),
    "animation": lambda: attachments.animation(recordings.film(sound_codec=None), mark("wave") + ".mp4"),
    "sticker": lambda: attachments.sticker(pictures.webp(), set_name=mark("set")),
    "document": lambda: attachments.document(pdf.pdf(), mark("letter") + ".pdf", "my letter"),
}


def comes(reader: Talker, kind: str) -> Message:
    """The newest bubble of this kind that the bot sent, once it is there."""

    def look(box: Sandbox) -> Message | None:
        sent = [each for each in reader._shown(box) if each.sender_id == reader.bot.id]
        return next((each for each in reversed(sent) if each.kind == kind), None)

    found = reader.line.wait(look, 10)
    assert found is not None, f"{reader.name} sees no {kind}:\n{reader.transcript}"
    return found


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_reaches_the_other_side_under_a_name(programme: Programme, kind: str) -> None:
    rosa, ben = programme.pair()
    media = KINDS[kind]()
    for author, reader in ((rosa, ben), (ben, rosa)):
        author.sends(media)
        copy = comes(reader, kind)
        file = programme.telegram.file_of(copy)
        assert file.content, "it holds something"
        assert traces(file.content) == []
        assert traces(json.dumps([copy.content, file.name], ensure_ascii=False).encode()) == []
        if media.caption:
            assert copy.text == f"{author.name}\n{media.caption}"
        elif kind in {"sticker", "video_note"}:
            assert [each.text for each in reader.bubbles][-2:-1] == [author.name]
        else:
            assert copy.text == author.name
        assert bool(copy.content.get("has_media_spoiler")) is (kind == "photo")


def test_a_document_stays_a_document(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.sends_document("diary.txt", "my diary", b"It was a good day.")
    comes(ben, "document")
    programme.settles()
    rosa.edits_media(said, attachments.document(b"It was a long day.", "diary.txt", "my diary, mended"))
    ben.sees_edit("mended")
    (sent,) = programme.telegram.waits_for_request("sendDocument", count=1)
    assert sent.params["disable_content_type_detection"] == "true"
    (changed,) = programme.telegram.waits_for_request("editMessageMedia", count=1)
    assert json.loads(changed.params["media"])["disable_content_type_detection"] is True


def test_a_reply_to_a_file_points_to_it_also_after_a_restart(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.sends_photo("my walk")
    copy = comes(ben, "photo")
    programme.settles()
    programme.restart()
    ben.replies_to(copy, "lovely")
    assert rosa.sees("lovely").reply_to_id == said.id


def test_a_changed_caption_and_another_picture_change_on_the_other_side(programme: Programme) -> None:
    rosa, ben = programme.pair()
    said = rosa.sends_photo("teh walk")
    copy = comes(ben, "photo")
    before = programme.telegram.bytes_of(copy)
    programme.settles()
    programme.restart()
    rosa.edits(said, "the walk")
    assert ben.sees_edit("the walk").id == copy.id
    rosa.edits_media(said, attachments.photo(samples.jpeg(640, 480), "another walk"))
    assert ben.sees_edit("another walk").id == copy.id
    assert programme.telegram.bytes_of(copy) != before


def test_an_album_stays_whole_and_in_order_also_after_a_restart(programme: Programme) -> None:
    rosa, ben = programme.pair()
    sizes = [(640, 480), (800, 600), (1280, 960)]
    sent = rosa.sends_album(
        [
            attachments.photo(samples.jpeg(*size), "three walks" if not number else "")
            for number, size in enumerate(sizes)
        ]
    )
    ben.sees("three walks")
    album = [each for each in ben.bubbles if each.album]
    assert [each.text for each in album] == ["Rosa\nthree walks", "", ""]
    assert len({each.album for each in album}) == 1
    widths = [each.content["photo"][-1]["width"] for each in album]
    assert widths == [640, 800, 1280]
    programme.settles()
    programme.restart()
    ben.replies_to(album[1], "this one")
    assert rosa.sees("this one").reply_to_id == sent[1].id
    rosa.edits(sent[2], "the longest")
    assert ben.sees_edit("the longest").id == album[2].id


def test_an_album_split_over_two_polls_with_a_stop_between_is_lost_to_nobody(programme: Programme) -> None:
    rosa, ben = programme.pair()
    first = rosa.sends_album([attachments.photo(caption="one"), attachments.photo(samples.jpeg(640, 480))])
    programme.takes_in()
    programme.bot.stop()
    rosa.sends_album([attachments.photo(samples.jpeg(320, 240))], after=first[0])
    programme.starts_again()
    ben.sees("Rosa\none")
    programme.settles(20)
    assert [each.kind for each in ben.bubbles].count("photo") == 3


def test_a_text_right_after_an_album_does_not_overtake_it(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.sends_album([attachments.photo(caption="first"), attachments.photo()])
    rosa.says("second")
    ben.sees("second")
    kinds = [each.kind for each in ben.bubbles if each.kind == "photo" or "second" in each.text]
    assert kinds == ["photo", "photo", "text"]


def test_a_die_comes_as_its_value_in_words(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.sends(cards.dice(value=5))
    ben.sees("Rosa\n🎲 The die shows 5.")


@pytest.mark.parametrize(
    ("card", "says"),
    [
        ("contact", "I have not passed on this contact card"),
        ("location", "I have not passed on this location"),
        ("venue", "I have not passed on this place"),
        ("poll", "I have not passed on this poll"),
        ("story", "I have not passed on this story"),
        ("invoice", "I have not passed on this"),
    ],
)
def test_what_shows_who_somebody_is_stays_here_and_is_told(
    programme: Programme, card: str, says: str
) -> None:
    rosa, ben = programme.pair()
    made = {
        "contact": lambda: cards.contact(rosa.person),
        "location": cards.location,
        "venue": cards.venue,
        "poll": cards.poll,
        "story": cards.story,
        "invoice": cards.invoice,
    }[card]()
    rosa.sends(made)
    rosa.sees(says)
    ben.sees_nothing()


def test_a_cry_for_help_in_a_poll_is_heard_though_the_poll_stays_here(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, ben = programme.pair()
    rosa.sends(cards.poll("I am going to kill myself tonight, should I?", ("Yes", "No")))
    sam.sees("EMERGENCY")
    rosa.sees("I have not passed on this poll")
    ben.does_not_see("kill myself")


def test_so_is_one_that_is_added_to_a_list_later(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, _ = programme.pair()
    said = rosa.sends(cards.checklist("Today", ("Walk",)))
    rosa.sees("I have not passed on this list")
    longer = cards.checklist("Today", ("Walk", "I am going to kill myself tonight"))
    programme.telegram.call(lambda box: actions.replace(box, said, longer))
    sam.sees("EMERGENCY")


def test_what_somebody_forwards_loses_where_it_comes_from(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.sends({"text": "a good article"}, extra=origins.from_hidden("Ada Marker"))
    assert ben.sees("a good article").extra == {}
    rosa.sends({"text": "my answer"}, extra=origins.answering_elsewhere("words of MARKER"))
    rosa.sees("I leave out the part of another chat")
    assert ben.sees("my answer").text == "Rosa\nmy answer"


def test_a_file_that_cannot_be_cleaned_is_refused_with_the_reason(programme: Programme) -> None:
    rosa, ben = programme.pair()
    rosa.sends_document("photos.zip", "look", b"PK\x03\x04 and so on")
    rosa.sees("it packs other files")
    rosa.sends_document("letter.pdf", "look", b"\x7fELF pretending")
    rosa.sees("I could not pass this file on")
    ben.sees_nothing()


def test_a_file_that_kills_its_decoder_stops_nothing_else(
    telegram: LocalTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.Cleaners", lambda: Cleaners(BREAKING, seconds=1))
    with Programme(telegram, tmp_path) as programme:
        rosa, ben = programme.pair()
        rosa.sends_document("one.txt", "look", b"crash")
        rosa.sees("it seems to be damaged")
        rosa.sends_document("two.txt", "look", b"loop")
        rosa.says("are you there?")
        rosa.sees("it is too large for me")
        ben.sees("are you there?")
        ben.sends_photo("yes, look")
        comes(rosa, "photo")


def test_a_file_waits_where_no_cleaner_can_be_started(
    telegram: LocalTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleaners = Cleaners(("-c", "raise SystemExit"))
    monkeypatch.setattr("bot.app.Cleaners", lambda: cleaners)
    with Programme(telegram, tmp_path) as programme:
        rosa, ben = programme.pair()
        rosa.sends_photo("my walk")
        rosa.says("are you there?")
        programme.takes_in()
        ben.sees_nothing()
        monkeypatch.setattr(cleaners, "_child", CHILD)
        assert comes(ben, "photo").text == "Rosa\nmy walk"
        ben.sees("are you there?")
        rosa.does_not_see("could not pass")


def test_a_file_that_telegram_has_lost_is_told(programme: Programme) -> None:
    rosa, ben = programme.pair()
    programme.bot.stop()
    said = rosa.sends_photo("gone")
    programme.telegram.loses(said)
    programme.starts_again()
    rosa.sees("Telegram does not have it any more")
    ben.sees_nothing()


def test_a_cry_for_help_under_a_picture_alerts_though_the_picture_is_refused(programme: Programme) -> None:
    sam = programme.joins("Sam", Role.SUPERVISOR)
    rosa, _ = programme.pair()
    rosa.sends_document("x.exe", "I have taken all my tablets and want to die", b"MZ")
    sam.sees("EMERGENCY")
    rosa.sees("it can run as a programme")
