"""Encryption at rest. The roof makes a cipher from the keys in the settings and hands it to the engine."""

import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect


class SealBrokenError(Exception):
    """Something stored cannot be opened with any of the keys."""


class Cipher:
    """Seals with the first key, opens with any of them (Fernet: AES-128-CBC with HMAC-SHA256).

    Raises ValueError where a key is not 32 url-safe base64-encoded bytes or there is none.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("at least one key is needed")
        self._fernets = MultiFernet([Fernet(key) for key in keys])
        self._digest_keys = [hashlib.sha256(b"alongside digest" + key.encode()).digest() for key in keys]

    @staticmethod
    def new_key() -> str:
        """A new random key, as it goes into the settings."""
        return Fernet.generate_key().decode()

    def seal(self, plain: bytes) -> bytes:
        """The bytes, encrypted and authenticated."""
        return self._fernets.encrypt(plain)

    def open(self, sealed: bytes) -> bytes:
        """The bytes as they were; raises SealBrokenError where no key fits or they were changed."""
        try:
            return self._fernets.decrypt(sealed)
        except InvalidToken:
            raise SealBrokenError("no key of ENCRYPTION_KEYS opens this") from None

    def digest(self, text: str) -> str:
        """A keyed hash by which equal texts can be found without storing them (with the first key)."""
        return self.digests(text)[0]

    def digests(self, text: str) -> list[str]:
        """The keyed hash with each key, the first one first: while keys rotate, any may be stored."""
        return [
            hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
            for key in self._digest_keys
        ]


_ATTRIBUTE = "alongside_cipher"


def hand_cipher(dialect: Dialect, cipher: Cipher) -> None:
    """Give one engine's dialect its cipher: what is sealed through that engine is sealed with it."""
    setattr(dialect, _ATTRIBUTE, cipher)


def cipher_of(dialect: Dialect) -> Cipher:
    """The cipher of this engine; raises AttributeError where the roof handed it none."""
    cipher: Cipher = getattr(dialect, _ATTRIBUTE)
    return cipher
