"""Keep for which site a feed speaks, and which entries are of its own site."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Bring the tables to this version; the feeds so far speak for where they are now, and for what they named."""
    op.add_column("feed", sa.Column("origin", sa.Text(), nullable=False, server_default=""))
    op.add_column("entry", sa.Column("own", sa.Boolean(), nullable=False, server_default=sa.true()))
