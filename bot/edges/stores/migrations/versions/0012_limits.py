"""Keep what all nodes together ask of a host or a model's server."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "visited",
        sa.Column("name", sa.Text(), primary_key=True, nullable=False),
        sa.Column("free_at", sa.BigInteger(), nullable=False),
        sa.Column("away_until", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
    )
    op.create_table(
        "place",
        sa.Column("name", sa.Text(), primary_key=True, nullable=False),
        sa.Column("number", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("kept_until", sa.BigInteger(), nullable=False),
    )
