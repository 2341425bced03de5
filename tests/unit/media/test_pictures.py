"""Pictures cross as they look, and tell nothing else."""

import io
from collections.abc import Callable

import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageStat, JpegImagePlugin

from bot.domain.media import FileRefusal, MediaKind
from bot.media import pictures as room
from tests.support.cleaning import cleaned, sent
from tests.support.planted import pictures
from tests.support.planted.marks import traces

CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "jpeg": (pictures.jpeg, ".jpg"),
    "grey jpeg": (lambda: pictures.jpeg(mode="L"), ".jpg"),
    "jpeg for print": (lambda: pictures.jpeg(mode="CMYK"), ".jpg"),
    "png": (pictures.png, ".png"),
    "moving png": (lambda: pictures.png(moves=True), ".png"),
    "webp": (pictures.webp, ".webp"),
    "turned webp": (lambda: pictures.webp(pictures.TURNED_RIGHT), ".webp"),
    "moving webp": (lambda: pictures.webp(moves=True), ".webp"),
    "gif": (pictures.gif, ".gif"),
    "tiff": (pictures.tiff, ".png"),
    "bmp": (pictures.bmp, ".png"),
    "heic": (pictures.heic, ".jpg"),
    "avif": (pictures.avif, ".jpg"),
}


@pytest.mark.parametrize(("made", "suffix"), CASES.values(), ids=CASES)
def test_a_picture_loses_every_mark(made: Callable[[], bytes], suffix: str) -> None:
    data = made()
    assert len(traces(data)) >= 1, "nothing was planted"
    file = cleaned(data)
    assert traces(file.data) == []
    assert file.name == "stem" + suffix


@pytest.mark.parametrize(("made", "suffix"), CASES.values(), ids=CASES)
def test_a_picture_looks_as_before(made: Callable[[], bytes], suffix: str) -> None:
    data = made()
    before, after = opened(data), opened(cleaned(data).data)
    if before.getexif().get(0x0112) == pictures.TURNED_RIGHT:
        before = before.rotate(-90, expand=True)
    assert after.size == before.size
    assert difference(before, after) < 6
    assert getattr(after, "n_frames", 1) == (1 if suffix == ".jpg" else getattr(before, "n_frames", 1))


def test_all_places_of_a_jpeg_are_planted() -> None:
    assert len(traces(pictures.jpeg())) > 17


@pytest.mark.parametrize("kind", [MediaKind.DOCUMENT, MediaKind.PHOTO])
def test_a_turned_photo_stays_turned_without_exif(kind: MediaKind) -> None:
    file = cleaned(pictures.jpeg(pictures.TURNED_RIGHT), kind)
    image = Image.open(io.BytesIO(file.data))
    assert image.size == (file.width, file.height) == (64, 96)
    assert dict(image.getexif()) == {}
    assert image.getpixel((32, 8)) == pytest.approx((200, 30, 40), abs=12)  # red was left, now it is above
    assert image.getpixel((32, 88)) == pytest.approx((20, 40, 190), abs=12)


def test_the_frames_of_a_gif_keep_their_time_and_repeat() -> None:
    after = Image.open(io.BytesIO(cleaned(pictures.gif(), MediaKind.ANIMATION).data))
    assert (after.info["duration"], after.info["loop"]) == (200, 0)
    assert set(after.info) <= {"duration", "loop", "background", "version", "extension", "transparency"}


def test_a_profile_goes_into_the_colours() -> None:
    image = Image.open(io.BytesIO(cleaned(pictures.jpeg()).data))
    assert "icc_profile" not in image.info
    assert image.getpixel((20, 30)) == pytest.approx((200, 30, 40), abs=12)


def test_a_transparent_picture_sent_as_a_photo_is_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    image = Image.open(io.BytesIO(cleaned(out.getvalue(), MediaKind.PHOTO).data))
    assert image.getpixel((20, 20)) == pytest.approx((255, 255, 255), abs=3)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    out = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    assert sent(out.getvalue()) is FileRefusal.TOO_LARGE


def test_a_moving_picture_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_MOVING_PIXELS", 2 * 96 * 64 - 1)
    assert sent(pictures.png(moves=True)) is FileRefusal.TOO_LARGE


def test_a_photo_that_telegram_would_not_take_is_refused() -> None:
    out = io.BytesIO()
    Image.new("RGB", (2100, 100)).save(out, "JPEG")
    assert sent(out.getvalue(), MediaKind.PHOTO) is FileRefusal.TOO_LARGE
    assert cleaned(out.getvalue(), MediaKind.DOCUMENT).width == 2100


def test_a_photo_is_made_small_enough_for_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    Image.effect_noise((300, 300), 90).convert("RGB").save(out, "JPEG", quality=95)
    fine = len(cleaned(out.getvalue(), MediaKind.PHOTO).data)
    monkeypatch.setattr(room, "LARGEST_PHOTO", fine * 2 // 3)
    assert len(cleaned(out.getvalue(), MediaKind.PHOTO).data) <= fine * 2 // 3
    assert len(cleaned(out.getvalue(), MediaKind.DOCUMENT).data) == fine


def test_a_webp_says_of_itself_only_what_it_has() -> None:
    data = cleaned(pictures.webp(moves=True)).data
    assert data[12:16] == b"VP8X"
    assert data[20] == 0x02  # it moves; no profile, no EXIF, no XMP


def test_several_pages_of_a_scan_are_not_lost_without_a_word() -> None:
    assert sent(pictures.tiff(pages=2)) is FileRefusal.UNKNOWN_TYPE


def test_half_a_picture_is_broken() -> None:
    large = pictures.jpeg(size=(960, 640))
    for data in (large[: len(large) // 2], pictures.png()[:400], pictures.webp()[:200], pictures.gif()[:300]):
        assert sent(data) is FileRefusal.BROKEN


def opened(data: bytes) -> Image.Image:
    if data.startswith(b"\xff\xd8"):
        return JpegImagePlugin.JpegImageFile(
            io.BytesIO(data)
        )  # it tells nobody that its second picture is odd
    return (
        pillow_heif.open_heif(data).to_pillow() if b"ftypheic" in data[:12] else Image.open(io.BytesIO(data))
    )


def difference(before: Image.Image, after: Image.Image) -> float:
    """How far the pixels are from one another, on average, of 255."""
    return max(ImageStat.Stat(ImageChops.difference(before.convert("RGB"), after.convert("RGB"))).mean)
