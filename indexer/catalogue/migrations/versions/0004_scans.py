"""Scans: pages that wait to be recognised, what was recognised on them, and where the text of a page comes from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and make the table."""
    op.add_column("documents", sa.Column("waiting", sa.Integer, nullable=False, server_default="0"))
    op.add_column("pages", sa.Column("origin", sa.Text, nullable=False, server_default="file"))
    op.add_column("pages", sa.Column("confidence", sa.Integer))
    op.create_table(
        "scans",
        sa.Column("document", sa.BigInteger, sa.ForeignKey("documents.document", ondelete="CASCADE"), primary_key=True),
        sa.Column("page", sa.Integer, primary_key=True),
        sa.Column("recognition", sa.LargeBinary),
        sa.Column("problem", sa.Text),
    )
