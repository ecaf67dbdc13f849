"""Accounts and their sessions, the record of who did what, and counts of tries to sign in. A library begins without any."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "users",
        sa.Column("user", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "key", "role", "password")),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True)),
        sqlite_autoincrement=True,
    )
    op.create_index("users_key", "users", ["key"], unique=True)
    op.create_table(
        "sessions",
        sa.Column("session", sa.Text, primary_key=True),
        sa.Column("user", sa.Integer, sa.ForeignKey("users.user", ondelete="CASCADE"), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
    )
    for name in ("user", "begun_at"):
        op.create_index(f"ix_sessions_{name}", "sessions", [name])
    op.create_table(
        "audit",
        sa.Column("deed", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("who", "act", "about", "details")),
        sqlite_autoincrement=True,
    )
    for name in ("at", "who", "act", "about"):
        op.create_index(f"audit_{name}", "audit", [name])
    op.create_table(
        "tries",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_index("tries_until", "tries", ["until"])


def downgrade() -> None:
    """Drop them."""
    for name in ("tries", "audit", "sessions", "users"):
        op.drop_table(name)
