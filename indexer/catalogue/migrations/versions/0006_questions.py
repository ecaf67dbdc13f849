"""Questions with their answers, and what a passage is in its document."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; passages cut before are of the text."""
    op.create_table(
        "questions",
        sa.Column(
            "document",
            sa.BigInteger,
            sa.ForeignKey("documents.document", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
    )
    op.add_column("passages", sa.Column("kind", sa.Text, nullable=False, server_default="body"))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("passages", "kind")
    op.drop_table("questions")
