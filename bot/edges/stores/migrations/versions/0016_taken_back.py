"""Keep when a correction was taken back: the words were right, and stand again where they were posted."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("correction", sa.Column("taken_back_at", sa.BigInteger()))
