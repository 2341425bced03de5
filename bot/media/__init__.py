"""Files are made safe to pass on: nothing in them may tell who sent them.

`clean` takes what somebody sent and returns it without metadata, or the reason why that cannot be done.
"""

from bot.media.cleaning import clean, text_of
from bot.media.results import CleanFile

__all__ = ["CleanFile", "clean", "text_of"]
