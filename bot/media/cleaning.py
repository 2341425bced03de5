"""The one way in: what a file is, who cleans it, and what is said when it cannot be done."""

import logging

from bot.domain.media import LARGEST_FILE, LARGEST_UPLOAD, Attachment, FileRefusal, MediaKind, refuse_before
from bot.media import odf, ooxml, packed, pdf, pictures, recordings, sniffing, stickers
from bot.media.formats import FILMS, FITTING, PICTURES, SOUNDS, TEXTS, Format
from bot.media.results import Cleaned, CleanFile, RefusedError

DEEPEST = 2  # documents in documents, as charts in slides have their tables with them

LOG = logging.getLogger("alongside.media")
for _library in ("PIL", "pikepdf", "libav"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)  # they tell a log what stands in a file


def clean(attachment: Attachment, data: bytes, stem: str) -> CleanFile | FileRefusal:
    """The file with nothing in it that tells who made it, named `stem` and what fits its type; or why not.

    `data` is the whole file. It is known by its content: the attachment's kind only says where it must fit,
    its suffix only tells one kind of text from another. Pure, but seconds of work, and a file may crash a
    decoder: so it is done in a process of its own (`bot.cleaners`). Never raises because of what a file
    holds, and logs no more than an error's type.
    """
    try:
        cleaned = _cleaned(attachment, data)
    except RefusedError as error:
        return error.why
    except MemoryError:
        return FileRefusal.TOO_LARGE
    except Exception as error:  # noqa: BLE001 - decoders raise anything at a broken file
        LOG.info("file-not-readable error=%s", type(error).__name__)
        return FileRefusal.BROKEN
    name = stem + cleaned.format.suffix
    return CleanFile(cleaned.data, name, cleaned.format.mime, cleaned.width, cleaned.height, cleaned.duration)


def _cleaned(attachment: Attachment, data: bytes) -> Cleaned:
    refused = refuse_before(attachment)
    if refused is not None:
        raise RefusedError(refused)
    if len(data) > LARGEST_FILE:
        raise RefusedError(FileRefusal.TOO_LARGE)
    is_sticker = attachment.kind is MediaKind.STICKER
    found = sniffing.recognise(data, attachment.suffix, is_sticker=is_sticker)
    cleaned = _by_type(attachment.kind, data, found)
    if cleaned.format not in FITTING[attachment.kind]:
        raise RefusedError(FileRefusal.BROKEN)  # not what Telegram said it is
    if len(cleaned.data) > LARGEST_UPLOAD:
        raise RefusedError(FileRefusal.TOO_LARGE)
    return cleaned


def _by_type(kind: MediaKind, data: bytes, found: Format | None) -> Cleaned:
    if found is None:
        return _document(data, 0)
    if found in PICTURES:
        return pictures.clean_picture(data, found, as_photo=kind is MediaKind.PHOTO)
    if found in SOUNDS | FILMS:
        return recordings.clean_recording(data, found, is_silent=kind is MediaKind.ANIMATION)
    if found is Format.PDF:
        return pdf.clean_pdf(data)
    if found is Format.TGS:
        return stickers.clean_sticker(data)
    if found in TEXTS:
        return Cleaned((sniffing.decoded(data) or "").encode(), found)
    raise RefusedError(FileRefusal.UNKNOWN_TYPE)


def _document(data: bytes, depth: int) -> Cleaned:
    """A document of an office program, and what is inside it as deep as `DEEPEST`."""
    if depth > DEEPEST:
        raise RefusedError(FileRefusal.ARCHIVE)

    def inner(suffix: str, inside: bytes) -> Cleaned:
        found = sniffing.recognise(inside, suffix)
        if found is None:
            return _document(inside, depth + 1)
        if found in PICTURES:
            return pictures.clean_embedded(inside, found)
        if found in SOUNDS | FILMS:
            return recordings.clean_recording(inside, found)
        raise RefusedError(FileRefusal.UNKNOWN_TYPE)

    parts = packed.unpack(data)
    if packed.CONTENT_TYPES in parts:
        return ooxml.clean_ooxml(parts, inner)
    return odf.clean_odf(parts, inner)
