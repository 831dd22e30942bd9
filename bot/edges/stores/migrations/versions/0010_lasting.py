"""Keep which nodes live, the ledger's own time, who claimed an alert, and restores."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("alert", sa.Column("owner", sa.Text(), nullable=False, server_default=""))
    op.add_column("alert", sa.Column("lease_until", sa.BigInteger()))
    op.create_table(
        "node",
        sa.Column("name", sa.Text(), primary_key=True, nullable=False),
        sa.Column("beat_at", sa.BigInteger(), nullable=False),
        sa.Column("wall_at", sa.BigInteger(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
    )
    op.create_table(
        "ledger_time",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "restored",
        sa.Column("at", sa.BigInteger(), primary_key=True, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
    )
