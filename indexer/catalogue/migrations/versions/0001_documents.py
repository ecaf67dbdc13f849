"""Documents with their files, collections, pages and passages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _document(*, primary_key: bool = False) -> sa.Column[int]:
    document = sa.ForeignKey("documents.document", ondelete="CASCADE")
    return sa.Column(
        "document", sa.BigInteger, document, nullable=False, primary_key=primary_key, index=not primary_key
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "documents",
        sa.Column("document", sa.BigInteger, primary_key=True, autoincrement=False),
        _text("status"),
        _text("problem"),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trashed", sa.Boolean, nullable=False),
        sa.Column("paged", sa.Boolean, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("passages", sa.Integer, nullable=False),
        *(_text(name) for name in ("segmenter", "title", "kind", "number", "issuer")),
        sa.Column("issued_on", sa.Date),
        sa.Column("year", sa.Integer),
        sa.Column("authors", sa.JSON, nullable=False),
        *(_text(name) for name in ("place", "signer", "journal", "issue", "abstract")),
        sa.Column("keywords", sa.JSON, nullable=False),
    )
    op.create_index("documents_status", "documents", ["status"])
    op.create_index("documents_added_at", "documents", ["added_at"])
    op.create_table(
        "files",
        sa.Column("sha256", sa.Text, primary_key=True),
        _document(),
        _text("filename"),
        _text("media_type"),
        sa.Column("size", sa.BigInteger, nullable=False),
    )
    op.create_table("collections", _document(primary_key=True), sa.Column("name", sa.Text, primary_key=True))
    op.create_index("collections_name", "collections", ["name"])
    op.create_table(
        "pages",
        _document(primary_key=True),
        sa.Column("page", sa.Integer, primary_key=True),
        sa.Column("label", sa.Text),
        sa.Column("start", sa.Integer, nullable=False),
        _text("text"),
        sa.Column("blocks", sa.JSON, nullable=False),
    )
    op.create_table(
        "passages",
        sa.Column("passage", sa.BigInteger, primary_key=True, autoincrement=False),
        _document(),
        _text("spans"),
        sa.Column("first_page", sa.Integer, nullable=False),
        sa.Column("last_page", sa.Integer, nullable=False),
        _text("heading"),
        sa.Column("words", sa.LargeBinary, nullable=False),
    )
