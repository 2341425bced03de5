"""The words for people, by language, in Fluent files beside this one."""

from content.words.loader import Words, WordsError, load

__all__ = ["Words", "WordsError", "load"]
