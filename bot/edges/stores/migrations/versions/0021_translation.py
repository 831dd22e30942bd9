"""Keep translations of what digests show, so that none is paid for twice."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "translation",
        sa.Column("id", sa.Text(), primary_key=True, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("words", "engine")),
        sa.Column("at", sa.BigInteger(), nullable=False, index=True),
    )
