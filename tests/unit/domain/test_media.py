"""What is said of a file before it is fetched, and how it is kept."""

import json

import pytest

from bot.domain.media import LARGEST_FILE, Attachment, FileRefusal, MediaKind, attachment_from, refuse_before


def named(suffix: str = "", mime: str | None = None, size: int | None = 10) -> Attachment:
    return Attachment(MediaKind.DOCUMENT, "id", size, mime, suffix)


@pytest.mark.parametrize(
    ("suffix", "mime", "why"),
    [
        (".zip", None, FileRefusal.ARCHIVE),
        (".7z", None, FileRefusal.ARCHIVE),
        (".tgz", None, FileRefusal.ARCHIVE),
        (".EXE", None, FileRefusal.EXECUTABLE),
        (".apk", None, FileRefusal.EXECUTABLE),
        (".lnk", None, FileRefusal.EXECUTABLE),
        (".docm", None, FileRefusal.HAS_MACROS),
        (".doc", None, FileRefusal.OLD_FORMAT),
        (".rtf", None, FileRefusal.OLD_FORMAT),
        (".vcf", None, FileRefusal.CONTACT),
        (".ics", None, FileRefusal.CONTACT),
        ("", "application/zip", FileRefusal.ARCHIVE),
        ("", "application/vnd.android.package-archive", FileRefusal.EXECUTABLE),
        (".bin", "text/vcard", FileRefusal.CONTACT),
        (".pdf", "application/pdf", None),
        (".jpg", None, None),
        (".docx", None, None),
        (".txt", "text/plain", None),
        ("", None, None),
    ],
)
def test_a_file_is_refused_by_what_it_says_it_is(
    suffix: str, mime: str | None, why: FileRefusal | None
) -> None:
    assert refuse_before(named(suffix, mime)) is why


def test_a_file_larger_than_a_bot_may_download_is_refused_before_it_is_tried() -> None:
    assert refuse_before(named(size=LARGEST_FILE)) is None
    assert refuse_before(named(size=LARGEST_FILE + 1)) is FileRefusal.TOO_LARGE
    assert refuse_before(named(size=None)) is None


def test_a_moving_sticker_is_no_archive() -> None:
    sticker = Attachment(MediaKind.STICKER, "id", 10, "application/gzip", ".gz")
    assert refuse_before(sticker) is None


def test_an_attachment_is_kept_and_read_again() -> None:
    given = Attachment(MediaKind.VIDEO, "id", 5, "video/mp4", ".mp4", 7, 640, 480, has_spoiler=True)
    assert attachment_from(json.loads(json.dumps(given.as_dict()))) == given
    assert Attachment(MediaKind.VOICE, "id").as_dict() == {"kind": "voice", "file_id": "id"}
