"""Keep which entries share an address, whose article a feed says that one is, and what was odd about an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("entry", sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("entry", sa.Column("outlet", sa.Text(), nullable=False, server_default=""))
    op.add_column("feed", sa.Column("note", sa.Text(), nullable=False, server_default=""))
