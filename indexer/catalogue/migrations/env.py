"""Run by Alembic: migrates over the connection that the catalogue hands on."""

from __future__ import annotations

from alembic import context

from indexer.catalogue.tables import TABLES

context.configure(connection=context.config.attributes["connection"], target_metadata=TABLES, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
