"""Invitations: only the digest of a token is kept, so a copy of the database opens no door."""

import hashlib
from datetime import datetime

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.domain.people import Role
from bot.store.base import HasId, Roles, UtcDateTime


class Invitation(HasId):
    """A one-time link for one role."""

    __tablename__ = "invitation"
    __table_args__ = ({"sqlite_autoincrement": True},)  # an id is never used again

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[Role] = mapped_column(Roles)
    is_claim: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    used_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def digest(token: str) -> str:
    """A token is 144 random bits, so a plain hash of it cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def by_token(session: Session, programme_id: int, token: str) -> Invitation | None:
    """The invitation that this token belongs to."""
    return session.scalars(
        select(Invitation).where(
            Invitation.programme_id == programme_id, Invitation.token_digest == digest(token)
        )
    ).one_or_none()


def revoke_claims(session: Session, programme_id: int, now: datetime) -> None:
    """Codes printed at earlier starts claim nothing any more."""
    session.execute(
        update(Invitation)
        .where(
            Invitation.programme_id == programme_id,
            Invitation.is_claim,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )
