"""Alerts, their events and cards, flags, and the outbox rows that carry them."""

import sqlalchemy as sa
from alembic import op

import bot.store.base

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("peer_id", sa.Integer(), nullable=True),
        sa.Column("match_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "distress",
                "advice",
                "help_now",
                "worry",
                "not_right",
                "unprocessed",
                name="alertsource",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column(
            "danger",
            sa.Enum("suicide", "medical", "abuse", "other", name="danger", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("help_kind", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("rule", sa.String(length=96), nullable=False),
        sa.Column("excerpt", bot.store.base.Sealed(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("for_coordinators", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "acknowledged", "resolved", name="alertstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("clock_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("opened_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("carded_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("outside_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("sentence", bot.store.base.Sealed(), nullable=True),
        sa.Column("said_safe_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("peer_cannot", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("acknowledged_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("acted_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("resolved_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column(
            "disposition",
            sa.Enum(
                "false_positive",
                "handled_by_mentor",
                "spoke_with_person",
                "referred",
                "emergency_services",
                "other",
                name="disposition",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("note", bot.store.base.Sealed(), nullable=True),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_alert_match_id")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_alert_message_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_alert_owner_id")),
        sa.ForeignKeyConstraint(["peer_id"], ["person.id"], name=op.f("fk_alert_peer_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_alert_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_alert_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_person_id_state"), ["person_id", "state"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_alert_programme_id_state"), ["programme_id", "state"], unique=False
        )

    op.create_table(
        "alert_card",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("telegram_message_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_alert_card_alert_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_alert_card_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_card")),
    )
    with op.batch_alter_table("alert_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_card_alert_id"), ["alert_id"], unique=False)

    op.create_table(
        "alert_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "raised",
                "joined",
                "rang_again",
                "reopened",
                "climbed",
                "undelivered",
                "acknowledged",
                "context_opened",
                "messaged_person",
                "messaged_peer",
                "handed_over",
                "handover_accepted",
                "regraded",
                "identity_shown",
                "resolved",
                name="alerteventkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("detail", bot.store.base.Sealed(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_alert_event_actor_id")),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_alert_event_alert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_event")),
    )
    with op.batch_alter_table("alert_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_event_alert_id"), ["alert_id"], unique=False)

    op.create_table(
        "flag",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("alert_id", sa.Integer(), nullable=True),
        sa.Column("at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("rule", sa.String(length=96), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column(
            "family",
            sa.Enum("distress", "advice", "scan", name="family", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_flag_alert_id")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_flag_message_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_flag_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_flag_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
    )
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_flag_alert_id"), ["alert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_flag_person_id_at"), ["person_id", "at"], unique=False)

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_match_id"), ["match_id"], unique=False)

    op.add_column("match", sa.Column("kind", sa.String(length=24), nullable=False, server_default="peer"))
    op.add_column(
        "programme",
        sa.Column("gap_warned_until", bot.store.base.UtcDateTime(timezone=True), nullable=True),
    )
    op.add_column(
        "programme",
        sa.Column("scan_warned_at", bot.store.base.UtcDateTime(timezone=True), nullable=True),
    )
    op.add_column("person", sa.Column("safety_plan", bot.store.base.Sealed(), nullable=True))
    op.add_column("person", sa.Column("account", bot.store.base.Sealed(), nullable=True))
    op.add_column("person", sa.Column("awaiting_id", sa.Integer(), nullable=True))
    op.add_column("outbox", sa.Column("alert_id", sa.Integer(), nullable=True))
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_confirmation_person_id")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_confirmation_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation")),
        sa.UniqueConstraint("programme_id", "country", name=op.f("uq_confirmation_programme_id_country")),
    )
    op.create_table(
        "duty_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until", bot.store.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_duty_change_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_duty_change_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_change")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("duty_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_duty_change_programme_id_until"), ["programme_id", "until"], unique=False
        )

    op.create_table(
        "shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start", sa.Time(), nullable=False),
        sa.Column("end", sa.Time(), nullable=False),
        sa.Column("is_on_call", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_shift_person_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_shift_programme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shift_programme_id"), ["programme_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shift_programme_id"))

    op.drop_table("shift")
    with op.batch_alter_table("duty_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_change_programme_id_until"))

    op.drop_table("duty_change")
    op.drop_table("confirmation")
    op.drop_column("outbox", "alert_id")
    op.drop_column("person", "awaiting_id")
    op.drop_column("person", "account")
    op.drop_column("person", "safety_plan")
    op.drop_column("programme", "scan_warned_at")
    op.drop_column("programme", "gap_warned_until")
    op.drop_column("match", "kind")

    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_match_id"))

    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_flag_person_id_at"))
        batch_op.drop_index(batch_op.f("ix_flag_alert_id"))

    op.drop_table("flag")
    with op.batch_alter_table("alert_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alert_event_alert_id"))

    op.drop_table("alert_event")
    with op.batch_alter_table("alert_card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alert_card_alert_id"))

    op.drop_table("alert_card")
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alert_programme_id_state"))
        batch_op.drop_index(batch_op.f("ix_alert_person_id_state"))

    op.drop_table("alert")
