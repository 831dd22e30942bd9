"""Make the tables of a language model, and room for what it chooses."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def text(name: str, *, key: bool = False) -> "sa.Column[str]":
    """Return a text column that is always filled."""
    return sa.Column(name, sa.Text(), nullable=False, primary_key=key)


def number(name: str) -> "sa.Column[int]":
    """Return a column for a large count that is always filled."""
    return sa.Column(name, sa.BigInteger(), nullable=False)


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("article", sa.Column("gist", sa.Text(), nullable=False, server_default=""))
    op.add_column("quote", sa.Column("place", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("quote", sa.Column("stance", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "model_answer",
        text("key", key=True),
        text("task"),
        sa.Column("version", sa.Integer(), nullable=False),
        text("model"),
        number("at"),
        sa.Column("answered", sa.Integer(), nullable=False),
        text("body"),
        number("tokens_in"),
        number("tokens_out"),
        number("money"),
    )
    op.create_index("ix_model_answer_at", "model_answer", ["at"])
    op.create_table(
        "model_count",
        sa.Column("day", sa.Date(), primary_key=True, nullable=False),
        text("name", key=True),
        sa.Column("count", sa.Integer(), nullable=False),
    )
    op.create_table("model_endpoint", text("address", key=True), text("model", key=True), text("mode"))
