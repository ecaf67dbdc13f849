"""Changes of cards with what stood there before, reasons for a look that somebody has dealt with, and merged documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and columns."""
    op.add_column("documents", sa.Column("trashed_at", sa.DateTime(timezone=True)))
    op.add_column("documents", sa.Column("merged_into", sa.BigInteger))
    op.create_table(
        "versions",
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("document", sa.BigInteger, sa.ForeignKey("documents.document", ondelete="CASCADE"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_versions_document", "versions", ["document"])
    op.create_table(
        "looked",
        sa.Column("document", sa.BigInteger, sa.ForeignKey("documents.document", ondelete="CASCADE"), primary_key=True),
        sa.Column("need", sa.Text, primary_key=True),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("looked")
    op.drop_table("versions")
    op.drop_column("documents", "merged_into")
    op.drop_column("documents", "trashed_at")
