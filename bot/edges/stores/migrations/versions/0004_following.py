"""Let each workspace follow feeds of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Bring the tables to this version; the feeds so far are everybody's."""
    op.create_table(
        "following",
        sa.Column("follower", sa.Text(), primary_key=True, nullable=False),
        sa.Column("feed_id", sa.Text(), sa.ForeignKey("feed.id", ondelete="CASCADE"), primary_key=True, nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
    )
    op.create_index("ix_following_feed_id", "following", ["feed_id"])
    op.create_index("ix_entry_article_id", "entry", ["article_id"])
    op.create_index("ix_entry_key_entry_id", "entry_key", ["entry_id"])
    op.execute("INSERT INTO following SELECT '', id, added_at, added_by FROM feed")
