"""When a document last changed: those that are there, when they were added."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and its index."""
    # SQLite adds a column that is never null only with a value for the rows there, which they hold until the next line.
    changed_at = sa.Column(
        "changed_at", sa.DateTime(timezone=True), nullable=False, server_default="1970-01-01 00:00:00"
    )
    op.add_column("documents", changed_at)
    op.execute("UPDATE documents SET changed_at = added_at")
    op.create_index("documents_changed_at", "documents", ["changed_at"])


def downgrade() -> None:
    """Drop both."""
    op.drop_index("documents_changed_at", "documents")
    op.drop_column("documents", "changed_at")
