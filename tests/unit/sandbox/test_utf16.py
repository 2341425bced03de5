from bot.sandbox.utf16 import cut, pieces, splits_pair, units


def test_an_emoji_takes_two_units() -> None:
    assert units("a👍é") == 4
    assert cut("a👍é", 1, 2) == "👍"
    assert splits_pair("a👍é", 2)
    assert not splits_pair("a👍é", 1)


def test_a_long_text_is_cut_without_splitting_an_emoji_and_loses_nothing() -> None:
    text = "👍" * 3000
    found = pieces("a" + text, 4096)
    assert "".join(found) == "a" + text
    assert [units(piece) for piece in found] == [4095, 1906]


def test_a_long_text_is_cut_at_a_space() -> None:
    found = pieces("word " * 1000, 4096)
    assert all(piece.startswith("word") for piece in found)
    assert "".join(found) == "word " * 1000
