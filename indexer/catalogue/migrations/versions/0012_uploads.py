"""Files that people sent, and what became of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "batches",
        sa.Column("batch", sa.Text, primary_key=True),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("collection", sa.Text, nullable=False),
        sa.Column("metadata", sa.Text, nullable=False),
    )
    op.create_index("batches_at", "batches", ["at"])
    op.create_table(
        "uploads",
        sa.Column("upload", sa.Integer, primary_key=True),
        sa.Column("batch", sa.Text, sa.ForeignKey("batches.batch", ondelete="CASCADE"), nullable=False),
        sa.Column("archive", sa.Integer),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("document", sa.BigInteger, sa.ForeignKey("documents.document", ondelete="SET NULL")),
        sa.Column("problem_kind", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("uploads_batch", "uploads", ["batch", "upload"])
    op.create_index("uploads_standing", "uploads", ["standing", "upload"])
    op.create_index("uploads_document", "uploads", ["document"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("uploads")
    op.drop_table("batches")
