"""The headings of documents beside their pages, so that a table of contents is shown without reading the whole text."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MANY = 2_000  # rows written at once


def upgrade() -> None:
    """Make the table, and fill it from the pages that are there."""
    headings = op.create_table(
        "headings",
        sa.Column(
            "document",
            sa.BigInteger,
            sa.ForeignKey("documents.document", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    connection = op.get_bind()
    found = connection.exec_driver_sql(
        "SELECT document, page, text, blocks FROM pages WHERE blocks LIKE '%\"heading\"%' ORDER BY document, page"
    )
    rows: list[dict[str, object]] = []
    document, place = None, 0
    for row in found:
        document, place = row.document, place if row.document == document else 0
        for text, (kind, level, _) in zip(row.text.split("\n"), json.loads(row.blocks), strict=True):
            if kind == "heading":
                rows.append({"document": document, "place": place, "page": row.page, "level": level, "text": text})
                place += 1
        if len(rows) >= _MANY:
            connection.execute(sa.insert(headings), rows)
            rows = []
    if rows:
        connection.execute(sa.insert(headings), rows)


def downgrade() -> None:
    """Drop it."""
    op.drop_table("headings")
