"""Tokens, and whether a link opens the door."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.invitations import InvitationRefusal, judge_invitation, may_be_token, new_token

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("expires", "used", "revoked", "refusal"),
    [
        (NOW + SECOND, None, None, None),
        (NOW, None, None, InvitationRefusal.EXPIRED),
        (NOW - SECOND, None, None, InvitationRefusal.EXPIRED),
        (NOW + SECOND, NOW, None, InvitationRefusal.USED),
        (NOW + SECOND, None, NOW, InvitationRefusal.REVOKED),
        (NOW - SECOND, NOW, NOW, InvitationRefusal.USED),
        (NOW - SECOND, None, NOW, InvitationRefusal.REVOKED),
    ],
)
def test_a_link_opens_the_door_once_and_in_time(
    expires: datetime, used: datetime | None, revoked: datetime | None, refusal: InvitationRefusal | None
) -> None:
    assert judge_invitation(now=NOW, expires_at=expires, used_at=used, revoked_at=revoked) is refusal


def test_tokens_fit_into_a_deep_link_and_never_repeat() -> None:
    tokens = {new_token() for _ in range(500)}
    assert len(tokens) == 500
    for token in tokens:
        assert re.fullmatch(r"[A-Za-z0-9_-]{24}", token)
        assert may_be_token(token)


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("a" * 19, False),
        ("a" * 20, True),
        ("aZ09_-" * 10, True),
        ("a" * 64, True),
        ("a" * 65, False),
        ("", False),
        ("a" * 24 + "\n", False),
        ("a" * 24 + " ", False),
        ("ä" * 24, False),
        ("\u0661" * 24, False),
        ("' OR 1=1; DROP TABLE person --", False),
    ],
)
def test_what_cannot_be_a_token_is_not_looked_up(text: str, *, may_be: bool) -> None:
    assert may_be_token(text) is may_be
