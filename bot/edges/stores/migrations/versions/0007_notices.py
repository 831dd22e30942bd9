"""Keep who added a feed by the platform's name, what they were told of its troubles, and what hubs promised."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Bring the tables to this version; of the feeds so far nobody is known by that name."""
    for table in ("feed", "following"):
        op.add_column(table, sa.Column("person", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "notice",
        sa.Column("feed_id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("recipient", sa.Text(), primary_key=True, nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "subscription",
        sa.Column("feed_id", sa.Text(), primary_key=True, nullable=False),
        sa.Column("hub", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger()),
        sa.Column("asked_at", sa.BigInteger()),
    )
    op.create_index("ix_subscription_token", "subscription", ["token"])
