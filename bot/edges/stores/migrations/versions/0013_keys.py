"""Keep which changes and splits a language model found, and which names and splits one took away."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Bring the tables to this version."""
    for table in ("position_change", "split"):
        op.add_column(table, sa.Column("by", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "taken_away",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("what", "who", "words", "url", "why", "engine")),
        sa.Column("at", sa.BigInteger(), nullable=False, index=True),
    )
