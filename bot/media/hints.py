"""Words that a program wrote by itself and that tell where a file lay."""

import re

# A path of Windows, of a share, or of somebody's home; never a part of an address of the web.
PATH = re.compile(
    r"""(?:(?<![a-z])[a-z]:[\\/]|\\\\[\w.-]+\\|(?<![a-z])file:|(?<![\w/.-])/(?:users|home)/)[^"<>|*?\r\n]*""",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(
    r"[^\r\n]{1,200}\.(jpe?g|png|gif|webp|heic|tiff?|bmp|pdf|docx?|xlsx?|pptx?|mp[34])", re.IGNORECASE
)


def names_a_file(words: str) -> bool:
    """Whether a description is no description but the name of a file or the way to it."""
    return PATH.search(words) is not None or _FILE_NAME.fullmatch(words.strip()) is not None
