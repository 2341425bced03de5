"""Files as somebody sends them, cleaned."""

from bot.domain.media import Attachment, FileRefusal, MediaKind
from bot.media import CleanFile
from bot.media.cleaning import clean


def sent(data: bytes, kind: MediaKind = MediaKind.DOCUMENT, suffix: str = "") -> CleanFile | FileRefusal:
    return clean(Attachment(kind, "file-id", len(data), suffix=suffix), data, "stem")


def cleaned(data: bytes, kind: MediaKind = MediaKind.DOCUMENT, suffix: str = "") -> CleanFile:
    """What comes out; a refusal fails the test that wanted a file."""
    file = sent(data, kind, suffix)
    assert isinstance(file, CleanFile), file
    return file
