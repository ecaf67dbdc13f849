"""What speaks for the values of a card, its further fields, and documents with text in common."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _document(name: str = "document") -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, sa.ForeignKey("documents.document", ondelete="CASCADE"), primary_key=True)


def upgrade() -> None:
    """Add the columns and make the tables."""
    for name in ("volume", "page_range", "publisher", "edition", "isbn", "issn", "doi", "url"):
        op.add_column("documents", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("documents", sa.Column("stale", sa.Boolean, nullable=False, server_default="0"))
    op.create_table(
        "evidence",
        _document(),
        sa.Column("place", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("field", "value", "source", "standing", "line")),
        sa.Column("page", sa.Integer),
    )
    op.create_index("evidence_standing", "evidence", ["standing", "document"])
    op.create_table(
        "sketches",
        _document(),
        sa.Column("reach", sa.BigInteger, nullable=False),
        sa.Column("hashes", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "shingles",
        sa.Column("hash", sa.BigInteger, primary_key=True),
        sa.Column("document", sa.BigInteger, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "likenesses",
        _document(),
        _document("other"),
        sa.Column("kinship", sa.Text, nullable=False),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("other_share", sa.Float, nullable=False),
    )
    op.create_index("likenesses_other", "likenesses", ["other"])
