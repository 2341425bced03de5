"""Files and albums, pauses and quiet, to whom somebody writes, quick words, topics."""

from typing import Any

import sqlalchemy as sa
from alembic import op

import bot.store.base

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COLUMNS: list[tuple[str, sa.Column[Any]]] = [
    ("match", sa.Column("mentee_paused_at", bot.store.base.UtcDateTime(timezone=True), nullable=True)),
    ("match", sa.Column("mentor_paused_at", bot.store.base.UtcDateTime(timezone=True), nullable=True)),
    ("match", sa.Column("mentee_muted_until", bot.store.base.UtcDateTime(timezone=True), nullable=True)),
    ("match", sa.Column("mentor_muted_until", bot.store.base.UtcDateTime(timezone=True), nullable=True)),
    ("match", sa.Column("change_asked_at", bot.store.base.UtcDateTime(timezone=True), nullable=True)),
    ("message", sa.Column("attachment", bot.store.base.Sealed(), nullable=True)),
    ("message", sa.Column("album", sa.String(length=64), nullable=True)),
    ("message", sa.Column("kept_at", bot.store.base.UtcDateTime(timezone=True), nullable=True)),
    ("message", sa.Column("settled_by", sa.Integer(), server_default="0", nullable=False)),
    ("message", sa.Column("settled_wording", sa.Integer(), nullable=True)),
    ("message_version", sa.Column("attachment", bot.store.base.Sealed(), nullable=True)),
    (
        "message_version",
        sa.Column("was_passed_on", sa.Boolean(), server_default=sa.true(), nullable=False),
    ),
    ("person", sa.Column("open_match_id", sa.Integer(), nullable=True)),
    ("person", sa.Column("open_since", bot.store.base.UtcDateTime(timezone=True), nullable=True)),
    ("person", sa.Column("quick_words", bot.store.base.Sealed(), nullable=True)),
    ("person", sa.Column("shows_quick_words", sa.Boolean(), server_default=sa.false(), nullable=False)),
    ("programme", sa.Column("has_topics", sa.Boolean(), server_default=sa.false(), nullable=False)),
    ("programme", sa.Column("topics_refused_at", bot.store.base.UtcDateTime(timezone=True), nullable=True)),
]

_INDEXES = [
    ("ix_message_sender_id_album", "message", ["sender_id", "album"]),
    ("ix_message_match_id_created_at", "message", ["match_id", "created_at"]),
    ("ix_copy_recipient_id_sent_at", "copy", ["recipient_id", "sent_at"]),
]


def upgrade() -> None:
    for table, column in _COLUMNS:
        op.add_column(table, column)
    for name, table, columns in _INDEXES:
        op.create_index(op.f(name), table, columns, unique=False)
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("match_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "asked", "open", "gone", "refused", "ended", name="topicstate", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("asked_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("lost_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_topic_match_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_topic_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("match_id", "person_id", name=op.f("uq_topic_match_id_person_id")),
    )
    op.create_index(op.f("ix_topic_person_id"), "topic", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_topic_person_id"), "topic")
    op.drop_table("topic")
    for name, table, _ in reversed(_INDEXES):
        op.drop_index(op.f(name), table)
    for table, column in reversed(_COLUMNS):
        op.drop_column(table, column.name)
