"""Invitations: one-time links, each for one role."""

import re
import secrets
from datetime import datetime
from enum import Enum

_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}")  # what Telegram lets a deep link carry, and long enough for ours


class InvitationRefusal(Enum):
    """Why a link does not open the door."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


def new_token() -> str:
    """A token nobody can guess: 144 random bits in the 64 characters a deep link may carry.

    Source: core.telegram.org/bots/features#deep-linking (A-Z a-z 0-9 _ -, 64 at most).
    """
    return secrets.token_urlsafe(18)


def may_be_token(text: str) -> bool:
    """Whether a text has the form of a token at all."""
    return _TOKEN.fullmatch(text) is not None


def judge_invitation(
    *, now: datetime, expires_at: datetime, used_at: datetime | None, revoked_at: datetime | None
) -> InvitationRefusal | None:
    """Why this invitation cannot be used now; None where it can."""
    if used_at is not None:
        return InvitationRefusal.USED
    if revoked_at is not None:
        return InvitationRefusal.REVOKED
    if now >= expires_at:
        return InvitationRefusal.EXPIRED
    return None
