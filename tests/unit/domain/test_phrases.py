"""Keys of what can be said."""

import pytest

from bot.domain import phrases
from bot.domain.phrasing import phrase


def test_no_two_phrases_share_a_key() -> None:
    with pytest.raises(ValueError, match="two phrases have the key stranger"):
        phrase("stranger")
    assert phrases.ALL["stranger"] is phrases.STRANGER
