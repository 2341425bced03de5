"""The crisis lines, by country, in TOML files beside this one.

They are facts about services, each with the page it was read on and when; what is said around them stands in
the words. That a programme has checked its country's lines is its coordinator's act and is not kept here.
"""

from content.crisis.loader import CrisisLinesError, load

__all__ = ["CrisisLinesError", "load"]
