"""A file that came with a call, as a part of its multipart form."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Upload:
    """One part: its `name` in the form, the file name and type it came with, and its bytes."""

    name: str
    filename: str
    content_type: str
    content: bytes = field(repr=False)
