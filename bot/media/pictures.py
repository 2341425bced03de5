"""Pictures: what is seen is drawn anew, so that nothing but its pixels crosses.

JPEG is compressed again at quality 92, where a loss cannot be seen: leaving its data as it is would keep the
camera's own tables (which tell its make) and whatever a maker hides between them. PNG loses nothing. GIF and
WebP keep their compressed frames and lose all else (see blocks.py).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pi_heif
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageFile,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from bot.domain.media import LARGEST_PHOTO, LONGEST_SIDES, STEEPEST_RATIO, FileRefusal
from bot.media import blocks
from bot.media.formats import Format
from bot.media.results import Cleaned, RefusedError

MOST_PIXELS = 52_000_000  # a telephone's 50 megapixels; about 160 MB in memory
MOST_MOVING_PIXELS = 100_000_000  # of all frames of a moving PNG together
_QUALITIES = (92, 85, 75, 60)  # the first one, unless a photo then is larger than Telegram takes
# Each is read by the one reader of its type: what looks like another type to Pillow is not tried as that one.
_READERS: dict[Format, Callable[[BytesIO], ImageFile.ImageFile]] = {
    Format.JPEG: JpegImagePlugin.JpegImageFile,
    Format.PNG: PngImagePlugin.PngImageFile,
    Format.WEBP: WebPImagePlugin.WebPImageFile,
    Format.GIF: GifImagePlugin.GifImageFile,
    Format.HEIC: pi_heif.HeifImageFile,
    Format.AVIF: AvifImagePlugin.AvifImageFile,
    Format.BMP: BmpImagePlugin.BmpImageFile,
    Format.TIFF: TiffImagePlugin.TiffImageFile,
}
_AS_JPEG = frozenset({Format.JPEG, Format.HEIC, Format.AVIF})
_PNG_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I;16"})
_ORIENTATION = 0x0112  # the EXIF field; 1 is upright


def clean_picture(data: bytes, kept: Format, *, as_photo: bool = False) -> Cleaned:
    """The picture alone, turned the way it is seen, in sRGB.

    `as_photo` makes it fit for sendPhoto (10 MB, sides of 10,000 pixels together, at most 20 to 1).
    Raises RefusedError, and whatever a decoder raises at broken data.
    """
    with _opened(data, kept) as image:
        if kept is Format.GIF or (kept is Format.WEBP and not as_photo and not _needs_drawing(image)):
            image.load()
            return Cleaned(blocks.bare(data, kept), kept, *image.size)
        if kept is Format.PNG and _is_moving(image) and not as_photo:
            return _moving_png(image)
        if kept in {Format.TIFF, Format.WEBP, Format.AVIF} and _is_moving(image):
            raise RefusedError(FileRefusal.UNKNOWN_TYPE)  # the other pages would be lost without a word
        sampling = JpegImagePlugin.get_sampling(image) if kept is Format.JPEG else 0
        seen = _in_srgb(ImageOps.exif_transpose(image))
        if as_photo:
            _check_fits(seen)
        if as_photo or kept in _AS_JPEG:
            return _jpeg(seen, max(sampling, 0), as_photo=as_photo)
        return _webp(seen) if kept is Format.WEBP else _png(seen)


def clean_embedded(data: bytes, kept: Format) -> Cleaned:
    """A picture inside a document. Its pixels stay as they are stored: the document says how they are turned.

    Raises as `clean_picture` does, and refuses types that no office program shows.
    """
    with _opened(data, kept) as image:
        if kept in {Format.PNG, Format.BMP, Format.TIFF}:
            return _moving_png(image) if kept is Format.PNG and _is_moving(image) else _png(_in_srgb(image))
        if kept not in {Format.JPEG, Format.GIF, Format.WEBP}:
            raise RefusedError(FileRefusal.UNKNOWN_TYPE)
        size = image.size
        if kept is Format.JPEG:
            image.draft("L", (1, 1))  # an eighth of its size says as well whether it can be read
        image.load()
    return Cleaned(blocks.bare(data, kept), kept, *size)


@contextmanager
def _opened(data: bytes, kept: Format) -> Iterator[Image.Image]:
    """Opened, not yet decoded; refused where it would fill the memory."""
    with _READERS[kept](BytesIO(data)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise RefusedError(FileRefusal.TOO_LARGE)
        yield image


def _is_moving(image: Image.Image) -> bool:
    return bool(getattr(image, "is_animated", False))


def _needs_drawing(image: Image.Image) -> bool:
    """Whether a WebP is turned by its EXIF or coloured by a profile, so that both must go into its pixels."""
    if _is_moving(image):
        return False
    return image.getexif().get(_ORIENTATION, 1) != 1 or "icc_profile" in image.info


def _check_fits(image: Image.Image) -> None:
    long, short = max(image.size), min(image.size)
    if long + short > LONGEST_SIDES or long > short * STEEPEST_RATIO:
        raise RefusedError(FileRefusal.TOO_LARGE)


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours a profile means, without the profile (it names devices), and nothing kept beside them."""
    profile, transparency = image.info.get("icc_profile"), image.info.get("transparency")
    image.load()
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        image = _converted(image, profile)
    elif image.mode == "CMYK":
        image = image.convert("RGB")
    image.info = {} if transparency is None else {"transparency": transparency}
    return image


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source) and image.mode == target:
            return image
        srgb = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(image, source, srgb, outputMode=target)
    except (OSError, ImageCms.PyCMSError):
        return image.convert(target)  # a profile that cannot be read: shown as it is without one
    return turned if turned is not None else image


def _jpeg(image: Image.Image, sampling: int, *, as_photo: bool) -> Cleaned:
    if image.mode not in {"L", "RGB"}:
        image = _on_white(image)
    written = b""
    for quality in _QUALITIES if as_photo else _QUALITIES[:1]:
        written = _saved(image, "JPEG", quality=quality, subsampling=sampling)
        if len(written) <= LARGEST_PHOTO:
            break
    return Cleaned(written, Format.JPEG, *image.size)


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG has no transparency: what shows through is white, as in a chat."""
    if image.mode not in {"LA", "PA", "RGBA"} and "transparency" not in image.info:
        return image.convert("RGB")
    drawn = image.convert("RGBA")
    ground = Image.new("RGB", drawn.size, "white")
    ground.paste(drawn, mask=drawn.getchannel("A"))
    return ground


def _png(image: Image.Image) -> Cleaned:
    if image.mode not in _PNG_MODES:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return Cleaned(_saved(image, "PNG"), Format.PNG, *image.size)


def _webp(image: Image.Image) -> Cleaned:
    return Cleaned(_saved(image, "WEBP", quality=_QUALITIES[0]), Format.WEBP, *image.size)


def _moving_png(image: Image.Image) -> Cleaned:
    if image.width * image.height * getattr(image, "n_frames", 1) > MOST_MOVING_PIXELS:
        raise RefusedError(FileRefusal.TOO_LARGE)
    return Cleaned(_saved(image, "PNG", save_all=True), Format.PNG, *image.size)


def _saved(image: Image.Image, name: str, **how: Any) -> bytes:
    """Without what Pillow would carry over by itself from the picture that was opened."""
    out = BytesIO()
    image.save(out, name, exif=b"", icc_profile=None, comment=b"", xmp=b"", **how)
    return out.getvalue()
