"""To whom collections are shown: those that are there, to everybody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "visibilities",
        sa.Column("collection", sa.Text, primary_key=True),
        sa.Column("visibility", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("visibilities")
