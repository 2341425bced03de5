"""The types of files that can be cleaned, with the suffix and MIME type each is passed on with."""

from enum import Enum

from bot.domain.media import MediaKind


class Format(Enum):
    """A type as it is recognised by its content. HEIC, AVIF, BMP and TIFF leave as JPEG or PNG."""

    JPEG = (".jpg", "image/jpeg")
    PNG = (".png", "image/png")
    WEBP = (".webp", "image/webp")
    GIF = (".gif", "image/gif")
    HEIC = (".heic", "image/heic")
    AVIF = (".avif", "image/avif")
    BMP = (".bmp", "image/bmp")
    TIFF = (".tif", "image/tiff")
    PDF = (".pdf", "application/pdf")
    DOCX = (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    XLSX = (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    PPTX = (".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation")
    ODT = (".odt", "application/vnd.oasis.opendocument.text")
    ODS = (".ods", "application/vnd.oasis.opendocument.spreadsheet")
    ODP = (".odp", "application/vnd.oasis.opendocument.presentation")
    MP3 = (".mp3", "audio/mpeg")
    M4A = (".m4a", "audio/mp4")
    AAC = (".aac", "audio/aac")
    OGG = (".ogg", "audio/ogg")
    FLAC = (".flac", "audio/flac")
    WAV = (".wav", "audio/x-wav")
    MP4 = (".mp4", "video/mp4")
    WEBM = (".webm", "video/webm")
    TGS = (".tgs", "application/x-tgsticker")
    TEXT = (".txt", "text/plain")
    CSV = (".csv", "text/csv")
    MARKDOWN = (".md", "text/markdown")

    @property
    def suffix(self) -> str:
        return self.value[0]

    @property
    def mime(self) -> str:
        return self.value[1]


PICTURES = frozenset(
    {Format.JPEG, Format.PNG, Format.WEBP, Format.GIF} | {Format.HEIC, Format.AVIF, Format.BMP, Format.TIFF}
)
SOUNDS = frozenset({Format.MP3, Format.M4A, Format.AAC, Format.OGG, Format.FLAC, Format.WAV})
FILMS = frozenset({Format.MP4, Format.WEBM})
TEXTS = frozenset({Format.TEXT, Format.CSV, Format.MARKDOWN})

# What each kind may be once it is clean: core.telegram.org/bots/api#sendphoto and its neighbours.
FITTING: dict[MediaKind, frozenset[Format]] = {
    MediaKind.PHOTO: frozenset({Format.JPEG}),
    MediaKind.VOICE: frozenset({Format.OGG, Format.MP3, Format.M4A}),
    MediaKind.AUDIO: SOUNDS,
    MediaKind.VIDEO: FILMS,
    MediaKind.VIDEO_NOTE: frozenset({Format.MP4}),
    MediaKind.ANIMATION: FILMS | {Format.GIF},
    MediaKind.STICKER: frozenset({Format.WEBP, Format.TGS, Format.WEBM}),
    MediaKind.DOCUMENT: frozenset(Format),
}
