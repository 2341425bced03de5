"""What comes out of a cleaner is read, never trusted."""

import pytest

from bot.cleaners import frames
from bot.domain.media import LARGEST_UPLOAD, FileRefusal
from bot.media import CleanFile

FILE = CleanFile(b"drawn anew", "photo.jpg", "image/jpeg", 640, 480)


@pytest.mark.parametrize(
    "done", [FILE, CleanFile(b"", "v.ogg", "audio/ogg", duration=3), FileRefusal.ARCHIVE]
)
def test_an_answer_reads_as_it_was_written(done: CleanFile | FileRefusal) -> None:
    head, data = frames.answer(done)
    words, size = frames.lengths(head[: frames.HEAD.size])
    assert (words, size) == (len(head) - frames.HEAD.size, len(data))
    assert frames.read_answer(head[frames.HEAD.size :], data) == done


@pytest.mark.parametrize(
    "words", [b"", b"\xff", b"[]", b"{}", b'{"why": "because"}', b'{"name": 1, "mime": "image/jpeg"}']
)
def test_what_is_no_answer_is_not_taken_for_one(words: bytes) -> None:
    with pytest.raises(frames.OutOfStepError):
        frames.read_answer(words, b"")


@pytest.mark.parametrize(("words", "data"), [(1 << 20, 0), (10, LARGEST_UPLOAD + 1)])
def test_more_than_a_file_can_be_is_not_waited_for(words: int, data: int) -> None:
    with pytest.raises(frames.OutOfStepError):
        frames.lengths(frames.HEAD.pack(words, data))
