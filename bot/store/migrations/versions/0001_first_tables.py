"""First tables."""

import sqlalchemy as sa
from alembic import op

import bot.store.base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("bot_username", sa.String(length=64), nullable=True),
        sa.Column("created_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("polled_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("bot_id", name=op.f("uq_programme_bot_id")),
    )
    op.create_table(
        "agenda",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "match.remind_mentee",
                "match.remind_mentor",
                "tidy_up",
                name="agendakind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("due_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum("due", "done", "set_aside", name="agendastate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_agenda_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("agenda", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_kind_subject_id"), ["kind", "subject_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_agenda_programme_id_state_due_at"),
            ["programme_id", "state", "due_at"],
            unique=False,
        )

    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("payload", bot.store.base.Sealed(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("pending", "handled", "set_aside", name="inboxstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("received_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_inbox_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint(
            "programme_id", "update_id", "digest", name=op.f("uq_inbox_programme_id_update_id_digest")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inbox_programme_id_state_id"), ["programme_id", "state", "id"], unique=False
        )

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("roles", bot.store.base.Roles(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "invited",
                "consenting",
                "naming",
                "active",
                "withdrawn",
                name="personstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("awaiting", sa.Enum("name", name="awaiting", native_enum=False, length=24), nullable=True),
        sa.Column("awaiting_since", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("name", bot.store.base.Sealed(), nullable=True),
        sa.Column("name_digest", sa.String(length=64), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("focus", sa.String(length=32), nullable=True),
        sa.Column("created_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("consented_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("consent_version", sa.Integer(), nullable=True),
        sa.Column("unreachable_since", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_person_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("programme_id", "name_digest", name=op.f("uq_person_programme_id_name_digest")),
        sa.UniqueConstraint("programme_id", "telegram_id", name=op.f("uq_person_programme_id_telegram_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tap",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("data", sa.String(length=64), nullable=False),
        sa.Column("query_id", sa.String(length=40), nullable=False),
        sa.Column("at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_tap_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "telegram_id", "message_id", "data", name=op.f("pk_tap")),
    )
    op.create_table(
        "visitor",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("counted_from", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("guesses", sa.Integer(), nullable=False),
        sa.Column("guessed_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_visitor_programme_id")),
        sa.PrimaryKeyConstraint("programme_id", "telegram_id", name=op.f("pk_visitor")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("role", bot.store.base.Roles(), nullable=False),
        sa.Column("is_claim", sa.Boolean(), nullable=False),
        sa.Column("created_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("used_by_id", sa.Integer(), nullable=True),
        sa.Column("revoked_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_invitation_programme_id")),
        sa.ForeignKeyConstraint(["used_by_id"], ["person.id"], name=op.f("fk_invitation_used_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_invitation_token_digest")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "active",
                "paused",
                "ending",
                "closed",
                "declined",
                name="matchstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("proposed_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("mentee_asked_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("mentor_asked_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("mentee_accepted_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("mentor_accepted_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("accepted_note", bot.store.base.Sealed(), nullable=True),
        sa.Column("began_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["mentee_id"], ["person.id"], name=op.f("fk_match_mentee_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"], name=op.f("fk_match_mentor_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_match_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("match", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_match_mentee_id_state"), ["mentee_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_match_mentor_id_state"), ["mentor_id", "state"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("match_id", sa.Integer(), nullable=True),
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("telegram_message_id", sa.BigInteger(), nullable=False),
        sa.Column("content", bot.store.base.Sealed(), nullable=False),
        sa.Column("quote", bot.store.base.Sealed(), nullable=True),
        sa.Column("reply_to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "held", "unsent", "relayed", "refused", name="messagestate", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("created_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("edited_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_message_match_id")),
        sa.ForeignKeyConstraint(["reply_to_id"], ["message.id"], name=op.f("fk_message_reply_to_id")),
        sa.ForeignKeyConstraint(["sender_id"], ["person.id"], name=op.f("fk_message_sender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "sender_id", "telegram_message_id", name=op.f("uq_message_sender_id_telegram_message_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "copy",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("telegram_message_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_copy_message_id")),
        sa.ForeignKeyConstraint(["recipient_id"], ["person.id"], name=op.f("fk_copy_recipient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("copy", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_copy_message_id_recipient_id"), ["message_id", "recipient_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_copy_recipient_id_telegram_message_id"),
            ["recipient_id", "telegram_message_id"],
            unique=False,
        )

    op.create_table(
        "message_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("content", bot.store.base.Sealed(), nullable=False),
        sa.Column("replaced_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_message_version_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_version")),
    )
    with op.batch_alter_table("message_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_version_message_id"), ["message_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("say", "copy", "edit", "clear_buttons", name="kind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("payload", bot.store.base.Sealed(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("target_id", sa.BigInteger(), nullable=True),
        sa.Column("not_before", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "sending",
                "sent",
                "failed",
                "dropped",
                "uncertain",
                name="outboxstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("is_twin", sa.Boolean(), nullable=False),
        sa.Column("sent_message_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["about_id"], ["person.id"], name=op.f("fk_outbox_about_id")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_outbox_message_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_outbox_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_outbox_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_chat_id_state"), ["chat_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_message_id"), ["message_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outbox_programme_id_state_id"), ["programme_id", "state", "id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_programme_id_state_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_message_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_chat_id_state"))

    op.drop_table("outbox")
    with op.batch_alter_table("message_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_version_message_id"))

    op.drop_table("message_version")
    with op.batch_alter_table("copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_copy_recipient_id_telegram_message_id"))
        batch_op.drop_index(batch_op.f("ix_copy_message_id_recipient_id"))

    op.drop_table("copy")
    op.drop_table("message")
    with op.batch_alter_table("match", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_match_mentor_id_state"))
        batch_op.drop_index(batch_op.f("ix_match_mentee_id_state"))

    op.drop_table("match")
    op.drop_table("invitation")
    op.drop_table("visitor")
    op.drop_table("tap")
    op.drop_table("person")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_programme_id_state_id"))

    op.drop_table("inbox")
    with op.batch_alter_table("agenda", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_programme_id_state_due_at"))
        batch_op.drop_index(batch_op.f("ix_agenda_kind_subject_id"))

    op.drop_table("agenda")
    op.drop_table("programme")
