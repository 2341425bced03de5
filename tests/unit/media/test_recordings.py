"""Sound and film cross as they are heard and seen, and tell nothing else."""

import io
from collections.abc import Callable
from typing import Any

import av
import pytest

from bot.domain.media import FileRefusal, MediaKind
from bot.media import recordings as room
from bot.media.streams import bare_vorbis, mp3_frame_length
from tests.support.cleaning import cleaned, sent
from tests.support.planted import recordings
from tests.support.planted.marks import mark, traces

Made = Callable[[], bytes]

SOUNDS: dict[str, tuple[Made, str]] = {
    "mp3": (recordings.mp3, ".mp3"),
    "m4a": (recordings.m4a, ".m4a"),
    "flac": (recordings.flac, ".flac"),
    "voice note": (recordings.voice, ".ogg"),
    "vorbis": (lambda: recordings.sound("ogg", "vorbis"), ".ogg"),
    "vorbis of a browser": (lambda: recordings.sound("webm", "vorbis"), ".ogg"),
    "opus of a browser": (lambda: recordings.sound("webm", "libopus"), ".ogg"),
    "wav": (recordings.wav, ".wav"),
    "aac": (lambda: recordings.id3v2() + recordings.sound("adts", "aac") + recordings.id3v1(), ".aac"),
}
FILMS: dict[str, tuple[Made, str]] = {
    "mp4": (recordings.film, ".mp4"),
    "turned mp4": (lambda: recordings.film(turned=True), ".mp4"),
    "mov": (lambda: recordings.film("mov", turned=True), ".mp4"),
    "hevc": (lambda: recordings.film("mov", "libx265"), ".mp4"),
    "av1": (lambda: recordings.film("mp4", "libsvtav1", "libopus"), ".mp4"),
    "mkv": (lambda: recordings.film("matroska"), ".mp4"),
    "webm": (lambda: recordings.film("webm", "libvpx-vp9", "libopus"), ".webm"),
    "old webm": (lambda: recordings.film("webm", "libvpx", "vorbis"), ".webm"),
    "silent": (lambda: recordings.film(sound_codec=None), ".mp4"),
}
ALL = SOUNDS | FILMS


@pytest.mark.parametrize(("made", "suffix"), ALL.values(), ids=ALL)
def test_a_recording_loses_every_mark(made: Made, suffix: str) -> None:
    data = made()
    assert len(traces(data)) >= 2, "nothing was planted"
    file = cleaned(data)
    assert traces(file.data) == []
    assert file.name == "stem" + suffix


@pytest.mark.parametrize("made", [made for made, _ in ALL.values()], ids=ALL)
def test_a_recording_has_no_tags_chapters_and_other_tracks(made: Made) -> None:
    with opened(cleaned(made()).data) as after:
        known = {"major_brand", "minor_version", "compatible_brands", "encoder"}
        assert set(after.metadata) <= known
        assert after.metadata.get("encoder", "Lavf") == "Lavf"
        assert after.chapters() == []
        assert sorted(stream.type for stream in after.streams) in (["audio"], ["audio", "video"], ["video"])
        for stream in after.streams:
            tags = {key.lower(): value for key, value in stream.metadata.items()}
            assert set(tags) <= {"language", "handler_name", "vendor_id", "duration", "encoder"}
            assert tags.get("handler_name") in {None, "VideoHandler", "SoundHandler"}


@pytest.mark.parametrize("made", [made for made, _ in ALL.values()], ids=ALL)
def test_a_recording_sounds_and_lasts_as_before(made: Made) -> None:
    data = made()
    file = cleaned(data)
    assert file.duration == recordings.SECONDS
    assert loudness(file.data) == pytest.approx(loudness(data), rel=0.001)


@pytest.mark.parametrize("made", [made for made, _ in FILMS.values()], ids=FILMS)
def test_a_film_looks_and_is_turned_as_before(made: Made) -> None:
    data = made()
    file = cleaned(data, MediaKind.VIDEO)
    before, after = frames(data), frames(file.data)
    assert len(before) == len(after) == 50
    assert before[0].rotation == after[0].rotation
    assert (before[30].to_ndarray() == after[30].to_ndarray()).all()
    assert (file.width, file.height) == ((64, 96) if after[0].rotation else (96, 64))


def test_words_between_the_frames_of_an_mp3_go() -> None:
    file = cleaned(recordings.mp3(has_words_between=True), MediaKind.AUDIO)
    assert traces(file.data) == []
    assert loudness(file.data) == pytest.approx(loudness(recordings.mp3()), rel=0.001)


def test_a_film_can_be_played_before_it_is_there_as_a_whole() -> None:
    data = cleaned(recordings.film(), MediaKind.VIDEO).data
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_a_film_of_an_iphone_is_called_what_apple_plays() -> None:
    with opened(cleaned(recordings.film("mov", "libx265"), MediaKind.VIDEO).data) as after:
        assert after.streams.video[0].codec_context.codec_tag == "hvc1"


