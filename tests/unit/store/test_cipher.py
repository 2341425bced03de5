"""Encryption at rest."""

import pytest

from bot.store.cipher import Cipher, SealBrokenError

OLD, NEW = Cipher.new_key(), Cipher.new_key()


@pytest.mark.parametrize("plain", [b"", b"a", "Grüße 🌹".encode(), bytes(range(256)) * 400])
def test_what_was_sealed_is_opened_as_it_was(plain: bytes) -> None:
    cipher = Cipher([NEW])
    sealed = cipher.seal(plain)
    assert cipher.open(sealed) == plain
    assert len(plain) < 4 or plain not in sealed


def test_the_same_words_are_never_sealed_alike() -> None:
    cipher = Cipher([NEW])
    assert cipher.seal(b"Rosa") != cipher.seal(b"Rosa")


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealBrokenError, match="no key of ENCRYPTION_KEYS opens this"):
        Cipher([NEW]).open(Cipher([OLD]).seal(b"Rosa"))


@pytest.mark.parametrize("place", [0, 1, 20, -1])
def test_what_was_changed_is_not_opened(place: int) -> None:
    cipher = Cipher([NEW])
    sealed = bytearray(cipher.seal(b"Rosa"))
    sealed[place] = ord("A") if sealed[place] != ord("A") else ord("B")
    with pytest.raises(SealBrokenError):
        cipher.open(bytes(sealed))


def test_while_keys_rotate_either_opens_and_the_first_one_seals() -> None:
    both = Cipher([NEW, OLD])
    assert both.open(Cipher([OLD]).seal(b"Rosa")) == b"Rosa"
    assert Cipher([NEW]).open(both.seal(b"Rosa")) == b"Rosa"
    with pytest.raises(SealBrokenError):
        Cipher([OLD]).open(both.seal(b"Rosa"))


def test_digests_find_a_name_by_any_key_and_tell_nothing_without_one() -> None:
    both = Cipher([NEW, OLD])
    assert both.digests("rosa") == [Cipher([NEW]).digest("rosa"), Cipher([OLD]).digest("rosa")]
    assert both.digest("rosa") == both.digests("rosa")[0]
    assert len({Cipher([key]).digest(name) for key in (NEW, OLD) for name in ("rosa", "ben")}) == 4
    assert len(both.digest("\ud800")) == 64


@pytest.mark.parametrize("keys", [[], [""], ["short"], [NEW[:-1]], [NEW, "x"], ["ü" * 44]])
def test_a_key_that_is_none_is_refused_at_once(keys: list[str]) -> None:
    with pytest.raises(ValueError, match=r".") as refusal:
        Cipher(keys)
    assert not any(key and key in str(refusal.value) for key in keys)
