"""Pictures with a mark in every place where a camera or a program may write."""

import io
import zipfile
from struct import pack
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from tests.support.planted.marks import PLACE, mark

SIZE = (96, 64)
UPRIGHT, TURNED_RIGHT = 1, 6  # values of EXIF's orientation; the second is seen after a quarter turn
_ASCII, _SHORT, _LONG, _RATIONAL, _UNDEFINED = 2, 3, 4, 5, 7

Entry = tuple[int, int, bytes]  # tag, type, value


def scene(size: tuple[int, int] = SIZE, mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right: one sees how it is turned, and that it is still there."""
    image = Image.new("RGB", size, (200, 30, 40))
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, *size), (20, 40, 190))
    return image.convert(mode)


def exif(orientation: int = UPRIGHT) -> bytes:
    """An EXIF block (TIFF inside) with maker, place, comments and a thumbnail."""
    thumbnail = _saved(scene((16, 12)), "JPEG", comment=mark("Thumbnail").encode())
    main: list[Entry] = [
        (0x010E, _ASCII, _text("Description")),
        (0x010F, _ASCII, _text("Make")),
        (0x0110, _ASCII, _text("Model")),
        (0x0112, _SHORT, pack("<H", orientation)),
        (0x0131, _ASCII, _text("Software")),
        (0x013B, _ASCII, _text("Artist")),
        (0x8298, _ASCII, _text("Copyright")),
        (0x9C9D, 1, mark("XPAuthor").encode("utf-16-le")),
    ]
    camera: list[Entry] = [
        (0x9286, _UNDEFINED, b"UNICODE\0" + mark("UserComment").encode("utf-16-le")),
        (0x927C, _UNDEFINED, _text("MakerNote")),
        (0xA430, _ASCII, _text("CameraOwner")),
        (0xA431, _ASCII, _text("SerialNumber")),
    ]
    place: list[Entry] = [
        (1, _ASCII, b"N\0"),
        (2, _RATIONAL, pack("<IIIIII", *PLACE, 0, 1, 0, 1)),
        (0x1B, _UNDEFINED, b"ASCII\0\0\0" + _text("PlaceMethod")),
    ]
    return b"Exif\0\0" + _tiff(main, camera, place, thumbnail)


def xmp(place: str) -> bytes:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{mark(place)}</dc:creator></rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def jpeg(
    orientation: int = UPRIGHT, mode: str = "RGB", size: tuple[int, int] = SIZE, *, is_alone: bool = False
) -> bytes:
    """With EXIF, XMP, IPTC, comment, colour profile, a second picture, and a ZIP behind its end."""
    drawn = _saved(scene(size, mode), "JPEG", quality=95)
    iptc = b"\x1c\x02\x50" + pack(">H", len(mark("Iptc"))) + mark("Iptc").encode()
    photoshop = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + pack(">I", len(iptc)) + iptc
    segments = [
        (0xE1, exif(orientation)),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp("Xmp")),
        (0xE2, b"ICC_PROFILE\0\x01\x01" + profile()),
        (0xE2, b"MPF\0" + _text("MultiPicture")),
        (0xED, photoshop),
        (0xE5, _text("UnknownSegment")),
        (0xFE, _text("Comment")),
    ]
    if is_alone:
        segments = [each for each in segments if not each[1].startswith(b"MPF")]
    block = b"".join(pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in segments)
    second = _saved(scene((24, 16)), "JPEG", comment=mark("SecondPicture").encode())
    return drawn[:2] + block + drawn[2:] + second + a_zip()


def profile() -> bytes:
    """A colour profile like sRGB, whose description names somebody."""
    known = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    name = "sRGB built-in".encode("utf-16-be")
    at = known.find(name)
    assert at > 0
    known[at : at + len(name)] = mark("Color").encode("utf-16-be").ljust(len(name), b"\0")[: len(name)]
    return bytes(known)


def png(*, moves: bool = False) -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", mark("PngText"))
    texts.add_text("Comment", mark("PngPacked"), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", xmp("PngXmp").decode())
    texts.add_itxt("Title", mark("PngPackedItxt"), zip=True)
    texts.add(b"prVt", mark("PngPrivate").encode(), after_idat=True)
    more: dict[str, Any] = {}
    if moves:
        more = {"save_all": True, "append_images": [scene().rotate(180)], "duration": 200}
    written = _saved(scene(mode="RGBA"), "PNG", pnginfo=texts, exif=exif(), icc_profile=profile(), **more)
    return written + a_zip()


def webp(orientation: int = UPRIGHT, *, moves: bool = False) -> bytes:
    more: dict[str, Any] = {}
    if moves:
        more = {"save_all": True, "append_images": [scene().rotate(180)], "duration": 200}
    written = _saved(scene(), "WEBP", exif=exif(orientation), xmp=xmp("WebpXmp"), **more)
    private = b"PRIV" + pack("<I", len(_text("WebpPrivate"))) + _text("WebpPrivate")
    private += b"\0" * (len(private) % 2)
    behind = b"ALPH" + pack("<I", len(_text("WebpBehind"))) + _text("WebpBehind")
    return (
        written[:4] + pack("<I", len(written) - 8 + len(private)) + written[8:] + private + behind + a_zip()
    )


def gif() -> bytes:
    frames = [scene().quantize(16), scene().rotate(180).quantize(16)]
    written = _saved(
        frames[0],
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=200,
        loop=0,
        comment=mark("GifComment").encode(),
    )
    packet = xmp("GifXmp")
    xmp_block = b"!\xff\x0bXMP DataXMP" + bytes([len(packet[:255])]) + packet[:255] + b"\0"
    words = _text("GifPlainText")
    line = b"!\x01\x0c" + b"\0" * 12 + bytes([len(words)]) + words + b"\0"
    at = written.index(b"!\xff\x0bNETSCAPE")
    return written[:at] + xmp_block + line + written[at:] + a_zip()


def tiff(pages: int = 1) -> bytes:
    tags = {
        270: mark("TiffDescription"),
        271: mark("TiffMake"),
        305: mark("TiffSoftware"),
        315: mark("Artist"),
    }
    more = {"save_all": True, "append_images": [scene()] * (pages - 1)} if pages > 1 else {}
    return _saved(scene(), "TIFF", tiffinfo=tags, **more)


def bmp() -> bytes:
    return _saved(scene(), "BMP") + mark("BehindBmp").encode()


def heic() -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(scene()).save(out, exif=exif(), xmp=xmp("HeicXmp"), quality=90)
    return out.getvalue()


def avif() -> bytes:
    return _saved(scene(), "AVIF", exif=exif(), xmp=xmp("AvifXmp"), quality=90)


def a_zip() -> bytes:
    """What hides behind another file's end."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(mark("Hidden") + ".txt", mark("InsideZip") * 9)
    return out.getvalue()


def _text(place: str) -> bytes:
    return mark(place).encode() + b"\0"


def _saved(image: Image.Image, name: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, name, **how)
    return out.getvalue()


def _tiff(main: list[Entry], camera: list[Entry], place: list[Entry], thumbnail: bytes) -> bytes:
    """Four directories one behind the other: the picture's, the camera's, the place's, the thumbnail's."""
    small: list[Entry] = [(0x0201, _LONG, b"\0" * 4), (0x0202, _LONG, pack("<I", len(thumbnail)))]
    pointers: list[Entry] = [(0x8769, _LONG, b"\0" * 4), (0x8825, _LONG, b"\0" * 4)]
    groups = [main + pointers, camera, place, small]
    starts = [8]
    for group in groups:
        starts.append(starts[-1] + _length(group))
    pointers[:] = [(0x8769, _LONG, pack("<I", starts[1])), (0x8825, _LONG, pack("<I", starts[2]))]
    small[0] = (0x0201, _LONG, pack("<I", starts[4]))
    written = [
        _directory(main + pointers, starts[0], starts[3]),
        _directory(camera, starts[1], 0),
        _directory(place, starts[2], 0),
        _directory(small, starts[3], 0),
    ]
    return b"II*\0\x08\0\0\0" + b"".join(written) + thumbnail


def _length(entries: list[Entry]) -> int:
    return (
        6 + 12 * len(entries) + sum(len(value) + len(value) % 2 for _, _, value in entries if len(value) > 4)
    )


def _directory(entries: list[Entry], start: int, following: int) -> bytes:
    sizes = {1: 1, _ASCII: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8, _UNDEFINED: 1}
    out, behind = pack("<H", len(entries)), b""
    at = start + 6 + 12 * len(entries)
    for tag, kind, value in sorted(entries):
        out += pack("<HHI", tag, kind, len(value) // sizes[kind])
        if len(value) <= 4:
            out += value.ljust(4, b"\0")
        else:
            out += pack("<I", at + len(behind))
            behind += value + b"\0" * (len(value) % 2)
    return out + pack("<I", following) + behind
