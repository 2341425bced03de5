"""`~kill` in a pattern stands for kill, kills, killed, killing."""

from collections.abc import Mapping, Sequence

_VOWELS = "aeiou"


def inflected(base: str, irregular: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The forms of an English verb or noun; a word of the `irregular` table has the forms listed there.

    Doubling follows spelling (stop, stopped) and the undoubled form is kept too: people write "stoped".
    Forms that do not exist ("tableted") cost nothing and match nothing.
    """
    if base in irregular:
        return frozenset((base, *irregular[base]))
    if base.endswith("e"):
        return frozenset((base, base + "s", base + "d", base[:-1] + "ing"))
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return frozenset((base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"))
    plural = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    forms = {base, plural, base + "ed", base + "ing"}
    if _doubles(base):
        forms |= {base + base[-1] + "ed", base + base[-1] + "ing"}
    return frozenset(forms)


def _doubles(base: str) -> bool:
    return (
        len(base) > 2  # noqa: PLR2004  consonant, vowel, consonant
        and base[-1] not in _VOWELS + "wxy"
        and base[-2] in _VOWELS
        and base[-3] not in _VOWELS
    )
