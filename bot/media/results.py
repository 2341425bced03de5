"""What cleaning ends in: a file that is safe to pass on, or a refusal."""

from dataclasses import dataclass

from bot.domain.media import FileRefusal
from bot.media.formats import TEXTS, Format


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file of which nothing tells who made it.

    `name` is the caller's word with the suffix that fits the content, `width` and `height` are in pixels as
    somebody sees it (turned the right way), `duration` in whole seconds; None where a type has none or it is
    not known.
    """

    data: bytes
    name: str
    mime: str
    width: int | None = None
    height: int | None = None
    duration: int | None = None


def text_of(file: CleanFile, most: int) -> str | None:
    """The first `most` characters of a plain text file, so that they can be scanned; None of any other."""
    if file.mime not in {each.mime for each in TEXTS}:
        return None
    return file.data[: 4 * most].decode(errors="ignore")[:most]  # it is UTF-8 now, cut within a character


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What one room of this package hands back: the same before it has a name."""

    data: bytes
    format: Format
    width: int | None = None
    height: int | None = None
    duration: int | None = None


class RefusedError(Exception):
    """A file cannot be passed on; `why` is what its sender is told."""

    def __init__(self, why: FileRefusal) -> None:
        super().__init__(why.value)
        self.why = why
