"""Alembic's entry: always on the connection that `bot.store.database.migrate` hands over."""

from alembic import context

from bot.store import entities

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=entities.Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
