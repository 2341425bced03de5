"""Files are made safe to pass on: nothing in them may tell who sent them.

`cleaning.clean` takes what somebody sent and returns it without metadata, or the reason why that cannot be
done. It is not imported here: the decoders behind it are loaded in `bot.cleaners.child` alone.
"""

from bot.media.results import CleanFile, text_of

__all__ = ["CleanFile", "text_of"]