def test_a_voice_note_stays_opus_in_ogg() -> None:
    file = cleaned(recordings.voice(), MediaKind.VOICE)
    assert file.mime == "audio/ogg"
    with opened(file.data) as after:
        assert after.streams.audio[0].codec_context.name == "opus"


def test_a_moving_sticker_stays_transparent() -> None:
    data = recordings.film("webm", "libvpx-vp9", None, pixels="yuva420p")
    file = cleaned(data, MediaKind.STICKER, ".webm")
    assert traces(file.data) == []
    with opened(file.data) as after:
        assert {key.lower(): value for key, value in after.streams[0].metadata.items()}["alpha_mode"] == "1"
        assert next(after.demux()).has_sidedata("matroska_block_additional")


def test_what_rides_along_with_a_film_that_is_not_transparent_is_left() -> None:
    data = recordings.film("webm", "libvpx-vp9", None, pixels="yuva420p")
    data = data.replace(b"\x53\xc0\x81\x01", b"\x53\xc0\x81\x00").replace(b"ALPHA_MODE", b"OMEGA_MODE")
    with opened(cleaned(data).data) as after:
        assert not any(packet.has_sidedata("matroska_block_additional") for packet in after.demux())


def test_an_animation_has_no_sound() -> None:
    with opened(cleaned(recordings.film(), MediaKind.ANIMATION).data) as after:
        assert [stream.type for stream in after.streams] == ["video"]


def test_codecs_that_are_not_known_to_be_clean_are_refused() -> None:
    assert sent(recordings.film("mp4", "mpeg4", None)) is FileRefusal.UNKNOWN_TYPE
    assert sent(recordings.film("matroska", "mjpeg", None, pixels="yuvj420p")) is FileRefusal.UNKNOWN_TYPE


def test_a_film_for_its_owners_player_alone_is_refused() -> None:
    assert sent(recordings.locked_film()) is FileRefusal.PROTECTED


def test_a_film_that_unfolds_into_more_than_it_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = recordings.film()
    monkeypatch.setattr(room, "MOST_PACKETS", 20)
    assert sent(data) is FileRefusal.TOO_LARGE
    monkeypatch.undo()
    monkeypatch.setattr(room, "LARGEST_UPLOAD", 2000)
    assert sent(data) is FileRefusal.TOO_LARGE


def test_a_film_without_a_picture_is_broken() -> None:
    data = recordings.film()
    assert sent(data[: len(data) // 2]) is FileRefusal.BROKEN


def test_a_file_of_another_kind_than_telegram_said_is_broken() -> None:
    assert sent(recordings.mp3(), MediaKind.VIDEO) is FileRefusal.BROKEN
    assert sent(recordings.film(), MediaKind.VOICE) is FileRefusal.BROKEN


@pytest.mark.parametrize(
    ("header", "length"),
    [
        ("fffb9064", 417),  # MPEG 1, 128 kbit/s, 44,100 Hz
        ("fffb9264", 418),  # the same with padding
        ("fff384c4", 192),  # MPEG 2, 64 kbit/s, 24,000 Hz
        ("ffe348c4", 288),  # MPEG 2.5, 32 kbit/s, 8,000 Hz
        ("fffdb004", None),  # layer II
        ("41504554", None),  # APET
        ("fffbf064", None),  # no such bit rate
        ("fffb9c64", None),  # no such sampling rate
        ("fffb", None),
    ],
)
def test_the_length_of_an_mp3_frame_is_read_from_its_header(header: str, length: int | None) -> None:
    assert mp3_frame_length(bytes.fromhex(header)) == length


@pytest.mark.parametrize("length", [9, 254, 255, 256, 700])
def test_the_setup_of_vorbis_loses_its_comments(length: int) -> None:
    first, third = b"\x01vorbis" + bytes(23), b"\x05vorbis" + bytes(900)
    comments = b"\x03vorbis" + mark("Vorbis").encode().ljust(length, b"x")
    lacing = bytes([2, len(first)]) + b"\xff" * (len(comments) // 255) + bytes([len(comments) % 255])
    bare = bare_vorbis(lacing + first + comments + third)
    none = b"\x03vorbis" + bytes(8) + b"\x01"
    assert bare == bytes([2, len(first), len(none)]) + first + none + third


def opened(data: bytes) -> Any:
    return av.open(io.BytesIO(data), "r")


def frames(data: bytes) -> list[Any]:
    with opened(data) as file:
        return list(file.decode(video=0))


def loudness(data: bytes) -> float:
    """The sum of all samples' sizes: the same where every sample is there."""
    with opened(data) as file:
        if not file.streams.audio:
            return 0
        return sum(float(abs(frame.to_ndarray().astype(float)).sum()) for frame in file.decode(audio=0))
