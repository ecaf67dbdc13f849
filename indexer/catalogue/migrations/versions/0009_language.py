"""The language of a document, where it is not Vietnamese."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of documents that are there nothing is known until they are read anew."""
    op.add_column("documents", sa.Column("language", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("documents", "language")
