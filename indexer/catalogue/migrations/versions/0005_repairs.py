"""What was repaired of the documents' texts: old encodings, lost letters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; documents that the library holds already have no record."""
    document = sa.ForeignKey("documents.document", ondelete="CASCADE")
    op.create_table(
        "repairs",
        sa.Column("document", sa.BigInteger, document, nullable=False, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("page", sa.Integer),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("where", sa.Text, nullable=False),
        sa.Column("syllables", sa.Integer, nullable=False),
    )
