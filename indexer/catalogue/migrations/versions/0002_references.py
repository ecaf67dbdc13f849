"""References between documents, and the keys by which documents are referred to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and columns; they are filled by `tracuu reindex` or `tracuu check --repair`."""
    op.add_column("documents", sa.Column("number_key", sa.Text, nullable=False, server_default=""))
    op.add_column("documents", sa.Column("name_key", sa.Text, nullable=False, server_default=""))
    op.add_column("documents", sa.Column("references_version", sa.Integer, nullable=False, server_default="0"))
    op.create_index("documents_number_key", "documents", ["number_key"])
    op.create_index("documents_name_key", "documents", ["name_key"])
    document = sa.ForeignKey("documents.document", ondelete="CASCADE")
    op.create_table(
        "references",
        sa.Column("document", sa.BigInteger, document, nullable=False, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("page", "start", "end")),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("text", "key", "certainty", "kind", "number", "symbol", "issuer", "pinpoint")
        ),
        sa.Column("issued_on", sa.Date),
        sa.Column("year", sa.Integer),
        sa.Column("term", sa.Integer),
    )
    op.create_index("references_key", "references", ["key", "document"])
