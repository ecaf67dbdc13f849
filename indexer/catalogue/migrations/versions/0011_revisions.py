"""How often a document has changed, so that a change during its indexing is not lost; and why a file failed, by class."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and the index by which documents are found that the index is behind of."""
    op.add_column("documents", sa.Column("revision", sa.Integer, nullable=False, server_default="0"))
    op.add_column("documents", sa.Column("problem_kind", sa.Text, nullable=False, server_default=""))
    op.create_index("documents_stale", "documents", ["stale"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("documents_stale", "documents")
    op.drop_column("documents", "problem_kind")
    op.drop_column("documents", "revision")
