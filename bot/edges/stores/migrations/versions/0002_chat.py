"""Make the tables for chat platforms."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def text(name: str, *, key: bool = False) -> "sa.Column[str]":
    """Return a text column that is always filled."""
    return sa.Column(name, sa.Text(), primary_key=key, nullable=False)


def number(name: str, *, key: bool = False) -> "sa.Column[int]":
    """Return a moment's column: microseconds since 1970."""
    return sa.Column(name, sa.BigInteger(), primary_key=key, nullable=False)


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table("workspace", text("id", key=True), text("settings"))
    op.create_table(
        "reference", text("ref", key=True), text("line"), text("channel_id"), text("person"), number("created_at")
    )
    op.create_index("ix_reference_created_at", "reference", ["created_at"])
    op.create_table("once", text("key", key=True), number("at"))
    op.create_index("ix_once_at", "once", ["at"])
    op.create_table("tally", text("key", key=True), number("at", key=True))
    op.create_table("presence", text("person", key=True), text("channel_id", key=True))
    op.create_table(
        "objection",
        text("quote_id", key=True),
        text("workspace", key=True),
        text("person", key=True),
        text("name"),
        sa.Column("manager", sa.Boolean(), nullable=False),
        text("reason"),
        number("at"),
    )
    op.create_table("hidden", text("workspace", key=True), text("quote_id", key=True))
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), primary_key=True),
        number("at"),
        text("workspace"),
        text("channel_id"),
        text("person"),
        text("said"),
    )
    op.create_index("audit_newest", "audit", ["workspace", "id"])
