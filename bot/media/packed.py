"""ZIP as the package of an Office document: read within bounds, written without times and comments."""

import io
import zipfile
from collections.abc import Mapping

from bot.domain.media import FileRefusal
from bot.media.results import RefusedError

MOST_PARTS = 5000
LARGEST_UNPACKED = 80_000_000  # bytes of all parts together
CONTENT_TYPES, MIMETYPE = "[Content_Types].xml", "mimetype"

_OF_PROGRAMS = frozenset({"META-INF/MANIFEST.MF", "AndroidManifest.xml", "classes.dex"})
_LOCKED = 0x1  # the flag of a part with a password
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that ZIP knows


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of an Office document by name.

    Raises RefusedError at any other archive, at one with a password, and at one that unpacks to too much.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        infos = [info for info in packed.infolist() if not info.is_dir()]
        names = {info.filename for info in infos}
        if names & _OF_PROGRAMS:
            raise RefusedError(FileRefusal.EXECUTABLE)
        if not names & {CONTENT_TYPES, MIMETYPE}:
            raise RefusedError(FileRefusal.ARCHIVE)
        if any(info.flag_bits & _LOCKED for info in infos):
            raise RefusedError(FileRefusal.PROTECTED)
        if len(names) < len(infos) or any(info.compress_type not in _METHODS for info in infos):
            raise RefusedError(FileRefusal.BROKEN)
        if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_UNPACKED:
            raise RefusedError(FileRefusal.TOO_LARGE)
        return {info.filename: packed.read(info) for info in infos}  # no more than the size it says


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The parts in a new ZIP, in their order; `mimetype` as it is, because readers look for it there."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in parts.items():
            method = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            packed.writestr(zipfile.ZipInfo(name, _LONG_AGO), data, method)
    return out.getvalue()
